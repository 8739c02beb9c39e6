"""What is asked before a version is frozen, signed, or a signature on paper recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.services.review_work import PaperSignature
from app.services.views.review import ReviewChoices
from app.services.views.review_versions import LANGUAGES, FreezingEntry, VersionEntry
from app.ui.door import Door
from app.ui.kit.input import Options
from app.ui.kit.inputs import ChoiceInput, DateInput, Input, SetInput, TextInput
from app.ui.kit.text import label
from app.ui.language import say, words
from app.ui.pages.review_dialog import AskDialog
from app.ui.pages.review_words import short_hash, state_sentence, version_title
from app.ui.pages.sign_who import ENDORSE, SignerEntries, choice, pair
from app.ui.weak import weakly_plain
from app.ui.welcome_parts import Entry, FileEntry

PAPER_WIDTH = 620
SCANS = "PDF, PNG, JPEG (*.pdf *.png *.jpg *.jpeg)"


class FreezeDialog(AskDialog):
    """Asks in which languages a version is to be frozen. The answer is a tuple of language codes."""

    def __init__(self, freezing: FreezingEntry, draft: bool, parent: QWidget | None = None) -> None:
        number = freezing.next_draft if draft else freezing.next_final
        topic = "draft" if draft else "final"
        super().__init__(
            say(f"review.freeze.{topic}", number=number),
            say(f"review.freeze.{topic}.why"),
            say("review.freeze.go"),
            parent,
        )
        options = [(code, words().code("language", code)) for code in LANGUAGES]
        self.languages = Entry(say("review.freeze.languages"), SetInput(options), say("review.freeze.hint"))
        self.languages.control.show_value(freezing.languages)
        self.form.addWidget(self.languages)

    def answer(self) -> tuple[str, ...] | None:
        chosen = self.languages.value()
        if not self.languages.need() or not isinstance(chosen, tuple):
            return None
        return tuple(code for code in LANGUAGES if code in chosen)


@dataclass(frozen=True, slots=True)
class Own:
    """One's own signature, with which decision, and what is written to it.

    `where` is the language of a version's document, the field of another paper.
    """

    where: str
    decision: str
    reservation: str = ""


class OwnDialog(AskDialog):
    """What is asked of one who signs for themselves: where, what is said by it, and what is written to it.

    `where` is the title and the hint of the first entry, `options` its choices.
    """

    def __init__(
        self,
        title: str,
        me: str,
        where: tuple[str, str],
        options: Options,
        first: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, say("review.sign.why", name=me), say("review.sign.go"), parent)
        self.where = Entry(where[0], ChoiceInput(options, nothing=""), where[1])
        self.where.control.show_value(first)
        self.decision = choice("decision", "signoff_decision", ENDORSE)
        self.reservation = Entry(words().field("signoff", "reservation"), TextInput())
        self.decision.control.finished.connect(weakly_plain(self._turn))
        for part in (self.where, self.decision, self.reservation):
            self.form.addWidget(part)
        self._turn()

    def answer(self) -> Own | None:
        if not self.where.need():
            return None
        decision = str(self.decision.value())
        said = "" if decision == ENDORSE else str(self.reservation.value() or "")
        return Own(str(self.where.value()), decision, said)

    def _turn(self) -> None:
        self.reservation.setVisible(self.decision.value() != ENDORSE)


class SignDialog(OwnDialog):
    """Asks which language's document is to be signed and what is said by it. The answer is an `Own`."""

    def __init__(self, version: VersionEntry, me: str, language: str, parent: QWidget | None = None) -> None:
        title = say("review.sign.title", version=version_title(version))
        options = [(code, words().code("language", code)) for code in version.languages]
        super().__init__(title, me, (say("review.sign.language"), ""), options, language, parent)
        self.form.addWidget(label(say("review.content", hash=short_hash(version.content_hash)), "strong"))
        self.form.addWidget(label(state_sentence(version), "small", wrap=True))
        if version.draft:
            self.form.addWidget(label(say("review.state.draft"), "attention", wrap=True))


class PaperDialog(AskDialog):
    """Asks for a signature in ink. The answer is a `PaperSignature`."""

    def __init__(
        self,
        version: VersionEntry,
        choices: ReviewChoices,
        today: str,
        door: Door,
        parent: QWidget | None = None,
    ) -> None:
        title = say("review.paper.title", version=version_title(version))
        super().__init__(title, say("review.paper.why"), say("review.paper.go"), parent)
        self._today = today
        self.setMinimumWidth(PAPER_WIDTH)
        self.who = SignerEntries(choices)
        self.name = self.who.name
        self.day = Entry(words().field("signoff", "signed_on"), DateInput())
        self.day.control.show_value(today)
        self.scan = FileEntry(say("review.paper.scan"), door, saving=False, pattern=SCANS)
        self.form.addWidget(self.who)
        self.form.addWidget(pair(self.day, self.scan))
        self.form.addWidget(
            label(say("review.paper.hash", hash=short_hash(version.content_hash)), "tiny", wrap=True)
        )

    def controls(self) -> dict[str, Input]:
        """Return what can be entered, by the name of the field."""
        return {**self.who.controls(), "day": self.day.control, "scan": self.scan.entry.control}

    def answer(self) -> PaperSignature | None:
        if not all([self.who.need_name(), self._day_stands()]):
            return None
        return PaperSignature(**self.who.texts(), signed_on=str(self.day.value()), scan=self._scan())

    def _scan(self) -> Path | None:
        return self.scan.path()

    def _day_stands(self) -> bool:
        problem = self.day.control.problem()
        if problem:
            self.day.say_wrong(say(problem))
            return False
        if not self.day.need():
            return False
        later = date.fromisoformat(str(self.day.value())) > date.fromisoformat(self._today)
        self.day.say_wrong(say("review.paper.future") if later else "")
        return not later
