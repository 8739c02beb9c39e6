"""An attached file inside the window: its pages, larger and smaller, its name and how sensitive it is."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.foundation.errors import MasarError
from app.models.codes import CODE_LISTS
from app.services.attachments import file_of, save_copy
from app.services.views.attachments import FileEntry
from app.ui.kit.button import Button
from app.ui.kit.dialog import ReadDialog
from app.ui.kit.form import FieldSpec
from app.ui.kit.inputs import Value
from app.ui.kit.text import label, row
from app.ui.language import label_text, say, words
from app.ui.pages.attachment_row import about_text, added_text
from app.ui.pages.pages_view import PagesView
from app.ui.pages.record_form import RecordForm
from app.ui.session import Session
from app.ui.weak import weakly, weakly_plain

WIDTH, HEIGHT, BESIDE = 1100, 690, 250
LANGUAGES = ("en", "ar", "ckb", "fr")


class FileForm(RecordForm):
    """What a file is called and how sensitive it is."""

    def __init__(self, session: Session, entry: FileEntry) -> None:
        language = words().language
        classes = [(one, words().code("sensitivity", one)) for one in CODE_LISTS["sensitivity"]]
        super().__init__(
            session,
            "attachment",
            (
                FieldSpec(f"name_{language}", say("attachments.name"), "line"),
                FieldSpec(
                    "sensitivity", say("attachments.sensitivity"), "choice", classes,
                    hint=say("attachments.sensitivity_why"),
                ),
            ),
        )  # fmt: skip
        held = None if entry.sensitivity is None else str(entry.sensitivity)
        names = {f"name_{one}": getattr(entry.title, one) or None for one in LANGUAGES}
        name_line = self.fields[f"name_{language}"].control.main()
        if isinstance(name_line, QLineEdit):
            name_line.setPlaceholderText(label_text(entry.title))
        self.show_record(entry.id, {**names, "sensitivity": held})

    def _commit(self, name: str, value: Value) -> None:
        whole = int(value) if name == "sensitivity" and isinstance(value, str) else value
        super()._commit(name, whole)


class AttachmentViewer(ReadDialog):
    """Shows one file. `remove_asked` carries its id."""

    remove_asked = Signal(str)

    def __init__(self, session: Session, entry: FileEntry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session, self.entry = session, entry
        self.pages = PagesView(session)
        self.form, self.about = FileForm(session, entry), label("", "small", wrap=True)
        self.error = label("", "error", wrap=True)
        self.save, self.remove = Button("", "outlined", "download"), Button("", "danger", "trash-2")
        self.leave = Button("", "primary")
        self._lay_out()
        self._wire()
        self._name()
        self.resize(WIDTH, HEIGHT)

    def begin(self) -> None:
        """Read the file and show its first page."""
        work = partial(_bytes_of, file_id=self.entry.id)
        self._session.read(work, weakly(self._take), weakly(self._failed))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.pages.take_key(event):
            super().keyPressEvent(event)

    def _take(self, data: bytes) -> None:
        self.pages.show_file(data, self.entry.media_type)

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, MasarError):
            self._session.operations.crashed.emit(error)
            return
        missing = error.code == "attachment_missing"
        self.error.setText(words().refusal(error) if missing else say("attachments.unreadable"))
        self.error.show()

    def _save(self) -> None:
        end = Path(self.entry.saved_as).suffix
        pattern = f"{end[1:].upper()} (*{end})"
        path = self._session.door.file_to_save(say("attachments.save"), self.entry.saved_as, pattern)
        if path is not None:
            said = weakly(self._saved, path.name)
            self._session.read(partial(save_copy, attachment_id=self.entry.id, out=path), said)

    def _saved(self, name: str, _result: object) -> None:
        self._session.notice(say("attachments.saved", file=name))

    def _remove(self) -> None:
        self.close()
        self.remove_asked.emit(self.entry.id)

    def _name(self) -> None:
        entry = self.entry
        self.setWindowTitle(label_text(entry.title) or entry.saved_as)
        self.pages.page.setAccessibleName(self.windowTitle())
        self.pages.retranslate()
        self.about.setText("\n".join(text for text in (about_text(entry), added_text(entry)) if text))
        self.save.setText(say("attachments.save"))
        self.remove.setText(say("attachments.remove"))
        self.leave.setText(say("frame.close"))

    def _wire(self) -> None:
        self.pages.failed.connect(self._failed)
        self.save.clicked.connect(self._save)
        self.remove.clicked.connect(self._remove)
        self.leave.clicked.connect(self.close)
        self.finished.connect(weakly_plain(self.form.commit))

    def _lay_out(self) -> None:
        self.error.hide()
        self.remove.setVisible(not self.entry.fixed)
        self.form.setEnabled(not self.entry.fixed)
        beside = QVBoxLayout()
        beside.setSpacing(10)
        texts: tuple[QWidget, ...] = (self.form, self.about, self.error)
        for text in texts:
            text.setFixedWidth(BESIDE)
            beside.addWidget(text)
        beside.addStretch(1)
        beside.addLayout(row(self.save, 1))
        beside.addLayout(row(self.remove, 1, self.leave))
        inside = QHBoxLayout(self)
        inside.setContentsMargins(14, 14, 14, 12)
        inside.setSpacing(14)
        inside.addWidget(self.pages, 1)
        inside.addLayout(beside)


def _bytes_of(desk: Any, file_id: str) -> bytes:
    return file_of(desk, file_id)[1]
