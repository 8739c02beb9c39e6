"""Budgets of activities by where the money comes from."""

from __future__ import annotations

from decimal import Decimal

from app.models.book import Book
from app.models.kinds.plan import Activity
from app.process.money import Money, money_by_source
from tests.process.books import make


def test_money_is_added_up_by_source_within_its_currency() -> None:
    given = [
        ("a", "100", "USD", "Peace fund"),
        ("b", "250.5", "USD", "Peace  fund "),
        ("c", "900", "USD", None),
        ("d", "7000", "IQD", "Peace fund"),
        ("e", None, "USD", "Peace fund"),
        ("f", "0", "USD", "Peace fund"),
    ]
    book = Book(make(Activity, key, budget=much, currency=coin, donor=who) for key, much, coin, who in given)
    assert money_by_source(book) == (
        Money("Peace fund", "IQD", Decimal(7000), 1),
        Money("", "USD", Decimal(900), 1),
        Money("Peace fund", "USD", Decimal("350.5"), 2),
    )


def test_cancelled_activities_cost_nothing() -> None:
    assert money_by_source(Book([make(Activity, "a", budget="5", status="cancelled")])) == ()
