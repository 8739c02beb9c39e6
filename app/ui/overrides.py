"""Mistakes in what overrides Qt are told to `sys.excepthook`, as those in slots are, and end nothing.

PySide would carry an exception that leaves an override along until the Python call returns from which Qt came
there, through every override that Qt asks meanwhile; at the third the program ends in native code. On Python
3.11 one that C code raised, as `int("x")` does or a deleted widget, ends it at once.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from types import FunctionType
from typing import Any

from shiboken6 import Shiboken


def guard_overrides() -> None:
    """Let no class made from one of Qt's from now on pass exceptions to Qt."""
    Shiboken.Object.__init_subclass__ = classmethod(_guard)  # type: ignore[assignment]


def _guard(made: Any, /, **_arguments: Any) -> None:
    of_qt = [one for one in made.__mro__ if one.__module__.startswith("PySide6.")]
    for name, value in list(vars(made).items()):
        if isinstance(value, FunctionType) and name[0] != "_" and any(name in vars(one) for one in of_qt):
            setattr(made, name, _told(value))


def _told(override: Callable[..., Any]) -> Callable[..., Any]:
    """Return the override, which after a mistake answers None: Qt goes on with nothing, zero or no."""

    @wraps(override)
    def called(*arguments: Any, **named: Any) -> Any:
        try:
            return override(*arguments, **named)
        except Exception as error:  # noqa: BLE001 -- every mistake is told
            sys.excepthook(type(error), error, error.__traceback__)
            return None

    return called
