"""What every page is: it reads a view, shows it, says it again in another language, goes to a place."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import QEvent, QTimerEvent
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.kit.header import PageHeader
from app.ui.kit.panel import Ground
from app.ui.kit.text import GAP, PAGE_MARGIN
from app.ui.places import Place
from app.ui.session import Session
from app.ui.weak import weakly

PATIENCE = 150
"""Milliseconds for which a page that is opened shows nothing rather than itself without its records."""


class Page(Ground):
    """A page of the frame. Subclasses lay out in `__init__`, and override the six methods below it.

    `concerns` names the kinds whose change makes the page read again; an empty set means every kind.
    `header` is on top already; content goes into `content`.
    """

    concerns: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.session = session
        self.header = PageHeader()
        self.content = QVBoxLayout(self)
        self.content.setContentsMargins(PAGE_MARGIN, 16, PAGE_MARGIN, PAGE_MARGIN - 6)
        self.content.setSpacing(GAP)
        self.content.addWidget(self.header)
        self._view: Any = None
        self._stale = True
        # What is painted before anything was read would be painted for nothing.
        self.setUpdatesEnabled(False)

    def read(self, desk: Any) -> Any:
        """Return the page's view from a desk. Runs on the reading worker: touch no widget here."""
        return None

    def show_view(self, view: Any) -> None:
        """Show a view that `read` returned."""

    def retranslate(self) -> None:
        """Say all fixed texts of the page in the language in force."""

    def go_to(self, place: Place) -> None:
        """Show the record or the view that a place names."""

    def go_to_start(self) -> None:
        """Leave what is open for what the page begins with: its name was clicked while it was in front."""

    def commit_typing(self) -> None:
        """Keep what is being typed, before the page is left."""

    def reload(self) -> None:
        """Read again, and show what was read."""
        self._stale = False
        self.session.read(self.read, weakly(self.take_view))

    def take_view(self, view: Any) -> None:
        """Remember a view and show it."""
        self._view = view
        self.show_view(view)
        self.setUpdatesEnabled(True)

    def take_change(self, kinds: object, ids: object) -> None:
        """Read again when records the page shows have changed; hidden pages wait until they are seen."""
        touched = kinds if isinstance(kinds, frozenset) else frozenset()
        if self.concerns and touched and not self.concerns & touched:
            return
        if self.isVisible():
            self.reload()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.reload()
        if not self.updatesEnabled():
            self.startTimer(PATIENCE)

    def timerEvent(self, event: QTimerEvent) -> None:
        self.killTimer(event.timerId())
        self.setUpdatesEnabled(True)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_stale"):
            self.retranslate()
            if self._view is not None:
                self.show_view(self._view)
        super().changeEvent(event)
