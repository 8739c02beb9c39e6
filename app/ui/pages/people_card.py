"""Cards: one's own shown large as a QR code, somebody else's read from a file or a photograph."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.foundation.progress import Progress
from app.models.card import Card as PersonCard
from app.services.cards import SUFFIX, Modules, qr_modules, read_card, save_card
from app.services.people import trust
from app.services.roster_work import propose_person
from app.ui.kit.button import Button
from app.ui.kit.card import Card
from app.ui.kit.text import column, label, row
from app.ui.language import say, words
from app.ui.pages.exchange_dialog import ExchangeDialog, WordsCard
from app.ui.pages.exchange_words import parts
from app.ui.session import Session
from app.ui.weak import weakly

QUIET_BORDER = 4
SIDE = 505
PATTERN = f"Masar (*{SUFFIX});;* (*)"
PICTURES = f"Masar (*{SUFFIX} *.png *.jpg *.jpeg *.bmp *.gif *.tif *.tiff *.webp *.heic *.heif);;* (*)"


class CodePicture(QWidget):
    """A QR code painted as large as there is room, black on white in every theme: cameras need that."""

    def __init__(self, modules: Modules, name: str) -> None:
        super().__init__()
        self._modules = modules
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(SIDE, SIDE)

    def sizeHint(self) -> QSize:
        return QSize(SIDE, SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        count = len(self._modules) + 2 * QUIET_BORDER
        # Whole pixels for each module: half-lit edges are what telephones stumble over.
        ratio = self.devicePixelRatioF()
        unit = max(1, int(min(self.width(), self.height()) * ratio) // count) / ratio
        left, top = (self.width() - unit * count) / 2, (self.height() - unit * count) / 2
        painter.fillRect(QRectF(left, top, unit * count, unit * count), QColor("#ffffff"))
        painter.translate(left + QUIET_BORDER * unit, top + QUIET_BORDER * unit)
        for y, line in enumerate(self._modules):
            for x, dark in enumerate(line):
                if dark:
                    painter.fillRect(QRectF(x * unit, y * unit, unit, unit), QColor("#000000"))


class OwnCardDialog(ExchangeDialog):
    """One's own card: the code for somebody's camera, the eight words to read out, and a file."""

    def __init__(self, session: Session, card: PersonCard, parent: QWidget | None = None) -> None:
        super().__init__(session, say("people.own_card"), say("people.own_card_why"), parent)
        self.code = CodePicture(qr_modules(card), say("people.code_of", name=card.name))
        self.words_card = WordsCard()
        self.words_card.set_title(say("people.eight_words"))
        self.words_card.show_words(card.fingerprint(), say("people.read_out"))
        self.save = Button(say("people.save_card"), "outlined", "save")
        self.save.clicked.connect(self.save_file)
        role = words().code("role", card.role) if card.role else ""
        who = column(
            label(card.name, "title"), label(parts(role, card.organisation), "quiet", wrap=True), gap=2
        )
        beside = column(who, self.words_card, row(self.save, 1), 1, gap=14)
        whole = row(self.code, beside, gap=20)
        whole.setStretch(0, 3)
        whole.setStretch(1, 2)
        self.content.addLayout(whole, 1)
        self._name = card.name
        self.back.hide()
        self.go.setText(say("frame.close"))
        self.go.clicked.connect(self.accept)
        self.resize(920, 660)

    def save_file(self) -> None:
        """Write the card to a file."""
        name = f"{say('people.card_file', name=self._name)}{SUFFIX}".replace("\u2068", "").replace(
            "\u2069", ""
        )
        path = self.session.door.file_to_save(say("people.save_card"), name, PATTERN)
        if path is not None:
            self.session.write(partial(save_card, out=path), weakly(self._saved), weakly(self.refused))

    def _saved(self, path: Path) -> None:
        self.session.notice(say("people.card_saved", file=path.name))


class ReadCardDialog(ExchangeDialog):
    """Somebody's card, from a file or a picture of their code: who it is, and what can be done with it."""

    def __init__(self, session: Session, steward: bool, parent: QWidget | None = None) -> None:
        super().__init__(session, say("people.read_card"), say("people.read_card_why"), parent)
        self._steward = steward
        self.card: PersonCard | None = None
        self.choose = Button(say("people.choose_file"), "outlined", "folder-open")
        self.hint = label(say("people.photo_hint"), "tiny", wrap=True)
        self.found, self.who = Card(), label("", "quiet", wrap=True)
        self.next = label("", "small_text", wrap=True)
        self.found.body.setSpacing(6)
        self.found.body.addWidget(self.who)
        self.found.body.addWidget(self.next)
        self.found.hide()
        self.content.addLayout(row(self.choose, 1))
        self.content.addWidget(self.hint)
        self.content.addWidget(self.found)
        self.content.addStretch(1)
        self.go.setText(say("people.accept_card" if steward else "people.propose_card"))
        self.go.setEnabled(False)
        self.go.clicked.connect(self.take)
        self.choose.clicked.connect(self.ask)
        self.setAcceptDrops(True)
        self.resize(560, 380)

    def ask(self) -> None:
        """Ask for a file."""
        path = self.session.door.file_to_open(say("people.read_card"), PICTURES)
        if path is not None:
            self.look(path)

    def look(self, path: Path) -> None:
        """Read a card from a file or picture."""
        self.say_wrong("")
        self.go.setEnabled(False)
        self.found.hide()
        self.session.operations.start(partial(_read, path), weakly(self.show_card), weakly(self.refused))

    def show_card(self, card: PersonCard) -> None:
        """Show whose card it is."""
        self.card = card
        role = words().code("role", card.role) if card.role else ""
        self.found.set_title(card.name)
        self.who.setText(parts(role, card.organisation))
        self.next.setText(say("people.card_next" if self._steward else "people.card_next_propose"))
        self.found.show()
        self.go.setEnabled(True)
        self.go.setFocus()

    def take(self) -> None:
        """Put the card on the roster, or propose that to the stewards."""
        if self.card is None:
            return
        work: Any = partial(trust if self._steward else propose_person, card=self.card)
        self.go.setEnabled(False)
        self.session.write(work, weakly(self._taken), weakly(self._not_taken))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if len(files) == 1:
            event.acceptProposedAction()
            event.setDropAction(Qt.DropAction.CopyAction)
            self.look(files[0])

    def _not_taken(self, error: BaseException) -> None:
        self.go.setEnabled(True)
        self.refused(error)

    def _taken(self, _record: object) -> None:
        name = self.card.name if self.card else ""
        self.session.notice(say("people.accepted" if self._steward else "people.proposed", name=name))
        self.accept()


def _read(path: Path, _progress: Progress) -> PersonCard:
    return read_card(path)
