"""Packages: made, looked into, taken, set aside; what waits; request files; the key of six words."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from app.cli import collecting
from app.cli.console import Console
from app.cli.opening import opened, words_from
from app.cli.parser import Commands, Options, check_free, out_option, replace_option, words_option
from app.cli.waiting import waiting
from app.foundation.errors import UserError
from app.services.answering import read_asked
from app.services.asking import make_request
from app.services.desk import Desk
from app.services.exchange_work import check_proposed, remember_words
from app.services.packing import Packed, Parcel, make_package, preview_package
from app.services.people import need_steward
from app.services.taking import undo_last_take
from app.services.views.packages import taken_list
from app.services.views.said import Name
from app.sync.request import Request, read_request
from app.sync.word_key import identity_line, propose
from app.words.wordlist import word, words


def add(commands: Commands) -> None:
    """Add the commands of this group."""
    group = commands.group("package", "make a package, look into one, take one, set the last one aside")
    make_command = group.add("make", make, "make a package")
    parcel_options(make_command)
    make_command.add_argument("--look", action="store_true", help="only say what it would hold")
    make_command.add_argument("--invite", action="store_true", help="let the receiver join (stewards)")
    collecting.add(group)
    group.add("undo", undo, "set the last package taken aside")
    group.add(
        "waiting",
        waiting,
        "what received changes wait for, who has it, and which attached files are not here",
    )
    request_command = group.add("request", request, "write a file that says what is here, for whoever packs")
    out_option(request_command)
    replace_option(request_command)
    asked_command = group.add("asked", asked, "who asks for what in a request file (answer: make --for)")
    asked_command.add_argument("request", metavar="REQUEST", type=Path, help="the request file")
    words_option(
        group.add("key", key, "the identity line for the age tool that belongs to six words", file=False)
    )


def parcel_options(command: argparse.ArgumentParser) -> None:
    """Add the options that say for whom a package is and what goes into it."""
    out_option(command, required=False)
    command.add_argument(
        "--to", metavar="PERSON", action="append", default=[], help="name or id; may be given several times"
    )
    words_option(command)
    command.add_argument("--new-words", action="store_true", help="propose six words and print them")
    command.add_argument("--space", choices=("group", "network", "all"), default="", help="what goes in")
    command.add_argument("--role", metavar="ROLE", default="", help="role of whoever is invited")
    command.add_argument(
        "--for", dest="request", metavar="REQUEST", type=Path, help="request file of the receiver"
    )
    command.add_argument(
        "--attachments", choices=("none", "small", "asked", "all"), default="asked",
        help="attached files to send: none, small (up to half a megabyte each), asked (small, and what the"
        " receivers said they lack: the default), or all",
    )  # fmt: skip
    replace_option(command)


def make(options: Options, console: Console) -> None:
    """Make a package for people or for six words, or say what it would hold."""
    if options.look:
        look(options, console)
    else:
        pack(options, console, invite=options.invite)


def look(options: Options, console: Console) -> None:
    """Say what a package would hold and what would stay behind; nothing is written."""
    asked = read_request(options.request) if options.request else None
    six = propose() if options.new_words else words_from(options.words_env)
    to = _receivers(options, asked, six)
    with opened(options, console) as desk:
        _check_asked(desk, options, six, invite=options.invite)
        parcel = Parcel(
            to, six, options.space, role=options.role, attachments=options.attachments, request=asked
        )
        preview = preview_package(desk, parcel)
    if console.as_json:
        console.show(preview)
        return
    said = console.words
    console.say(
        "cli.would_pack",
        count=sum(preview.changes.values()),
        records=sum(preview.kinds.values()),
        files=preview.files,
        size=said.size(preview.size),
        spaces=_parts(console, preview.spaces),
    )
    if preview.further:
        areas = [Name(**titles).read(said.language) for titles in preview.further.values()]
        console.say("cli.would_pack_areas", areas=said.join(areas))
    console.say(
        "cli.would_hold_back",
        spaces=_parts(console, preview.held_back) or said.say("cli.no_part"),
        withheld=preview.withheld,
        left_out=preview.left_out,
    )
    if preview.unsigned:
        console.say("packages.unsigned", names=said.join(preview.unsigned))


def _parts(console: Console, spaces: Iterable[str]) -> str:
    """Return the names of spaces, each once."""
    kinds = dict.fromkeys(space.rpartition("/")[2] for space in spaces)
    return console.words.join([console.words.say(f"exchange.space.{kind}") for kind in kinds])


def pack(options: Options, console: Console, *, invite: bool) -> None:
    """Make a package as the options say and print its size, and the words when they are new."""
    asked = read_request(options.request) if options.request else None
    six = propose() if options.new_words else words_from(options.words_env)
    to = _receivers(options, asked, six)
    if options.out is None:
        raise UserError("no_file_to_write")
    with opened(options, console) as desk:
        if asked is not None and not options.to and not six:
            read_asked(desk, options.request)
        _check_asked(desk, options, six, invite=invite)
        parcel = Parcel(
            to, six, options.space, invite=invite, role=options.role, attachments=options.attachments,
            request=asked,
        )  # fmt: skip
        packed = make_package(desk, parcel, options.out, replace=options.replace)
        if options.new_words:
            remember_words(desk, six)
    _tell_packed(console, packed, six if options.new_words else ())


def _check_asked(desk: Desk, options: Options, six: tuple[int, ...], *, invite: bool) -> None:
    """Refuse an invitation by who is no steward, and words that were not proposed here."""
    if invite:
        need_steward(desk)
    if options.words_env:
        check_proposed(desk, six)


def _receivers(options: Options, asked: Request | None, six: tuple[int, ...]) -> tuple[str, ...]:
    if options.new_words and options.words_env:
        raise UserError("package_for_nobody")
    if asked is not None and not options.to and not six:
        return (asked.card.signing_key,)
    return tuple(options.to)


def _tell_packed(console: Console, packed: Packed, six: tuple[int, ...]) -> None:
    language = console.words.language
    data: dict[str, object] = {"file": str(packed.path), "size": packed.size, "changes": packed.changes}
    data |= {"spaces": list(packed.spaces), "held_back": list(packed.held_back)}
    if six:
        data["words"] = [word(language, index) for index in six]
    size = console.words.size(packed.size)
    console.answer(data, "cli.packed", file=packed.path.name, size=size, count=packed.changes)
    if packed.held_back and not console.as_json:
        console.say("cli.parts_stay", spaces=_parts(console, packed.held_back))
    if six and not console.as_json:
        console.say("cli.six_words", six=words(language, six))


def undo(options: Options, console: Console) -> None:
    """Set the last package taken aside."""
    with opened(options, console) as desk:
        before = {row.id for row in taken_list(desk) if row.set_aside}
        touched = undo_last_take(desk)
        row = next(row for row in taken_list(desk) if row.set_aside and row.id not in before)
    data = {"records": len(touched), "take": row.id, "file": row.file}
    console.answer(data, "cli.set_aside", count=len(touched), file=row.file)


def request(options: Options, console: Console) -> None:
    """Write a request file."""
    check_free(options)
    with opened(options, console) as desk:
        made = make_request(desk, options.out)
    data = {"file": str(options.out), "spaces": sorted(made.vectors), "wanted": list(made.wanted)}
    console.answer(data, "cli.requested", file=options.out.name)


def asked(options: Options, console: Console) -> None:
    """Say who asks for what."""
    with opened(options, console) as desk:
        found = read_asked(desk, options.request)
    changes, size = sum(found.preview.changes.values()), found.preview.size
    data = {
        "name": found.name,
        "organisation": found.organisation,
        "created": found.created,
        "changes": changes,
        "files": found.wanted,
        "files_not_here": found.missing,
        "files_left_out": found.preview.left_out,
        "size_left_out": found.preview.left_out_size,
        "size": size,
    }
    console.answer(
        data, "cli.asked", name=found.name, made=console.words.moment(found.created), count=changes,
        files=found.wanted, size=console.words.size(size),
    )  # fmt: skip
    if console.as_json:
        return
    if found.missing:
        console.say("packages.asked_missing", count=found.missing)
    if found.preview.left_out:
        left_out = console.words.size(found.preview.left_out_size)
        console.say("packages.left_out", count=found.preview.left_out, size=left_out)


def key(options: Options, console: Console) -> None:
    """Print the identity line of six words."""
    six = words_from(options.words_env)
    if not six:
        raise UserError("words_not_set", variable="--words-env")
    line = identity_line(six)
    if console.as_json:
        console.show({"key": line})
    else:
        print(line)
