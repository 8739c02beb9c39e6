"""The editor of one task: what, who, by when, done or not."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from app.models.codes import CODE_LISTS
from app.services.step_tasks import change_task, remove_task
from app.services.views.said import Label, Name
from app.services.views.steps import StepEntry, TaskEntry
from app.ui.begun import BegunEntry
from app.ui.kit.button import Button
from app.ui.kit.form import FieldSpec
from app.ui.kit.inputs import TextInput, Value
from app.ui.kit.panel import SidePanel
from app.ui.kit.text import label, row
from app.ui.language import label_text, say, words
from app.ui.pages.attachment_papers import file_pattern
from app.ui.pages.attachments import AttachmentsBox
from app.ui.pages.record_form import KeptForm
from app.ui.session import Session
from app.ui.weak import weakly

_TITLES = ("title_en", "title_ar")


class TaskPanel(SidePanel):
    """Opens beside the step; every field keeps itself. `wanted` is the id to open with the next view."""

    opened = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(width=300)
        self._session = session
        self._step: StepEntry | None = None
        self._task: TaskEntry | None = None
        self._members: Sequence[tuple[str, Label]] = ()
        self.wanted = ""
        self.form = KeptForm(session)
        self.begun = BegunEntry(session, "task", self)
        self.begun.restored.connect(self._bring_back)
        self.begun.wanted.connect(self._focus)
        self.files, self.done = AttachmentsBox(session), label("", "small", wrap=True)
        self.output, self.first_file = label("", "field"), Button("", "outlined", "paperclip")
        self.first_file.clicked.connect(self.choose_first)
        self.remove = Button("", "danger", "trash-2")
        self.remove.clicked.connect(self.remove_task)
        for part in (self.form, self.done, self.output, self.first_file, self.files):
            self.body.addWidget(part)
        self.foot.addLayout(row(self.remove, 1))

    def show_step(self, step: StepEntry, members: Sequence[tuple[str, Label]]) -> None:
        """Take the step's tasks as they stand now; an open task stays open."""
        self._step, self._members = step, members
        wanted = self.wanted or (self._task.id if self._task and not self.isHidden() else "")
        self.wanted = ""
        found = next((task for task in step.tasks if task.id and task.id == wanted), None)
        if found is not None:
            self.open_task(found)

    def open_task(self, task: TaskEntry) -> None:
        """Show a task in the panel."""
        held = self._task
        same = held is not None and _key(held) == _key(task) and not self.isHidden()
        self._task = task
        if not same:
            self._build()
        self.form.show_values(_values(task))
        self._hint_title(task)
        self.open_with(label_text(task.title), say("steps.task"))
        self.begun.belong(f"{self._step.id}/{task.template}" if self._step and not task.id else "")
        self.remove.setVisible(bool(task.id))
        self.files.be_about("task", task.id)
        self.first_file.setVisible(not task.id)
        self.done.setText(say("steps.task_done_on", day=words().date(task.done_on)) if task.done_on else "")
        self.done.setVisible(bool(task.done_on))
        self.opened.emit()

    def commit(self) -> None:
        """Keep what is being typed."""
        self.form.commit()

    def retranslate(self) -> None:
        """Say the panel's own texts in the language in force."""
        self.name_close(say("frame.close"))
        self.output.setText(say("steps.task_output"))
        self.first_file.setText(say("attachments.add"))
        self.remove.setText(say("records.remove"))
        if self._task is not None and not self.isHidden():
            self._build()
            self.form.show_values(_values(self._task))
            self._hint_title(self._task)

    def remove_task(self) -> None:
        """Remove the task; the toast offers to undo it."""
        if self._task is not None:
            self._session.write(partial(remove_task, task_id=self._task.id))
            self._session.offer_undo(say("records.removed", title=label_text(self._task.title)))
            self.leave()

    def choose_first(self) -> None:
        """Ask for what came of a task of the process that has no record yet; it gets one for the file."""
        path = self._session.door.file_to_open(say("attachments.choose"), file_pattern())
        if path is not None and self._task is not None and self._step is not None:
            step, template = self._step.id, self._task.template
            work = partial(change_task, step_id=step, task_id="", template=template, values={})
            self._session.write(work, weakly(self._hang, path))

    def _hang(self, path: Path, task_id: object) -> None:
        self._kept(task_id)
        self.files.be_about("task", str(task_id))
        self.files.take_files([path])

    def _hint_title(self, task: TaskEntry) -> None:
        """Show in the empty title of the language in force how the process calls the task."""
        field = self.form.fields.get(f"title_{words().language}")
        if field is not None and isinstance(field.control, TextInput):
            field.control.box.show_hint(label_text(task.title))

    def _build(self) -> None:
        people = [(member, label_text(name)) for member, name in self._members]
        states = [(value, words().code("task_status", value)) for value in CODE_LISTS["task_status"]]
        specs = [
            *(FieldSpec(name, words().field("task", name), "text") for name in _TITLES),
            FieldSpec("assignee", words().field("task", "assignee"), "reference", people),
            *(FieldSpec(name, words().field("task", name), "date") for name in ("starts", "due")),
            FieldSpec("status", words().field("task", "status"), "choice", states),
        ]
        old, self.form = self.form, KeptForm(self._session, specs)
        self.body.replaceWidget(old, self.form)
        old.hide()
        old.deleteLater()
        self.form.committed.connect(self._commit)
        self.form.drafted.connect(self._draft)

    def _commit(self, name: str, value: Value) -> None:
        if self._task is None or self._step is None:
            return
        task = self._task
        changed = {name: value}
        work = partial(
            change_task, step_id=self._step.id, task_id=task.id, template=task.template, values=changed
        )
        self._session.write(work, weakly(self._kept), weakly(self._refuse, name))
        if not task.id:
            self.begun.take(name)

    def _draft(self, name: str, value: Value) -> None:
        if self._task is not None and self._task.id:
            self._session.keep_draft("task", self._task.id, name, value)
        else:
            self.begun.put(name, value)

    def _bring_back(self, values: dict[str, Value]) -> None:
        self.form.bring_back(values)

    def _refuse(self, name: str, error: BaseException) -> None:
        self.form.refuse(name, error)

    def _focus(self) -> None:
        self.form.fields["title_en"].control.setFocus()

    def _kept(self, task_id: object) -> None:
        self.wanted = str(task_id)


def _key(task: TaskEntry) -> str:
    return task.id or task.template


def _values(task: TaskEntry) -> dict[str, Value]:
    title = task.title if isinstance(task.title, Name) else Name()
    return {
        "title_en": title.en or None,
        "title_ar": title.ar or None,
        "assignee": task.assignee or None,
        "starts": task.starts or None,
        "due": task.due or None,
        "status": "done" if task.is_done else "open",
    }
