"""The stack of pages, each made when it is first shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.ui.kit.front import FrontStack
from app.ui.page import Page
from app.ui.pages import PAGES, PageEntry
from app.ui.session import Session

MakePage = Callable[[Session], Page]
MOST, LEAST = QSize(960, 640), 530


class PageStack(FrontStack):
    """`shown` carries the id of the page that came to the front."""

    shown = Signal(str)

    def __init__(
        self, session: Session, entries: Sequence[PageEntry] = PAGES, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._entries = {entry.id: entry for entry in entries}
        self._made: dict[str, Page] = {}
        self.current_id = ""

    def bring(self, page_id: str) -> Page:
        """Bring a page to the front, making it when need be, and return it. Unknown ids bring the first."""
        key = page_id if page_id in self._entries else next(iter(self._entries))
        if self.current_id and self.current_id != key:
            self._made[self.current_id].commit_typing()
        page = self._made.get(key) or self._make(key)
        self.current_id = key
        self.setCurrentWidget(page)
        self.shown.emit(key)
        return page

    def minimumSizeHint(self) -> QSize:
        """Return what the page in front needs, never more than a projector has: no page widens the window."""
        return super().minimumSizeHint().boundedTo(MOST)

    def made(self) -> dict[str, Page]:
        """Return the pages that exist so far, by id."""
        return dict(self._made)

    def _make(self, key: str) -> Page:
        page = load_factory(self._entries[key].factory)(self._session)
        self._session.operations.changed.connect(page.take_change)
        self._made[key] = page
        self.addWidget(page)
        page.retranslate()
        return page


class StackGround(QWidget):
    """What a stack of pages lies on inside a scroll area: as large as that, never smaller than pages need.

    Without a layout, by which a scroll area would go for the height that texts would like at a width.
    """

    def __init__(self, stack: PageStack) -> None:
        super().__init__()
        self._stack = stack
        stack.setParent(self)

    def minimumSizeHint(self) -> QSize:
        """Return what the page in front needs; lower than `LEAST` maps and panels could not be read."""
        return self._stack.minimumSizeHint().expandedTo(QSize(0, LEAST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._stack.setGeometry(self.rect())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)


def load_factory(path: str) -> MakePage:
    """Return what "module:name" names."""
    module, name = path.split(":")
    found: MakePage = getattr(import_module(module), name)
    return found
