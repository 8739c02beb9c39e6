"""Reading a stakeholder list from any table: columns mapped to fields, looked at first, one action."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.documents.workbook.reader import Table, read_table
from app.foundation.errors import UserError
from app.models.folding import fold
from app.models.kinds.inside import Contact, Stakeholder, StakeholderView
from app.services.desk import Desk
from app.services.importing_columns import column_named
from app.services.importing_guesses import CONTACT_FIELDS, FIELDS, VIEW_FIELDS, guessed
from app.services.importing_problems import RowProblem
from app.services.importing_values import Values, read_row
from app.services.stakeholder_work import author_name

EXAMPLES = 5
_NAMES = ("name_en", "name_ar", "name_ckb", "name_fr")


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What an import would do: rows read, stakeholders added, rows skipped, problems, the first rows."""

    rows: int
    added: int
    skipped: int
    problems: tuple[RowProblem, ...]
    examples: tuple[Values, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did; `ids` are the new stakeholders in the order of the table."""

    rows: int
    added: int
    skipped: int
    problems: tuple[RowProblem, ...]
    ids: tuple[str, ...] = ()


@dataclass(slots=True)
class _Rows:
    """The rows that can be added, further contacts by their place among them, what was wrong in others."""

    good: list[Values] = field(default_factory=list)
    contacts: dict[int, list[Values]] = field(default_factory=dict)
    problems: list[RowProblem] = field(default_factory=list)


def read_stakeholder_table(path: Path, sheet: str | None = None) -> Table:
    """Return the table in a file. Raises as `read_table`."""
    return read_table(path, path.name, sheet)


def guess_mapping(desk: Desk, table: Table) -> dict[str, str]:
    """Return field → header: what was chosen for this layout before, else a guess from the headers."""
    kept = desk.recall(_setting(table))
    if kept is None:
        return guessed(table.headers, table.tags)
    return {name: header for name, header in json.loads(kept).items() if header in table.headers}


def preview(desk: Desk, table: Table, mapping: Mapping[str, str]) -> ImportPreview:
    """Return what importing would do; nothing is written. Raises UserError as `import_stakeholders`."""
    rows = _rows(desk, table, mapping)
    total, added = len(table.rows), len(rows.good)
    return ImportPreview(total, added, total - added, tuple(rows.problems), tuple(rows.good[:EXAMPLES]))


def import_stakeholders(
    desk: Desk, table: Table, mapping: Mapping[str, str], referred_by: str = ""
) -> ImportReport:
    """Add the stakeholders of a table as one action and remember the mapping for this layout.

    `referred_by` says which working group the list is from; a row's own column goes before it. Ratings and
    positions carry it, else the name of the person here, and today, unless columns say by whom and when. Who
    is here already by name is skipped; a further row of the table on somebody, with nothing but a contact,
    adds that contact.
    Raises UserError `unknown_field`, `unknown_column`, `no_name_column`.
    """
    rows = _rows(desk, table, mapping)
    ids: list[str] = []
    if rows.good:
        with desk.write("stakeholder.import") as unit:
            for number, values in enumerate(rows.good):
                from_whom = values.get("referred_by") or referred_by.strip() or None
                own = {**_part(values, FIELDS), "referred_by": from_whom}
                ids.append(unit.add(Stakeholder, **own))
                view = _view(desk, values, from_whom)
                if view:
                    unit.add(StakeholderView, stakeholder=ids[-1], **view)
                for contact in (_part(values, CONTACT_FIELDS), *rows.contacts.get(number, ())):
                    if contact.get("person_name"):
                        unit.add(Contact, stakeholder=ids[-1], **contact)
    desk.remember(_setting(table), json.dumps(dict(mapping), ensure_ascii=False))
    total, added = len(table.rows), len(rows.good)
    return ImportReport(total, added, total - added, tuple(rows.problems), tuple(ids))


def _setting(table: Table) -> str:
    return f"import.stakeholders/{table.fingerprint}"


def _part(values: Values, names: tuple[str, ...]) -> Values:
    return {name: value for name, value in values.items() if name in names}


def _view(desk: Desk, values: Values, from_whom: str | None) -> Values:
    view, said_by = _part(values, VIEW_FIELDS), from_whom or author_name(desk)
    if "influence" in view or "interest" in view:
        view = {"seen_by": said_by, "seen_on": desk.today} | view
    if "position" in view:
        view = {"position_by": said_by, "position_on": desk.today} | view
    return view


def _rows(desk: Desk, table: Table, mapping: Mapping[str, str]) -> _Rows:
    columns = _columns(table, mapping)
    known = {fold(name) for one in desk.records(Stakeholder) for name in _names(one)}
    places: dict[str, int] = {}
    found = _Rows()
    for number, row in zip(table.numbers, table.rows, strict=True):
        values, problems = read_row(number, {name: row[column] for name, column in columns.items()})
        names = {fold(str(values[name])) for name in _NAMES if name in values}
        if not names:
            found.problems.append(RowProblem(number, "no_name"))
        elif names & places.keys() and _is_contact(values):
            contact = _part(values, CONTACT_FIELDS)
            found.contacts.setdefault(places[min(names & places.keys())], []).append(contact)
            found.problems += problems
        elif names & known:
            shown = next(str(values[name]) for name in _NAMES if name in values)
            found.problems.append(RowProblem(number, "already_here", {"name": shown}))
        else:
            known |= names
            places |= dict.fromkeys(names, len(found.good))
            found.good.append(values)
            found.problems += problems
    return found


def _names(one: Stakeholder) -> list[str]:
    return [name for name in (getattr(one, field) for field in _NAMES) if name]


def _columns(table: Table, mapping: Mapping[str, str]) -> dict[str, int]:
    for name in mapping:
        if name != "name" and name not in (*FIELDS, *VIEW_FIELDS, *CONTACT_FIELDS):
            raise UserError("unknown_field", kind="stakeholder", field=name[:80])
    columns = {name: column_named(table.headers, header) for name, header in mapping.items()}
    if not any(name in columns for name in ("name", *_NAMES)):
        raise UserError("no_name_column")
    return columns


def _is_contact(values: Values) -> bool:
    """Whether a row says nothing but whom to talk to at somebody."""
    return "person_name" in values and not values.keys() - {*_NAMES, *CONTACT_FIELDS}
