"""A layout that sets widgets beside each other and breaks into lines, leading side first."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget


class FlowLayout(QLayout):
    """Lines of widgets with `gap` pixels between them.

    With `in_one` it asks for the width of a single line and breaks only where there is less.
    """

    def __init__(self, parent: QWidget | None = None, gap: int = 6, *, in_one: bool = False) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap, self._in_one = gap, in_one
        self._sizes: list[QSize | None] = []
        self._heights: dict[int, int] = {}
        self.setContentsMargins(QMargins(0, 0, 0, 0))

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self._heights = {}

    def invalidate(self) -> None:
        # Laying out asks for the same sizes many times over; Qt says when one of them may have changed.
        self._sizes, self._heights = [], {}
        super().invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        self._heights = {}
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._lay(QRect(0, 0, width, 0), moving=False)
        return self._heights[width]

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._lay(rect, moving=True)

    def sizeHint(self) -> QSize:
        shown = [size for _item, size in self._shown()]
        if not self._in_one or not shown:
            return self.minimumSize()
        width = sum(size.width() for size in shown) + self._gap * (len(shown) - 1)
        return QSize(width, max(size.height() for size in shown))

    def minimumSize(self) -> QSize:
        size = QSize()
        for item, _size in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def _shown(self) -> list[tuple[QLayoutItem, QSize]]:
        """Return what takes room, with the size it asks for."""
        if len(self._sizes) != len(self._items):
            self._sizes = [None if item.isEmpty() else item.sizeHint() for item in self._items]
        pairs = zip(self._items, self._sizes, strict=True)
        return [(item, size) for item, size in pairs if size is not None]

    def _lay(self, rect: QRect, moving: bool) -> int:
        y = 0
        for line in self._lines(rect.width()):
            x, high = 0, max(size.height() for _item, size in line)
            for item, size in line:
                if moving:
                    fitting = QSize(min(size.width(), rect.width()), size.height())
                    corner = self._corner(rect, x, y + (high - size.height()) // 2, fitting.width())
                    item.setGeometry(QRect(corner, fitting))
                x += size.width() + self._gap
            y += high + self._gap
        return max(0, y - self._gap)

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        taken = 0
        for item, size in self._shown():
            if not lines or taken + size.width() > width:
                lines.append([])
                taken = 0
            lines[-1].append((item, size))
            taken += size.width() + self._gap
        return lines

    def _corner(self, rect: QRect, x: int, y: int, width: int) -> QPoint:
        owner = self.parentWidget()
        if owner is not None and owner.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            return QPoint(rect.right() + 1 - x - width, rect.y() + y)
        return QPoint(rect.x() + x, rect.y() + y)


def flowing(*widgets: QWidget, gap: int = 6) -> QWidget:
    """Return a widget with these in one line, broken where there is no room for it."""
    made = QWidget()
    layout = FlowLayout(made, gap, in_one=True)
    for one in widgets:
        layout.addWidget(one)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)
    return made
