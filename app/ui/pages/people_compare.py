"""Comparing words: the other reads out eight words, the person picks the row they hear."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QButtonGroup, QWidget

from app.services.comparing import Offer, Row, offer_rows, pick_row
from app.ui.kit.button import Button
from app.ui.kit.text import column, label, row
from app.ui.language import say
from app.ui.pages.exchange_dialog import ExchangeDialog
from app.ui.pages.exchange_words import in_other_language, spoken
from app.ui.session import Session
from app.ui.weak import weakly, weakly_plain


class RowButton(Button):
    """One row of eight words, with the same in the other language beneath."""

    def __init__(self, numbers: Row, place: int) -> None:
        super().__init__("", "row")
        self.numbers = numbers
        self.setCheckable(True)
        self.setMinimumHeight(58)
        self.setAccessibleName(say("people.row", number=place, words=spoken(numbers)))
        inside = column(label(spoken(numbers), "strong"), label(in_other_language(numbers), "tiny"), gap=2)
        whole = row(label(str(place), "small"), inside, 1, gap=14)
        whole.setContentsMargins(14, 6, 14, 6)
        self.setLayout(whole)


class CompareDialog(ExchangeDialog):
    """Four rows, one of them right. A wrong pick is told and nothing is written."""

    def __init__(self, session: Session, key: str, name: str, parent: QWidget | None = None) -> None:
        title, why = say("exchange.compare_with", name=name), say("people.compare_why", name=name)
        super().__init__(session, title, why, parent)
        self._key, self._name = key, name
        self.rows: list[RowButton] = []
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.list = column(gap=6)
        self.none = Button(say("people.none_of_these"), "quiet")
        self.none.clicked.connect(self.pick_none)
        self.content.addLayout(self.list)
        self.content.addLayout(row(self.none, 1))
        self.content.addStretch(1)
        self.go.setText(say("people.this_row"))
        self.go.setEnabled(False)
        self.go.clicked.connect(self.pick)
        self.resize(700, 470)

    def look(self) -> None:
        """Ask for rows to choose from."""
        self.session.read(partial(offer_rows, named=self._key), weakly(self.show_rows), weakly(self.refused))

    def show_rows(self, offer: Offer) -> None:
        """Show the rows."""
        for number, numbers in enumerate(offer.rows, 1):
            made = RowButton(numbers, number)
            made.clicked.connect(weakly_plain(self._chosen))
            self._group.addButton(made)
            self.rows.append(made)
            self.list.addWidget(made)
        self.rows[0].setFocus()

    def pick(self) -> None:
        """Say that the chosen row is the one that was read out."""
        chosen = next((one for one in self.rows if one.isChecked()), None)
        if chosen is not None:
            self.go.setEnabled(False)
            work = partial(pick_row, named=self._key, row=chosen.numbers)
            self.session.write(work, weakly(self._picked), weakly(self.refused))

    def pick_none(self) -> None:
        """Say that no row is the one that was read out."""
        self._picked(False)

    def _chosen(self) -> None:
        self.go.setEnabled(True)

    def _picked(self, right: bool) -> None:
        if right:
            self.session.notice(say("people.compared_now", name=self._name))
            self.accept()
            return
        for button in self.rows:
            button.setEnabled(False)
        self.none.hide()
        self.go.hide()
        self.back.setText(say("frame.close"))
        self.say_wrong(say("people.wrong_row", name=self._name))
