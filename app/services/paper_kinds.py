"""Every document and workbook that leaves Masar, in one list: the command line and the window read it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from app.foundation.errors import UserError
from app.foundation.progress import Progress, unwatched
from app.process.facts import day
from app.services.desk import Desk
from app.services.documents import plan_pdf
from app.services.four_w import four_w
from app.services.freezing import frozen_pdf
from app.services.iati import iati
from app.services.joint_documents import compact_pdf, framework_pdf, programme_pdf
from app.services.measurement_sheet import measurement_sheet, period_of
from app.services.meeting_papers import blank_forms, make_paper, sensitisation
from app.services.one_page_work import one_page_pdf
from app.services.paper_subjects import named_consultation, named_meeting
from app.services.papers.commitments import commitments_pdf
from app.services.papers.comparison import comparison_pdf
from app.services.papers.consultation import consultation_pdf
from app.services.papers.lessons import lessons_pdf
from app.services.papers.poster import poster_pdf
from app.services.papers.printable import HIGHEST_CLASS, held_back
from app.services.papers.progress_report import last_quarter, progress_pdf
from app.services.papers.readiness import readiness_pdf
from app.services.papers.stakeholder_map import stakeholders_pdf
from app.services.papers.summary import summary_pdf
from app.services.papers.text import text_docx
from app.services.plan_workbook import plan_workbook
from app.services.review_workbook import review_workbook
from app.services.stakeholder_list import stakeholder_list
from app.services.version_contents import NOW, version_named
from app.services.workbooks import workbook

ON_FORMS = frozenset({"location", "agenda_item", "decision", "commitment"})
PDF, XLSX, DOCX, XML = ".pdf", ".xlsx", ".docx", ".xml"


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: a language, a second one beside it, what the paper is about, a period, limits.

    `about` holds ids or names; `starts` and `ends` are ISO days, both included; records above the class
    `highest` stay out; `for_group` keeps in what never leaves the group.
    """

    language: str
    second: str = ""
    about: tuple[str, ...] = ()
    starts: str = ""
    ends: str = ""
    highest: int = HIGHEST_CLASS
    for_group: bool = False

    @property
    def subject(self) -> str:
        """The one thing the paper is about, "" when none was named."""
        return self.about[0] if self.about else ""


Draw = Callable[[Desk, Order, Progress], bytes]


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A kind of document: `code` names it on the command line and in words (`paper.<code>`, `….why`).

    `about` says what it is about: "" (the area), or a key of `paper_subjects.SUBJECTS`; `takes` names the
    further fields of an Order that it heeds; `inside` marks what must stay inside the group, `signed` what
    has boxes to sign; `prints` names the kinds of records in it where they are few. It stands on a `shelf`:
    "plan", "meeting", "joint" or "data".
    """

    code: str
    ending: str
    draw: Draw
    about: str = ""
    takes: tuple[str, ...] = ()
    inside: bool = False
    signed: bool = False
    prints: frozenset[str] | None = None
    shelf: str = "plan"

    @property
    def one_period(self) -> bool:
        """Whether `starts` is any day of the one period it is made for; without it today's."""
        return "starts" in self.takes and "ends" not in self.takes

    def left_out(self, order: Order, held: Mapping[str, int]) -> int:
        """Return how many of the records held back, counted by kind, it lacks; none in a frozen version."""
        frozen = self.about == "version" and order.subject not in ("", NOW)
        if self.inside or order.for_group or frozen:
            return 0
        return sum(count for kind, count in held.items() if self.prints is None or kind in self.prints)


def draw(desk: Desk, code: str, order: Order, progress: Progress | None = None) -> bytes:
    """Return a document. Raises UserError as its kind does, `unknown_record` for no such kind; Cancelled."""
    kind = BY_CODE.get(code)
    if kind is None:
        raise UserError("unknown_record", kind="paper", id=code[:80])
    return kind.draw(desk, order, progress or unwatched())


def left_out(desk: Desk, kind: PaperKind, order: Order) -> int:
    """Return how many records stay out of a document because of their class."""
    return kind.left_out(order, held_back(desk.book(), desk.area, highest=order.highest))


def _plan(desk: Desk, order: Order, progress: Progress) -> bytes:
    version = version_named(desk, order.subject or "now")
    if order.second == order.language:
        raise UserError("second_language_the_same", language=order.second)
    if version == NOW:
        return plan_pdf(desk, order.language, progress, order.second)
    if order.second:
        raise UserError("frozen_in_one_language")
    return frozen_pdf(desk, version, order.language)


def _summary(desk: Desk, order: Order, progress: Progress) -> bytes:
    return summary_pdf(desk, order.language, order.highest, progress)


def _proposition(desk: Desk, order: Order, progress: Progress) -> bytes:
    return one_page_pdf(desk, "proposition", order.language, order.subject, progress)


def _update(desk: Desk, order: Order, progress: Progress) -> bytes:
    return one_page_pdf(desk, "partner_update", order.language, "", progress)


def _agenda(desk: Desk, order: Order, progress: Progress) -> bytes:
    return make_paper(desk, "agenda", named_meeting(desk, order.subject), order.language, progress)


def _forms(desk: Desk, order: Order, progress: Progress) -> bytes:
    return blank_forms(desk, named_meeting(desk, order.subject), order.language, progress)


def _sensitisation(desk: Desk, order: Order, progress: Progress) -> bytes:
    return sensitisation(desk, order.language, progress)


def _minutes(desk: Desk, order: Order, progress: Progress) -> bytes:
    return make_paper(desk, "minutes", named_meeting(desk, order.subject), order.language, progress)


def _invitations(desk: Desk, order: Order, progress: Progress) -> bytes:
    return make_paper(desk, "letters", named_meeting(desk, order.subject), order.language, progress)


def _readiness(desk: Desk, order: Order, progress: Progress) -> bytes:
    return readiness_pdf(desk, order.language, progress)


def _consultation(desk: Desk, order: Order, progress: Progress) -> bytes:
    consultation = named_consultation(desk, order.subject)
    return consultation_pdf(desk, order.language, consultation, order.highest, progress)


def _stakeholders(desk: Desk, order: Order, progress: Progress) -> bytes:
    return stakeholders_pdf(desk, order.language, progress)


def _poster(desk: Desk, order: Order, progress: Progress) -> bytes:
    return poster_pdf(desk, order.language, order.subject, order.highest, progress)


def _commitments(desk: Desk, order: Order, progress: Progress) -> bytes:
    return commitments_pdf(desk, order.language, order.highest, progress)


def _lessons(desk: Desk, order: Order, progress: Progress) -> bytes:
    return lessons_pdf(desk, order.language, order.highest, progress)


def _progress(desk: Desk, order: Order, progress: Progress) -> bytes:
    for given in filter(None, (order.starts, order.ends)):
        if day(given) is None:
            raise UserError("period_day", day=given[:40])
    usual = last_quarter(desk.today)
    period = replace(usual, starts=order.starts or usual.starts, ends=order.ends or usual.ends)
    return progress_pdf(desk, order.language, period, progress)


def _comparison(desk: Desk, order: Order, progress: Progress) -> bytes:
    if len(order.about) != 2:
        raise UserError("two_versions")
    before, after = (version_named(desk, one) for one in order.about)
    return comparison_pdf(desk, before, after, order.language, progress)


def _framework(desk: Desk, order: Order, progress: Progress) -> bytes:
    return framework_pdf(desk, order.language, progress)


def _programme(desk: Desk, order: Order, progress: Progress) -> bytes:
    return programme_pdf(desk, order.language, order.subject, progress)


def _compact(desk: Desk, order: Order, progress: Progress) -> bytes:
    return compact_pdf(desk, order.language, order.subject, progress)


def _workbook(desk: Desk, order: Order, progress: Progress) -> bytes:
    return workbook(desk, order.language, for_group=order.for_group, progress=progress)


def _four_w(desk: Desk, order: Order, progress: Progress) -> bytes:
    return four_w(desk, order.language, highest=order.highest, progress=progress)


def _review_workbook(desk: Desk, order: Order, _progress: Progress) -> bytes:
    version = version_named(desk, order.subject) if order.subject else ""
    return review_workbook(desk, order.language, version_id=version)


def _plan_workbook(desk: Desk, order: Order, _progress: Progress) -> bytes:
    return plan_workbook(desk, order.language)


def _measurements(desk: Desk, order: Order, _progress: Progress) -> bytes:
    return measurement_sheet(desk, order.language, period_of(desk, order.starts or desk.today))


def _stakeholder_list(desk: Desk, order: Order, progress: Progress) -> bytes:
    return stakeholder_list(desk, order.language, for_group=order.for_group, progress=progress)


def _iati(desk: Desk, order: Order, _progress: Progress) -> bytes:
    return iati(desk, order.language, highest=order.highest)


def _docx(desk: Desk, order: Order, _progress: Progress) -> bytes:
    return text_docx(desk, order.language, order.highest)


PAPERS: tuple[PaperKind, ...] = (
    PaperKind("plan", PDF, _plan, about="version", takes=("second",), signed=True),
    PaperKind("summary", PDF, _summary, takes=("highest",)),
    PaperKind("readiness", PDF, _readiness, inside=True),
    PaperKind("proposition", PDF, _proposition, about="authority"),
    PaperKind("update", PDF, _update),
    PaperKind("agenda", PDF, _agenda, about="meeting", shelf="meeting"),
    PaperKind("invitations", PDF, _invitations, about="meeting", shelf="meeting"),
    PaperKind("sensitisation", PDF, _sensitisation, prints=frozenset(), shelf="meeting"),
    PaperKind("forms", PDF, _forms, about="meeting", prints=ON_FORMS, shelf="meeting"),
    PaperKind("minutes", PDF, _minutes, about="meeting", signed=True, shelf="meeting"),
    PaperKind("consultation", PDF, _consultation, about="consultation", takes=("highest",), shelf="meeting"),
    PaperKind("stakeholders", PDF, _stakeholders, inside=True),
    PaperKind("poster", PDF, _poster, about="size", takes=("highest",)),
    PaperKind("commitments", PDF, _commitments, takes=("highest",)),
    PaperKind("progress", PDF, _progress, takes=("starts", "ends")),
    PaperKind("comparison", PDF, _comparison, about="versions"),
    PaperKind("lessons", PDF, _lessons, takes=("highest",)),
    PaperKind("isf", PDF, _framework, signed=True, shelf="joint"),
    PaperKind("joint-programme", PDF, _programme, about="joint", signed=True, shelf="joint"),
    PaperKind("compact", PDF, _compact, about="compact", signed=True, shelf="joint"),
    PaperKind("workbook", XLSX, _workbook, takes=("for_group",), shelf="data"),
    PaperKind("4w", XLSX, _four_w, takes=("highest",), shelf="data"),
    PaperKind("review-workbook", XLSX, _review_workbook, about="frozen", shelf="data"),
    PaperKind("plan-workbook", XLSX, _plan_workbook, shelf="data"),
    PaperKind("stakeholder-list", XLSX, _stakeholder_list, takes=("for_group",), shelf="data"),
    PaperKind("measurements", XLSX, _measurements, takes=("starts",), shelf="data"),
    PaperKind("docx", DOCX, _docx, takes=("highest",), shelf="data"),
    PaperKind("iati", XML, _iati, takes=("highest",), shelf="data"),
)
"""All kinds, in the order in which a plan's path needs them: PDF first, then workbooks and data."""
BY_CODE = {kind.code: kind for kind in PAPERS}
