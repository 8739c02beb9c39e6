"""People: who belongs to the group, cards, invitations, comparison by words, stewards, lost devices."""

from __future__ import annotations

from pathlib import Path

from app.cli.console import Console
from app.cli.opening import opened
from app.cli.packages import pack, parcel_options
from app.cli.parser import Commands, Options, out_option
from app.foundation.errors import UserError
from app.foundation.files import read_whole, write_whole
from app.models.card import LONGEST_CARD, card_from_text, card_to_text
from app.services import people as services
from app.words.wordlist import word, words


def add(commands: Commands) -> None:
    """Add the commands of this group."""
    group = commands.group("person", "who belongs to the group, and what they may do")
    group.add("list", list_people, "everyone on the roster with the words of their keys")
    out_option(group.add("card", card, "print or write your own card"), required=False)
    parcel_options(group.add("invite", invite, "make a package that lets its receiver join"))
    trust_command = group.add("trust", trust, "put somebody's card on the roster")
    trust_command.add_argument("card", metavar="CARD", type=Path, help="the card file")
    trust_command.add_argument("--role", metavar="ROLE", default="", help="confirm this role as well")
    for name, handler, summary in (
        ("compared", compared, "note that you compared the eight words with a person"),
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
            command.add_argument("--reason", metavar="TEXT", default="")


def list_people(options: Options, console: Console) -> None:
    """List everyone on the roster."""
    with opened(options, console) as desk:
        rows = services.people(desk)
    language, say = console.words.language, console.words
    if console.as_json:
        console.show([_row_data(row, language) for row in rows])
        return
    console.table(
        (
            row.name,
            say.code("role", row.role),
            say.say(f"cli.standing.{row.status}"),
            words(language, row.fingerprint),
        )
        for row in rows
    )


def _row_data(row: services.PersonRow, language: str) -> dict[str, object]:
    return {
        "id": row.id,
        "name": row.name,
        "organisation": row.organisation,
        "role": row.role,
        "status": row.status,
        "compared": row.compared,
        "words": [word(language, index) for index in row.fingerprint],
        "key": row.key,
        "me": row.me,
    }


def card(options: Options, console: Console) -> None:
    """Print one's own card, or write it to a file."""
    with opened(options, console) as desk:
        text = card_to_text(desk.identity_card())
    if options.out is None:
        print(text, end="")
        return
    write_whole(options.out, text.encode())
    console.answer({"file": str(options.out)}, "cli.card_written", file=options.out.name)


def invite(options: Options, console: Console) -> None:
    """Make a package that lets its receiver join."""
    pack(options, console, invite=True)


def trust(options: Options, console: Console) -> None:
    """Put somebody's card on the roster."""
    data = read_whole(options.card, LONGEST_CARD)
    try:
        found = card_from_text(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UserError("not_a_card") from error
    with opened(options, console) as desk:
        record = services.trust(desk, found)
        if options.role:
            services.give_role(desk, record, options.role)
    six = words(console.words.language, found.fingerprint())
    console.answer({"id": record}, "cli.trusted", name=found.name, fingerprint=six)


def compared(options: Options, console: Console) -> None:
    """Note that the words were compared."""
    with opened(options, console) as desk:
        services.mark_compared(desk, options.person)
    _done(options, console, "cli.compared")


def steward(options: Options, console: Console) -> None:
    """Name a steward, or end it."""
    with opened(options, console) as desk:
        services.make_steward(desk, options.person, granted=not options.end)
    _done(options, console, "cli.steward_ended" if options.end else "cli.steward_named")


def role(options: Options, console: Console) -> None:
    """Confirm or change a role."""
    with opened(options, console) as desk:
        services.give_role(desk, options.person, options.role)
    named = console.words.code("role", options.role)
    console.answer({"role": options.role}, "cli.role_given", name=options.person, role=named)


def revoke(options: Options, console: Console) -> None:
    """Say that devices are lost."""
    with opened(options, console) as desk:
        count = services.revoke(desk, options.person, options.reason)
    console.answer({"devices": count}, "cli.revoked", name=options.person)


def _done(options: Options, console: Console, code: str) -> None:
    console.answer({"person": options.person}, code, name=options.person)
