"""One document: what it is about, its languages and limits, its pages, and the file."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.foundation.errors import MasarError
from app.foundation.files import write_whole
from app.foundation.progress import Progress
from app.services.paper_kinds import Order, PaperKind, draw
from app.services.paper_subjects import Choice
from app.services.papers.printable import HIGHEST_CLASS
from app.services.views.papers import PapersView
from app.ui.kit.button import Button
from app.ui.kit.card import Card
from app.ui.kit.chip import Chip
from app.ui.kit.empty import EmptyState
from app.ui.kit.field import FieldEditor
from app.ui.kit.flow import flowing
from app.ui.kit.inputs import ChoiceInput, DateInput, Input, YesNoInput
from app.ui.kit.text import label
from app.ui.language import say, words
from app.ui.operations import Lane, Operation
from app.ui.pages.pages_view import PagesView
from app.ui.pages.paper_signing import PaperSigning
from app.ui.saving import ask_where, save_file
from app.ui.session import Session
from app.ui.weak import weakly, weakly_plain

LANGUAGES = ("en", "ar", "ckb", "fr")
WIDTHS = {"about": 230, "after": 200, "language": 150, "second": 150, "starts": 140, "ends": 140}
LIMIT_WIDTH = 140


class PaperCard(Card):
    """Draws the chosen document whenever what is asked for changes; other files it only writes."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.view = session, PapersView()
        self.kind: PaperKind | None = None
        self.options = {name: FieldEditor("", control, name) for name, control in _controls().items()}
        self.inside, self.save = Chip(), Button("", "primary", "download")
        self.sign, self.signing = Button("", "outlined", "signature"), PaperSigning(session, self)
        self.why, self.held = label("", "quiet", wrap=True), label("", "tiny", wrap=True)
        self.wrong, self.working = label("", "error", wrap=True), label("", "small")
        self.pages, self.elsewhere = PagesView(session, wide=True), EmptyState(icon_name="file-down")
        self._drawing: Operation | None = None
        self._drawn: tuple[PaperKind, Order] | None = None
        self._data = b""
        self._lay_out()
        self._wire()

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        self.save.setText(say("plan.save_pdf"))
        self.sign.setText(say("review.action.sign"))
        self.working.setText(say("frame.working"))
        self.pages.retranslate()
        spoken = [(one, words().code("language", one)) for one in LANGUAGES]
        for name in ("language", "second"):
            _choice(self.options[name]).set_options(spoken)
        classes = [(str(one), words().code("sensitivity", str(one))) for one in range(HIGHEST_CLASS + 1)]
        _choice(self.options["highest"]).set_options(classes)

    def show_paper(self, kind: PaperKind, view: PapersView, about: str = "") -> None:
        """Show a document as its records are now: `about` something, or with what was asked before."""
        other = self.kind is None or kind.code != self.kind.code
        self.kind, self.view = kind, view
        self.set_title(say(f"paper.{kind.code}"))
        self.pages.page.setAccessibleName(say(f"paper.{kind.code}"))
        self.why.setText(say(f"paper.{kind.code}.why"))
        self.inside.show_state(say("paper.page.inside"), "attention")
        self.inside.setVisible(kind.inside)
        self._offer(kind, view, other)
        if about:
            self.options["about"].show_value(about)
        self.sign.setVisible(kind.signed and self.session.desk.writer is not None)
        self.refresh(again=not other)

    def order(self) -> Order:
        """Return what is asked for."""
        told = {name: str(one.control.value() or "") for name, one in self.options.items()}
        kind = self.kind
        if kind is None:
            return Order(words().language)
        about = (told["about"], told["after"]) if kind.about == "versions" else (told["about"],)
        heeded = {name: told[name] for name in ("second", "starts", "ends") if name in kind.takes}
        highest = int(told["highest"] or HIGHEST_CLASS) if "highest" in kind.takes else HIGHEST_CLASS
        return Order(
            told["language"] or words().language,
            second=heeded.get("second", ""),
            about=tuple(filter(None, about)) if kind.about else (),
            starts=heeded.get("starts", ""),
            ends=heeded.get("ends", ""),
            highest=highest,
            for_group="for_group" in kind.takes and bool(self.options["for_group"].control.value()),
        )

    def refresh(self, *, again: bool = False) -> None:
        """Draw what is asked for, unless it is drawn already; `again` because records changed."""
        kind, order = self.kind, self.order()
        if kind is None:
            return
        self._tell_held(kind, order)
        pictured = kind.ending == ".pdf"
        if not again and self._drawn == (kind, order):
            return
        self.place.setCurrentWidget(self.pages if pictured else self.elsewhere)
        self.elsewhere.say(say("paper.page.no_preview"))
        self.wrong.hide()
        if self._drawn is None or self._drawn[0] != kind:
            self.pages.clear()
        self._drawn = (kind, order)
        if self._drawing is not None and not self._drawing.is_over:
            self._drawing.cancel()
        self._drawing = None
        self.save.setEnabled(not pictured)
        self.sign.setEnabled(False)
        self.working.setVisible(pictured)
        if pictured:
            work = partial(_draw, self.session.desk, kind.code, order)
            done, failed = weakly(self._take, kind, order), weakly(self._failed, kind, order)
            self._drawing = self.session.operations.start(work, done, failed, Lane.PURE)
            self._drawing.cancelled.connect(weakly_plain(self._stopped, self._drawing))

    def save_as(self) -> None:
        """Ask where to, and write the file."""
        kind = self.kind
        if kind is None:
            return
        name = f"{say(f'paper.{kind.code}')} ({self.order().language})"
        if kind.ending == ".pdf":
            save_file(self.session, self._data, name)
            return
        path = ask_where(self.session, name, kind.ending)
        if path is not None:
            work = partial(_write, self.session.desk, kind.code, self.order(), path)
            failed = weakly(self._failed, kind, self.order())
            self.session.operations.start(work, weakly(self._written, path.name), failed, Lane.PURE)

    def sign_it(self) -> None:
        """Ask for the signature of who sits here on the document as it is drawn."""
        if self.kind is not None:
            self.signing.ask(partial(bytes, self._data), say(f"paper.{self.kind.code}"))

    def _take(self, kind: PaperKind, order: Order, data: bytes) -> None:
        if self._drawn != (kind, order):
            return
        self._data = data
        self.working.hide()
        self.save.setEnabled(True)
        self.sign.setEnabled(True)
        self.pages.show_file(data)

    def _stopped(self, operation: Operation) -> None:
        """Offer to draw again what the person stopped; what another choice stopped needs nothing."""
        if operation is self._drawing:
            self.working.hide()
            self.elsewhere.say(say("paper.page.stopped"), say("paper.page.draw_again"))
            self.place.setCurrentWidget(self.elsewhere)

    def _draw_again(self) -> None:
        self.refresh(again=True)

    def _written(self, name: str, _result: object) -> None:
        self.session.notice(say("plan.saved_as", file=name))

    def _failed(self, kind: PaperKind, order: Order, error: BaseException) -> None:
        if not isinstance(error, MasarError):
            self.session.operations.crashed.emit(error)
        elif self._drawn == (kind, order):
            self.pages.clear()
            self.working.hide()
            self.wrong.setText(words().refusal(error))
            self.wrong.show()

    def _offer(self, kind: PaperKind, view: PapersView, other: bool) -> None:
        """Show the options that the document heeds."""
        heeded = {"language", *kind.takes}
        if kind.about:
            heeded |= {"about", "after"} if kind.about == "versions" else {"about"}
        for name, one in self.options.items():
            one.setVisible(name in heeded)
            one.set_title(say(_title(name, kind)))
        self._offer_subjects(view.subjects.get(kind.about, ()), kind.about, other)
        if other:
            self.options["starts"].show_value(view.today if kind.one_period else view.starts)
            self.options["ends"].show_value(view.ends)
        for name, usual in (("language", words().language), ("highest", str(HIGHEST_CLASS))):
            if not self.options[name].control.value():
                self.options[name].show_value(usual)

    def _offer_subjects(self, found: Sequence[Choice], about: str, other: bool) -> None:
        """Offer what the document can be about; what was chosen stays while it is there."""
        ids = [one for one, _ in found]
        usual = {"about": ids[-1:] if about == "versions" else ids[:1], "after": ids[:1]}
        for name, first in usual.items():
            held = str(self.options[name].control.value() or "")
            self.options[name].control.show_value(None)
            _choice(self.options[name]).set_options(found)
            self.options[name].show_value(held if held in ids and not other else next(iter(first), None))

    def _tell_held(self, kind: PaperKind, order: Order) -> None:
        count = kind.left_out(order, self.view.held[order.highest])
        self.held.setText(say("paper.page.held", count=count) if count else "")
        self.held.setVisible(bool(count))

    def _changed(self, _value: object) -> None:
        self.refresh()

    def _wire(self) -> None:
        for one in self.options.values():
            one.committed.connect(self._changed)
        self.save.clicked.connect(self.save_as)
        self.sign.clicked.connect(self.sign_it)
        self.elsewhere.started.connect(self._draw_again)
        self.pages.failed.connect(self.session.operations.crashed)

    def _lay_out(self) -> None:
        self.head.insertWidget(1, self.inside)
        self.head.addWidget(self.working)
        self.head.addWidget(self.sign)
        self.head.addWidget(self.save)
        for name, one in self.options.items():
            one.setFixedWidth(WIDTHS.get(name, LIMIT_WIDTH))
        self.place = QStackedWidget()
        self.place.addWidget(self.pages)
        self.place.addWidget(self.elsewhere)
        self.body.setSpacing(8)
        rows: tuple[QWidget, ...] = (self.why, flowing(*self.options.values(), gap=10), self.held, self.wrong)
        for part in rows:
            self.body.addWidget(part)
        self.body.addWidget(self.place, 1)
        self.wrong.hide()
        self.working.hide()


def _controls() -> dict[str, Input]:
    choice = partial(ChoiceInput, (), nothing="")
    return {
        "about": choice(),
        "after": choice(),
        "language": choice(),
        "second": ChoiceInput(()),
        "starts": DateInput(),
        "ends": DateInput(),
        "highest": choice(),
        "for_group": YesNoInput(),
    }


def _choice(editor: FieldEditor) -> ChoiceInput:
    control = editor.control
    assert isinstance(control, ChoiceInput)
    return control


def _title(name: str, kind: PaperKind) -> str:
    """Return the code of an option's title."""
    if name == "language":
        return "paper.page.language"
    if name == "starts" and kind.one_period:
        return "paper.page.day_of_period"
    return f"paper.about.{kind.about}" if name == "about" and kind.about else f"paper.page.{name}"


def _draw(desk: Any, code: str, order: Order, progress: Progress) -> bytes:
    return draw(desk, code, order, progress)


def _write(desk: Any, code: str, order: Order, path: Path, progress: Progress) -> None:
    write_whole(path, draw(desk, code, order, progress))
