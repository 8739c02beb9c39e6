"""The two forms that begin a workspace: a new area, or joining one from a package."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.foundation.errors import UserError
from app.models.book import Book
from app.models.codes import CODE_LISTS
from app.services.gazetteer import GazetteerPlace, places
from app.services.place_names import place_options
from app.ui.door import Door
from app.ui.kit.button import Button
from app.ui.kit.inputs import ChoiceInput, LineInput
from app.ui.kit.panel import scrolling
from app.ui.kit.text import column, label, row
from app.ui.language import say, words
from app.ui.pages.area_places import PlaceInput
from app.ui.screens import screen_of
from app.ui.welcome_parts import (
    SUFFIX,
    Entry,
    FileEntry,
    PassphraseEntries,
    Who,
    WhoEntries,
    documents_folder,
    file_for,
)
from app.words.wordlist import indexes

AROUND = 220
"""Pixels that title, sentence, buttons and the window's own frame take of the screen's height."""


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """What is needed to make a workspace: file, p-code of the area, who begins, passphrase or None.

    `process` is the id of the planning process, "" for a durable-solutions Plan of Action.
    """

    path: Path
    place: str
    who: Who
    passphrase: str | None
    process: str = ""


@dataclass(frozen=True, slots=True)
class JoinAnswer:
    """What is needed to join from a package; `words` are the numbers of the six words, () for none."""

    path: Path
    package: Path
    words: tuple[int, ...]
    who: Who
    passphrase: str | None


@dataclass(frozen=True, slots=True)
class PersonAnswer:
    """Who begins to work on this laptop too, and the passphrase of their keys or None."""

    who: Who
    passphrase: str | None


class BeginDialog(QDialog):
    """A form with a title, a sentence, its entries, and two buttons. `agreed` carries the answer."""

    agreed = Signal(object)

    def __init__(self, topic: str, door: Door, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(say(f"welcome.{topic}"))
        self.setMinimumWidth(560)
        self.door = door
        self.form = QVBoxLayout()
        self.form.setSpacing(12)
        self.go, self.back = Button(say(f"welcome.{topic}.go"), "primary"), Button(say("frame.cancel"))
        self.go.clicked.connect(self._try)
        self.go.setDefault(True)
        self.back.clicked.connect(self.reject)
        self.inside = QWidget()
        self.inside.setObjectName("scrolled")
        self.inside.setLayout(column(self.form, 1))
        self.port = scrolling(self.inside)
        self.inside.installEventFilter(self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 18)
        whole.setSpacing(14)
        whole.addWidget(label(say(f"welcome.{topic}"), "title"))
        whole.addWidget(label(say(f"welcome.{topic}.why"), "quiet", wrap=True))
        whole.addWidget(self.port, 1)
        whole.addLayout(row(1, self.back, self.go))

    def answer(self) -> object | None:
        """Return the complete answer; say what is missing and return None otherwise."""
        return None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.inside and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """Ask for the room that the form needs; what a small screen has no room for is scrolled to."""
        room = screen_of(self).availableGeometry().height() - AROUND
        needed = self.inside.heightForWidth(self.port.viewport().width())
        self.port.setMinimumHeight(min(max(needed, self.inside.sizeHint().height()), room))

    def _try(self) -> None:
        found = self.answer()
        if found is not None:
            self.accept()
            self.agreed.emit(found)


class NewWorkspaceDialog(BeginDialog):
    """Area, person, passphrase, file."""

    def __init__(self, door: Door, parent: QWidget | None = None) -> None:
        super().__init__("new", door, parent)
        self._places = {place.pcode: place for place in places()}
        options = [(code, place_text(place, self._places)) for code, place in self._places.items()]
        finding = {one.pcode: one.folded for one in place_options(Book(()))}
        self.area = Entry(say("welcome.area"), PlaceInput(options, finding), say("welcome.area_hint"))
        processes = [(one, words().code("process", one)) for one in CODE_LISTS["process"]]
        self.process = Entry(say("welcome.process"), ChoiceInput(processes, nothing=""))
        self.process.control.show_value(CODE_LISTS["process"][0])
        self.who, self.passphrase = WhoEntries(), PassphraseEntries()
        self.file = FileEntry(say("welcome.file"), door, saving=True, pattern=f"Masar (*{SUFFIX})")
        for part in (self.area, self.process, self.who, self.passphrase, self.file):
            self.form.addWidget(part)
        self.area.control.finished.connect(self._propose_file)
        self.file.propose(file_for("Masar", documents_folder()))

    def answer(self) -> NewAnswer | None:
        parts = (self.area.need(), self.who.is_complete(), self.passphrase.is_complete(), self.file.need())
        path = self.file.path()
        if not all(parts) or path is None:
            return None
        return NewAnswer(
            path,
            str(self.area.value()),
            self.who.who(),
            self.passphrase.passphrase(),
            str(self.process.value() or ""),
        )

    def _propose_file(self) -> None:
        place = self._places.get(str(self.area.value()))
        if place is not None:
            self.area.say_wrong("")
            self.file.propose(file_for(place.name_en, documents_folder()))


class PersonDialog(BeginDialog):
    """A second person of this laptop: who they are, and a passphrase of their own."""

    def __init__(self, door: Door, parent: QWidget | None = None) -> None:
        super().__init__("person", door, parent)
        self.who, self.passphrase = WhoEntries("member"), PassphraseEntries()
        for part in (self.who, self.passphrase):
            self.form.addWidget(part)

    def answer(self) -> PersonAnswer | None:
        parts = (self.who.is_complete(), self.passphrase.is_complete())
        return PersonAnswer(self.who.who(), self.passphrase.passphrase()) if all(parts) else None


class JoinDialog(BeginDialog):
    """Package, its words, person, passphrase, file."""

    def __init__(self, door: Door, parent: QWidget | None = None) -> None:
        super().__init__("join", door, parent)
        self.package = FileEntry(say("welcome.package"), door, saving=False, pattern="Masar (*.masar);;* (*)")
        self.words = Entry(say("welcome.words"), LineInput(), say("welcome.words_hint"))
        self.who, self.passphrase = WhoEntries("member"), PassphraseEntries()
        self.file = FileEntry(say("welcome.file"), door, saving=True, pattern=f"Masar (*{SUFFIX})")
        for part in (self.package, self.words, self.who, self.passphrase, self.file):
            self.form.addWidget(part)
        self.package.changed.connect(self._propose_file)
        self.file.propose(file_for("Masar", documents_folder()))

    def answer(self) -> JoinAnswer | None:
        numbers = self._numbers()
        parts = (self.package.need(), self.who.is_complete(), self.passphrase.is_complete(), self.file.need())
        path, package = self.file.path(), self.package.path()
        if not all(parts) or numbers is None or path is None or package is None:
            return None
        return JoinAnswer(path, package, numbers, self.who.who(), self.passphrase.passphrase())

    def _numbers(self) -> tuple[int, ...] | None:
        typed = str(self.words.value() or "")
        try:
            numbers = indexes(typed) if typed else ()
        except UserError as error:
            self.words.say_wrong(words().refusal(error))
            return None
        self.words.say_wrong("")
        return numbers

    def _propose_file(self) -> None:
        package = self.package.path()
        if package is not None:
            self.file.propose(file_for(package.stem, documents_folder()))


def place_text(place: GazetteerPlace, known: dict[str, GazetteerPlace]) -> str:
    """Return a place as people look it up: name, the unit above it, level, p-code."""
    above = known.get(place.parent)
    parts = [words().pick(place, "name"), words().pick(above, "name") if above else ""]
    named = (
        "، ".join(part for part in parts if part) if words().right_to_left else ", ".join(filter(None, parts))
    )
    return f"{named} · {words().code('place_level', place.level)} · {place.pcode}"
