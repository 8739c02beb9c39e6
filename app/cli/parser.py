"""The words of the command line: commands, their groups, and options that several of them share."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from textwrap import fill
from typing import Any, NoReturn

from app.cli.console import Console
from app.foundation.errors import UserError
from app.foundation.files import is_there
from app.words.catalogue import Words
from app.words.languages import FALLBACK, LANGUAGES

Options = argparse.Namespace
Handler = Callable[[Options, Console], int | None]


class Parser(argparse.ArgumentParser):
    """A parser whose complaint is one sentence and ends with status 2.

    Its help ends with the pages of the window that explain the actions named in `guides`.
    """

    guides: tuple[str, ...] = ()

    def format_help(self) -> str:
        """Return the help."""
        return "\n".join([super().format_help(), *map(_page, self.guides)])

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments and stop."""
        sys.stderr.write(f"{self.prog}: {message} (see {self.prog} --help)\n")
        raise SystemExit(2)


def _page(guide: str) -> str:
    """Return what a guided action is for, and its steps, in the language of all help."""
    words = Words(FALLBACK, isolating=False)
    code = f"people.guide.{guide}"
    named = {"name": "PERSON", "title": "ID", "area": "The area", "again": ""}
    heading, why, *steps = [
        words.say(part, **named).strip() for part in (code, *(f"{code}.{part}" for part in _PARTS))
    ]
    numbered = [
        fill(f"{number}. {step}", _WIDTH, subsequent_indent="   ") for number, step in enumerate(steps, 1)
    ]
    return "\n".join([f"{heading}:", fill(why, _WIDTH), *numbered, ""])


_PARTS = ("why", "1", "2", "3")
_WIDTH = 100


class Commands:
    """A level of commands, with ways to add one more."""

    def __init__(self, parser: argparse.ArgumentParser) -> None:
        self._levels: Any = parser.add_subparsers(metavar="COMMAND", required=True, parser_class=Parser)

    def add(
        self,
        name: str,
        handler: Handler,
        summary: str,
        *,
        file: bool = True,
        languages: tuple[str, ...] = (),
    ) -> Parser:
        """Add a command; unless said otherwise its first argument is the workspace FILE.

        `languages` are those a command that makes several documents may be asked for; none may be named.
        """
        command: Parser = self._levels.add_parser(name, help=summary, description=summary)
        command.set_defaults(handler=handler)
        command.add_argument("--json", action="store_true", help="print JSON instead of sentences")
        if languages:
            help_text = f"languages of the documents: {', '.join(languages)}; else the plan's own"
            command.set_defaults(language=None, languages=[])
            command.add_argument(
                "--language",
                dest="languages",
                action="extend",
                nargs="+",
                choices=languages,
                metavar="LANGUAGE",
                help=help_text,
            )
        else:
            command.add_argument(
                "--language", choices=LANGUAGES, help="language of what is printed or exported"
            )
        if file:
            command.add_argument("file", metavar="FILE", type=Path, help="the workspace")
            command.add_argument(
                "--area",
                metavar="AREA",
                default="",
                help="id or p-code, in a file with several areas; else the one that was in front last",
            )
        return command

    def group(self, name: str, summary: str) -> Commands:
        """Add a command that has commands of its own."""
        command = self._levels.add_parser(name, help=summary, description=summary)
        return Commands(command)


def out_option(command: argparse.ArgumentParser, *, required: bool = True) -> None:
    """Add -o OUT."""
    command.add_argument("-o", "--out", metavar="OUT", type=Path, required=required, help="the file to write")


def replace_option(command: argparse.ArgumentParser) -> None:
    """Add --replace, for `check_free`."""
    command.add_argument("--replace", action="store_true", help="overwrite a file that is there already")


def check_free(options: Options) -> None:
    """Raise UserError `file_exists` when the file to write is there and was not meant to be overwritten."""
    if options.out is not None and is_there(options.out) and not options.replace:
        raise UserError("file_exists", file=options.out.name)


def words_option(command: argparse.ArgumentParser) -> None:
    """Add --words-env VAR."""
    command.add_argument(
        "--words-env", metavar="VAR", default="", help="environment variable that holds the six words"
    )


def newcomer_options(command: argparse.ArgumentParser) -> None:
    """Add the options that say who begins to work, and whether the file gets a passphrase."""
    command.add_argument("--person", metavar="NAME", required=True, help="your name")
    command.add_argument("--organisation", metavar="NAME", required=True, help="your organisation")
    command.add_argument(
        "--role",
        metavar="ROLE",
        required=True,
        help="focal_point, member, backstop_area, dso, dstwg_national, observer, facilitator or headquarters",
    )
    command.add_argument("--no-passphrase", action="store_true", help="leave the file open to whoever has it")
