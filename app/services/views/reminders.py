"""What Home reminds of besides tasks: commitments and stakeholders that nobody looked at for months."""

from __future__ import annotations

from app.models.book import Book
from app.models.kinds.inside import Stakeholder
from app.models.kinds.meetings import Commitment
from app.process.facts import before, latest
from app.process.intervals import recheck_day, usual_intervals
from app.process.views_of_stakeholders import seen_stakeholders
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


def recheck_reminders(book: Book, today: str, keeper: str | None = None) -> list[NextThing]:
    """Return one reminder for all stakeholders to be looked at again: of one member (an id), else of all."""
    waiting = [
        record
        for record, seen in seen_stakeholders(book)
        if (one := book.get(Stakeholder, record)) is not None
        and (keeper is None or one.keeper == keeper)
        and "" < recheck_day(latest([one.verified_on, seen.seen_on]) or "") <= today
    ]
    if not waiting:
        return []
    text, chip = said("stakeholders.recheck_due", count=len(waiting)), said("frame.page.stakeholders")
    under = said("stakeholders.recheck_why", count=usual_intervals().verify)
    return [NextThing("stakeholder", waiting[0], text, under, chip, "attention")]
