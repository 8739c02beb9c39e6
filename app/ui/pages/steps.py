"""Steps: one step at a time, why it is or is not done, its tasks, what it is for, who, what it leaves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from html import escape
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QScrollArea, QWidget

from app.process.documents_left import Left
from app.services.step_tasks import add_task, set_skip_reason, tick_task
from app.services.views.steps import ReasonEntry, StepEntry, StepsView, TaskEntry, steps
from app.ui.asking import Ask
from app.ui.kit.button import Button
from app.ui.kit.card import Card
from app.ui.kit.chip import Chip
from app.ui.kit.finding import Finding, ReasonRow
from app.ui.kit.panel import scrolling
from app.ui.kit.step_list import StepList
from app.ui.kit.text import GAP, column, empty_layout, label, row
from app.ui.language import put, say, words
from app.ui.page import Page
from app.ui.pages.home_cards import guidance_row
from app.ui.pages.step_documents import DocumentRow
from app.ui.pages.step_facts import StepFacts
from app.ui.pages.step_overview import StepOverview
from app.ui.pages.step_task_panel import TaskPanel
from app.ui.pages.step_tasks import TaskRow
from app.ui.path_words import path_steps
from app.ui.places import Place
from app.ui.session import OnDesk, Session
from app.ui.weak import weakly, weakly_plain

LIST, SIDE = 210, 300
SMALL = 900
"""Pixels of the page below which the parts around the step leave it more room."""
ALL = -1
"""The number that stands for the overview of all steps."""
_STATUS_TONES = {
    "done": "good",
    "in_progress": "accent",
    "not_started": "neutral",
    "skipped_with_reason": "neutral",
}


class StepsPage(Page):
    """The list of steps at the leading side, the chosen one beside it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._chosen = 0
        self._place: Place | None = None
        self.chip = Chip()
        self.header.add_middle(self.chip)
        self.guidance_button = self.header.add_action("", "outlined", "book-open")
        self.open_page = self.header.add_action("", "primary")
        self.list, self.overview = StepList(), StepOverview()
        self.all_steps = Button("", "row", "route")
        self.all_steps.setCheckable(True)
        self.reasons, self.tasks = Card(), Card()
        self.purpose, self.who, self.leaves, self.guidance = Card(), Card(), Card(), Card()
        self.facts = StepFacts(session)
        self._task_rows: list[TaskRow] = []
        self.add_task = Button("", "quiet", "plus")
        self.skip = Button("", "link")
        self.panel = TaskPanel(session)
        self.asking = Ask(session, "skip_reason", "steps.skip", "steps.skip_why", self)
        self.asking.wanted.connect(self.toggle_skip)
        self._lay_out()
        self._wire()

    def read(self, desk: Any) -> StepsView:
        return steps(desk)

    def show_view(self, view: StepsView) -> None:
        self._settle_place(view)
        self._chosen = self._chosen or view.current
        self.list.show_steps(path_steps(view.path), self._chosen)
        self.all_steps.setChecked(self._chosen == ALL)
        self.overview.setVisible(self._chosen == ALL)
        self.detail.setVisible(self._chosen != ALL)
        if self._chosen == ALL:
            self._show_all(view)
        else:
            self._show_step(next(step for step in view.steps if step.number == self._chosen), view)

    def _show_all(self, view: StepsView) -> None:
        self.panel.hide()
        self.header.set_title(say("home.path"), "")
        self.chip.show_state("", "neutral")
        self.guidance_button.hide()
        self.open_page.setText(say("home.open_step", number=view.current))
        self.overview.show_view(view)

    def retranslate(self) -> None:
        self.guidance_button.setText(say("steps.guidance"))
        self.add_task.setText(say("steps.add_task"))
        self.all_steps.setText(say("steps.overview"))
        self.panel.retranslate()

    def go_to(self, place: Place) -> None:
        if place.view == "overview":
            self._chosen = ALL
        self._place = place
        if self._view is not None:
            self.show_view(self._view)

    def _settle_place(self, view: StepsView) -> None:
        """Choose the step that the place asked for leads to, once there is a view to find it in."""
        place, self._place = self._place, None
        if place is None or not place.id:
            return
        finds: dict[str, Callable[[StepEntry, str], bool]] = {
            "task": _has, "guidance": _tells, "deadline": _tells,
        }  # fmt: skip
        find = finds.get(place.kind, _is)
        chosen = next((one.number for one in view.steps if find(one, place.id)), 0)
        self._chosen = chosen or self._chosen
        if place.kind == "task" and chosen:
            self.panel.wanted = place.id

    def commit_typing(self) -> None:
        self.panel.commit()
        self.facts.commit()

    def show_all(self) -> None:
        """Show all steps with their dates."""
        self.choose(ALL)

    def choose(self, number: int) -> None:
        """Show another step."""
        self.panel.leave()
        self._chosen = number
        self.show_view(self._view)
        self.detail.verticalScrollBar().setValue(0)

    def step(self) -> StepEntry | None:
        """Return the step that is shown."""
        steps_shown = self._view.steps if isinstance(self._view, StepsView) else ()
        return next((one for one in steps_shown if one.number == self._chosen), None)

    def tick(self, task: TaskEntry, done: bool) -> None:
        """Mark a task done, or open again."""
        step = self.step()
        if step is not None:
            self.session.write(
                partial(tick_task, step_id=step.id, task_id=task.id, template=task.template, done=done)
            )

    def add_one(self) -> None:
        """Add a task of the group's own and open it."""
        step = self.step()
        if step is not None:
            self.session.write(partial(add_task, step_id=step.id, values={}), weakly(self._added))

    def toggle_skip(self) -> None:
        """Say why a step that may be skipped is not needed, or take the reason back."""
        step = self.step()
        if step is None:
            return
        if step.skip_reason:
            self.session.write(partial(set_skip_reason, step_id=step.id, reason=None))
        else:
            self.asking.ask(partial(_skipped, step.id))

    def show_guidance(self) -> None:
        """Show what the guidance says about this step."""
        step = self.step()
        if step is not None:
            told = say(f"step.{step.id}.guidance"), say("steps.source", source=say(step.source))
            self.session.door.tell(say(f"step.{step.id}.title"), "\n\n".join(told))

    def _added(self, task_id: object) -> None:
        self.panel.wanted = str(task_id)
        self.reload()

    def _show_step(self, step: StepEntry, view: StepsView) -> None:
        self.asking.belong("" if step.skip_reason else step.id)
        title = say("home.step_title", number=step.number, title=say(f"step.{step.id}.title"))
        self.header.set_title(title, _quiet(step))
        self.guidance_button.show()
        self.facts.show_step(step, view.members)
        status = "implementing" if step.implementing else step.status
        self.chip.show_state(say(f"steps.status.{status}"), _STATUS_TONES.get(step.status, "accent"))
        self.open_page.setText(say(f"home.continue.{step.page}"))
        self._show_reasons(step)
        self._show_tasks(step.tasks)
        self._show_beside(step)
        self.panel.show_step(step, view.members)

    def _show_reasons(self, step: StepEntry) -> None:
        code = "steps.done_because" if step.status == "done" else "steps.not_done_because"
        self.reasons.set_title(say(code))
        empty_layout(self.reasons.body)
        for number, reason in enumerate(step.reasons):
            self.reasons.body.addWidget(self._reason_row(reason, number == len(step.reasons) - 1))
        if step.skip_reason:
            self.reasons.body.addWidget(
                label(say("steps.skipped", reason=step.skip_reason), "quiet", wrap=True)
            )
        if step.conditional and step.status != "done":
            self.skip = Button(say("steps.needed_after_all" if step.skip_reason else "steps.skip"), "link")
            self.skip.clicked.connect(self.toggle_skip)
            self.reasons.body.addLayout(row(self.skip, 1))

    def _reason_row(self, reason: ReasonEntry, last: bool) -> ReasonRow:
        link = say("steps.open" if reason.mark == "met" else "steps.go_there")
        tone = "good" if reason.mark == "met" else "attention"
        made = ReasonRow(reason.mark, Finding("", tone, put(reason.text), put(reason.detail)), link, last)
        made.picked.connect(weakly_plain(self._go, reason))
        return made

    def _go(self, reason: ReasonEntry) -> None:
        self.session.go(Place(reason.page, reason.kind, reason.id))

    def _show_tasks(self, tasks: Sequence[TaskEntry]) -> None:
        done = sum(task.is_done for task in tasks)
        self.tasks.set_title(say("steps.tasks"), say("steps.tasks_done", count=done, total=len(tasks)))
        focused = next((n for n, one in enumerate(self._task_rows) if one.box.hasFocus()), -1)
        self._task_rows = []
        for number, task in enumerate(tasks):
            made = TaskRow(task, number == len(tasks) - 1)
            made.ticked.connect(weakly(self.tick, task))
            made.opened.connect(weakly_plain(self.panel.open_task, task))
            self.tasks.body.insertWidget(number, made)
            self._task_rows.append(made)
            if number == focused:
                # Before the old row goes: Qt would give the focus to what comes next, and scroll there.
                made.box.setFocus()
        empty_layout(self.tasks.body, keep=len(self._task_rows))
        if not tasks:
            self.tasks.body.addWidget(label(say("steps.no_tasks"), "quiet", wrap=True))

    def _show_beside(self, step: StepEntry) -> None:
        self.purpose.set_title(say("steps.purpose"))
        empty_layout(self.purpose.body)
        self.purpose.body.setSpacing(6)
        self.purpose.body.addWidget(label(say(f"step.{step.id}.purpose"), "small_text", wrap=True))
        self.purpose.body.addWidget(label(say("steps.source", source=say(step.source)), "tiny", wrap=True))
        self.who.set_title(say("steps.who"))
        empty_layout(self.who.body)
        for role, text in step.duties:
            self.who.body.addWidget(_duty(words().code("duty_role", role), say(text)))
        self._show_leaves(step)
        self.guidance.set_title(say("home.from_headquarters"))
        self.guidance.setVisible(bool(step.guidance))
        empty_layout(self.guidance.body)
        for number, entry in enumerate(step.guidance):
            self.guidance.body.addWidget(guidance_row(entry, number == len(step.guidance) - 1))

    def _show_leaves(self, step: StepEntry) -> None:
        self.leaves.set_title(say("steps.leaves_behind"))
        empty_layout(self.leaves.body)
        for left in step.documents or tuple(Left(code, "", "") for code in step.leaves):
            made = DocumentRow(left)
            made.opened.connect(self.session.go)
            self.leaves.body.addWidget(made)

    def _open_page(self) -> None:
        step = self.step()
        if step is not None:
            self.session.go(Place(step.page))
        elif isinstance(self._view, StepsView):
            self.choose(self._view.current)

    def _wire(self) -> None:
        self.list.picked.connect(self.choose)
        self.overview.picked.connect(self.choose)
        self.all_steps.clicked.connect(self.show_all)
        self.add_task.clicked.connect(self.add_one)
        self.guidance_button.clicked.connect(self.show_guidance)
        self.open_page.clicked.connect(self._open_page)
        self.panel.closed.connect(self._show_side)
        self.panel.opened.connect(self._hide_side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        small = event.size().width() < SMALL
        self.list_card.setFixedWidth(170 if small else LIST)
        self.side.setFixedWidth(230 if small else SIDE)

    def _hide_side(self) -> None:
        self.side.hide()

    def _show_side(self) -> None:
        self.side.show()

    def _lay_out(self) -> None:
        list_card = self.list_card = Card()
        list_card.set_padding(10, 10)
        list_card.body.addWidget(self.all_steps)
        list_card.body.addWidget(self.list)
        list_card.body.addStretch(1)
        self.tasks.head.addWidget(self.add_task)
        self.tasks.head.setStretch(1, 0)
        self.tasks.head.insertStretch(3, 1)
        self.side = QWidget()
        self.side.setLayout(
            column(self.purpose, self.guidance, self.facts, self.leaves, self.who, 1, gap=GAP)
        )
        inside = row(column(self.reasons, self.tasks, 1, gap=GAP), self.side, gap=GAP)
        inside.setStretch(0, 1)
        beside = QHBoxLayout()
        beside.setSpacing(GAP)
        beside.addWidget(list_card)
        self.detail = _scrolled(inside)
        beside.addWidget(self.detail, 1)
        beside.addWidget(self.overview, 1)
        self.overview.hide()
        beside.addWidget(self.panel)
        self.content.addLayout(beside, 1)


def _scrolled(layout: QLayout) -> QScrollArea:
    inside = QWidget()
    inside.setObjectName("scrolled")
    inside.setLayout(layout)
    return scrolling(inside)


def _duty(role: str, text: str) -> QWidget:
    made = label("", "small_text", wrap=True)
    made.setTextFormat(Qt.TextFormat.RichText)
    made.setText(f"<b>{escape(role)}</b> {escape(text)}")
    made.setContentsMargins(0, 3, 0, 3)
    return made


def _quiet(step: StepEntry) -> str:
    if step.earlier_open:
        return say("steps.earlier_open", numbers=[str(number) for number in step.earlier_open])
    parts = [say("steps.due_by", day=words().date(step.planned_end))] if step.planned_end else []
    if step.deadline and step.deadline != step.planned_end:
        parts.append(say("steps.deadline", day=words().date(step.deadline)))
    return " · ".join(parts)


def _is(step: StepEntry, wanted: str) -> bool:
    return wanted in (step.id, str(step.number), step.plan.id)


def _tells(step: StepEntry, record_id: str) -> bool:
    return any(one.id == record_id for one in step.guidance)


def _has(step: StepEntry, task_id: str) -> bool:
    return any(task.id == task_id for task in step.tasks)


def _skipped(step_id: str, reason: str) -> OnDesk:
    return partial(set_skip_reason, step_id=step_id, reason=reason)
