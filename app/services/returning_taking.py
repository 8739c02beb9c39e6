"""Taking back a workbook that was changed by somebody: read, laid beside what is here now, then taken.

A cell that nobody touched says nothing. A cell that was touched is a difference; where the same was changed
here since the workbook was made, it is a later difference, which is only taken when somebody says so.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from app.foundation.errors import UserError
from app.foundation.files import read_whole
from app.models.registry import KINDS
from app.services.desk import Desk
from app.services.returned import Returned
from app.services.returning_reading import Reading

LARGEST_FILE = 20_000_000
ACTION = "workbook.take"


@dataclass(frozen=True, slots=True)
class Taken:
    """How many records were changed and added."""

    changed: int
    added: int


def read_returned(desk: Desk, source: Path | bytes, sort: str, name: str = "") -> Returned:
    """Return what a workbook of a sort (`plan_workbook.FORMAT` …) brings; nothing is written.

    Raises UserError `not_a_returning_workbook`, `returning_workbook_newer`, `returning_workbook_foreign`,
    `returning_workbook_altered`, and as `read_form`; PlaceError.
    """
    from app.documents.workbook.filled import read_form

    file = name or (source.name if isinstance(source, Path) else "")
    data = read_whole(source, LARGEST_FILE) if isinstance(source, Path) else source
    form = read_form(data, file)
    held = form.marks.get("format", "")
    if held.rpartition("-")[0] != sort.rpartition("-")[0]:
        raise UserError("not_a_returning_workbook", file=file)
    if held != sort:
        raise UserError("returning_workbook_newer", file=file)
    if form.marks.get("area") != desk.area:
        raise UserError("returning_workbook_foreign", file=file, area=form.marks.get("area_name", "")[:80])
    return Reading(desk, form, file).returned()


def take_returned(desk: Desk, returned: Returned, *, later: bool = False) -> Taken:
    """Write what a workbook brings as one undo step; with `later` also what was changed here since.

    Raises UserError `value_…`; nothing is written then.
    """
    changes: dict[tuple[str, str], dict[str, object]] = defaultdict(dict)
    for one in returned.differences if later else returned.fresh:
        changes[one.kind, one.record][one.field] = one.value
    with desk.write(ACTION) as unit:
        made: dict[tuple[str, int], str] = {}
        for row in returned.added:
            referred = {name: made[which] for name, which in row.rows.items() if which in made}
            made[row.kind, row.row] = unit.add(KINDS[row.kind], **row.values, **referred)
        for (kind, record), values in changes.items():
            unit.set(KINDS[kind], record, **values)
    return Taken(len(changes), len(returned.added))
