"""The words of the command line: commands, their groups, and options that several of them share."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from app.cli.console import Console
from app.words.languages import LANGUAGES

Options = argparse.Namespace
Handler = Callable[[Options, Console], int | None]


class Parser(argparse.ArgumentParser):
    """A parser whose complaint is one sentence and ends with status 2."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments and stop."""
        sys.stderr.write(f"{self.prog}: {message} (see {self.prog} --help)\n")
        raise SystemExit(2)


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
    ) -> argparse.ArgumentParser:
        """Add a command; unless said otherwise its first argument is the workspace FILE.

        `languages` are those a command that makes several documents may be asked for; none may be named.
        """
        command: argparse.ArgumentParser = self._levels.add_parser(name, help=summary, description=summary)
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
