"""What Home reminds of besides tasks: commitments that nobody looked at for three months."""

from __future__ import annotations

from app.models.book import Book
from app.models.kinds.meetings import Commitment
from app.process.facts import before
from app.services.views.next_things import NextThing
from app.services.views.register import is_to_review
from app.services.views.said import said


def review_reminders(book: Book, today: str) -> list[NextThing]:
    """Return one reminder for all commitments to be reviewed that are not late anyway."""
    waiting = [
        one for one in book.of(Commitment) if not before(one.due, today) and is_to_review(book, one, today)
    ]
    if not waiting:
        return []
    text = said("roundtable.review_due", count=len(waiting))
    chip = said("roundtable.review_chip")
    under = said("roundtable.review_why")
    return [NextThing("commitment", waiting[0].id, text, under, chip, "attention")]
