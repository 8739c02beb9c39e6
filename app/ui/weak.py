"""Connections and callbacks that do not keep a widget alive."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from shiboken6 import isValid


def weakly(method: Callable[..., Any], *bound: Any) -> Callable[..., None]:
    """Return a callable that calls a bound method with `bound` before its own arguments.

    It holds the method's owner weakly and does nothing once the owner is gone or its Qt half deleted.
    """
    reference = weakref.WeakMethod(method)

    def call(*arguments: Any) -> None:
        target = reference()
        if target is not None and _is_usable(getattr(target, "__self__", None)):
            target(*bound, *arguments)

    return call


def weakly_plain(method: Callable[..., Any], *bound: Any) -> Callable[..., None]:
    """As `weakly`, but drops what the signal itself passes (`clicked` passes a bool)."""
    inner = weakly(method, *bound)

    def call(*_arguments: Any) -> None:
        inner()

    return call


def _is_usable(owner: object) -> bool:
    return not isinstance(owner, QObject) or isValid(owner)
