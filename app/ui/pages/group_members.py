"""Members of the group: who they are, whom they represent, and how the group is balanced."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from app.services.views.group import GroupEntry, GroupView
from app.services.views.group_members import MemberEntry
from app.ui.kit.button import Button
from app.ui.kit.form import FieldSpec
from app.ui.kit.later import Later, hide_made, made
from app.ui.kit.rows import Cell, TableColumn
from app.ui.kit.text import label, row
from app.ui.language import label_text, say, words
from app.ui.pages.group_balance import BalanceCard, CardsCard
from app.ui.pages.group_card import CardSection
from app.ui.pages.group_tab import SIDE, ListTab, PersonPanel
from app.ui.pages.group_words import called, joined, record_options, specs
from app.ui.pages.organisation_pick import with_adding
from app.ui.pages.record_panel import RecordPanel
from app.ui.session import Session

_FIELDS = ("role", "organisation", "represents", "spectrum", "sex", "from_area", "backstop_function")
_MORE = ("potential", "potential_asked_on", "skills", "started", "ended", "name/")


class MemberPanel(PersonPanel):
    """Beside the fields: what they gave, and the official card. `contributes` asks to note something.

    `shown` carries the member that the panel is about.
    """

    contributes = Signal(str)
    shown = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(session, "member")
        self.gave, self.note = label("", "small", wrap=True), Button("", "link", "plus")
        self.card = CardSection(session)
        self.note.clicked.connect(self._contribute)
        self.body.insertWidget(0, self.gave)
        self.body.insertLayout(1, row(self.note, 1))
        self.body.insertWidget(2, self.card)

    def retranslate(self) -> None:
        super().retranslate()
        self.note.setText(say("group.contribute"))
        self.card.retranslate()

    def commit(self) -> None:
        super().commit()
        self.card.commit()

    def show_member(self, entry: MemberEntry) -> None:
        """Show what belongs to the member besides the fields."""
        self.gave.setText(gave_text(entry))
        self.card.show_member(entry)
        self.be_about(called(entry))
        self.shown.emit(entry.id)

    def _contribute(self) -> None:
        self.contributes.emit(self.record)


class MembersTab(ListTab):
    """The members with the balance beside them. The group itself is edited here too.

    `contributes` and `member_shown` are those of the panel.
    """

    contributes = Signal(str)
    member_shown = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(session, "member", "users")
        self.balance, self.cards = BalanceCard(), CardsCard()
        self.balance.picked.connect(self.open_record)
        self.cards.picked.connect(self.open_record)
        self.side.addWidget(self.balance)
        self.side.addWidget(self.cards)

    @Later
    def about(self) -> RecordPanel:
        """The panel of the group itself."""
        panel = RecordPanel(self.session, "group", SIDE)
        panel.closed.connect(self.close_panel)
        panel.remove.hide()
        self.whole.addWidget(panel)
        return panel

    def make_panel(self) -> MemberPanel:
        panel = MemberPanel(self.session)
        panel.contributes.connect(self.contributes)
        panel.shown.connect(self.member_shown)
        return panel

    def open_record(self, record_id: str, kind: str = "") -> None:
        view = self.view
        if view is not None and kind == "official_card":
            record_id = next((one.id for one in view.members if one.card.id == record_id), "")
        elif view is not None and kind == "group" and not record_id:
            record_id = view.group.id
        super().open_record(record_id)

    def show_view(self, view: GroupView) -> None:
        self._show_group(view.group)
        super().show_view(view)
        if view.group.id and self.wanted == view.group.id:
            self.beside.hide()

    def retranslate(self) -> None:
        super().retranslate()
        for part in (self.balance, self.cards, *made(self, ("about",))):
            part.retranslate()

    def commit(self) -> None:
        super().commit()
        for panel in made(self, ("about",)):
            panel.commit()

    def rows(self, view: GroupView) -> Sequence[MemberEntry]:
        return view.members

    def fields(self, view: GroupView) -> Sequence[FieldSpec]:
        entry = next((one for one in view.members if one.id == self.wanted), None)
        backstops = entry is not None and not entry.in_group
        shown = tuple(one for one in _FIELDS if one != "backstop_function" or backstops)
        records = {"organisation": record_options(view.organisation_options)}
        made = specs("member", (*shown, *_MORE), records, ("sex", "started", "ended"))
        return with_adding(made, self.session)

    def show_panel(self, view: GroupView, entry: MemberEntry) -> None:
        super().show_panel(view, entry)
        self.panel.show_member(entry)

    def show_side(self, view: GroupView) -> None:
        self.balance.show_balance(view)
        self.cards.show_members(view.members)

    def columns(self, narrow: bool) -> list[TableColumn]:
        field = words().field
        name = TableColumn(say("records.column.title"), _name_cell, share=4)
        role = TableColumn(field("member", "role"), _role_cell, 112)
        speaks = TableColumn(field("member", "represents"), lambda one: Cell(one.represents), share=4)
        spectrum = TableColumn(
            say("group.column.spectrum"), lambda one: words().code("spectrum", one.spectrum), 104, spare=True
        )
        tasks = TableColumn(say("group.column.gave"), _gave_cell, 84, sort_key=_gave, spare=True)
        return [name, role, speaks] if narrow else [name, role, speaks, spectrum, tasks]

    def _show_group(self, group: GroupEntry) -> None:
        if not group.id or self.wanted != group.id:
            hide_made(self, "about")
            return
        names = ("name/", "formed_on", "rhythm", "constituency", "terms")
        self.about.show_record(group.id, group.values, specs("group", names))
        self.about.open_with(label_text(group.name), words().kind("group"))


def gave_text(entry: MemberEntry) -> str:
    """Return in one line what a member did, gave and attended."""
    parts = [
        say("group.gave.tasks", count=entry.tasks_done),
        say("group.gave.open", count=entry.tasks_open) if entry.tasks_open else "",
        say("group.gave.noted", count=entry.contributions),
        say("group.gave.attended", count=entry.attended),
        _inducted(entry),
    ]
    return joined(parts)


def _inducted(entry: MemberEntry) -> str:
    if not entry.in_group:
        return ""
    if entry.inducted_on is None:
        return say("group.not_inducted")
    return say(
        "group.inducted", day=words().date(entry.inducted_on, "day_month") if entry.inducted_on else ""
    )


def _name_cell(one: MemberEntry) -> Cell:
    return Cell(called(one), under=label_text(one.organisation), quiet=not one.is_serving)


def _role_cell(one: MemberEntry) -> Cell:
    if not one.is_serving:
        return Cell(say("group.former"), tone="neutral")
    return Cell(words().code("role", one.role), tone="accent" if one.role == "focal_point" else "")


def _gave(one: MemberEntry) -> int:
    return one.tasks_done + one.contributions


def _gave_cell(one: MemberEntry) -> Cell:
    if not _gave(one):
        return Cell(say("group.gave.nothing"), quiet=True)
    return Cell(say("group.gave.short", count=_gave(one)))
