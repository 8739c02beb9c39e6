"""Sign-offs of a frozen version: all of them as a table, and one made in ink recorded with its scan."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from app.cli.console import Console
from app.cli.opening import opened, tell_area
from app.cli.parser import Commands, Options
from app.cli.reports_out import VERSION
from app.foundation.errors import UserError
from app.foundation.files import read_whole
from app.models.codes import CODE_LISTS
from app.services.desk import Desk
from app.services.review_work import PaperSignature, record_paper_signature
from app.services.signatures_returned import record_returned, returned_signatures
from app.services.verifying import LARGEST_PDF
from app.services.version_contents import version_named
from app.services.views.review_signoffs import SignoffLine, signoff_lines
from app.services.views.said import Name
from app.words.catalogue import Words

LANGUAGES = ("en", "ar", "ckb", "fr")


def add(commands: Commands) -> None:
    """Add the commands of this group."""
    command = commands.add(
        "signoff", signoff, "who signed a frozen version; with --name, record ink on paper"
    )
    command.add_argument("version", metavar="VERSION", help=VERSION)
    command.add_argument("--name", default="", help="who signed on paper")
    command.add_argument("--role", choices=CODE_LISTS["signoff_role"], default="", help="else mayor")
    command.add_argument("--capacity", default="", help="as it stands beneath the signature")
    command.add_argument("--organisation", default="", help="record id")
    command.add_argument("--place", default="")
    command.add_argument("--on", default="", metavar="DAY", help="YYYY-MM-DD; else today")
    command.add_argument("--decision", choices=CODE_LISTS["signoff_decision"], default="endorse")
    command.add_argument("--reservation", default="", help="what was written to it")
    command.add_argument("--scan", type=Path, default=None, help="the signed page; its code is read")
    command.add_argument(
        "--signed",
        metavar="PDF",
        type=Path,
        default=None,
        help="record the signatures in a file that came back",
    )


def signoff(options: Options, console: Console) -> None:
    """List the sign-offs of a version, after recording those of a file, or one when somebody is named."""
    with opened(options, console) as desk:
        tell_area(desk, options, console)
        version = version_named(desk, options.version)
        if not version:
            raise UserError("unknown_version", number=options.version[:80])
        if options.signed:
            _record_returned(desk, version, options)
        elif options.name:
            record_paper_signature(desk, version, _given(options, desk.today), console.words.language)
        lines = signoff_lines(desk, version)
    if console.as_json:
        console.show([_data(one) for one in lines])
    else:
        console.table([_row(one, console.words) for one in lines])


def _record_returned(desk: Desk, version: str, options: Options) -> None:
    """Record what a file bears; what is said of a signer holds for all that the file brings."""
    pdf = read_whole(options.signed, LARGEST_PDF)
    waiting = returned_signatures(desk, pdf)
    if not waiting or waiting[0].version != version:
        raise UserError("nothing_to_record", file=options.signed.name)
    names = ("name", "role", "capacity", "organisation", "place", "reservation")
    said = {name: getattr(options, name) for name in names if getattr(options, name)}
    for one in waiting:
        given = replace(one.given, decision=options.decision, **said)
        record_returned(desk, pdf, one.certificate, given)


def _given(options: Options, today: str) -> PaperSignature:
    options.role = options.role or "mayor"
    names = ("name", "role", "capacity", "organisation", "place", "decision", "scan", "reservation")
    return PaperSignature(signed_on=options.on or today, **{name: getattr(options, name) for name in names})


def _data(one: SignoffLine) -> dict[str, Any]:
    names = (
        "id",
        "role",
        "capacity",
        "decision",
        "reservation",
        "method",
        "day",
        "place",
        "recorded_at",
        "page",
    )
    return {
        **{name: getattr(one, name) for name in names},
        "name": _named(one.name, "en"),
        "recorded_by": _named(one.recorded_by, "en"),
        "valid": one.valid,
        "why": list(one.why),
    }


def _row(one: SignoffLine, words: Words) -> tuple[str, ...]:
    said = " ".join(words.say(f"sign_off.why.{code}") for code in one.why)
    return (
        _named(one.name, words.language),
        one.capacity or words.code("signoff_role", one.role),
        words.code("signoff_method", one.method) if one.method else "",
        words.date(one.day) if one.day else "",
        words.code("signoff_decision", one.decision) if one.decision else "",
        said,
    )


def _named(name: Name, language: str) -> str:
    texts = (getattr(name, code) for code in dict.fromkeys((language, *LANGUAGES)))
    return next((text for text in texts if text), name.plain)
