"""Coordination mechanisms and technical sub-groups with their meetings, and further areas that were noted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.services.field_edits import add_record
from app.services.group_work import plan_meeting_of
from app.services.views.group import GroupView
from app.services.views.group_lists import Listed, MechanismEntry
from app.ui.kit.button import Button
from app.ui.kit.card import Card
from app.ui.kit.empty import EmptyState
from app.ui.kit.form import FieldSpec
from app.ui.kit.later import Later, hide_made, made
from app.ui.kit.link import TextLink
from app.ui.kit.rows import Cell, RowModel, TableColumn
from app.ui.kit.table import Table
from app.ui.kit.text import GAP, ElidedLabel, column, empty_layout, label, row
from app.ui.language import label_text, say, words
from app.ui.pages.area_places import place_pick
from app.ui.pages.group_tab import SIDE, GroupTab
from app.ui.pages.group_words import called, day_text, joined, names_text, record_options, specs
from app.ui.pages.record_panel import RecordPanel
from app.ui.pages.search_list import FoundList
from app.ui.places import Place
from app.ui.process_here import is_plan_of_action
from app.ui.session import Session
from app.ui.weak import weakly, weakly_plain
from app.words.catalogue import Words

P = TypeVar("P", bound=RecordPanel)
PANELS = ("panel", "area_panel")
_MECHANISM = (
    *("name/", "type", "focus", "level", "chair", "frequency", "terms", "organisations", "members"),
    *("profiles", "planning_unit", "departments"),
)
_EXPANSION = ("title/", "place", "status", "reason", "conditions", "noted_on", "review_on")
_EXPANSION_TONES = {"agreed": "good", "started": "good", "under_review": "accent"}


class MechanismPanel(RecordPanel):
    """The fields of a mechanism, and its meetings with a way to plan one."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "coordination_mechanism", SIDE)
        self.heading, self.plan = label("", "strong"), Button("", "link", "plus")
        self.meetings = QVBoxLayout()
        self.meetings.setSpacing(6)
        self.body.addLayout(row(self.heading, 1, self.plan))
        self.body.addLayout(self.meetings)
        self.plan.clicked.connect(self.plan_one)

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(words().say("kind.meeting.many"))
        self.plan.setText(say("group.mechanism.plan"))

    def show_meetings(self, entry: MechanismEntry) -> None:
        """Show the meetings of the mechanism."""
        empty_layout(self.meetings)
        for one in entry.meetings:
            said = joined(
                [day_text(one.on), label_text(one.title), words().code("meeting_status", one.status)]
            )
            made = TextLink(said)
            made.clicked.connect(weakly_plain(self._open, one.id))
            self.meetings.addWidget(made)
        if not entry.meetings:
            self.meetings.addWidget(label(say("group.mechanism.no_meetings"), "tiny", wrap=True))

    def plan_one(self) -> None:
        """Plan a meeting and open it on the meetings page."""
        self.session.write(partial(plan_meeting_of, mechanism=self.record), weakly(self._open))

    def _open(self, meeting: object) -> None:
        self.session.go(Place("meetings", "meeting", str(meeting)))


class AreasCard(Card):
    """Further areas that may be taken in; `picked` carries the id of one."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.model = RowModel(())
        self.table, self.add = Table(self.model), Button("", "quiet", "plus")
        self.none = label("", "quiet", wrap=True)
        self.none.setContentsMargins(14, 0, 14, 8)
        self.none.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self.set_padding(1, 10)
        self.head.setContentsMargins(14, 0, 14, 0)
        self.source = ElidedLabel("small")
        self.source.least = 260
        self.source.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self.head.addWidget(self.source, 2)
        self.head.addWidget(self.add)
        self.body.addWidget(self.table)
        self.body.addWidget(self.none)
        self.table.picked.connect(self.picked)

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        self.set_title(words().say("kind.expansion.many"))
        self.source.setText(say("steps.source", source=say("source.dstwg_forward")))
        self.add.setText(say("group.add.expansion"))
        self.none.setText(say("group.empty.expansion"))

    def show_rows(self, rows: Sequence[Listed], chosen: str, *, narrow: bool) -> None:
        """Show the areas, or what belongs here; `narrow` leaves out what the panel shows."""
        self.table.setVisible(bool(rows))
        self.none.setVisible(not rows)
        self.model.set_columns(_area_columns(narrow), rows)
        self.table.choose(chosen)


class CoordinationTab(GroupTab):
    """Sub-groups and forums above, further areas beneath. `area_wanted` asks to note one."""

    started = Signal()
    area_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.list, self.areas = FoundList(_type_of), AreasCard()
        self.empty, self.held = EmptyState(icon_name="network"), Card()
        self.lacking = {
            focus: Button("", "outlined", "plus")
            for focus in ("facilitated_movements", "monitoring_analysis")
        }
        self._lay_out()
        for focus, button in self.lacking.items():
            button.clicked.connect(weakly_plain(self.add_sub_group, focus))
        self.list.picked.connect(self.open_record)
        self.areas.picked.connect(self.open_record)
        self.areas.add.clicked.connect(self.area_wanted)
        self.empty.started.connect(self.started)

    @Later
    def panel(self) -> MechanismPanel:
        """The editor of a mechanism."""
        return self._beside(MechanismPanel(self.session))

    @Later
    def area_panel(self) -> RecordPanel:
        """The editor of a further area."""
        return self._beside(RecordPanel(self.session, "expansion", SIDE))

    def show_view(self, view: GroupView) -> None:
        super().show_view(view)
        self._show_mechanism(view)
        self._show_area(view)
        for focus, button in self.lacking.items():
            button.setVisible(focus in view.lacking_foci)
        self.suggest.setVisible(bool(view.lacking_foci) and is_plan_of_action())
        self.list.setVisible(bool(view.mechanisms))
        self.held.setVisible(not view.mechanisms)
        narrow = any(not panel.isHidden() for panel in made(self, PANELS))
        self.list.show_rows(_columns(narrow), view.mechanisms, self.wanted)
        self.areas.show_rows(view.expansions, self.wanted, narrow=narrow)

    def retranslate(self) -> None:
        for part in (self.list, self.areas, *made(self, PANELS)):
            part.retranslate()
        self.empty.say(say("group.empty.coordination_mechanism"), say("group.add.coordination_mechanism"))
        self.suggestion.setText(say("group.sub_groups.why", source=say("source.dstwg_sub_groups")))
        for focus, button in self.lacking.items():
            button.setText(words().code("sub_group_focus", focus))
            button.setAccessibleName(say("group.sub_groups.add", name=words().code("sub_group_focus", focus)))

    def commit(self) -> None:
        for panel in made(self, PANELS):
            panel.commit()

    def add_sub_group(self, focus: str) -> None:
        """Note one of the two technical sub-groups, with terms of reference to be worked over."""
        names = {f"name_{code}": Words(code).code("sub_group_focus", focus) for code in ("en", "ar")}
        values = {
            **names,
            "type": "technical_sub_group",
            "focus": focus,
            "level": "national",
            "terms": say(f"group.sub_groups.terms.{focus}"),
        }
        work = partial(add_record, kind="coordination_mechanism", values=values)
        self.session.write(work, weakly(self.open_record))

    def _show_mechanism(self, view: GroupView) -> None:
        entry = next((one for one in view.mechanisms if one.id == self.wanted), None)
        if entry is None:
            hide_made(self, "panel")
            return
        self.panel.show_record(entry.id, entry.values, _mechanism_fields(view))
        self.panel.show_meetings(entry)
        self.panel.open_with(called(entry), words().code("mechanism_type", entry.type or None))

    def _show_area(self, view: GroupView) -> None:
        entry = next((one for one in view.expansions if one.id == self.wanted), None)
        if entry is None:
            hide_made(self, "area_panel")
            return
        fields = _area_fields(view)
        self.area_panel.show_record(entry.id, entry.values, fields)
        self.area_panel.open_with(called(entry), words().kind("expansion"))

    def _lay_out(self) -> None:
        self.suggest, self.suggestion = QWidget(), label("", "small", wrap=True)
        self.suggest.setLayout(row(self.suggestion, *self.lacking.values(), gap=8))
        self.held.body.addWidget(self.empty, 1)
        for one in (self.held, self.suggest, self.areas.none):
            one.hide()
        self.suggestion.setMinimumWidth(240)
        self.areas.setFixedHeight(186)
        left = column(self.suggest, self.list, self.held, self.areas, gap=GAP)
        left.setStretch(1, 1)
        left.setStretch(2, 1)
        self.whole = QHBoxLayout(self)
        self.whole.setContentsMargins(0, 0, 0, 0)
        self.whole.setSpacing(GAP)
        self.whole.addLayout(left, 1)

    def _beside(self, panel: P) -> P:
        self.whole.addWidget(panel)
        panel.closed.connect(self.close_panel)
        return panel


def _mechanism_fields(view: GroupView) -> tuple[FieldSpec, ...]:
    records = {
        "organisations": record_options(view.organisation_options),
        "members": record_options(view.member_options),
    }
    return specs("coordination_mechanism", _MECHANISM, records)


def _columns(narrow: bool) -> list[TableColumn]:
    field = partial(words().field, "coordination_mechanism")
    name = TableColumn(say("records.column.title"), _name_cell, share=4)
    level = TableColumn(
        field("level"), lambda one: words().code("mechanism_level", one.text("level") or None), 116
    )
    rhythm = TableColumn(field("frequency"), lambda one: Cell(one.text("frequency")), 130)
    people = TableColumn(field("members"), lambda one: Cell(names_text(one.members)), share=3)
    met = TableColumn(words().say("kind.meeting.many"), _met_cell, 120)
    return [name, level, met] if narrow else [name, level, rhythm, people, met]


def _type_of(one: MechanismEntry) -> str:
    return words().code("mechanism_type", one.type or None) or say("group.mechanism.other")


def _name_cell(one: MechanismEntry) -> Cell:
    return Cell(called(one), under=one.text("chair"))


def _met_cell(one: MechanismEntry) -> Cell:
    if not one.meetings:
        return Cell(say("group.mechanism.none"), quiet=True)
    return Cell(say("group.mechanism.met", count=len(one.meetings)), under=day_text(one.meetings[0].on))


def _area_columns(narrow: bool) -> list[TableColumn]:
    field = partial(words().field, "expansion")
    review = TableColumn(
        say("group.column.review"), lambda one: Cell(day_text(one.text("review_on")), quiet=True), 100
    )
    columns = [
        TableColumn(say("records.column.title"), lambda one: Cell(called(one)), share=2),
        TableColumn(field("status"), _status_cell, 116),
        TableColumn(field("conditions"), lambda one: Cell(one.text("conditions")), share=4),
    ]
    return columns if narrow else [*columns, review]


def _status_cell(one: Listed) -> Cell:
    status = one.text("status")
    return Cell(
        words().code("expansion_status", status or None), tone=_EXPANSION_TONES.get(status, "neutral")
    )


def _area_fields(view: GroupView) -> tuple[FieldSpec, ...]:
    """Return the fields of a further area; where it lies is picked by name."""
    made = specs("expansion", _EXPANSION, halves=("noted_on", "review_on"))
    pick = place_pick("expansion", "place", view.places)
    return tuple(replace(one, make=pick) if one.name == "place" else one for one in made)
