"""Mistakes in what overrides Qt come out as exceptions, also on Python before 3.12.

There an exception that C code raised, as `int("x")` or a deleted widget does, reaches PySide as a type and a
text that nobody has made an exception of. PySide would write into it which override it came from, and ends
the program. Whatever has been caught once is whole, so each override catches and raises again.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from types import FunctionType
from typing import Any

from shiboken6 import Shiboken

EXCEPTIONS_ARE_WHOLE = sys.version_info >= (3, 12)


def guard_overrides() -> None:
    """Let every class that is made from one of Qt's from now on have whole exceptions, where need be."""
    if not EXCEPTIONS_ARE_WHOLE:
        Shiboken.Object.__init_subclass__ = classmethod(_guard)  # type: ignore[assignment]


def _guard(made: Any, /, **_arguments: Any) -> None:
    of_qt = [one for one in made.__mro__ if one.__module__.startswith("PySide6.")]
    for name, value in list(vars(made).items()):
        if isinstance(value, FunctionType) and name[0] != "_" and any(name in vars(one) for one in of_qt):
            setattr(made, name, _whole(value))


def _whole(override: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(override)
    def called(*arguments: Any, **named: Any) -> Any:
        try:
            return override(*arguments, **named)
        except BaseException:  # noqa: TRY203 -- to have been caught is the point
            raise

    return called
