"""What a list is called that has no name of its own: the card, or the page and the tab, that it stands on."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.ui.kit.card import Card
from app.ui.kit.header import PageHeader
from app.ui.kit.tabs import SegmentedTabs


def place_name(widget: QWidget) -> str:
    """Return the title of the nearest card around a widget that has one, else of its page and tab."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, Card) and around.accessibleName():
            return around.accessibleName()
        header = next((one for one in around.children() if isinstance(one, PageHeader)), None)
        if header is not None:
            return _page_and_tab(around, header)
        around = around.parentWidget()
    return ""


def _page_and_tab(page: QWidget, header: PageHeader) -> str:
    tabs = [one.current_text() for one in page.findChildren(SegmentedTabs) if one.isVisible()]
    return " · ".join(part for part in (header.title.text(), *tabs[:1]) if part)
