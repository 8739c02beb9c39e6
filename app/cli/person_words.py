"""What the command line says of people: names, and how far they are trusted."""

from __future__ import annotations

from app.cli.console import Console
from app.process.terms import Term
from app.services.views.people import PersonEntry
from app.services.views.people_names import WhoEntry
from app.services.views.said import Label, Name


def name_said(console: Console, name: Name) -> str:
    """Return a name in the language of the console, else in the first that it has."""
    own = str(getattr(name, console.words.language, ""))
    return own or next((text for text in (name.en, name.ar, name.ckb, name.fr, name.plain) if text), "")


def label_said(console: Console, label: Label) -> str:
    """Return a name, or the words of a term."""
    return console.words.say(label.code) if isinstance(label, Term) else name_said(console, label)


def who_said(console: Console, who: WhoEntry) -> str:
    """Return a person's name within a sentence."""
    return console.words.say("people.you") if who.me else name_said(console, who.name)


def state_said(console: Console, entry: PersonEntry) -> str:
    """Return how far a person is trusted, as a sentence."""
    day = entry.ended if entry.standing == "left" else entry.cut_on
    return console.words.say(
        f"people.state.{entry.standing}",
        name=who_said(console, entry.invited_by),
        by=who_said(console, entry.compared_by),
        day=console.words.date(day) if day else "",
    )
