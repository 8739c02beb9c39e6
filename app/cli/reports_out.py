"""Documents and workbooks out: one command for each kind in the list of documents."""

from __future__ import annotations

from argparse import ArgumentParser
from functools import partial

from app.cli import bundling
from app.cli.console import Console
from app.cli.opening import opened, tell_area
from app.cli.parser import Commands, Options, out_option
from app.foundation.files import write_whole
from app.services.four_w import CLASSES
from app.services.paper_kinds import PAPERS, Order, PaperKind, draw, left_out
from app.services.papers.poster import SIZES
from app.words.catalogue import Words
from app.words.languages import LANGUAGES

VERSION = "number (0.1, 1.0b), id or start of the content hash of a frozen version; now: the plan as it is"
NAMED = {
    "consultation": "its code, day, title or id; else all of them",
    "authority": "its name or id; else the one the group met",
    "meeting": "its day, title or id, if several",
    "joint": "its code or id, if several",
    "compact": "its title or id, if several",
}


def add_exports(group: Commands) -> None:
    """Add what the command `export` writes."""
    words = Words("en")
    for kind in PAPERS:
        command = group.add(kind.code, partial(export, kind), words.say(f"paper.{kind.code}.why"))
        _add_subject(command, kind.about)
        for field in kind.takes:
            _add_option(command, field, kind)
        out_option(command)
    bundling.add_exports(group)


def _add_subject(command: ArgumentParser, about: str) -> None:
    """Let a command be told what its document is about."""
    if about in ("version", "frozen"):
        command.add_argument("--version", metavar="VERSION", default="", help=VERSION)
    elif about == "versions":
        command.add_argument("before", metavar="VERSION", help=VERSION)
        command.add_argument("after", metavar="VERSION", help="the later version")
    elif about == "size":
        command.add_argument("--size", choices=SIZES, default=SIZES[0], help="of the paper, on its side")
    elif about:
        command.add_argument("named", metavar=about.upper(), nargs="?", default="", help=NAMED[about])


def _add_option(command: ArgumentParser, field: str, kind: PaperKind) -> None:
    """Let a command be told a field of its Order."""
    if field == "second":
        command.add_argument("--second", choices=LANGUAGES, default="", help="a language beside the first")
    elif field == "starts":
        told = "a day of the period; else today" if kind.one_period else "else last quarter's"
        command.add_argument("--from", dest="starts", metavar="DAY", default="", help=told)
    elif field == "ends":
        command.add_argument("--to", dest="ends", metavar="DAY", default="", help="last day of the period")
    elif field == "highest":
        told = "records up to this class: 0 public, 1 low, 2 moderate"
        command.add_argument("--class", dest="highest", choices=CLASSES, default=CLASSES[-1], help=told)
    elif field == "for_group":
        command.add_argument("--for-group", action="store_true", help="with what stays inside the group")


def export(kind: PaperKind, options: Options, console: Console) -> None:
    """Write a document."""
    given = vars(options)
    about = (given.get(name, "") for name in ("version", "before", "after", "named", "size"))
    order = Order(
        console.words.language,
        second=given.get("second", ""),
        about=tuple(filter(None, about)),
        starts=given.get("starts", ""),
        ends=given.get("ends", ""),
        highest=int(given.get("highest", CLASSES[-1])),
        for_group=given.get("for_group", False),
    )
    with opened(options, console) as desk:
        tell_area(desk, options, console)
        data, held = draw(desk, kind.code, order), left_out(desk, kind, order)
    write_whole(options.out, data)
    told = {"file": str(options.out), "size": len(data), "held_back": held}
    console.answer(told, "cli.written", file=options.out.name, size=console.words.size(len(data)))
    if held and not console.as_json:
        console.say("paper.page.held", count=held)
