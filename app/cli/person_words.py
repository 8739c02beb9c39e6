"""What the command line says of people: names, and how far they are trusted."""

from __future__ import annotations

from collections.abc import Iterable

from app.cli.console import Console
from app.process.terms import Term
from app.services.desk import Desk
from app.services.people import find_person, people
from app.services.views.people import PersonEntry
from app.services.views.people_names import WhoEntry, who_they_are
from app.services.views.said import Label, Name

SHORT = 8


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


def short_id(key: str) -> str:
    """Return the beginning of a signing key, by which commands find the person."""
    return key[:SHORT]


def told_apart(name: str, key: str, names: Iterable[str]) -> str:
    """Return a name, with the id behind it where several of all `names` are this one."""
    shared = sum(one == name for one in names) > 1
    return f"{name} ({short_id(key)})" if shared else name


def person_said(desk: Desk, console: Console, named: str) -> str:
    """Return the name of whom a name or id means, with the id where others bear the name.

    Raises UserError `unknown_person`, `several_persons`.
    """
    known = who_they_are(desk.book())
    names = {
        one.key: (name_said(console, known[one.key].name) if one.key in known else "") or one.name
        for one in people(desk)
    }
    key = find_person(desk, named).key
    return told_apart(names[key], key, names.values())


def state_said(console: Console, entry: PersonEntry) -> str:
    """Return how far a person is trusted, and whether a laptop of theirs went on in two copies."""
    forked = any(device.forked for device in entry.devices)
    told = (_trust_said(console, entry), console.words.say("people.note.forked") if forked else "")
    return " ".join(text for text in told if text)


def _trust_said(console: Console, entry: PersonEntry) -> str:
    day = entry.ended if entry.standing == "left" else entry.cut_on
    return console.words.say(
        f"people.state.{entry.standing}",
        name=who_said(console, entry.invited_by),
        by=who_said(console, entry.compared_by),
        day=console.words.date(day) if day else "",
    )
