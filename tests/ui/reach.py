"""Whether controls can be named by a screen reader, and letting go of what was closed."""

from __future__ import annotations

import gc

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QWidget


def nameless(page: QWidget) -> list[str]:
    """Return the classes of visible controls that take the focus and have neither name nor text."""
    found = [one for one in page.findChildren(QWidget) if one.isVisible() and _takes_focus(one)]
    return [f"{type(one).__name__} in {type(one.parent()).__name__}" for one in found if not _named(one)]


def let_go(generation: int = 2) -> None:
    """Delete what was asked to be deleted and collect what nobody holds, up to a generation of Python's."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect(generation)


def _takes_focus(widget: QWidget) -> bool:
    plain = not isinstance(widget, QAbstractItemView) and widget.focusProxy() is None
    return plain and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled()


def _named(widget: QWidget) -> bool:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return bool(widget.accessibleName() or text or _named_by_parent(widget))


def _named_by_parent(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    return parent is not None and bool(parent.accessibleName())
