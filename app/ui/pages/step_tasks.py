"""One task as a row: a box to tick, what to do, who, and by when."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QFrame

from app.services.views.steps import TaskEntry
from app.ui.kit.card import row_frame
from app.ui.kit.link import TextLink
from app.ui.kit.text import column, label, row
from app.ui.language import label_text, say, words

NARROW = 440
"""Pixels below which who and when stand beneath the task."""


class TaskRow(QFrame):
    """`ticked` carries whether the task is done now; `opened` asks for the task's editor."""

    ticked = Signal(bool)
    opened = Signal()

    def __init__(self, task: TaskEntry, last: bool) -> None:
        super().__init__()
        self.setProperty("ground", row_frame(last).property("ground"))
        text = label_text(task.title)
        self.box, self.link = QCheckBox(), TextLink(text, "done" if task.is_done else "link")
        self.box.setChecked(task.is_done)
        self.box.setAccessibleName(say("home.tick", what=text))
        self.box.clicked.connect(self.ticked)
        self.link.clicked.connect(self.opened)
        who = self._who = label(_who(task), "small")
        who.setFixedWidth(116)
        when = self._when = label(words().date(task.due, "day_month"), "small")
        when.setFixedWidth(94 if words().right_to_left else 58)
        output = [label(say("steps.task_files", count=task.files), "tiny")] if task.files else []
        self._beneath = label(
            " · ".join(part for part in (who.text(), when.text()) if part), "tiny", wrap=True
        )
        self._beneath.hide()
        whole = row(self.box, column(self.link, self._beneath, gap=1), *output, who, when, gap=12)
        whole.setStretch(1, 1)
        whole.setContentsMargins(0, 7, 0, 7)
        whole.insertSpacing(0, 8)
        whole.setAlignment(when, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        self._beneath.setVisible(narrow and bool(self._beneath.text()))
        for part in (self._who, self._when):
            part.setVisible(not narrow)


def _who(task: TaskEntry) -> str:
    name = label_text(task.assignee_name)
    return name or (words().code("duty_role", task.role) if task.role else "")
