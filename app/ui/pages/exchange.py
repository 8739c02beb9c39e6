"""Exchange: the words of this copy, what is to decide, who has what, and packages made and taken."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from app.foundation.errors import UserError
from app.models.registry import KINDS
from app.services.cards import looks_like_card
from app.services.front_area import go_to_area
from app.services.people import is_steward
from app.services.views.exchange import ExchangeView, exchange_view
from app.ui.kit.flow import flowing
from app.ui.kit.panel import scrolling
from app.ui.kit.tabs import SegmentedTabs
from app.ui.kit.text import GAP, column, label, row
from app.ui.kit.tip import set_tip
from app.ui.language import label_text, say, words
from app.ui.page import Page
from app.ui.pages.exchange_board import BoardCard, HistoryCard, WaitingCard
from app.ui.pages.exchange_bundle import BundleDialog
from app.ui.pages.exchange_conflicts import ConflictArea
from app.ui.pages.exchange_duplicates import DuplicatesTab
from app.ui.pages.exchange_make import MakeDialog
from app.ui.pages.exchange_packages import PackageWork
from app.ui.pages.exchange_take import TakeDialog
from app.ui.pages.exchange_words import in_other_language, spoken
from app.ui.pages.people import PeopleTab
from app.ui.pages.people_compare import CompareDialog
from app.ui.places import Place
from app.ui.session import Session
from app.ui.weak import weakly

ROOMY = 1020
"""From this width in pixels the words of the data stand beside the tabs, else beneath them."""
CODED = frozenset(name for name, kind in KINDS.items() if kind.about.code_prefix)
"""Kinds whose codes can be given twice; what is found of that leads to the duplicates."""


class WordsBox(QFrame):
    """A set of state words with its name, and the same words in the other language beneath."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "soft")
        self.name, self.words, self.others = label("", "tiny"), label("", "strong"), label("", "tiny")
        inside = row(self.name, column(self.words, self.others, gap=0), gap=10)
        inside.setContentsMargins(12, 4, 12, 4)
        self.setLayout(inside)
        self.hide()

    def show_words(self, name: str, why: str, numbers: tuple[int, ...]) -> None:
        """Show four words by their indexes; nothing for a part that this file does not hold."""
        self.name.setText(name)
        self.words.setText(spoken(numbers))
        self.others.setText(in_other_language(numbers))
        set_tip(self, why)
        self.setAccessibleName(f"{name}: {spoken(numbers)}. {why}")
        self.setVisible(bool(numbers))
        self.updateGeometry()


class ExchangePage(Page):
    """Packages can also be dropped anywhere on the window (`exchange_drop`)."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.bundle = self.header.add_action("", "outlined", "building-2")
        self.stick = self.header.add_action("", "outlined", "usb")
        self.take = self.header.add_action("", "outlined", "package-open")
        self.make = self.header.add_action("", "primary", "package-plus")
        self.group_words, self.network_words = WordsBox(), WordsBox()
        self.conflicts = ConflictArea(session)
        self.board, self.waiting, self.history = BoardCard(), WaitingCard(), HistoryCard()
        self.tabs, self.people = SegmentedTabs(), PeopleTab(session)
        self.duplicates = DuplicatesTab(session)
        self.work = PackageWork(session, self)
        self._lay_out()
        self._wire()

    def read(self, desk: Any) -> ExchangeView:
        return exchange_view(desk, *self.conflicts.in_front)

    def show_view(self, view: ExchangeView) -> None:
        why = say("exchange.same_words_why")
        self.group_words.show_words(say("exchange.space.group"), why, view.group_words)
        self.network_words.show_words(say("exchange.space.network"), why, view.network_words)
        # Asked for here as well: words that came while the page was laid out could be cut at its edge.
        self._state_words.updateGeometry()
        self.conflicts.show_view(view)
        self.work.show_view(view)
        self.board.show_view(view)
        self.waiting.show_view(view)
        self.history.show_view(view)

    def retranslate(self) -> None:
        self.header.set_title(say("frame.page.exchange"), say("exchange.same_words"))
        self.bundle.setText(say("bundle.ask"))
        self.stick.setText(say("packages.from_stick"))
        self.take.setText(say("exchange.take"))
        self.make.setText(say("exchange.make"))
        self._name_tabs()
        self.people.retranslate()
        self.duplicates.retranslate()
        self.conflicts.retranslate()

    def go_to(self, place: Place) -> None:
        view = "duplicates" if place.kind in CODED else place.view
        self.tabs.choose(view if view in ("people", "duplicates") else "packages")

    def take_change(self, kinds: object, ids: object) -> None:
        super().take_change(kinds, ids)
        if self.isVisible():
            self.people.reload()
            self.duplicates.reload()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.people.reload()
        self.duplicates.reload()

    def make_for(self, key: str = "", role: str = "") -> MakeDialog:
        """Open the dialog that makes a package, for one person if named."""
        view = self._view if isinstance(self._view, ExchangeView) else ExchangeView()
        dialog = MakeDialog(self.session, view, (key,) if key else (), self)
        if role:
            dialog.invite_as(role)
        dialog.show()
        return dialog

    def make_bundle(self) -> BundleDialog:
        """Offer everything for headquarters in one act."""
        dialog = BundleDialog(self.session, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def take_file(self, path: Path) -> TakeDialog:
        """Show what is in a package file."""
        return self.work.take_file(path)

    def take_places(self, places: Sequence[Path]) -> None:
        """Show what is in files or folders that were dropped on the window or handed to the program."""
        if len(places) == 1 and looks_like_card(places[0]):
            self.tabs.choose("people")
            take = weakly(self.people.take_card, places[0])
            self.session.read(is_steward, take, weakly(self._refused))
            return
        self.tabs.choose("packages")
        self.work.take_places(places)

    def compare(self, key: str) -> CompareDialog | None:
        """Let a steward pick the row of words that somebody reads out."""
        view = self._view if isinstance(self._view, ExchangeView) else ExchangeView()
        entry = next((one for one in view.board if one.key == key), None)
        return self.people.compare(key, label_text(entry.name)) if entry is not None else None

    def _go_to_area(self, area: str) -> None:
        self.session.write(partial(go_to_area, area=area), None, weakly(self._refused))

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self.session.door.warn(say("frame.page.exchange"), words().refusal(error))
        else:
            self.session.operations.crashed.emit(error)

    def _show_tab(self, tab: str) -> None:
        self.packages.setVisible(tab == "packages")
        self.people.setVisible(tab == "people")
        self.duplicates.setVisible(tab == "duplicates")

    def _name_tabs(self, _count: int = 0) -> None:
        tabs = [("packages", say("people.tab_packages"))]
        for tab, code, count in (
            ("people", "people.tab_people", self.people.count),
            ("duplicates", "duplicates.tab", self.duplicates.count),
        ):
            text = say(f"{code}_count", count=words().number(count)) if count else say(code)
            tabs.append((tab, text))
        self.tabs.set_tabs(tabs)

    def _make_one(self) -> None:
        self.make_for()

    def _wire(self) -> None:
        self.take.clicked.connect(self.work.ask_take)
        self.bundle.clicked.connect(self.make_bundle)
        self.stick.clicked.connect(self.work.ask_collect)
        self.make.clicked.connect(self._make_one)
        self.tabs.chosen.connect(self._show_tab)
        self.people.package.connect(self.make_for)
        self.duplicates.counted.connect(self._name_tabs)
        self.people.counted.connect(self._name_tabs)
        self.conflicts.opened.connect(self.session.go_to_record)
        self.conflicts.area_picked.connect(self._go_to_area)
        self.board.make.connect(self.make_for)
        self.board.compare.connect(self.compare)
        self.board.started.connect(self._make_one)
        self.board.answer.connect(self.work.ask_answer)
        self.board.asked.connect(self.work.ask_for_it)
        self.waiting.asked.connect(self.work.ask_for_it)
        self.history.undo.connect(self.work.undo_take)
        self.history.again.connect(self.work.take_again)
        self.history.back.connect(self.work.take_back)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        self._head.setDirection(way.LeftToRight if self.width() >= ROOMY else way.TopToBottom)

    def _lay_out(self) -> None:
        self._state_words = flowing(self.group_words, self.network_words, gap=10)
        below = row(self.waiting, self.history, gap=GAP)
        below.setStretch(0, 1)
        below.setStretch(1, 1)
        ground = QWidget()
        ground.setObjectName("scrolled")
        ground.setLayout(column(self.conflicts, self.board, below, 1, gap=GAP))
        self.packages = scrolling(ground)
        self.people.hide()
        self.duplicates.hide()
        self._head = row(self.tabs, 1, self._state_words, gap=10)
        self._head.setAlignment(self.tabs, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.content.addLayout(self._head)
        self.content.addWidget(self.packages, 1)
        self.content.addWidget(self.people, 1)
        self.content.addWidget(self.duplicates, 1)
