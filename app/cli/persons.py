"""People: who belongs to the group, cards, invitations, comparison by words, stewards, lost devices."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from app.cli import person_changing, person_comparing, person_deciding
from app.cli.console import Console
from app.cli.opening import opened
from app.cli.packages import pack, parcel_options
from app.cli.parser import Commands, Options, check_free, out_option, replace_option
from app.cli.person_words import name_said, person_said, short_id, state_said
from app.foundation.errors import UserError
from app.foundation.files import write_whole
from app.models.card import card_to_text
from app.services import people as services
from app.services.cards import own_card, qr_picture, read_card
from app.services.devices import (
    cut_off,
    cut_off_in_country,
    devices,
    not_counted,
    take_back_country_cut,
    take_back_cut,
)
from app.services.opening import check_role
from app.services.views.people import PersonEntry, people_view
from app.words.wordlist import word, words


def add(commands: Commands) -> None:
    """Add the commands of this group."""
    group = commands.group("person", "who belongs to the group, and what they may do")
    group.add("list", list_people, "everyone on the roster, and the words of your own keys")
    card_command = group.add("card", card, "print or write your own card")
    out_option(card_command, required=False)
    replace_option(card_command)
    invite_command = group.add("invite", invite, "make a package that lets its receiver join")
    invite_command.guides = ("invite", "laptop")
    parcel_options(invite_command)
    trust_command = group.add("trust", trust, "put somebody's card on the roster")
    trust_command.add_argument(
        "card", metavar="CARD", type=Path, help="the card file, or a picture of its code"
    )
    trust_command.add_argument("--role", metavar="ROLE", default="", help="confirm this role as well")
    for name, handler, summary in (
        ("steward", steward, "let a person change the roster"),
        ("role", role, "confirm or change a person's role"),
        ("revoke", revoke, "say that a person's devices are lost"),
    ):
        command = group.add(name, handler, summary)
        command.add_argument("person", metavar="PERSON", help="name or id")
        if name == "steward":
            command.add_argument("--end", action="store_true", help="end it instead")
        if name == "role":
            command.add_argument("role", metavar="ROLE")
        if name == "revoke":
            command.guides = ("lost", "country")
            command.add_argument("--reason", metavar="TEXT", default="", help="everybody can read it")
            command.add_argument("--until", metavar="DAY", default="", help="last day that counts")
            command.add_argument(
                "--device",
                metavar="ID",
                action="append",
                default=[],
                help="only this device (person list --json)",
            )
            command.add_argument(
                "--country", action="store_true", help="in the country space, as headquarters"
            )
            command.add_argument("--back", action="store_true", help="let the devices count again instead")
    person_comparing.add(group)
    person_deciding.add(group)
    person_changing.add(group)


def list_people(options: Options, console: Console) -> None:
    """List everyone on the roster. Words are shown of one's own keys alone: those of others are heard."""
    with opened(options, console) as desk:
        view = people_view(desk)
    if console.as_json:
        console.show([_row_data(row, console) for row in view.people])
        return
    say = console.words
    console.table(
        (
            short_id(row.key),
            name_said(console, row.name),
            say.code("role", row.role or row.wish),
            say.say("people.chip.steward") if row.status == "steward" else "",
            state_said(console, row),
            words(say.language, row.fingerprint) if row.me else "",
        )
        for row in view.people
    )


def _row_data(row: PersonEntry, console: Console) -> dict[str, object]:
    return {
        "id": row.id,
        "name": name_said(console, row.name),
        "organisation": name_said(console, row.organisation),
        "role": row.role or row.wish,
        "status": row.status,
        "standing": row.standing,
        "compared": row.compared,
        "compared_by": row.compared_by.key,
        "invited_by": row.invited_by.key,
        "left": row.ended,
        "shared_invitation": [name_said(console, name) for name in row.shared],
        "devices": [msgspec.to_builtins(device) for device in row.devices],
        "certificate_of": row.issued,
        "words": [word(console.words.language, index) for index in row.fingerprint if row.me],
        "key": row.key,
        "me": row.me,
    }


def card(options: Options, console: Console) -> None:
    """Print one's own card, or write it to a file; a file named .png gets the code to photograph."""
    check_free(options)
    with opened(options, console) as desk:
        own = own_card(desk)
    if options.out is None:
        print(card_to_text(own), end="")
        return
    picture = options.out.suffix.lower() == ".png"
    write_whole(options.out, qr_picture(own) if picture else card_to_text(own).encode())
    console.answer({"file": str(options.out)}, "cli.card_written", file=options.out.name)


def invite(options: Options, console: Console) -> None:
    """Make a package that lets its receiver join."""
    pack(options, console, invite=True)


def trust(options: Options, console: Console) -> None:
    """Put somebody's card on the roster."""
    found = read_card(options.card)
    if options.role:
        check_role(options.role)
    with opened(options, console) as desk:
        record = services.trust(desk, found)
        if options.role:
            services.give_role(desk, record, options.role)
    console.answer({"id": record}, "cli.trusted", name=found.name)


def steward(options: Options, console: Console) -> None:
    """Name a steward, or end it."""
    with opened(options, console) as desk:
        name = person_said(desk, console, options.person)
        services.make_steward(desk, options.person, granted=not options.end)
    code = "cli.steward_ended" if options.end else "cli.steward_named"
    console.answer({"person": options.person}, code, name=name)


def role(options: Options, console: Console) -> None:
    """Confirm or change a role."""
    with opened(options, console) as desk:
        name = person_said(desk, console, options.person)
        services.give_role(desk, options.person, options.role)
    named = console.words.code("role", options.role)
    console.answer({"role": options.role}, "cli.role_given", name=name, role=named)


def revoke(options: Options, console: Console) -> None:
    """Say that devices are lost; up to which day their work counts."""
    with opened(options, console) as desk:
        person = services.find_person(desk, options.person, lost=True)
        name = person_said(desk, console, person.key)
        own = [one.replica for one in devices(desk) if one.key == person.key]
        chosen = [_device(own, named, name) for named in options.device] or own
        before = not_counted(desk)
        if options.back:
            count = (take_back_country_cut if options.country else take_back_cut)(desk, chosen)
            if not count:
                raise UserError("nothing_cut", name=name)
        elif not chosen:
            raise UserError("no_device_known", name=name)
        else:
            if options.country:
                cut_off_in_country(desk, chosen, options.until)
            else:
                cut_off(desk, chosen, options.until, options.reason)
            count = len(chosen)
        changes = not_counted(desk) - before
    code = "cli.revoked_back" if options.back else "cli.revoked"
    console.answer({"devices": count, "not_counted": changes}, code, name=name)
    if changes and not console.as_json:
        console.say(f"revocation.{'fallen' if changes > 0 else 'risen'}", count=abs(changes))


def _device(known: Sequence[str], named: str, person: str) -> str:
    """Return the one device whose id begins as it was named."""
    found = [one for one in known if named and one.startswith(named)]
    if len(found) != 1:
        raise UserError("unknown_device", device=named[:40], name=person)
    return found[0]
