"""Photos and scans of papers with a square code: read, and offered to the record that the code names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.foundation.errors import MasarError
from app.foundation.progress import Progress
from app.services.attachments import CHOSEN, ChosenFile, keep_several, read_chosen
from app.services.paper_codes import PaperFound, PaperPlace, codes_on, papers_of
from app.services.views.said import Label
from app.ui.kit.button import Button
from app.ui.kit.choices import ChoiceInput
from app.ui.kit.panel import scrolling_column
from app.ui.kit.text import column, label
from app.ui.language import label_text, say, words
from app.ui.operations import Lane
from app.ui.pages.exchange_dialog import ExchangeDialog
from app.ui.session import Session
from app.ui.weak import weakly, weakly_plain

WIDTH, HEIGHT = 560, 420
Coded = tuple[ChosenFile, tuple[str, ...]]
Read = tuple[tuple[Coded, ...], tuple[MasarError, ...]]
Paper = tuple[ChosenFile, PaperFound]
Here = tuple[str, str, Label]
"""The record a file is being added to: kind, id, name."""


class PaperOffer(ExchangeDialog):
    """Says of each file which record its code names, and attaches them there; or all `here`, if given."""

    def __init__(
        self,
        session: Session,
        papers: Sequence[Paper],
        errors: Sequence[MasarError] = (),
        here: Here | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session, say("attachments.paper.title"), say("attachments.paper.why"), parent)
        self.papers, self.here = tuple(papers), here
        self.choices: dict[int, ChoiceInput] = {}
        self.stay = Button("", "outlined")
        self._lay_out()
        self.say_wrong("\n".join(words().refusal(one) for one in errors))
        self.go.clicked.connect(self.attach)
        self.stay.clicked.connect(self.attach_here)
        self._name_buttons()
        self.resize(WIDTH, HEIGHT)

    def attach(self) -> None:
        """Attach each file where its code says, the others here if there is a here."""
        if targets := self._targets():
            self._write(targets)
        else:
            self.accept()

    def attach_here(self) -> None:
        """Attach all of them to the record at which they were added."""
        if self.here is not None:
            kind, record, _ = self.here
            self._write([(kind, record, file) for file, _ in self.papers])

    def _write(self, targets: list[tuple[str, str, ChosenFile]]) -> None:
        self.go.setEnabled(False)
        self.stay.setEnabled(False)
        work = partial(keep_several, files=targets, language=words().language)
        self.session.write(work, weakly(self._attached), weakly(self._failed))

    def _attached(self, ids: tuple[str, ...]) -> None:
        self.session.offer_undo(say("attachments.added", count=len(ids)))
        self.accept()

    def _failed(self, error: BaseException) -> None:
        self._name_buttons()
        self.refused(error)

    def _targets(self) -> list[tuple[str, str, ChosenFile]]:
        found: list[tuple[str, str, ChosenFile]] = []
        for number, (file, paper) in enumerate(self.papers):
            place = self._place(number, paper)
            if place is not None:
                found.append((place.kind, place.id, file))
            elif self.here is not None:
                found.append((self.here[0], self.here[1], file))
        return found

    def _place(self, number: int, paper: PaperFound) -> PaperPlace | None:
        chosen = self.choices[number].value() if number in self.choices else None
        return next((one for one in paper.places if chosen in (None, one.id)), None)

    def _name_buttons(self) -> None:
        some = bool(self._targets())
        self.go.setText(say("attachments.paper.attach" if some else "frame.close"))
        self.back.setVisible(some)
        self.stay.setVisible(self.here is not None)
        if self.here is not None:
            self.stay.setText(say("attachments.paper.attach_here", name=label_text(self.here[2])))
        for button in (self.go, self.stay):
            button.setEnabled(True)

    def _lay_out(self) -> None:
        rows = (self._row(number, file, paper) for number, (file, paper) in enumerate(self.papers))
        self.content.addWidget(scrolling_column(column(*rows, 1, gap=14)), 1)
        self.buttons.insertWidget(self.buttons.count() - 1, self.stay)

    def _row(self, number: int, file: ChosenFile, paper: PaperFound) -> QVBoxLayout:
        made = column(
            label(file.name, "strong", wrap=True),
            label(paper_sentence(paper, here=self.here is not None), "small_text", wrap=True),
            gap=3,
        )
        if len(paper.places) > 1:
            choice = ChoiceInput([(one.id, place_text(one)) for one in paper.places], nothing="")
            choice.main().setAccessibleName(say("attachments.paper.where", file=file.name))
            self.choices[number] = choice
            made.addWidget(choice)
        return made


class PaperDrop(QObject):
    """Reads pictures and PDFs let go over the window. `others` carries those that are somebody's card."""

    others = Signal(object)

    def __init__(self, session: Session, window: QWidget, *, hands_on: bool = False) -> None:
        """`hands_on`: a card is not told about but handed on through `others`."""
        super().__init__(window)
        self.session, self._window, self._hands_on = session, window, hands_on
        self.offer: PaperOffer | None = None

    def ask(self) -> None:
        """Ask for a photo or scan and read it."""
        path = self.session.door.file_to_open(say("attachments.choose"), file_pattern())
        if path is not None:
            self.take([path])

    def take(self, paths: Sequence[Path]) -> None:
        """Read files off the main thread and offer them to their records."""
        self.session.notice(say("attachments.reading"))
        work, done = partial(read_papers, tuple(paths)), weakly(self._look_up, tuple(paths))
        self.session.operations.start(work, done, lane=Lane.PURE)

    def _look_up(self, paths: tuple[Path, ...], read: Read) -> None:
        codes = [found for _, found in read[0]]
        self.session.read(partial(_papers, codes=codes), weakly(self._offer, paths, read))

    def _offer(self, paths: tuple[Path, ...], read: Read, found: tuple[PaperFound, ...]) -> None:
        if self._hands_on and len(paths) == 1 and [one.state for one in found] == ["card"]:
            self.others.emit(list(paths))
            return
        papers = [(file, one) for (file, _), one in zip(read[0], found, strict=True)]
        self.offer = PaperOffer(self.session, papers, read[1], parent=self._window)
        self.offer.destroyed.connect(weakly_plain(self._gone))
        self.offer.open()

    def _gone(self) -> None:
        self.offer = None


def file_pattern() -> str:
    """Return Qt's pattern of the files that can be attached."""
    ends = " ".join(f"*.{end}" for end in CHOSEN)
    return f"{say('attachments.pattern')} ({ends} {ends.upper()})"


def paper_sentence(paper: PaperFound, *, here: bool) -> str:
    """Return what the code of a paper says; `here`: it is being added to a record."""
    if paper.state == "here":
        return say("attachments.paper.here", name=place_text(paper.places[0]))
    if paper.state == "none" and here:
        return say("attachments.paper.none_here")
    said = say(f"attachments.paper.{paper.state}", text=paper.text)
    return f"{said} {say('attachments.paper.stays')}" if here else said


def place_text(place: PaperPlace) -> str:
    """Return a record's kind, code and name."""
    named = " ".join(part for part in (place.code, label_text(place.title)) if part)
    return f"{words().kind(place.kind)} · {named or say('records.untitled')}"


def stays(paper: PaperFound, record: str) -> bool:
    """Return whether a paper may hang on a record without a word: its code names that one, or none."""
    return paper.state != "here" or any(place.id == record for place in paper.places)


def read_papers(paths: tuple[Path, ...], progress: Progress) -> Read:
    """Return files as they will be kept, each with the codes on it, and why others cannot be read."""
    files: list[Coded] = []
    errors: list[MasarError] = []
    for number, path in enumerate(paths):
        progress.step(number, len(paths))
        try:
            file = read_chosen(path)
        except MasarError as error:
            errors.append(error)
        else:
            files.append((file, codes_on(file)))
    return tuple(files), tuple(errors)


def _papers(desk: Any, codes: Sequence[tuple[str, ...]]) -> tuple[PaperFound, ...]:
    return papers_of(desk, codes)
