"""Taking a package: what is in it, by kind and in words, before it is taken; then what it did."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QSizePolicy, QWidget

from app.foundation.errors import MasarError, UserError
from app.foundation.progress import Progress
from app.models.card import Card as PersonCard
from app.services.admission import CUT_OFF, UnknownPerson
from app.services.people import is_steward
from app.services.strangers import accept_file, keep_stranger, waits_no_longer
from app.services.taking import Report, inspect_package, take_package
from app.services.views.packages import cautions
from app.ui.kit.button import Button
from app.ui.kit.inputs import LineInput
from app.ui.kit.text import row
from app.ui.language import put, say, words
from app.ui.operations import Done, Lane, Operation
from app.ui.pages.exchange_backups import BackupsNote
from app.ui.pages.exchange_dialog import ExchangeDialog, LinesCard, WordsCard, is_code
from app.ui.pages.exchange_words import areas_text, kinds_lines, spaces_text
from app.ui.session import Session
from app.ui.weak import weakly, weakly_plain
from app.ui.welcome_parts import Entry
from app.words.wordlist import indexes

WIDTH, HEIGHT = 600, 520
Kept = tuple[UnknownPerson, bool]
"""Who is unknown, and whether the person here may accept them."""


class TakeDialog(ExchangeDialog):
    """Opens a package file, asks for its words when they are needed, shows what it would do, takes it."""

    def __init__(self, session: Session, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(session, say("exchange.take_title"), say("exchange.reading", file=path.name), parent)
        self._path = path
        self._words: tuple[int, ...] = ()
        self._unknown: PersonCard | None = None
        self._stage = "reading"
        self.words_entry = Entry(say("exchange.six_words"), LineInput(), say("exchange.six_words_hint"))
        self.again = Button(say("exchange.open_it"), "outlined")
        self.lines, self.card = LinesCard(), WordsCard()
        self.accept_sender = Button("", "outlined", "user-check")
        self.backups = BackupsNote(session)
        self._lay_out()
        self._wire()
        self.resize(WIDTH, HEIGHT)

    def look(self) -> Operation:
        """Read the package and show what it would do."""
        self._stage = "reading"
        self.go.setEnabled(False)
        self.why.setText(say("exchange.reading", file=self._path.name))
        self.say_wrong("")
        work = partial(_inspect, self.session.desk, self._path, self._words)
        return self._start(work, self.show_preview, Lane.PURE)

    def show_preview(self, report: Report) -> None:
        """Show what taking it would do."""
        self._stage = "preview"
        self.words_box.hide()
        self.why.setText(_from_whom(report))
        self.lines.show_lines(say("exchange.would_do"), report_lines(report))
        self.lines.show()
        self.go.setEnabled(True)
        self.go.setFocus()

    def take(self) -> None:
        """Take the package, or close the dialog when that is done."""
        if self._stage == "done":
            self.accept()
            return
        self.go.setEnabled(False)
        self._start(partial(_take, self.session.desk, self._path, self._words), self.show_taken)

    def take_from_stranger(self) -> None:
        """Accept the card that is shown, then take the package."""
        if self._unknown is not None:
            self.accept_sender.setEnabled(False)
            work = partial(_accept, self.session.desk, self._path, self._unknown, self._words)
            self._start(work, self.show_taken)

    def show_taken(self, report: Report) -> None:
        """Say what the package did."""
        self._stage = "done"
        self.words_box.hide()
        self.card.hide()
        self.accept_sender.hide()
        self.say_wrong("")
        self.why.setText(_from_whom(report))
        hint = ("", say("packages.undo_hint"))
        self.lines.show_lines(say("exchange.taken"), [*report_lines(report, taken=True), hint])
        self.lines.show()
        self.back.hide()
        self.go.show()
        self.go.setText(say("frame.close"))
        self.go.setEnabled(True)
        decide = sum(report.conflicts.values())
        self.session.notice(say("exchange.taken_decide", count=decide) if decide else say("exchange.taken"))
        if report.forgotten:
            self.backups.look()

    def use_words(self) -> None:
        """Try again with the words that were typed."""
        try:
            self._words = indexes(str(self.words_entry.value() or ""))
        except UserError as error:
            self.words_entry.say_wrong(words().refusal(error))
            return
        self.words_entry.say_wrong("")
        self.look()

    def show_sender(self, kept: Kept) -> None:
        """Show who is unknown, so that a steward can compare and accept them."""
        unknown, steward = kept
        card = self._unknown = unknown.card
        self.session.operations.tell_changed(frozenset())
        self.words_box.hide()
        self.say_wrong("")
        self.accept_sender.setText(say("exchange.accept_sender", name=card.name))
        self.accept_sender.setVisible(steward)
        self.go.hide()
        self.back.setText(say("frame.close"))
        self.why.setText(f"{words().refusal(unknown)} {say('people.waits_meanwhile')}")
        self.card.set_title(say("exchange.sender", name=card.name, organisation=card.organisation))
        before = "exchange.heard_first" if unknown.code == CUT_OFF else "exchange.compare_first"
        self.card.show_words(
            card.fingerprint(), say(before if steward else "exchange.steward_accepts", name=card.name)
        )
        self.card.show()

    def _start(self, work: Any, done: Done, lane: Lane = Lane.WRITE) -> Operation:
        operation = self.session.operations.start(work, weakly(done), weakly(self._refused), lane)
        operation.cancelled.connect(weakly_plain(self._stopped))
        return operation

    def _refused(self, error: BaseException) -> None:
        asks = is_code(error, "wrong_words_or_not_for_you", "not_six_words")
        if not self._words and is_code(error, "wrong_words_or_not_for_you"):
            self.why.setText(say("exchange.needs_words", file=self._path.name))
        elif self._stage == "reading" and isinstance(error, MasarError) and not asks:
            self._tell_alone(words().refusal(error))
        else:
            self.refused(error)
        self.accept_sender.setEnabled(True)
        self.go.setEnabled(self._stage == "preview")
        if asks:
            self.words_box.show()
            self.words_entry.control.main().setFocus()
        elif isinstance(error, UnknownPerson):
            self.go.setEnabled(False)
            work = partial(_keep, self.session.desk, self._path, self._words, error)
            self.session.operations.start(work, weakly(self.show_sender), weakly(self.refused))

    def _tell_alone(self, refusal: str) -> None:
        """Say why nothing of the file is shown; it can only be closed."""
        self.why.setText(refusal)
        self.words_box.hide()
        self.go.hide()
        self.back.setText(say("frame.close"))

    def _stopped(self) -> None:
        self.say_wrong(say("exchange.stopped"))
        self.accept_sender.setEnabled(True)
        self.go.setEnabled(self._stage == "preview")

    def _wire(self) -> None:
        self.go.setText(say("exchange.take_it"))
        self.go.setEnabled(False)
        self.go.clicked.connect(self.take)
        self.again.clicked.connect(self.use_words)
        self.accept_sender.clicked.connect(self.take_from_stranger)

    def _lay_out(self) -> None:
        self.words_box = QWidget()
        beside = row(self.words_entry, self.again)
        beside.setStretch(0, 1)
        self.words_box.setLayout(beside)
        self.words_box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        for part in (self.words_box, self.lines, self.card, self.accept_sender):
            part.hide()
        self.content.addWidget(self.words_box)
        self.content.addWidget(self.lines, 1)
        self.content.addWidget(self.card)
        self.content.addLayout(row(self.accept_sender, 1))
        self.content.addWidget(self.backups)
        self.content.addStretch(0)


def report_lines(report: Report, *, taken: bool = False) -> list[tuple[str, str]]:
    """Return what taking a package does, as (heading, sentence) pairs; what to look at before it is `taken`
    comes first.
    """
    lines = [
        ("" if number else say(f"exchange.report.{name}"), text)
        for name, counts in (
            ("new", report.new),
            ("changed", report.changed),
            ("removed", report.removed),
            ("conflicts", report.conflicts),
        )
        for number, text in enumerate(kinds_lines(counts, report.named.get(name, {})))
    ]
    if not lines:
        lines.append(("", say("exchange.report.nothing_new")))
    careful = () if taken else cautions(report)
    lines[:0] = [(say("exchange.report.careful"), put(caution)) for caution in careful]
    if report.waiting:
        waits = "exchange.report.waits" if taken else "exchange.report.waiting"
        lines.append((say("exchange.waiting"), say(waits, count=report.waiting)))
    if report.already_known:
        lines.append(
            (say("exchange.report.known"), say("exchange.report.known_count", count=report.already_known))
        )
    if report.not_counted:
        lines.append(("", say("revocation.fallen", count=report.not_counted)))
    if report.forgotten:
        lines.append((say("forget.title_short"), say("forget.carried_out", count=report.forgotten)))
    lines[:0] = [(say("exchange.report.careful"), say("sync.fork", name=name)) for name in report.forks]
    if report.device_revoked:
        lines.insert(0, (say("exchange.report.careful"), say("notice.device_revoked")))
    if report.files:
        lines.append((say("exchange.with_files"), say("exchange.report.files", count=report.files)))
    return lines


def _from_whom(report: Report) -> str:
    text = say("exchange.from_whom", name=report.sender, when=words().moment(report.created))
    about = say("exchange.about", spaces=spaces_text(report.spaces), area=areas_text(report.area_titles))
    training = f" {say('sync.training')}." if report.training else ""
    return f"{text} {about}{training}"


def _inspect(desk: Any, path: Path, numbers: tuple[int, ...], progress: Progress) -> Report:
    return inspect_package(desk, path, numbers, progress)


def _take(desk: Any, path: Path, numbers: tuple[int, ...], progress: Progress) -> Report:
    report = take_package(desk, path, numbers, progress)
    waits_no_longer(desk, path)
    return report


def _accept(desk: Any, path: Path, card: PersonCard, numbers: tuple[int, ...], progress: Progress) -> Report:
    return accept_file(desk, path, card, numbers, progress)


def _keep(
    desk: Any, path: Path, numbers: tuple[int, ...], unknown: UnknownPerson, _progress: Progress
) -> Kept:
    keep_stranger(desk, path, numbers, unknown.card)
    return unknown, is_steward(desk)
