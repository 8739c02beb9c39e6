"""Beginning: a new workspace, one from a package, the training example, the demonstration."""

from __future__ import annotations

import os
from pathlib import Path

from app.cli.console import Console
from app.cli.opening import PASSPHRASE, new_passphrase, words_from
from app.cli.parser import Commands, Options, newcomer_options, words_option
from app.cli.reports import report_data
from app.services.joining import join_workspace
from app.services.opening import Newcomer, Opened, create_workspace
from app.services.sample import create_sample


def add(commands: Commands) -> None:
    """Add the commands of this group."""
    demo_command = commands.add("demo", demo, "do the whole main job without a window", file=False)
    demo_command.add_argument("folder", metavar="DIR", type=Path, help="a new folder for what comes of it")
    demo_command.add_argument("--no-pictures", action="store_true", help="leave out the pictures of pages")
    new_command = commands.add("new", new, "begin a workspace for an area", file=False)
    new_command.add_argument("file", metavar="FILE", type=Path, help="the workspace to make")
    new_command.add_argument(
        "--area", metavar="PCODE", required=True, help="governorate, district or sub-district"
    )
    new_command.add_argument(
        "--process",
        metavar="ID",
        default="durable_solutions",
        help="the planning process to follow; process list shows them",
    )
    newcomer_options(new_command)
    join_command = commands.add(
        "join", join, "begin a member's workspace from a package, or add its area to one", file=False
    )
    join_command.add_argument("file", metavar="FILE", type=Path, help="the workspace to make or to add to")
    join_command.add_argument("package", metavar="PACKAGE", type=Path, help="the package that was received")
    newcomer_options(join_command)
    words_option(join_command)
    sample_command = commands.add("sample", sample, "make the training example", file=False)
    sample_command.add_argument("file", metavar="FILE", type=Path, help="the workspace to make")


def demo(options: Options, console: Console) -> None:
    """Do the main job headless into a folder."""
    from app.cli.demo import show

    show(options.folder, console, pictures=not options.no_pictures)


def new(options: Options, console: Console) -> None:
    """Begin a workspace for a new area."""
    passphrase = new_passphrase(console, without=options.no_passphrase)
    opened = create_workspace(
        options.file, options.area, _newcomer(options), passphrase, process=options.process
    )
    _finish(opened, options, console)


def join(options: Options, console: Console) -> None:
    """Begin a workspace from a package, or add the package's area."""
    words = words_from(options.words_env)
    if options.file.exists():
        passphrase = os.environ.get(PASSPHRASE) or None
    else:
        passphrase = new_passphrase(console, without=options.no_passphrase)
    opened, report = join_workspace(options.file, options.package, _newcomer(options), passphrase, words)
    _finish(opened, options, console, report_data(report))


def sample(options: Options, console: Console) -> None:
    """Make the training example, without a passphrase."""
    language = "ar" if console.words.language == "ar" else "en"
    opened = create_sample(options.file, None, language=language)
    opened.desk.close()
    console.answer({"file": str(options.file)}, "cli.sample_made", file=options.file.name)


def _newcomer(options: Options) -> Newcomer:
    return Newcomer(options.person, options.organisation, options.role)


def _finish(
    opened: Opened, options: Options, console: Console, more: dict[str, object] | None = None
) -> None:
    desk = opened.desk
    code = opened.recovery_code
    data = {"file": str(options.file), "area": desk.area, "person": desk.person, "recovery_code": code}
    encrypted = desk.workspace.encrypted
    desk.close()
    console.answer(data | (more or {}), "cli.begun", file=options.file.name, name=options.person)
    if console.as_json:
        return
    if code:
        console.say("cli.recovery_code", recovery=code)
    elif not encrypted:
        console.say("cli.not_encrypted")
