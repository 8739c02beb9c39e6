"""The files on one record: a list with small pictures, adding by button or by dropping, opening inside.

`AttachmentsBox(session).be_about(kind, record)` is all that a page needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from app.foundation.errors import MasarError
from app.models.personal import PERSONAL_KINDS
from app.services.attachments import ChosenFile, keep_chosen, save_copy
from app.services.field_edits import remove_record
from app.services.paper_codes import PaperFound, papers_of
from app.services.views.attachments import AttachmentsView, FileEntry, attachments_of
from app.ui.kit.button import Button
from app.ui.kit.text import empty_layout, label, row
from app.ui.language import label_text, say, words
from app.ui.operations import Lane
from app.ui.pages.attachment_papers import (
    PaperOffer,
    Read,
    file_pattern,
    paper_sentence,
    read_papers,
    stays,
)
from app.ui.pages.attachment_row import FileRow
from app.ui.pages.attachment_viewer import AttachmentViewer
from app.ui.pages.exchange_drop import TAKES_FILES, files_in
from app.ui.places import Place
from app.ui.session import Session
from app.ui.weak import weakly

_WITHOUT_FILES = PERSONAL_KINDS | {
    "guest",
    "attendance_count",
    "backstopping",
    "deadline",
    "guidance",
    "target",
}


class AttachmentsBox(QFrame):
    """Shows what hangs on a record and lets a person add, open, save and remove it.

    Hidden while it is about nothing. With `in_short` an empty box is only its button.
    """

    def __init__(self, session: Session, *, in_short: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "last_row")
        self.setProperty(TAKES_FILES, True)
        self.setAcceptDrops(True)
        self.session, self.kind, self.record = session, "", ""
        self.view = AttachmentsView()
        self.viewer: AttachmentViewer | None = None
        self.offer: PaperOffer | None = None
        self._in_short, self._stale, self._newest = in_short, False, ""
        self.title, self.total = label("", "field"), label("", "tiny")
        self.add, self.why = Button("", "outlined", "paperclip"), label("", "tiny", wrap=True)
        self.error, self.rows = label("", "error", wrap=True), QVBoxLayout()
        self.rows.setSpacing(0)
        self._lay_out()
        self.add.clicked.connect(self.choose)
        session.operations.changed.connect(self.take_change)
        self.retranslate()
        self.hide()

    def be_about(self, kind: str, record: str) -> None:
        """Show the files of another record ("" for none)."""
        if (kind, record) != (self.kind, self.record):
            self._say_wrong("")
            self.view = AttachmentsView()
            empty_layout(self.rows)
        self.kind, self.record = kind, record
        self.setVisible(bool(record))
        self.reload()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.title.setText(say("attachments.title"))
        self.add.setText(say("attachments.add"))
        self.why.setText(say("attachments.empty"))
        self.setAccessibleName(say("attachments.title"))
        self.show_view(self.view)

    def reload(self) -> None:
        """Read again what hangs here."""
        self._stale = False
        if self.record:
            work = partial(_read_view, kind=self.kind, record=self.record)
            self.session.read(work, weakly(self._take_view, self.record))

    def take_change(self, kinds: object, _ids: object = None) -> None:
        """Read again when files changed; hidden boxes wait until they are seen."""
        touched = kinds if isinstance(kinds, frozenset) else frozenset()
        if touched and "attachment" not in touched:
            return
        if self.isVisible():
            self.reload()
        else:
            self._stale = True

    def show_view(self, view: AttachmentsView) -> None:
        """Show the files of a record."""
        self.view = view
        count = len(view.files)
        size = words().size(view.bytes_here)
        self.total.setText(say("attachments.count", count=count, size=size) if count else "")
        self.why.setVisible(not count and not self._in_short)
        self.add.setVisible(view.may_write)
        self.add.setAccessibleName(say("attachments.add_named", name=label_text(view.subject)))
        focused = QApplication.focusWidget()
        held = (row.entry.id for row in self.findChildren(FileRow) if focused and row.isAncestorOf(focused))
        self._newest = self._newest or next(held, "")
        empty_layout(self.rows)
        for number, one in enumerate(view.files, 1):
            self.rows.addWidget(self._row(one, last=number == count))
        self._go_to_newest()

    def choose(self) -> None:
        """Ask for a file and hang it on the record."""
        path = self.session.door.file_to_open(say("attachments.choose"), file_pattern())
        if path is not None:
            self.take_files([path])

    def take_files(self, paths: Sequence[Path]) -> None:
        """Read files off the main thread and hang them on the record."""
        if not self.record or not paths:
            return
        self._say_wrong(say("attachments.reading"), "tiny")
        work = partial(read_papers, tuple(paths))
        done = weakly(self._keep, self.kind, self.record)
        operation = self.session.operations.start(work, done, weakly(self._failed), Lane.PURE)
        operation.cancelled.connect(weakly(self._say_wrong, ""))

    def open_file(self, file_id: str) -> None:
        """Show a file inside the window."""
        entry = self._entry(file_id)
        if entry is None or not entry.here:
            return
        self.viewer = AttachmentViewer(self.session, entry, self.window())
        self.viewer.remove_asked.connect(weakly(self.remove_file))
        self.viewer.open()
        self.viewer.begin()

    def save_file(self, file_id: str) -> None:
        """Ask where to, and write a copy."""
        entry = self._entry(file_id)
        if entry is None:
            return
        end = Path(entry.saved_as).suffix
        pattern = f"{end[1:].upper()} (*{end})"
        path = self.session.door.file_to_save(say("attachments.save"), entry.saved_as, pattern)
        if path is not None:
            said = say("attachments.saved", file=path.name)
            self.session.read(partial(_save, file_id=entry.id, out=path), weakly(self._notice, said))

    def remove_file(self, file_id: str) -> None:
        """Take a file off the record; the toast offers to undo it."""
        entry = self._entry(file_id)
        if entry is None:
            return
        said = say("attachments.removed", name=label_text(entry.title))
        work = partial(remove_record, kind="attachment", record_id=file_id)
        self.session.write(work, weakly(self._offer_undo, said))

    def ask_for(self, _file_id: str) -> None:
        """Go where a request for what is not here is written."""
        self.session.go(Place("exchange"))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.record and files_in(event.mimeData()):
            event.acceptProposedAction()
            self._show_drop(True)

    def dragLeaveEvent(self, _event: Any) -> None:
        self._show_drop(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._show_drop(False)
        event.acceptProposedAction()
        self.take_files(files_in(event.mimeData()))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.reload()

    def changeEvent(self, event: Any) -> None:
        if event.type() == event.Type.LanguageChange and hasattr(self, "rows"):
            self.retranslate()
        super().changeEvent(event)

    def _take_view(self, record: str, view: AttachmentsView) -> None:
        if record == self.record:
            self.show_view(view)

    def _entry(self, file_id: str) -> FileEntry | None:
        return next((one for one in self.view.files if one.id == file_id), None)

    def _row(self, one: FileEntry, *, last: bool) -> FileRow:
        made = FileRow(one, self.view.may_write, last=last)
        made.opened.connect(self.open_file)
        made.saved.connect(self.save_file)
        made.removed.connect(self.remove_file)
        made.asked.connect(self.ask_for)
        return made

    def _keep(self, kind: str, record: str, read: Read) -> None:
        files, errors = read
        self._say_wrong("\n".join(words().refusal(one) for one in errors))
        codes = [found for _, found in files]
        if any(codes):
            self.session.read(partial(_papers, codes=codes), weakly(self._sort_out, kind, record, read))
        elif files:
            self._hang(kind, record, [file for file, _ in files])

    def _sort_out(self, kind: str, record: str, read: Read, found: tuple[PaperFound, ...]) -> None:
        """Keep what belongs here or nowhere; ask about papers whose code names another record."""
        papers = [(file, one) for (file, _), one in zip(read[0], found, strict=True)]
        if not all(stays(one, self.view.record or record) for _, one in papers):
            here = (kind, record, self.view.subject)
            self.offer = PaperOffer(self.session, papers, read[1], here, self.window())
            self.offer.open()
            return
        said = [paper_sentence(one, here=True) for _, one in papers if one.state not in ("here", "none")]
        if said and not read[1]:
            self._say_wrong("\n".join(dict.fromkeys(said)), "tiny")
        self._hang(kind, record, [file for file, _ in papers])

    def _hang(self, kind: str, record: str, files: Sequence[ChosenFile]) -> None:
        work = partial(
            keep_chosen, kind=kind, record_id=record, files=tuple(files), language=words().language
        )
        self.session.write(work, weakly(self._added), weakly(self._failed))

    def _added(self, ids: tuple[str, ...]) -> None:
        self._newest = ids[-1] if ids else ""
        self._go_to_newest()
        self.session.offer_undo(say("attachments.added", count=len(ids)))

    def _go_to_newest(self) -> None:
        # What was added may stand below what can be seen: the focus brings it there.
        found = [row for row in self.findChildren(FileRow) if row.entry.id == self._newest]
        if found:
            self._newest = ""
            found[-1].show()
            found[-1].open.setFocus()

    def _offer_undo(self, said: str, _result: object) -> None:
        self.session.offer_undo(said)

    def _notice(self, said: str, _result: object) -> None:
        self.session.notice(said)

    def _failed(self, error: BaseException) -> None:
        self._say_wrong("")
        if isinstance(error, MasarError):
            self._say_wrong(words().refusal(error))
        else:
            self.session.operations.crashed.emit(error)

    def _say_wrong(self, sentence: str, look: str = "error") -> None:
        self.error.setProperty("look", look)
        self.error.style().polish(self.error)
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))

    def _show_drop(self, over: bool) -> None:
        self.setProperty("ground", "soft" if over else "last_row")
        self.style().polish(self)

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 4, 0, 4)
        whole.setSpacing(4)
        whole.addLayout(row(self.title, self.total, 1, self.add))
        for part in (self.why, self.error):
            whole.addWidget(part)
        whole.addLayout(self.rows)
        self.error.hide()


def may_have_files(kind: str) -> bool:
    """Return whether files may hang on records of a kind: not on what is about one person."""
    return kind not in _WITHOUT_FILES


def _save(desk: Any, file_id: str, out: Path) -> None:
    save_copy(desk, file_id, out)


def _read_view(desk: Any, kind: str, record: str) -> AttachmentsView:
    return attachments_of(desk, kind, record)


def _papers(desk: Any, codes: Sequence[tuple[str, ...]]) -> tuple[PaperFound, ...]:
    return papers_of(desk, codes)
