"""Opening the workspace that a command is about: passphrase, area, six words."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.cli.console import Console
from app.cli.parser import Options
from app.foundation.errors import PlaceError, UserError
from app.services.desk import Desk
from app.services.opening import Opened, change_person, close_workspace, keys_open, open_workspace
from app.words.wordlist import indexes

PASSPHRASE = "MASAR_PASSPHRASE"
PKCS12_PASSPHRASE = "MASAR_PKCS12_PASSPHRASE"
TOKEN_PIN = "MASAR_PKCS11_PIN"
PERSON_PASSPHRASE = "MASAR_PERSON_PASSPHRASE"
"""The passphrase of the person at work, where it is another than the file's."""
NEW_PASSPHRASE = "MASAR_NEW_PASSPHRASE"
WRONG = "wrong_person_passphrase"


@contextmanager
def opened(options: Options, console: Console, *, seats: bool = False) -> Iterator[Desk]:
    """Open the workspace of a command, with the area it names in front, and close it at the end.

    `seats`: the command lets somebody sit down, and the person's passphrase given is theirs. Otherwise it is
    of the person at work: raises UserError `person_passphrase_needed` when it is needed and was not given.
    """
    out = getattr(options, "out", None)
    if out is not None and out.resolve() == options.file.resolve():
        raise PlaceError("workspace_in_the_way", file=out.name)
    found = open_file(options.file, console, seats=seats)
    try:
        choose_area(found.desk, options.area)
        yield found.desk
    except UserError as error:
        if seats or error.code != WRONG or os.environ.get(PERSON_PASSPHRASE):
            raise
        name = found.desk.identity_card().name
        raise person_passphrase_needed(name) from error
    finally:
        close_workspace(found.desk)


def open_file(path: Path, console: Console, *, seats: bool = False) -> Opened:
    """Open a workspace; asks for the passphrase when one is needed and somebody is there to type it.

    `seats` as in `opened`.
    """
    try:
        found = open_workspace(path, os.environ.get(PASSPHRASE) or None)
    except UserError as error:
        if error.code != "passphrase_needed" or not sys.stdin.isatty():
            raise
        found = open_workspace(path, getpass.getpass(console.words.say("cli.passphrase")))
    if found.notice:
        console.note(console.words.say(found.notice))
    _open_keys(found.desk, seats=seats)
    return found


def _open_keys(desk: Desk, *, seats: bool) -> None:
    """Open the keys of the person at work with the person's passphrase given, unless it is another's."""
    given = os.environ.get(PERSON_PASSPHRASE)
    if given and desk.writer is not None and not keys_open(desk):
        try:
            change_person(desk, desk.writer.sign_key, given)
        except UserError as error:
            if not seats or error.code != WRONG:
                raise


def person_passphrase_needed(name: str) -> UserError:
    """Return the refusal of somebody's keys for which no passphrase was given."""
    return UserError("person_passphrase_needed", name=name, variable=PERSON_PASSPHRASE)


def person_passphrase(console: Console, name: str) -> str | None:
    """Return a person's own passphrase, None when it is not given and nobody is there to type it."""
    given = os.environ.get(PERSON_PASSPHRASE)
    if given or not sys.stdin.isatty():
        return given or None
    return getpass.getpass(f"{console.words.say('welcome.person_passphrase', name=name)} ") or None


def pkcs12_passphrase(console: Console) -> str:
    """Return the passphrase of a certificate's file, "" when it is not given and nobody can type it."""
    given = os.environ.get(PKCS12_PASSPHRASE)
    if given or not sys.stdin.isatty():
        return given or ""
    return getpass.getpass(console.words.say("cli.passphrase"))


def token_pin(console: Console) -> str:
    """Return the PIN of a token, "" when it is not given and nobody can type it."""
    given = os.environ.get(TOKEN_PIN)
    if given or not sys.stdin.isatty():
        return given or ""
    return getpass.getpass(console.words.say("cli.pin"))


def new_passphrase(console: Console, *, without: bool, variable: str = PASSPHRASE) -> str | None:
    """Return the new passphrase of a file, None when it is to have none. Raises UserError."""
    if without:
        return None
    given = os.environ.get(variable)
    if given:
        return given
    if not sys.stdin.isatty():
        raise UserError("passphrase_or_none", variable=variable)
    typed = getpass.getpass(console.words.say("cli.new_passphrase"))
    if not typed:
        raise UserError("passphrase_or_none", variable=variable)
    if typed != getpass.getpass(console.words.say("cli.passphrase_again")):
        raise UserError("passphrases_differ")
    return typed


def choose_area(desk: Desk, named: str) -> None:
    """Put the area named by id or p-code in front, for this command only. Raises UserError `unknown_area`."""
    if not named:
        return
    found = [area.id for area in desk.areas() if named in (area.id, area.code)]
    if len(found) != 1:
        raise UserError("unknown_area", area=named[:80])
    desk.area = found[0]
    desk.refresh_all()


def tell_area(desk: Desk, options: Options, console: Console) -> None:
    """Say which area an answer is about when the file holds several and the command named none."""
    areas = desk.areas()
    here = next((area for area in areas if area.id == desk.area), None)
    if here is not None and len(areas) > 1 and not options.area:
        name = console.words.pick(here, "name") or here.code or here.id
        said = console.words.say("cli.area_in_front", name=name, code=here.code or here.id, number=len(areas))
        console.note(said)


def words_from(variable: str) -> tuple[int, ...]:
    """Return the six words in an environment variable as numbers, none when no variable is named.

    Raises UserError `words_not_set`, `unknown_word`, `not_six_words`.
    """
    if not variable:
        return ()
    given = indexes(os.environ.get(variable, ""))
    if not given:
        raise UserError("words_not_set", variable=variable)
    if len(given) != 6:
        raise UserError("not_six_words")
    return given
