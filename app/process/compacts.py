"""Compacts with national and provincial authorities: what they hold and when they are reviewed again.

Source: ISSSS outlook and public ISSSS reports: financial, legislative and political engagements of
authorities, what the mission and donors do in return, followed every quarter.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from app.models.book import Book
from app.models.kinds.meetings import Commitment
from app.models.kinds.plan import Agreement
from app.process.facts import day

ENGAGEMENTS = ("financial", "legislative", "political")
QUARTER = 3
"""Months between two reviews, unless a compact says otherwise."""


def compacts_of(book: Book) -> tuple[Agreement, ...]:
    """Return the compacts, those with national authorities first."""
    order = ("national", "governorate")
    every = book.where(Agreement, type="compact")
    return tuple(sorted(every, key=lambda one: (order.index(one.level) if one.level in order else 9, one.id)))


def engagements_of(book: Book, compact: Agreement) -> tuple[Commitment, ...]:
    """Return what the authority engages itself to in a compact."""
    return book.where(Commitment, agreement=compact.id)


def next_review(compact: Agreement) -> date | None:
    """Return the day of the next review: so many months after the last, or after validation or signature."""
    began = [
        found for one in (compact.reviewed_on, compact.signed_on, compact.validated_on) if (found := day(one))
    ]
    if not began:
        return None
    months = began[0].month - 1 + (compact.review_months or QUARTER)
    year, month = began[0].year + months // 12, months % 12 + 1
    return date(year, month, min(began[0].day, monthrange(year, month)[1]))
