"""The draft work plan: the steps' tasks as a list, by week, or by person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from app.process.facts import day
from app.services.step_tasks import add_task
from app.services.views.group import GroupView
from app.services.views.group_work import PlannedTask
from app.services.work_plan import propose_dates, shift_task
from app.ui.kit.button import Button
from app.ui.kit.card import Card
from app.ui.kit.chip import CheckChip
from app.ui.kit.empty import EmptyState
from app.ui.kit.later import Later, hide_made, made
from app.ui.kit.rows import Cell, TableColumn
from app.ui.kit.tabs import SegmentedTabs
from app.ui.kit.text import GAP, column, row
from app.ui.language import label_text, say, words
from app.ui.pages.choosing import chooser
from app.ui.pages.group_tab import GroupTab
from app.ui.pages.group_timeline import TimelineCard
from app.ui.pages.group_words import STATES, day_text
from app.ui.pages.search_list import FoundList
from app.ui.pages.step_task_panel import TaskPanel
from app.ui.session import Session
from app.ui.weak import weakly

VIEWS = ("list", "weeks", "people")


class WorkPlanTab(GroupTab):
    """The same tasks that stand on the steps; moving a bar moves the task's days."""

    started = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.views, self.done = SegmentedTabs(), CheckChip("", "done")
        self.propose = Button("", "outlined", "calendar-days")
        self.list, self.empty = FoundList(self._heading), EmptyState(icon_name="calendar-days")
        self._lay_out()
        self.views.chosen.connect(self._choose_view)
        self.done.toggled.connect(self.show_again)
        self.propose.clicked.connect(self.propose_all)
        self.empty.started.connect(self.propose_all)
        self.list.picked.connect(self.open_record)

    @Later
    def timeline(self) -> TimelineCard:
        """The tasks in time."""
        card = TimelineCard()
        self.stack.addWidget(card)
        card.view.picked.connect(self.open_record)
        card.view.shifted.connect(self.shift)
        return card

    @Later
    def panel(self) -> TaskPanel:
        """The editor of a task."""
        panel = TaskPanel(self.session)
        self.whole.addWidget(panel)
        panel.closed.connect(self.close_panel)
        return panel

    def show_view(self, view: GroupView) -> None:
        super().show_view(view)
        dated = [one for one in view.tasks if one.is_dated]
        shown = [one for one in view.tasks if self.done.isChecked() or one.state != "done"]
        self._show_panel(view)
        self.stack.setVisible(bool(dated))
        self.held.setVisible(not dated)
        self.propose.setVisible(len(dated) < len(view.tasks))
        self.done.setText(say("group.work.done", count=sum(one.state == "done" for one in view.tasks)))
        if self.views.current() in ("weeks", "people"):
            self.stack.setCurrentWidget(self.timeline)
            self.timeline.show_plan(self._lanes([one for one in shown if one.is_dated]), view.today)
        else:
            self.stack.setCurrentWidget(self.list)
            self.list.show_rows(self._columns(), sorted(shown, key=self._order), self.wanted)

    def retranslate(self) -> None:
        self.views.set_tabs([(one, say(f"group.work.{one}")) for one in VIEWS])
        self.propose.setText(say("group.work.propose"))
        for part in (self.list, *made(self, ("timeline", "panel"))):
            part.retranslate()
        self.empty.say(say("group.empty.task"), say("group.work.propose"))

    def commit(self) -> None:
        for card in made(self, ("timeline",)):
            card.view.commit()
        for panel in made(self, ("panel",)):
            panel.commit()

    def add_one(self) -> None:
        """Ask for the step, and add a task of the group's own to it."""
        if self.view is not None:
            choices = [(one.id, _step_title(one.id, one.number)) for one in self.view.steps]
            dialog = chooser(self.add_button, say("group.work.which_step"), choices, "stairs")
            dialog.picked.connect(weakly(self.add_to))

    def add_to(self, step: object) -> None:
        """Add a task to a step, for someone and by a day to be said, and open it."""
        self.session.write(partial(add_task, step_id=str(step), values={}), weakly(self._added))

    def shift(self, task_id: str, days: int) -> None:
        """Move a task's days; the toast offers to undo it."""
        entry = self._find(task_id)
        if entry is not None and entry.task.id:
            said = say("group.work.moved", title=label_text(entry.task.title))
            self.session.write(partial(shift_task, task_id=task_id, days=days), weakly(self._tell, said))

    def propose_all(self) -> None:
        """Give every task of the process that has no day one; the toast offers to undo it."""
        self.session.write(propose_dates, weakly(self._proposed))

    def _added(self, task_id: object) -> None:
        self.wanted = str(task_id)
        self.show_again()

    def _proposed(self, count: int) -> None:
        self.session.offer_undo(say("group.work.proposed", count=count))

    def _tell(self, said: str, _result: object) -> None:
        self.session.offer_undo(said)

    def _find(self, task_id: str) -> PlannedTask | None:
        tasks = self.view.tasks if self.view is not None else ()
        return next((one for one in tasks if one.id == task_id), None)

    def _show_panel(self, view: GroupView) -> None:
        entry = self._find(self.wanted) or self._find_made(view)
        if entry is None:
            hide_made(self, "panel")
            return
        members = tuple((one.id, one.name) for one in view.members if one.is_serving)
        self.panel.show_step(entry.step, members)
        self.panel.open_task(entry.task)

    def _find_made(self, view: GroupView) -> PlannedTask | None:
        """Return a task of the process that had no record when it was opened, and has one now."""
        step, _, template = self.wanted.partition("/")
        return next(
            (one for one in view.tasks if template and (one.step.id, one.task.template) == (step, template)),
            None,
        )

    def _lanes(self, tasks: Sequence[PlannedTask]) -> list[tuple[str, list[PlannedTask]]]:
        lanes: dict[str, list[PlannedTask]] = {}
        by_step = sorted(tasks, key=lambda one: one.step.number)
        for one in by_step if self.views.current() == "weeks" else tasks:
            lanes.setdefault(self._lane(one), []).append(one)
        return list(lanes.items())

    def _lane(self, one: PlannedTask) -> str:
        if self.views.current() == "people":
            return label_text(one.task.assignee_name) or say("group.work.nobody")
        return _step_title(one.step.id, one.step.number)

    def _heading(self, one: PlannedTask) -> str:
        return say("group.work.undated") if not one.is_dated else self._week(one)

    def _week(self, one: PlannedTask) -> str:
        if one.state in ("late", "done"):
            return say(f"drawing.timeline.{one.state}")
        due = day(one.last) or date.min
        return say(
            "group.work.week", day=words().date(due - timedelta(days=(due.weekday() + 1) % 7), "day_month")
        )

    def _order(self, one: PlannedTask) -> tuple[int, str, int]:
        place = 0 if one.state == "late" else 3 if one.state == "done" else 1 if one.is_dated else 2
        return (place, one.last, one.step.number)

    def _columns(self) -> list[TableColumn]:
        field = words().field
        title = TableColumn(words().kind("task"), _title_cell, share=4)
        who = TableColumn(field("task", "assignee"), _who_cell, share=2)
        starts = TableColumn(
            field("task", "starts"), lambda one: Cell(day_text(one.task.starts), quiet=True), 100
        )
        due = TableColumn(field("task", "due"), lambda one: Cell(day_text(one.task.due)), 100)
        state = TableColumn(field("task", "status"), _state_cell, 104)
        narrow = any(not panel.isHidden() for panel in made(self, ("panel",)))
        return [title, who, due, state] if narrow else [title, who, starts, due, state]

    def _choose_view(self, _view: str) -> None:
        for card in made(self, ("timeline",)):
            card.view.commit()
        self.show_again()

    def _lay_out(self) -> None:
        self.stack, self.held = QStackedWidget(), Card()
        self.add_button = self.propose
        self.stack.addWidget(self.list)
        self.held.body.addWidget(self.empty, 1)
        self.held.hide()
        tools = row(self.views, self.done, 1, self.propose, gap=8)
        left = column(tools, self.stack, self.held, gap=GAP)
        self.whole = QHBoxLayout(self)
        self.whole.setContentsMargins(0, 0, 0, 0)
        self.whole.setSpacing(GAP)
        self.whole.addLayout(left, 1)


def _step_title(step_id: str, number: int) -> str:
    return say("home.step_title", number=number, title=say(f"step.{step_id}.title"))


def _title_cell(one: PlannedTask) -> Cell:
    return Cell(
        label_text(one.task.title) or say("records.untitled"), under=_step_title(one.step.id, one.step.number)
    )


def _who_cell(one: PlannedTask) -> Cell:
    name = label_text(one.task.assignee_name)
    role = words().code("duty_role", one.task.role) if one.task.role else ""
    return Cell(name or role, quiet=not name)


def _state_cell(one: PlannedTask) -> Cell:
    return Cell(say(f"drawing.timeline.{one.state}"), tone=STATES[one.state])
