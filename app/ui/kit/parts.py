"""F6 goes from a page's list to the panel that is open beside it, and back, without the Tabs in between."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QWidget

from app.ui.kit.panel import SidePanel
from app.ui.kit.reading_order import stops


def go_to_next_part(page: QWidget) -> bool:
    """Give the focus to the next part of a page, and return whether there is one that takes it.

    The parts are what stands outside of panels, at its list if it has one, and each open panel, at its first
    field.
    """
    focused: QWidget | None = page.window().focusWidget()
    panels = [one for one in page.findChildren(SidePanel) if one.isVisible()]
    inside = next((number for number, one in enumerate(panels, 1) if focused in set(stops(one, one))), 0)
    heads = [_outside(page, panels), *(_first_field(one) for one in panels)]
    wanted = heads[(inside + 1) % len(heads)]
    if wanted is not None:
        wanted.setFocus(Qt.FocusReason.TabFocusReason)
    return wanted is not None


def _outside(page: QWidget, panels: list[SidePanel]) -> QWidget | None:
    found = [one for one in stops(page, page) if not any(panel.isAncestorOf(one) for panel in panels)]
    return next((one for one in found if isinstance(one, QAbstractItemView)), found[0] if found else None)


def _first_field(panel: SidePanel) -> QWidget | None:
    found = [one for one in stops(panel, panel) if one is not panel.close_button]
    return next(iter(found), panel.close_button)
