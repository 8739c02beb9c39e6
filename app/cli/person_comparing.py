"""Comparing the eight words of somebody's keys on the command line: what they read out, or a row picked."""

from __future__ import annotations

import sys

from app.cli.console import Console
from app.cli.opening import opened
from app.cli.parser import Commands, Options
from app.foundation.errors import UserError
from app.services.comparing import Offer, Row, offer_rows, pick_row
from app.words.wordlist import indexes, words

NONE_OF_THESE: Row = ()


def add(group: Commands) -> None:
    """Add the command to the group `person`."""
    command = group.add("compared", compared, "compare the eight words that a person reads out to you")
    command.add_argument("person", metavar="PERSON", help="name or id")
    command.add_argument(
        "--words", metavar="WORDS", default="", help="the words you heard; else you pick one of four rows"
    )


def compared(options: Options, console: Console) -> None:
    """Note the comparison if the words that were heard are those of the person's keys.

    Raises UserError `not_a_steward`, `unknown_person`, `several_persons`, `words_not_heard`,
    `no_row_picked`, `words_differ`.
    """
    with opened(options, console) as desk:
        offer = offer_rows(desk, options.person)
        heard = indexes(options.words) if options.words.strip() else _picked(console, offer)
        if not pick_row(desk, offer.key, heard):
            raise UserError("words_differ", name=offer.name)
    console.answer({"person": options.person}, "cli.compared", name=offer.name)


def _picked(console: Console, offer: Offer) -> Row:
    """Return the row that somebody at the terminal picks, `NONE_OF_THESE` for 0.

    Raises UserError `words_not_heard` when nobody is there to pick, `no_row_picked`.
    """
    if not sys.stdin.isatty():
        raise UserError("words_not_heard", name=offer.name)
    say = console.words
    other = "ar" if say.language == "en" else "en"
    console.note(say.say("people.compare_why", name=offer.name))
    for number, numbers in enumerate(offer.rows, 1):
        console.note(say.say("people.row", number=number, words=words(say.language, numbers)))
        console.note(f"    {words(other, numbers)}")
    console.note(say.say("cli.which_row", count=len(offer.rows)))
    answer = sys.stdin.readline().strip()
    if not answer.isdecimal() or int(answer) > len(offer.rows):
        raise UserError("no_row_picked")
    return offer.rows[int(answer) - 1] if int(answer) else NONE_OF_THESE
