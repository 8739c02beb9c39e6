"""Making a package: for whom, which parts, what is inside and what is held back, then the file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from app.foundation.errors import UserError
from app.foundation.progress import Progress
from app.models.codes import CODE_LISTS
from app.services.exchange_work import new_words, remember_words
from app.services.packing import ASKED, Packed, Parcel, Preview, make_package, preview_package
from app.services.views.exchange import ExchangeView
from app.services.views.exchange_board import BoardEntry
from app.ui.kit.button import Button
from app.ui.kit.card import Card
from app.ui.kit.chip import Chip
from app.ui.kit.inputs import ChoiceInput
from app.ui.kit.panel import scrolling
from app.ui.kit.tabs import SegmentedTabs
from app.ui.kit.text import GAP, column, label, row
from app.ui.language import label_text, say, words
from app.ui.pages.exchange_dialog import ExchangeDialog, LinesCard, WordsCard, package_to_write
from app.ui.pages.exchange_made import MadeCard
from app.ui.pages.exchange_packages_words import inside_lines, state_text
from app.ui.pages.exchange_words import STATE_TONES, parts
from app.ui.session import Session
from app.ui.weak import weakly, weakly_plain

WIDTH, HEIGHT = 880, 680
SPACES = ("", "network", "group", "all")
ATTACHMENTS = (ASKED, "small", "all", "none")


class MakeDialog(ExchangeDialog):
    """Asks whom a package is for and shows what will be in it before anything is written."""

    def __init__(
        self, session: Session, view: ExchangeView, keys: tuple[str, ...] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(session, say("exchange.make"), say("exchange.make_why"), parent)
        self._view = view
        self._words = new_words()
        self._made: Packed | None = None
        self._looked_at: Parcel | None = None
        self.way = SegmentedTabs([("people", say("exchange.to_people")), ("words", say("exchange.to_words"))])
        self.people = {entry.key: self._person_box(entry, entry.key in keys) for entry in view.board}
        self.words_card, self.preview = WordsCard(), LinesCard()
        self.made = MadeCard(session)
        self.fresh = Button(say("exchange.other_words"), "quiet", "refresh-cw")
        self.invite = QCheckBox(say("exchange.invite"))
        self.role = ChoiceInput([(one, words().code("role", one)) for one in CODE_LISTS["role"]], nothing="")
        self.spaces = ChoiceInput(
            [(one, say(f"exchange.parts.{one or 'auto'}")) for one in SPACES], nothing=""
        )
        self.attachments = ChoiceInput(
            [(one, say(f"exchange.attachments.{one}")) for one in ATTACHMENTS], nothing=""
        )
        self._lay_out()
        self._wire()
        self.role.show_value("member")
        self.way.choose("people" if view.board else "words")
        self._show_way()
        self.way.button(self.way.current()).setFocus()
        self.resize(WIDTH, HEIGHT)

    def parcel(self) -> Parcel:
        """Return what is asked for."""
        to_people = self.way.current() == "people"
        invites = not to_people and self.invite.isChecked()
        return Parcel(
            to=tuple(key for key, box in self.people.items() if box.isChecked()) if to_people else (),
            words=() if to_people else self._words,
            spaces=str(self.spaces.value() or ""),
            invite=invites,
            role=str(self.role.value() or "") if invites else "",
            attachments=str(self.attachments.value() or ASKED),
        )

    def invite_as(self, role: str) -> None:
        """Begin with a package for six words that lets its receiver join in a role."""
        self.role.show_value(role)
        self.way.choose("words")
        self.invite.setChecked(True)

    def look(self) -> None:
        """Find out what would be inside."""
        parcel = self._looked_at = self.parcel()
        self.go.setEnabled(bool(parcel.to or parcel.words))
        if not parcel.to and not parcel.words:
            self.preview.show_lines(say("exchange.inside"), [("", say("exchange.choose_someone"))])
            return
        work = partial(_preview, self.session.desk, parcel)
        self.session.operations.start(
            work, weakly(self._previewed, parcel), weakly(self._not_previewed, parcel)
        )

    def _previewed(self, parcel: Parcel, preview: Preview) -> None:
        if parcel is self._looked_at:
            self.show_preview(preview)

    def show_preview(self, preview: Preview) -> None:
        """Show what is inside and what is held back."""
        self.say_wrong("")
        self.preview.show_lines(say("exchange.inside"), inside_lines(preview))

    def make(self) -> None:
        """Ask where to, and write the package."""
        if self._made is not None:
            self.accept()
            return
        path = package_to_write(self.session, self._file_name())
        if path is None:
            return
        self.go.setEnabled(False)
        self.asking.setEnabled(False)
        work = partial(_make, self.session.desk, self.parcel(), path)
        operation = self.session.operations.start(work, weakly(self.show_made), weakly(self._not_made))
        operation.cancelled.connect(weakly_plain(self._stopped))

    def show_made(self, packed: Packed) -> None:
        """Say that the package is there, and what to do with it."""
        self._made = packed
        self.session.operations.tell_changed(frozenset())
        self.go.setEnabled(True)
        self.go.setText(say("frame.close"))
        self.back.hide()
        self.why.hide()
        self.asking.hide()
        to_people = self.way.current() == "people"
        names = [box.text() for box in self.people.values() if box.isChecked()] if to_people else []
        self.made.show_made(packed, () if to_people else self._words, words().join(names))
        self.made.show()
        self.session.notice(say("exchange.is_made", file=packed.path.name, size=words().size(packed.size)))

    def _file_name(self) -> str:
        names = [box.text() for box in self.people.values() if box.isChecked()]
        chosen = names[0] if self.way.current() == "people" and len(names) == 1 else ""
        return f"{say('exchange.file_for', name=chosen) if chosen else say('exchange.file')}.masar"

    def _show_way(self) -> None:
        to_people = self.way.current() == "people"
        self.people_card.setVisible(to_people)
        self.words_card.setVisible(not to_people)
        self.joining.setVisible(not to_people and self._view.steward)
        self.role.setVisible(self.invite.isChecked())
        self.words_card.show_words(self._words, say("exchange.words_why"))
        self.look()

    def _other_words(self) -> None:
        self._words = new_words()
        self._show_way()

    def _not_previewed(self, parcel: Parcel, error: BaseException) -> None:
        if parcel is not self._looked_at:
            return
        self.preview.show_lines(say("exchange.inside"), [])
        self.go.setEnabled(False)
        self.refused(error)

    def _not_made(self, error: BaseException) -> None:
        self.asking.setEnabled(True)
        self.go.setEnabled(True)
        self.refused(error)

    def _stopped(self) -> None:
        self.asking.setEnabled(True)
        self.go.setEnabled(True)
        self.say_wrong(say("exchange.stopped"))

    def _person_box(self, entry: BoardEntry, chosen: bool) -> QCheckBox:
        made = QCheckBox(label_text(entry.name))
        made.setChecked(chosen)
        return made

    def _person_row(self, entry: BoardEntry) -> QWidget:
        made = QWidget()
        under = parts(words().code("role", entry.role) if entry.role else "", label_text(entry.organisation))
        text = row(label(under, "tiny", wrap=True), gap=0)
        text.insertSpacing(0, 24)
        chip = Chip(state_text(entry), STATE_TONES[entry.state])
        whole = row(column(self.people[entry.key], text, gap=0), chip)
        whole.setStretch(0, 1)
        whole.addSpacing(6)
        whole.setContentsMargins(0, 4, 0, 4)
        made.setLayout(whole)
        return made

    def _wire(self) -> None:
        self.go.setText(say("exchange.make_file"))
        self.go.clicked.connect(self.make)
        self.way.chosen.connect(weakly_plain(self._show_way))
        self.fresh.clicked.connect(self._other_words)
        self.invite.toggled.connect(weakly_plain(self._show_way))
        for box in self.people.values():
            box.toggled.connect(weakly_plain(self.look))
        for choice in (self.role, self.spaces, self.attachments):
            choice.finished.connect(self.look)

    def _lay_out(self) -> None:
        self.people_card, inside = Card(), QWidget()
        inside.setObjectName("scrolled")
        inside.setLayout(column(*(self._person_row(entry) for entry in self._view.board), 1, gap=0))
        self.people_card.body.addWidget(scrolling(inside), 1)
        if not self._view.board:
            self.people_card.body.addWidget(label(say("exchange.nobody_known"), "quiet", wrap=True))
        self.words_card.beneath.insertWidget(1, self.fresh)
        self.joining = QWidget()
        self.joining.setLayout(column(self.invite, self.role, gap=6))
        self.spaces.main().setAccessibleName(say("exchange.parts"))
        self.attachments.main().setAccessibleName(say("exchange.attachments"))
        self.role.main().setAccessibleName(words().field("member", "role"))
        below = column(
            label(say("exchange.parts"), "field"),
            self.spaces,
            label(say("exchange.attachments"), "field"),
            self.attachments,
            gap=4,
        )
        self.settings = QWidget()
        chosen = column(row(self.way, 1), self.people_card, self.words_card, self.joining, below, gap=10)
        chosen.setStretch(1, 1)
        chosen.addStretch(0)
        self.settings.setLayout(chosen)
        beside = row(self.settings, self.preview, gap=GAP)
        beside.setStretch(0, 1)
        beside.setStretch(1, 1)
        self.asking = QWidget()
        self.asking.setLayout(beside)
        self.content.addWidget(self.asking, 1)
        self.made.hide()
        self.content.addWidget(self.made, 1)


def _preview(desk: Any, parcel: Parcel, _progress: Progress) -> Preview:
    return preview_package(desk, parcel)


def _make(desk: Any, parcel: Parcel, path: Path, progress: Progress) -> Packed:
    if not path.parent.is_dir():
        raise UserError("folder_missing", folder=path.parent.name)
    packed = make_package(desk, parcel, path, progress)
    if parcel.words:
        remember_words(desk, parcel.words)
    return packed
