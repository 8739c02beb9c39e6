"""One command from its arguments to its exit status. What goes wrong is one sentence, never a traceback."""

from __future__ import annotations

import io
import os
import sys
import traceback
from collections.abc import Sequence
from functools import cache

from app.cli import (
    begin,
    conflicting,
    duplicates,
    forgetting,
    frameworks,
    keeping,
    looking,
    packages,
    papers,
    persons,
    records,
    reviewing,
    signing_off,
    tables,
)
from app.cli.console import Console, language_here
from app.cli.parser import Commands, Options, Parser
from app.foundation.errors import Cancelled, MasarError

BUG, STOPPED = 70, 130
ISOLATES = "\u2066\u2067\u2068\u2069"
GROUPS = (
    begin,
    records,
    looking,
    frameworks,
    tables,
    papers,
    reviewing,
    signing_off,
    persons,
    packages,
    conflicting,
    duplicates,
    keeping,
    forgetting,
)


def run(arguments: Sequence[str]) -> int:
    """Run a command and return its exit status (70: a bug; its traceback shows with MASAR_DEBUG set)."""
    _speak_unicode()
    try:
        options = build_parser().parse_args([_bare(one) for one in arguments])
    except SystemExit as stop:
        return int(stop.code or 0)
    console = Console(options.language or language_here(), as_json=options.json)
    return _run(options, console)


def _bare(argument: str) -> str:
    """Return an argument without the isolates around it: languages from right to left print ids within them,
    and people copy both."""
    bare = argument.strip(ISOLATES)
    return argument if any(sign in bare for sign in ISOLATES) else bare


@cache
def build_parser() -> Parser:
    """Return the parser of all commands. It is made once: it holds some ninety commands, and parsing leaves
    it as it is."""
    parser = Parser(
        prog="main.py",
        description="Masar guides an area-based coordination group to its Plan of Action. Without a command"
        " the window opens. The passphrase comes from MASAR_PASSPHRASE or is asked for; that of a person who"
        " has one of their own from MASAR_PERSON_PASSPHRASE.",
        epilog="Exit status: 0 fine, 1 errors were found, 2 your input, 3 this computer or place, 70 a bug.",
    )
    commands = Commands(parser)
    for group in GROUPS:
        group.add(commands)
    return parser


def _run(options: Options, console: Console) -> int:
    try:
        status = options.handler(options, console)
        sys.stdout.flush()
        return int(status or 0)
    except MasarError as error:
        _complain(console.words.refusal(error))
        return error.exit_status
    except (Cancelled, KeyboardInterrupt):
        _complain(console.words.say("cli.stopped"))
        return STOPPED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001 -- the last door: whatever came here is a bug
        if os.environ.get("MASAR_DEBUG"):
            traceback.print_exc()
        _complain(console.words.say("cli.bug", error=type(error).__name__))
        return BUG


def _complain(sentence: str) -> None:
    print(" ".join(sentence.split()), file=sys.stderr)


def _speak_unicode() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
