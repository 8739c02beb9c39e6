"""Parts of a page that are made when they are first asked for, so that the page opens sooner."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, Self, TypeVar, overload

W = TypeVar("W")


class Later(Generic[W]):
    """Decorates a method that makes and wires a part; its name is then the part itself, made once.

    The method puts the part where it stands. What is made says its texts in the language in force at once; a
    part that nobody asked for yet has nothing to say again, to keep or to show: see `made`.
    """

    def __init__(self, make: Callable[[Any], W]) -> None:
        self._make, self._name = make, make.__name__
        self.__doc__ = make.__doc__

    @overload
    def __get__(self, owner: None, of: type | None = None) -> Self: ...

    @overload
    def __get__(self, owner: object, of: type | None = None) -> W: ...

    def __get__(self, owner: object | None, of: type | None = None) -> Self | W:
        if owner is None:
            return self
        part = self._make(owner)
        vars(owner)[self._name] = part
        retranslate = getattr(part, "retranslate", None)
        if retranslate is not None:
            retranslate()
        return part


def made(owner: object, names: Sequence[str]) -> list[Any]:
    """Return those of the named parts that exist already."""
    held = vars(owner)
    return [held[name] for name in names if name in held]


def hide_made(owner: object, *names: str) -> None:
    """Hide those of the named parts that exist already."""
    for part in made(owner, names):
        part.hide()
