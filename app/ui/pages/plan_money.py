"""Money by source: what each gives to activities, as bars within its currency."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.process.money import Money
from app.ui.kit.card import Card
from app.ui.kit.meter import ThinBar
from app.ui.kit.text import column, empty_layout, isolated, label, row
from app.ui.language import say, words


class MoneyCard(Card):
    """Hidden while no activity has a budget."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = QVBoxLayout()
        self.rows.setSpacing(8)
        self.body.addLayout(self.rows)
        self.lines: list[str] = []

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        self.set_title(say("plan.money"))

    def show_money(self, money: Iterable[Money]) -> None:
        """Show what each source gives."""
        held = tuple(money)
        empty_layout(self.rows)
        self.lines = [_said(one) for one in held]
        for one, said in zip(held, self.lines, strict=True):
            most = max(each.amount for each in held if each.currency == one.currency)
            self.rows.addWidget(_row(one, said, most))
        self.setVisible(bool(held))


def _said(one: Money) -> str:
    return one.source or say("plan.money_unnamed")


def _row(one: Money, said: str, most: Decimal) -> QWidget:
    amount = isolated(" ".join(filter(None, (words().number(one.amount), one.currency))))
    count = say("plan.money_activities", count=one.activities)
    bar, made = ThinBar(), QWidget()
    bar.show_share(float(one.amount / most))
    bar.setAccessibleName(f"{said}: {amount}")
    head = row(label(said, "small_text", wrap=True), label(f"{amount} · {count}", "small"), gap=10)
    head.setStretch(0, 1)
    made.setLayout(column(head, bar, gap=3))
    return made
