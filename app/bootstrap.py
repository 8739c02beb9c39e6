"""Starts the window program.

The core is imported before Qt: once PySide6 is there, it reads the source of every module that is
imported later to see whether that one uses it, which is felt at the start.

Nothing is collected as garbage while the program starts: nearly all that is made then stays. From then on
`app.ui.collecting` collects, and passes over what the start made.
"""

from __future__ import annotations

import gc
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from app.foundation.clock import Clock

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from app.ui.door import Door
    from app.ui.program import Program

CORE_OF_THE_FIRST_PAGE = (
    "app.drawing.path_of_steps",
    "app.foundation.drives",
    "app.services.begun",
    "app.services.field_edits",
    "app.services.front_area",
    "app.services.recognising",
    "app.services.restoring",
    "app.services.undoing",
    "app.services.views.frame",
    "app.services.views.home",
    "app.words.catalogue",
)


def run(arguments: Sequence[str] = ()) -> int:
    """Show the window until it is closed and return the exit status. The first argument may be a file."""
    gc.disable()
    application = build_application(["masar", *arguments])
    program = build_program(application)
    gc.freeze()
    files = [Path(name) for name in arguments if not name.startswith("-")]
    program.begin(files[0] if files else None)
    status = application.exec()
    program.close()
    return int(status)


def build_application(arguments: Sequence[str]) -> QApplication:
    """Return Qt's application with the shipped fonts."""
    for module in CORE_OF_THE_FIRST_PAGE:
        import_module(module)
    from app.ui import starting

    return starting.build_application(arguments)


def build_program(application: QApplication, door: Door | None = None, clock: Clock | None = None) -> Program:
    """Return the program in the language and theme that this laptop remembers."""
    from app.ui import starting

    return starting.build_program(application, door, clock)
