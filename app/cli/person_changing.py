"""Several people on one laptop: who works in a file, one more of them, and whose turn it is."""

from __future__ import annotations

from app.cli.console import Console
from app.cli.opening import PERSON_PASSPHRASE, opened, person_passphrase, person_passphrase_needed
from app.cli.parser import Commands, Options, newcomer_options
from app.cli.person_words import label_said
from app.foundation.errors import UserError
from app.services.desk import Desk
from app.services.opening import Newcomer, add_person, change_person
from app.services.views.frame import PersonChoice, frame


def add(group: Commands) -> None:
    """Add the commands to the group `person`."""
    group.add("here", here, "who works with this file on this laptop")
    newcomer_options(
        group.add("begin", begin, "let another person of this laptop begin, with keys of their own")
    )
    change_command = group.add("change", change, "from now on another person of this laptop works")
    change_command.add_argument("person", metavar="PERSON", help="name, or the beginning of their key")


_SHOWN = 16
"""Characters of a key by which a person of this file can be named."""


def here(options: Options, console: Console) -> None:
    """List who works with this file."""
    with opened(options, console) as desk:
        view = frame(desk)
    now = view.person.key if view.person else ""
    if console.as_json:
        console.show(
            [
                {
                    "key": one.key,
                    "name": label_said(console, one.name),
                    "role": one.role,
                    "passphrase": one.locked,
                    "at_work": one.key == now,
                }
                for one in view.people
            ]
        )
        return
    say = console.words
    console.table(
        (
            one.key[:_SHOWN],
            label_said(console, one.name),
            say.code("role", one.role),
            say.say("cli.at_work") if one.key == now else "",
        )
        for one in view.people
    )


def begin(options: Options, console: Console) -> None:
    """Let another person begin in this file; they are at work then."""
    name = options.person
    passphrase = None if options.no_passphrase else person_passphrase(console, name)
    if not (passphrase or options.no_passphrase):
        raise UserError("passphrase_or_none", variable=PERSON_PASSPHRASE)
    with opened(options, console, seats=True) as desk:
        add_person(desk, Newcomer(name, options.organisation, options.role), passphrase)
        person = desk.person
    console.answer({"person": person}, "cli.person_changed", name=name)


def change(options: Options, console: Console) -> None:
    """Let another person of this file work from now on."""
    with opened(options, console, seats=True) as desk:
        chosen = _chosen(desk, options.person, console)
        name = label_said(console, chosen.name)
        passphrase = person_passphrase(console, name) if chosen.locked else None
        if chosen.locked and not passphrase:
            raise person_passphrase_needed(name)
        notice = change_person(desk, chosen.key, passphrase)
        person = desk.person
    if notice:
        console.note(console.words.say(notice))
    console.answer({"person": person}, "cli.person_changed", name=name)


def _chosen(desk: Desk, named: str, console: Console) -> PersonChoice:
    """Return who of this file is meant. Raises UserError `unknown_person`, `several_persons`."""
    wanted = named.strip().casefold()
    found = [
        one
        for one in frame(desk).people
        if wanted == label_said(console, one.name).casefold()
        or (len(wanted) >= 8 and one.key.startswith(wanted))
    ]
    if not found:
        raise UserError("unknown_person", name=named[:80])
    if len(found) > 1:
        raise UserError("several_persons", name=named[:80])
    return found[0]
