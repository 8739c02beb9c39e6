"""The lists of locations and of sources, each with a search that forgives spelling."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.services.views.area_locations import LocationEntry
from app.services.views.area_sources import SourceEntry
from app.ui.kit.rows import Cell, TableColumn
from app.ui.language import label_text, say, words
from app.ui.pages.area_words import location_name, people_cell, role_cell, score_of, severity_cell
from app.ui.pages.search_list import SearchCard


class LocationList(SearchCard):
    """All locations; fewer columns while the panel is beside them."""

    def show_rows(self, rows: Sequence[LocationEntry], narrow: bool) -> None:
        """Show locations in the language in force."""
        self.show_table(location_columns(narrow), rows)


class SourceList(SearchCard):
    """All sources; fewer columns while the panel is beside them."""

    def show_rows(self, rows: Sequence[SourceEntry], narrow: bool) -> None:
        """Show sources in the language in force."""
        self.show_table(source_columns(narrow), rows)


def location_columns(narrow: bool) -> list[TableColumn]:
    """Return the columns of the list; `narrow` leaves out what the panel shows."""
    field = words().field
    rank = TableColumn(
        say("area.column.rank"),
        lambda one: Cell("" if one.rank is None else words().number(one.rank), quiet=True),
        56,
        at_end=True,
        sort_key=lambda one: one.rank if one.rank is not None else 10_000,
    )
    name = TableColumn(
        words().kind("location"),
        lambda one: Cell(location_name(one), under=label_text(one.place) or one.sub_district),
        share=3,
    )
    role = TableColumn(field("location", "role"), role_cell, 132)
    sort = TableColumn(
        field("location", "type"), lambda one: Cell(words().code("location_type", one.type), quiet=True), 118
    )
    people = TableColumn(
        say("area.column.people"),
        people_cell,
        _day_width(),
        at_end=True,
        sort_key=lambda one: one.people or -1,
    )
    severity = TableColumn(
        say("area.column.severity"), lambda one: severity_cell(one.used), 128, sort_key=score_of
    )
    place = TableColumn(say("area.column.placed"), _placed_cell, 104)
    return [rank, name, people, severity] if narrow else [rank, name, role, sort, people, severity, place]


def _day_width() -> int:
    """Return the room for a day with its year: the Iraqi months have long names."""
    return 148 if words().right_to_left else 112


def _placed_cell(one: LocationEntry) -> Cell:
    if not one.located:
        return Cell(say("area.not_placed"), tone="missing")
    pair = f"{one.latitude:.2f}, {one.longitude:.2f}"
    return Cell(pair, under=say("area.placed_inside") if one.inside else "", quiet=True)


def source_columns(narrow: bool) -> list[TableColumn]:
    """Return the columns of the sources library."""
    field = words().field
    code = TableColumn(field("source", "code"), lambda one: Cell(one.code, quiet=True), 66)
    title = TableColumn(
        field("source", "title"), lambda one: Cell(label_text(one.title), under=one.publisher), share=4
    )
    used = TableColumn(
        say("area.column.used"), _used_cell, 86, at_end=True, sort_key=lambda one: len(one.uses)
    )
    if narrow:
        return [code, title, used]
    return [
        code,
        title,
        TableColumn(
            say("area.column.dated"), _dated_cell, _day_width(), sort_key=lambda one: one.published_on
        ),
        TableColumn(field("source", "method"), _code_cell("evidence_method", "method"), share=2),
        TableColumn(
            field("source", "representativeness"), _code_cell("representativeness", "representativeness"), 122
        ),
        TableColumn(say("area.column.class"), _class_cell, 92, spare=True),
        TableColumn(say("area.column.file"), _file_cell, 76, spare=True),
        used,
    ]


def _dated_cell(one: SourceEntry) -> Cell:
    round_ = say("area.round", name=one.round) if one.round else ""
    if not one.published_on:
        return Cell(round_, quiet=True)
    return Cell(words().date(one.published_on), under=round_, quiet=True)


def _code_cell(code_list: str, name: str) -> Callable[[SourceEntry], Cell]:
    def cell(one: SourceEntry) -> Cell:
        value = getattr(one, name)
        return Cell(words().code(code_list, value)) if value else Cell(say("area.missing"), tone="missing")

    return cell


def _class_cell(one: SourceEntry) -> Cell:
    return Cell(words().code("sensitivity", str(one.sensitivity or 0)), quiet=True)


def _file_cell(one: SourceEntry) -> Cell:
    return Cell("✓ " + words().number(len(one.files)) if one.files else "–", quiet=True)


def _used_cell(one: SourceEntry) -> Cell:
    return Cell(words().number(len(one.uses)) if one.uses else "", quiet=not one.uses)
