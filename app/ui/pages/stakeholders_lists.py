"""The two lists of the page: all stakeholders with search, and who was contacted by whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.models.folding import fold
from app.services.views.stakeholders import StakeholderEntry
from app.services.views.stakeholders_outreach import OutreachEntry
from app.ui.kit.button import Button
from app.ui.kit.flow import flowing
from app.ui.kit.rows import Cell, TableColumn
from app.ui.language import label_text, say, words
from app.ui.pages.search_list import SearchCard
from app.ui.pages.stakeholders_words import (
    checked_cell,
    name_of_entry,
    outreach_cell,
    position_cell,
    rating_text,
)


class ListCard(SearchCard):
    """A list of stakeholders or of the outreach to them."""

    def found_by(self, one: Any) -> str:
        return searched(one)


def searched(one: StakeholderEntry | OutreachEntry) -> str:
    """Return the folded text in which a row is looked for."""
    if isinstance(one, StakeholderEntry):
        return one.folded
    names = (*_names(one), one.through, label_text(one.brought_in_by), one.answer)
    return fold(" ".join(text for text in names if text))


def _names(one: OutreachEntry) -> tuple[str, ...]:
    return (one.name.en, one.name.ar, one.name.ckb, one.name.fr, one.by.en, one.by.ar)


class StakeholderList(ListCard):
    """All stakeholders; fewer columns while the panel is beside them."""

    def show_rows(self, rows: Sequence[StakeholderEntry], narrow: bool) -> None:
        """Show stakeholders in the language in force."""
        self.show_table(stakeholder_columns(narrow), rows)


class OutreachList(ListCard):
    """Who was asked for inputs, by whom, and what came back."""

    def __init__(self) -> None:
        super().__init__()
        self.add = Button("", "outlined", "plus")
        self.partner_update = Button("", "outlined", "file-text")
        self.head.insertWidget(0, flowing(self.search, self.add, self.partner_update, gap=8), 100)

    def retranslate(self) -> None:
        super().retranslate()
        self.add.setText(say("stakeholders.outreach.add"))
        self.partner_update.setText(words().code("paper", "partner_update"))

    def show_rows(self, rows: Sequence[OutreachEntry], narrow: bool) -> None:
        """Show the outreach list in the language in force."""
        self.show_table(outreach_columns(narrow), rows)


def stakeholder_columns(narrow: bool) -> list[TableColumn]:
    """Return the columns of the list; `narrow` leaves out what the panel shows."""
    field = words().field
    name = TableColumn(say("records.column.title"), lambda one: Cell(name_of_entry(one)), share=3)
    sort = TableColumn(field("stakeholder", "type"), lambda one: words().code("org_type", one.type), 100)
    ratings = [_rating_column("influence"), _rating_column("interest")]
    position = TableColumn(
        field("stakeholder_view", "position"), lambda one: position_cell(one.rating.position), 110
    )
    kept_by = say("stakeholders.column.keeper") if narrow else field("stakeholder", "keeper")
    keeper = TableColumn(kept_by, lambda one: label_text(one.keeper), share=2)
    if narrow:
        return [name, *ratings, position, keeper]
    checked = TableColumn(
        say("stakeholders.column.checked"), checked_cell, 108, sort_key=lambda one: one.checked_on, spare=True
    )
    return [
        TableColumn(field("stakeholder", "code"), lambda one: Cell(one.code, quiet=True), 58),
        name,
        sort,
        TableColumn(
            field("stakeholder", "level"), lambda one: words().code("level", one.level), 106, spare=True
        ),
        TableColumn(
            say("stakeholders.column.objectives"), lambda one: Cell(_objectives(one)), 84, spare=True
        ),
        *ratings,
        position,
        keeper,
        checked,
    ]


def _rating_column(name: str) -> TableColumn:
    def cell(one: StakeholderEntry) -> Cell:
        said = rating_text(getattr(one.rating, name))
        return Cell(said or "–", quiet=not said)

    def key(one: StakeholderEntry) -> float:
        return getattr(one.rating, name) or 0.0

    return TableColumn(words().field("stakeholder_view", name), cell, 78, at_end=True, sort_key=key)


def _objectives(one: StakeholderEntry) -> str:
    shown = ", ".join(one.objectives[:2])
    return f"{shown} +{len(one.objectives) - 2}" if len(one.objectives) > 2 else shown


def outreach_columns(narrow: bool) -> list[TableColumn]:
    """Return the columns of the outreach list."""
    field = words().field
    name = TableColumn(words().kind("stakeholder"), lambda one: Cell(label_text(one.name)), share=4)
    by = TableColumn(field("outreach", "by"), lambda one: label_text(one.by), 130)
    day = TableColumn(
        field("outreach", "contacted_on"),
        lambda one: Cell(words().date(one.contacted_on, "day_month") if one.contacted_on else "", quiet=True),
        106,
        sort_key=lambda one: one.contacted_on,
    )
    status = TableColumn(field("outreach", "status"), lambda one: outreach_cell(one.status), 112)
    if narrow:
        return [name, by, day, status]
    return [
        name,
        TableColumn(
            say("stakeholders.column.scope"),
            lambda one: words().code("actor_scope", one.scope),
            110,
            spare=True,
        ),
        by,
        TableColumn(field("outreach", "channel"), _way, share=3),
        day,
        status,
        TableColumn(field("outreach", "answer"), lambda one: Cell(one.answer), share=5),
    ]


def _way(one: OutreachEntry) -> Cell:
    """Return how somebody was contacted, and beneath it through which platform or who brought them in."""
    named = label_text(one.brought_in_by)
    through = one.through or (say("stakeholders.named.named_by", name=named) if named else "")
    return Cell(words().code("channel", one.channel), under=through)
