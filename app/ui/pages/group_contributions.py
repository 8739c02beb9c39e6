"""What members gave besides attending: tasks done, and what was noted. Organisations stand here too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from app.services.views.group import GroupView
from app.services.views.group_lists import ContributionEntry, Listed
from app.ui.kit.card import Card
from app.ui.kit.form import FieldSpec
from app.ui.kit.meter import Meter
from app.ui.kit.rows import Cell, TableColumn
from app.ui.kit.text import empty_layout, label
from app.ui.language import label_text, say, words
from app.ui.pages.group_tab import ListTab
from app.ui.pages.group_words import called, day_text, record_options, specs
from app.ui.places import Place
from app.ui.session import Session


class ContributionsTab(ListTab):
    """The log of contributions, with how many each member gave beside it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "contribution", "handshake")
        self.given = Card()
        self.side.addWidget(self.given)
        self.given.body.setSpacing(2)

    def retranslate(self) -> None:
        super().retranslate()
        self.given.set_title(say("group.given"))

    def open_record(self, record_id: str, kind: str = "") -> None:
        entry = (
            next((one for one in self.view.contributions if one.id == record_id), None) if self.view else None
        )
        if entry is not None and entry.sort == "task":
            self.session.go(Place("group", "task", record_id))
        else:
            super().open_record(record_id)

    def rows(self, view: GroupView) -> Sequence[ContributionEntry]:
        return view.contributions

    def fields(self, view: GroupView) -> Sequence[FieldSpec]:
        names = ("member", "what", "type", "given_on", "hours", "step_id")
        return specs("contribution", names, {"member": record_options(view.member_options)}, ("given_on",))

    def title_of(self, entry: ContributionEntry) -> str:
        return label_text(entry.what) or say("records.untitled")

    def show_side(self, view: GroupView) -> None:
        empty_layout(self.given.body)
        counts = Counter(one.member for one in view.contributions)
        most = max(counts.values(), default=1)
        for one in sorted(view.people, key=lambda member: -counts[member.id]):
            said = say("group.given.count", count=counts[one.id])
            role = "accent" if counts[one.id] else "attention"
            self.given.body.addWidget(Meter(called(one), counts[one.id] / most, said, role, 70))
        self.given.body.addWidget(label(say("group.given.why"), "tiny", wrap=True))
        source = say("steps.source", source=say("source.dstwg_roles"))
        self.given.body.addWidget(label(source, "tiny", wrap=True))

    def columns(self, narrow: bool) -> list[TableColumn]:
        field = words().field
        what = TableColumn(field("contribution", "what"), _what_cell, share=4)
        who = TableColumn(
            field("contribution", "member"), lambda one: Cell(label_text(one.member_name)), share=2
        )
        on = TableColumn(field("contribution", "given_on"), _on_cell, 104, sort_key=_on)
        sort = TableColumn(field("contribution", "type"), _sort_cell, 158, spare=True)
        step = TableColumn(field("contribution", "step_id"), _step, 128, spare=True)
        return [what, who, on] if narrow else [what, who, sort, step, on]


class OrganisationsTab(ListTab):
    """The organisations that members, activities and commitments refer to."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "organisation", "building-2")

    def rows(self, view: GroupView) -> Sequence[Listed]:
        return view.organisations

    def fields(self, view: GroupView) -> Sequence[FieldSpec]:
        return specs("organisation", ("name/", "acronym", "type", "scope", "spectrum"))

    def columns(self, narrow: bool) -> list[TableColumn]:
        field = words().field
        name = TableColumn(say("records.column.title"), lambda one: Cell(called(one)), share=3)
        sort = TableColumn(field("organisation", "type"), _type_text, share=2)
        scope = TableColumn(field("organisation", "scope"), _scope_text, 168)
        short = TableColumn(field("organisation", "acronym"), lambda one: Cell(one.text("acronym")), 110)
        return [name, sort] if narrow else [name, short, sort, scope]


def _what_cell(one: ContributionEntry) -> Cell:
    hours = one.text("hours")
    return Cell(label_text(one.what), under=say("group.hours", count=Decimal(hours)) if hours else "")


def _sort_cell(one: ContributionEntry) -> Cell:
    if one.sort == "task":
        return Cell(say("group.task_done"), tone="good")
    return Cell(words().code("contribution_type", one.text("type") or None), tone="neutral")


def _step(one: ContributionEntry) -> str:
    return say(f"step.{one.step}.short") if one.step else ""


def _on(one: ContributionEntry) -> str:
    return one.on


def _on_cell(one: ContributionEntry) -> Cell:
    return Cell(day_text(one.on), quiet=True)


def _type_text(one: Listed) -> str:
    return words().code("org_type", one.text("type") or None)


def _scope_text(one: Listed) -> str:
    return words().code("actor_scope", one.text("scope") or None)
