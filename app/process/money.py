"""What activities cost, by where the money comes from. Money may be missing: nothing is asked for here."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

import msgspec

from app.models.book import Book
from app.process import facts


class Money(msgspec.Struct, frozen=True):
    """What one source gives in one currency; `source` is "" where nobody is named."""

    source: str
    currency: str
    amount: Decimal
    activities: int


def money_by_source(book: Book) -> tuple[Money, ...]:
    """Return the budgets of live activities by source within their currency, the largest first."""
    given: defaultdict[tuple[str, str], list[Decimal]] = defaultdict(list)
    for one in facts.live_activities(book):
        amount = facts.number(one.budget)
        if amount:
            given[(one.currency or "").strip(), " ".join((one.donor or "").split())].append(amount)
    made = [
        Money(source, currency, sum(amounts, Decimal(0)), len(amounts))
        for (currency, source), amounts in given.items()
    ]
    return tuple(sorted(made, key=lambda one: (one.currency, -one.amount, one.source)))
