"""The Tab key goes through a window as it is read: beside each other, then down, in the window's direction.

Qt's own order is that in which widgets came into the window, so that a row made when its record arrived
would come after everything else. W3C, WCAG 2.2, 2.4.3 Focus Order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Placed:
    """A widget, and where it begins and ends across (in reading direction, way 0) and down (way 1)."""

    widget: QWidget
    begins: tuple[int, int]
    ends: tuple[int, int]


def go_on(window: QWidget, forward: bool) -> bool:
    """Give the focus to the next stop of a window, or the one before, and return whether there is one.

    For the `focusNextPrevChild` of a window, which Qt asks at Tab and when what has the focus is hidden.
    """
    focused: QWidget | None = window.focusWidget()
    here = focused or window
    order = list(stops(window, here))
    place = next((number for number, one in enumerate(order) if one is here), -1)
    others = order[place + 1 :] + order[: max(place, 0)]
    if not others:
        return False
    if forward:
        others[0].setFocus(Qt.FocusReason.TabFocusReason)
    else:
        others[-1].setFocus(Qt.FocusReason.BacktabFocusReason)
    return True


def reading_order(widgets: list[QWidget]) -> list[QWidget]:
    """Return widgets of one parent in the order in which they are read."""
    return [one.widget for one in _cut([_placed(one) for one in widgets], 1)]


def stops(ground: QWidget, here: QWidget) -> Iterator[QWidget]:
    """Yield what takes Tab, and `here` even when it was just hidden: the search goes on from there."""
    for one in reading_order([child for child in _children(ground) if _shown(child, here)]):
        if one is here or _takes_tab(one):
            yield one
        yield from stops(one, here)


def _children(ground: QWidget) -> Iterator[QWidget]:
    return (one for one in ground.children() if isinstance(one, QWidget) and not one.isWindow())


def _shown(one: QWidget, here: QWidget) -> bool:
    return one.isVisible() or one is here or one.isAncestorOf(here)


def _takes_tab(one: QWidget) -> bool:
    takes = one.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(takes) and one.isEnabled() and one.isVisible() and one.focusProxy() is None


def _placed(one: QWidget) -> Placed:
    box, parent = one.geometry(), one.parentWidget()
    left, right = box.left(), box.right()
    if parent is not None and one.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        left, right = parent.width() - right, parent.width() - left
    return Placed(one, (left, box.top()), (right, box.bottom()))


def _cut(placed: list[Placed], way: int, tried: bool = False) -> list[Placed]:
    """Return what is placed in reading order: cut between rows (`way` 1), each of them between columns (0).

    What cannot be cut either way lies over each other and is read from its upper leading corners.
    """
    if len(placed) < 2:
        return placed
    parts = _parts(placed, way)
    if len(parts) == 1:
        return sorted(placed, key=_corner) if tried else _cut(placed, 1 - way, tried=True)
    return [one for part in parts for one in _cut(part, 1 - way)]


def _parts(placed: list[Placed], way: int) -> list[list[Placed]]:
    """Return what is placed, split wherever a line across (`way` 1) or down (0) meets nothing."""
    parts: list[list[Placed]] = []
    end = 0
    for one in sorted(placed, key=lambda one: one.begins[way]):
        if not parts or one.begins[way] > end:
            parts.append([])
            end = one.ends[way]
        parts[-1].append(one)
        end = max(end, one.ends[way])
    return parts


def _corner(one: Placed) -> tuple[int, int]:
    return one.begins[1], one.begins[0]
