"""Taking all packages of a folder or stick: found by content, shown and taken in their order."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from app.foundation.errors import UserError
from app.foundation.progress import Progress
from app.services.collecting import Collection, Found, Took, collect, take_all
from app.services.looking_ahead import Outlook, inspect_all
from app.ui.kit.button import Button
from app.ui.kit.inputs import LineInput
from app.ui.kit.text import column, label, row
from app.ui.language import say, words
from app.ui.operations import Lane
from app.ui.pages.exchange_backups import BackupsNote
from app.ui.pages.exchange_dialog import ExchangeDialog, LinesCard
from app.ui.pages.exchange_packages_words import file_names, report_line
from app.ui.pages.exchange_take import report_lines
from app.ui.session import Session
from app.ui.weak import weakly, weakly_plain
from app.ui.welcome_parts import Entry
from app.words.wordlist import indexes

WIDTH, HEIGHT = 640, 640
Six = tuple[int, ...]
Looked = tuple[Collection, Outlook]


class CollectDialog(ExchangeDialog):
    """Looks for packages, shows what each would bring, takes them; words typed once are tried on all."""

    def __init__(self, session: Session, places: Sequence[Path], parent: QWidget | None = None) -> None:
        super().__init__(session, say("packages.collect"), say("packages.collecting"), parent)
        self._places = tuple(places)
        self._words: tuple[Six, ...] = ()
        self._found: Collection | None = None
        self._done = False
        self.lines = LinesCard()
        self.words_entry = Entry(say("exchange.six_words"), LineInput(), say("exchange.six_words_hint"))
        self.again = Button(say("packages.try_words"), "outlined")
        self.backups = BackupsNote(session)
        self._lay_out()
        self.go.setText(say("exchange.take_it"))
        self.go.setEnabled(False)
        self.go.clicked.connect(self.take)
        self.again.clicked.connect(self.use_words)
        self.resize(WIDTH, HEIGHT)

    def look(self) -> None:
        """Look for packages and for what each would bring."""
        self.go.setEnabled(False)
        self.say_wrong("")
        work = partial(_look, self.session.desk, self._places, self._words)
        self._start(work, self.show_found, Lane.PURE)

    def show_found(self, looked: Looked) -> None:
        """Show the packages in their order, what could not be opened, and what is no package."""
        if self._done:
            return
        found, would = looked
        self._found = found
        count = len(found.packages)
        anything = bool(count or found.refused)
        self.why.setText(say("packages.found", count=count) if anything else say("packages.none_here_why"))
        self.lines.show_lines(
            say("exchange.would_do") if anything else say("packages.none_here"),
            [
                *_together_lines(would),
                *_package_lines(found.packages, would.each),
                *_refused_lines(found),
                *_other_lines(found),
            ],
        )
        self.lines.show()
        locked = len(found.locked)
        self.words_box.setVisible(bool(locked))
        self.words_why.setText(say("packages.locked", count=locked) if locked else "")
        self.go.setText(say("packages.take_all", count=count) if count else say("exchange.take_it"))
        self.go.setEnabled(bool(count))
        (self.go if count else self.words_entry.control.main()).setFocus()

    def use_words(self) -> None:
        """Try the words that were typed on everything that is locked."""
        try:
            six = indexes(str(self.words_entry.value() or ""))
        except UserError as error:
            self.words_entry.say_wrong(words().refusal(error))
            return
        self.words_entry.say_wrong("")
        self._words = (*self._words, six)
        self.look()

    def take(self) -> None:
        """Take everything found, or close the dialog when that is done."""
        if self._done or self._found is None:
            self.accept()
            return
        self.go.setEnabled(False)
        self.words_box.setEnabled(False)
        self._start(partial(_take, self.session.desk, self._found.packages), self.show_taken)

    def show_taken(self, went: list[Took]) -> None:
        """Say what each package did."""
        self._done = True
        self.words_box.hide()
        self.why.setText(say("packages.undo_hint"))
        taken = [one for one in went if one.report is not None]
        title = say("packages.all_taken", count=len(taken))
        self.lines.show_lines(title, [(one.path.name, _outcome(one)) for one in went])
        self.back.hide()
        self.go.setText(say("frame.close"))
        self.go.setEnabled(True)
        decide = sum(sum(one.report.conflicts.values()) for one in taken if one.report is not None)
        self.session.notice(say("exchange.taken_decide", count=decide) if decide else title)
        if any(one.waits for one in went):
            self.session.operations.tell_changed(frozenset())
        if any(one.report is not None and one.report.forgotten for one in taken):
            self.backups.look()

    def _start(self, work: Any, done: Any, lane: Lane = Lane.WRITE) -> None:
        operation = self.session.operations.start(work, weakly(done), weakly(self._refused), lane)
        operation.cancelled.connect(weakly_plain(self._stopped))

    def _refused(self, error: BaseException) -> None:
        self.words_box.setEnabled(True)
        self.go.setEnabled(bool(self._found and self._found.packages))
        self.refused(error)

    def _stopped(self) -> None:
        self.say_wrong(say("exchange.stopped"))
        self.words_box.setEnabled(True)
        self.go.setEnabled(bool(self._found and self._found.packages))

    def _lay_out(self) -> None:
        self.words_why = label("", "small_text", wrap=True)
        beside = row(self.words_entry, self.again)
        beside.setStretch(0, 1)
        self.words_box = QWidget()
        self.words_box.setLayout(column(self.words_why, beside, gap=6))
        self.words_box.hide()
        self.lines.hide()
        self.content.addWidget(self.lines, 1)
        self.content.addWidget(self.words_box)
        self.content.addWidget(self.backups)
        self.content.addStretch(0)


def _together_lines(would: Outlook) -> list[tuple[str, str]]:
    """Return what all packages would do to what is here today; of a single one its own line says it."""
    if len(would.each) < 2:
        return []
    texts = [
        f"{heading}: {text}" if heading else text for heading, text in report_lines(would.together) if text
    ]
    title = say("packages.together")
    return [
        *((title if number == 0 else "", text) for number, text in enumerate(texts)),
        (say("packages.one_by_one"), say("packages.in_turn")),
    ]


def _package_lines(packages: Sequence[Found], would: Sequence[Took]) -> list[tuple[str, str]]:
    return [
        (
            found.path.name,
            say(
                "packages.would_bring",
                name=found.sender,
                made=words().moment(found.created),
                what=_outcome(went),
            ),
        )
        for found, went in zip(packages, would, strict=True)
    ]


def _refused_lines(found: Collection) -> list[tuple[str, str]]:
    return [(one.path.name, words().refusal(one.error)) for one in found.refused if not one.locked] + [
        (one.path.name, say("exchange.needs_words", file=one.path.name)) for one in found.locked
    ]


def _other_lines(found: Collection) -> list[tuple[str, str]]:
    lines = [("", say("packages.cut_short"))] if found.cut_short else []
    if found.others:
        names = file_names(found.others)
        lines.append(("", say("packages.others", count=len(found.others), names=names)))
    return lines


def _outcome(went: Took) -> str:
    if went.report is not None:
        return report_line(went.report)
    refusal = words().refusal(went.error) if went.error is not None else ""
    return f"{refusal} {say('people.waits_meanwhile')}" if went.waits else refusal


def _look(desk: Any, places: tuple[Path, ...], six: tuple[Six, ...], progress: Progress) -> Looked:
    found = collect(desk, places, six, progress)
    return found, inspect_all(desk, found.packages, progress)


def _take(desk: Any, packages: tuple[Found, ...], progress: Progress) -> list[Took]:
    return take_all(desk, packages, progress)
