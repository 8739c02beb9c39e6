"""The demonstration with what it says and the pictures of its pages."""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path

from app.cli.console import Console
from app.services.demo import demonstrate
from app.services.demo_folder import PICTURES, made_in
from app.services.desk import Desk


def show(folder: Path, console: Console, *, pictures: bool) -> None:
    """Do the main job into a folder, a line per step, and say where to look."""
    with ExitStack() as open_desks:
        desk = demonstrate(folder, console.words.language, _Speaker(console), open_desks=open_desks)
        if pictures:
            _pictures(desk, folder / PICTURES, console)
    if console.as_json:
        console.show({"folder": str(folder), "files": [path.name for path in made_in(folder)]})
    else:
        console.say("cli.demo.look", folder=str(folder))


class _Speaker:
    """Says each step as it is done; with JSON the steps go to standard error."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def __call__(self, code: str, /, **params: object) -> None:
        if self._console.as_json:
            self._console.note(self._console.words.say(code, **params))
        else:
            print(self._console.words.say(code, **params), flush=True)


def _pictures(desk: Desk, folder: Path, console: Console) -> None:
    """Make pictures of the pages, or say why this computer cannot."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        from app.ui.demo_pictures import paint
    except ImportError as error:
        console.note(console.words.say("cli.demo.no_pictures", reason=str(error).split(":")[0]))
        return
    count = len(paint(desk, folder))
    say = _Speaker(console)
    say("cli.demo.pictures", count=count, folder=folder.name)
