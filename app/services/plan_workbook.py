"""The plan workbook: activities, targets and progress, to be changed in Excel by partners and taken back."""

from __future__ import annotations

from app.documents.form_content import FormBook
from app.models.kinds.plan import Activity, Progress, Target
from app.models.record import Record
from app.services.desk import Desk
from app.services.papers.printable import printable
from app.services.papers.scribe import Scribe
from app.services.returning_cells import labels_of
from app.services.returning_form import Frame, Row, RowKind, returning_book
from app.words.catalogue import Words

FORMAT = "masar-plan-1"
SPLITS = ("women", "men", "girls", "boys", "elderly", "idps", "returnees", "host")
ACTIVITIES = RowKind(
    Activity,
    ("code",),
    (
        *("title_en", "title_ar", "title_ckb", "title_fr", "description_en", "description_ar"),
        *("description_ckb", "description_fr"),
        *("objective", "iasc", "locations", "groups", "lead", "partners", "government_counterpart"),
        *("no_counterpart_reason", "status", "starts", "ends", "modality", "budget", "currency", "donor"),
    ),
    spare=40,
    freeze=2,
)
TARGETS = RowKind(
    Target,
    ("activity",),
    ("unit", "unit_text", "value", "baseline", "due", *SPLITS),
    begun=("activity",),
    spare=40,
)
PROGRESS = RowKind(
    Progress,
    ("activity", "target"),
    ("reported_on", "reached", "percent", *SPLITS, "narrative", "obstacles", "correction_reason"),
    begun=("activity", "target"),
    spare=80,
)
SHEETS = (ACTIVITIES, TARGETS, PROGRESS)
_LABELLED = ("organisation", "location", "activity", "target")


def plan_workbook(desk: Desk, language: str) -> bytes:
    """Return the plan workbook of the area in front as an .xlsx file."""
    from app.documents.workbook.form import write_form

    return write_form(plan_form(desk, language))


def plan_form(desk: Desk, language: str) -> FormBook:
    """Return what goes into the plan workbook: nothing that documents for partners hold back."""
    scribe = Scribe(printable(desk.book(), desk.area), Words(language, isolating=False))
    labels = labels_of(scribe, _LABELLED)
    frame = Frame(FORMAT, "plan_book.title", "plan_book.how", scribe, labels)
    parts = [(_spoken(kind, scribe), _rows(scribe, kind)) for kind in SHEETS]
    return returning_book(desk, frame, parts)


def _spoken(kind: RowKind, scribe: Scribe) -> RowKind:
    """Leave out titles in languages in which there are none, besides English, Arabic and the workbook's."""
    shown = {"en", "ar", scribe.words.language}
    found = scribe.book.of(kind.kind)
    kept = [
        name
        for name in kind.written
        if not name.startswith("title_")
        or name.removeprefix("title_") in shown
        or any(getattr(one, name) for one in found)
    ]
    return RowKind(kind.kind, kind.fixed, tuple(kept), kind.begun, kind.spare, kind.freeze)


def _rows(scribe: Scribe, kind: RowKind) -> list[Row]:
    def place(one: Record) -> tuple[str, str, str]:
        activity = scribe.book.get(Activity, getattr(one, "activity", one.id))
        code = (activity.code if activity else None) or "~"
        return code, getattr(one, "reported_on", None) or "", one.id

    return [Row(one.id, one) for one in sorted(scribe.book.of(kind.kind), key=place)]
