"""Pictures of the training example's pages and dialogs, each language and theme.

Run `python -m tools.screenshots FOLDER [NAME …] [--size 1024x768] [--look ar-dark]`. A name is of a page,
view, record or state (see `tools.page_pictures`), of a dialog: `dialog.lost`, or of what the Exchange page
shows of a group whose laptops went apart: `apart.make`.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.bootstrap import build_application
from app.foundation.clock import SteppingClock, read_stamp
from app.services.sample import create_sample, founding
from app.ui.door import QtDoor
from app.ui.operations import Operations
from app.ui.pictures import HEIGHT, LOOKS, WIDTH, Look, Wanted
from app.ui.session import Session
from tools.dialog_pictures import DIALOGS, add_a_person, paint_dialogs
from tools.exchange_pictures import EXCHANGE, paint_exchange
from tools.page_pictures import PAGE_VIEWS, Stage, paint_states, paint_welcome

EVERY = (
    *PAGE_VIEWS,
    *(f"dialog.{name}" for name in DIALOGS),
    *(f"apart.{name}" for name in EXCHANGE),
)


def asked(arguments: Sequence[str]) -> tuple[Path, Wanted]:
    """Return the folder and the pictures that a command line asks for. Raises SystemExit."""
    parser = argparse.ArgumentParser(prog="tools.screenshots", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("screenshots"))
    parser.add_argument("names", nargs="*", default=EVERY)
    parser.add_argument("--size", type=_size, default=(WIDTH, HEIGHT), help="pixels, as 1024x768")
    parser.add_argument("--look", type=_look, action="append", help="language and theme, as ar-dark")
    found = parser.parse_intermixed_args(arguments)
    return found.folder, Wanted(tuple(found.names), tuple(found.look or LOOKS), found.size)


def _size(text: str) -> tuple[int, int]:
    width, height = text.split("x")
    return int(width), int(height)


def _look(text: str) -> Look:
    language, theme = text.split("-")
    return language, theme


def _of(wanted: Wanted, topic: str) -> list[str]:
    return [name.partition(".")[2] for name in wanted.pages if name.startswith(f"{topic}.")]


def _of_pages(wanted: Wanted) -> tuple[str, ...]:
    return tuple(name for name in wanted.pages if not name.startswith(("dialog.", "apart.", "welcome")))


def paint(application: QApplication, place: Path, folder: Path, wanted: Wanted) -> list[Path]:
    """Make the pictures in a folder, with workspaces at a place, and return the files.

    Texts that a record holds in one language only are in the language of the pictures.
    """
    made: list[Path] = []
    for language in dict.fromkeys(language for language, _ in wanted.looks):
        looks = tuple(look for look in wanted.looks if look[0] == language)
        made += _paint(application, place / language, folder, replace(wanted, looks=looks))
    return made


def _paint(application: QApplication, place: Path, folder: Path, wanted: Wanted) -> list[Path]:
    place.mkdir()
    clock, language = SteppingClock(read_stamp(founding()["begins"])), wanted.looks[0][0]
    desk = create_sample(place / "sample.masarw", clock=clock, language=language).desk
    add_a_person(desk, language)
    operations = Operations()
    made = paint_welcome(application, folder, wanted) if "welcome" in wanted.pages else []
    pages = replace(wanted, pages=_of_pages(wanted))
    made += paint_states(Stage(desk, operations, place), folder, pages)
    session = Session(desk, operations, QtDoor())
    made += paint_dialogs(application, session, desk, folder, _of(wanted, "dialog"), wanted.looks)
    session.close()
    operations.close()
    desk.close()
    if apart := _of(wanted, "apart"):
        made += paint_exchange(application, folder, place / "apart", apart, wanted.looks, wanted.size)
    return made


def _stand_before(size: tuple[int, int], file: Path) -> None:
    """Have a screen of a size in pixels: dialogs are no larger than it, and Qt's own has 800 × 800."""
    if os.environ.get("QT_QPA_PLATFORM", "offscreen") != "offscreen":
        return
    screen = {"name": "screen", "x": 0, "y": 0, "width": size[0], "height": size[1], "dpr": 1}
    file.write_text(json.dumps({"screens": [screen | {"logicalDpi": 96, "logicalBaseDpi": 96}]}))
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={file}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the pictures and say how many there are."""
    folder, wanted = asked(sys.argv[1:] if arguments is None else arguments)
    with tempfile.TemporaryDirectory() as place:
        _stand_before(wanted.size, Path(place) / "screen.json")
        os.environ["MASAR_DATA_DIR"] = place
        application = build_application(["masar"])
        made = paint(application, Path(place), folder, wanted)
    print(f"{len(made)} pictures in {folder}")


if __name__ == "__main__":
    main()
