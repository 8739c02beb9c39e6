"""Backups: the list with dates and words, what going back means, and going back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from app.services.restoring import BackupEntry, backup_entries
from app.ui.kit.button import Button
from app.ui.kit.chip import Chip
from app.ui.kit.panel import scrolling
from app.ui.kit.text import column, label, row
from app.ui.language import say, words
from app.ui.pages.exchange_dialog import ExchangeDialog
from app.ui.pages.exchange_words import parts, spoken
from app.ui.session import Session
from app.ui.weak import weakly, weakly_plain


class BackupRow(Button):
    """One backup: date, its words, how much came since."""

    def __init__(self, entry: BackupEntry, newest: bool) -> None:
        super().__init__("", "row")
        self.entry = entry
        self.setCheckable(True)
        self.setEnabled(entry.readable)
        self.setMinimumHeight(56)
        moment = words().moment(entry.made)
        since = _since(entry)
        under = parts(spoken(entry.words), words().size(entry.size))
        inside = column(label(moment, "strong"), label(under, "tiny"), gap=2)
        beside = row(inside, 1, label(since, "small"), gap=12)
        if newest:
            beside.addWidget(Chip(say("restore.newest"), "accent"))
        beside.setContentsMargins(14, 6, 14, 6)
        self.setLayout(beside)
        self.setAccessibleName(parts(moment, under, since))


class RestoreDialog(ExchangeDialog):
    """`chosen` carries the path of the backup that is to take the place of the file."""

    chosen = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, say("restore.title"), say("restore.why"), parent)
        self.rows: list[BackupRow] = []
        self._group = QButtonGroup(self)
        self.empty = label(say("restore.none"), "quiet", wrap=True)
        self.list = column(gap=4)
        ground = QWidget()
        ground.setObjectName("scrolled")
        ground.setLayout(column(self.list, self.empty, 1))
        self.content.addWidget(scrolling(ground), 1)
        self.go.setText(say("restore.go"))
        self.go.setEnabled(False)
        self.go.clicked.connect(self.restore)
        self.empty.hide()
        self.resize(640, 520)

    def look(self) -> None:
        """Ask which backups there are."""
        self.session.read(backup_entries, weakly(self.show_backups), weakly(self.refused))

    def be_about(self, refusal: str) -> None:
        """Say why the file does not open; a backup is the way on."""
        self.why.setText(f"{refusal} {say('restore.damaged_why')}")

    def show_backups(self, entries: tuple[BackupEntry, ...]) -> None:
        """Show the backups, newest first."""
        self.empty.setVisible(not entries)
        for entry in entries:
            made = BackupRow(entry, entry is entries[0])
            made.clicked.connect(weakly_plain(self._picked))
            self._group.addButton(made)
            self.rows.append(made)
            self.list.addWidget(made)
        if self.rows:
            self.rows[0].setFocus()
        if len(self.rows) == 1 and entries[0].readable:
            self.rows[0].click()

    def restore(self) -> None:
        """Go back to the chosen backup, after asking."""
        picked = next((one for one in self.rows if one.isChecked()), None)
        if picked is None:
            return
        text = say("restore.sure", moment=words().moment(picked.entry.made))
        if self.session.door.confirm(say("restore.title"), text, say("restore.go"), say("frame.cancel")):
            self.accept()
            self.chosen.emit(picked.entry.path)

    def _picked(self) -> None:
        self.go.setEnabled(True)


def _since(entry: BackupEntry) -> str:
    if not entry.readable:
        return say("restore.unreadable")
    if entry.changes is None:
        return ""
    return say("restore.since", count=entry.changes) if entry.changes else say("restore.nothing_since")
