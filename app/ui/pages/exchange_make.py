"""Making a package: for whom, which parts, what is inside and what is held back, then the file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from app.foundation.errors import UserError
from app.foundation.progress import Progress
from app.models.codes import CODE_LISTS
from app.services.exchange_work import new_words
from app.services.packing import Packed, Parcel, Preview, make_package, preview_package
from app.services.views.exchange import BoardEntry, ExchangeView
from app.ui.kit.button import Button
from app.ui.kit.card import Card
from app.ui.kit.chip import Chip
from app.ui.kit.inputs import ChoiceInput
from app.ui.kit.panel import scrolling
from app.ui.kit.tabs import SegmentedTabs
from app.ui.kit.text import GAP, column, label, row
from app.ui.language import label_text, say, words
from app.ui.pages.exchange_dialog import ExchangeDialog, LinesCard, WordsCard
from app.ui.pages.exchange_words import STATE_TONES, board_state, kinds_text, listed, parts, space_text
from app.ui.session import Session
from app.ui.weak import weakly, weakly_plain

WIDTH, HEIGHT = 880, 600
SPACES = ("", "network", "group", "all")
ATTACHMENTS = ("small", "all", "none")
MOST_KINDS = 12
PATTERN = "Masar (*.masar)"


class MakeDialog(ExchangeDialog):
    """Asks whom a package is for and shows what will be in it before anything is written."""

    def __init__(
        self, session: Session, view: ExchangeView, keys: tuple[str, ...] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(session, say("exchange.make"), say("exchange.make_why"), parent)
        self._view = view
        self._words = new_words()
        self._made: Packed | None = None
        self.way = SegmentedTabs([("people", say("exchange.to_people")), ("words", say("exchange.to_words"))])
        self.people = {entry.key: self._person_box(entry, entry.key in keys) for entry in view.board}
        self.words_card, self.preview = WordsCard(), LinesCard()
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
            attachments=str(self.attachments.value() or "small"),
        )

    def invite_as(self, role: str) -> None:
        """Begin with a package for six words that lets its receiver join in a role."""
        self.role.show_value(role)
        self.way.choose("words")
        self.invite.setChecked(True)

    def look(self) -> None:
        """Find out what would be inside."""
        parcel = self.parcel()
        self.go.setEnabled(bool(parcel.to or parcel.words))
        if not parcel.to and not parcel.words:
            self.preview.show_lines(say("exchange.inside"), [("", say("exchange.choose_someone"))])
            return
        work = partial(_preview, self.session.desk, parcel)
        self.session.operations.start(work, weakly(self.show_preview), weakly(self._not_previewed))

    def show_preview(self, preview: Preview) -> None:
        """Show what is inside and what is held back."""
        self.say_wrong("")
        changes = sum(preview.changes.values())
        spaces = listed([space_text(space) for space in preview.spaces])
        files = say("exchange.files", count=preview.files, size=words().size(preview.files_size))
        lines = [
            (say("exchange.parts"), spaces),
            (say("exchange.changes"), say("exchange.changes_since", count=changes)),
            (say("exchange.with_files"), files if preview.files else ""),
            (say("exchange.held_back"), self._held_back(preview)),
            (say("exchange.records"), kinds_text(preview.kinds, MOST_KINDS)),
        ]
        self.preview.show_lines(say("exchange.inside"), lines)

    def make(self) -> None:
        """Ask where to, and write the package."""
        if self._made is not None:
            self.accept()
            return
        path = self.session.door.file_to_save(say("exchange.make"), self._file_name(), PATTERN)
        if path is None:
            return
        self.go.setEnabled(False)
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
        self.settings.setEnabled(False)
        text = say("exchange.is_made", file=packed.path.name, size=words().size(packed.size))
        hint = say("exchange.tell_words") if self.way.current() == "words" else say("exchange.hand_over")
        self.preview.show_lines(text, [("", hint)])
        self.session.notice(text)

    def _held_back(self, preview: Preview) -> str:
        held = [space_text(space) for space in preview.held_back]
        own = say("exchange.held_back_group") if any(s.endswith("/group") for s in preview.held_back) else ""
        return " ".join(
            part for part in (listed(held) + "." if held else "", own, say("exchange.held_back_own")) if part
        )

    def _file_name(self) -> str:
        names = [box.text() for box in self.people.values() if box.isChecked()]
        chosen = names[0] if self.way.current() == "people" and len(names) == 1 else ""
        return f"{say('exchange.file_for', name=chosen) if chosen else say('exchange.file')}.masar".replace(
            "\u2068", ""
        ).replace("\u2069", "")

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

    def _not_previewed(self, error: BaseException) -> None:
        self.preview.show_lines(say("exchange.inside"), [])
        self.go.setEnabled(False)
        self.refused(error)

    def _not_made(self, error: BaseException) -> None:
        self.go.setEnabled(True)
        self.refused(error)

    def _stopped(self) -> None:
        self.go.setEnabled(True)
        self.say_wrong(say("exchange.stopped"))

    def _person_box(self, entry: BoardEntry, chosen: bool) -> QCheckBox:
        made = QCheckBox(label_text(entry.name))
        made.setChecked(chosen)
        return made

    def _person_row(self, entry: BoardEntry) -> QWidget:
        made = QWidget()
        under = parts(words().code("role", entry.role) if entry.role else "", label_text(entry.organisation))
        text = label(under, "tiny")
        text.setContentsMargins(24, 0, 0, 0)
        chip = Chip(board_state(entry), STATE_TONES[entry.state])
        whole = row(column(self.people[entry.key], text, gap=0), chip)
        whole.setStretch(0, 1)
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
        self.content.addLayout(beside, 1)


def _preview(desk: Any, parcel: Parcel, _progress: Progress) -> Preview:
    return preview_package(desk, parcel)


def _make(desk: Any, parcel: Parcel, path: Path, progress: Progress) -> Packed:
    if path.suffix != ".masar":
        path = path.with_name(f"{path.name}.masar")
    if not path.parent.is_dir():
        raise UserError("folder_missing", folder=path.parent.name)
    return make_package(desk, parcel, path, progress)
