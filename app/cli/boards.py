"""Who has what, on the command line: the same as the board of the window."""

from __future__ import annotations

from app.cli.console import Console
from app.cli.opening import opened
from app.cli.parser import Options
from app.cli.person_words import name_said, told_apart
from app.services.views.exchange_board import QUIET_AFTER, BoardEntry, board_entries, weeks_between


def board(options: Options, console: Console) -> None:
    """Print how far everyone has come, as far as their laptops told, and how large a package would be."""
    with opened(options, console) as desk:
        entries, now = board_entries(desk), desk.clock.now().isoformat()
    if console.as_json:
        console.show([_data(entry, console) for entry in entries])
    elif not entries:
        console.say("cli.board_alone")
    else:
        names = [name_said(console, entry.name) for entry in entries]
        console.table(
            (
                told_apart(name_said(console, entry.name), entry.key, names),
                _standing(console, entry),
                _details(console, entry, now),
                console.words.moment(entry.heard_at) if entry.heard_at else "",
                console.words.size(entry.size) if entry.size else "",
            )
            for entry in entries
        )


def _data(entry: BoardEntry, console: Console) -> dict[str, object]:
    names = ("id", "status", "behind", "since", "ahead", "heard_at", "confirmed", "at_headquarters")
    data: dict[str, object] = {name: getattr(entry, name) for name in names}
    return data | {
        "name": name_said(console, entry.name),
        "state": entry.state,
        "size": entry.size,
        "files": entry.files,
        "files_size": entry.files_size,
        "compared": entry.compared,
        "forked": entry.forked,
    }


def _standing(console: Console, entry: BoardEntry) -> str:
    said = console.words
    if entry.state == "never":
        return said.say("cli.board_silent")
    if entry.state == "up_to_date":
        return said.say("cli.board_up_to_date")
    if entry.state == "files":
        return said.say("packages.state.files", count=entry.files)
    return said.say("cli.board_behind", count=entry.behind)


def _details(console: Console, entry: BoardEntry, now: str) -> str:
    """Return since when they are behind, what headquarters confirmed, what they have and lack, for how long
    nothing came from them, and whether a laptop of theirs went on in two copies.
    """
    said = console.words
    weeks = weeks_between(entry.heard_at, now) if entry.heard_at else 0
    size = said.size(entry.files_size)
    since = entry.behind and entry.since and entry.heard_at
    texts = (
        said.say("packages.since", day=said.date(entry.since)) if since else "",
        said.say("packages.confirmed", day=said.date(entry.confirmed))
        if entry.at_headquarters and entry.confirmed
        else "",
        said.say("packages.ahead", count=entry.ahead) if entry.ahead else "",
        said.say("packages.lacks_files", count=entry.files, size=size) if entry.files else "",
        said.say("packages.quiet", count=weeks) if weeks >= QUIET_AFTER else "",
        said.say("people.note.forked") if entry.forked else "",
    )
    return " · ".join(text for text in texts if text)
