"""The head of a page: title, a quiet sentence, and the page's actions with one primary."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.kit.button import Button
from app.ui.kit.flow import flowing
from app.ui.kit.text import ElidedLabel, TitleLabel
from app.ui.language import words

GAP = 12


class PageHeader(QWidget):
    """Title and sentence at the leading side, buttons at the trailing side.

    Where the sentence has no room beside them it stands beneath, whole; where the buttons have none, they
    stand there, and it beside the title if it can.
    """

    def __init__(self, title: str = "", quiet: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.quiet = TitleLabel("title"), ElidedLabel("quiet")
        self.middle, self._actions = QHBoxLayout(), flowing(gap=8)
        self.middle.setSpacing(8)
        self._beside, self._beneath = QHBoxLayout(), QHBoxLayout()
        self._leading = QHBoxLayout()
        first = self._first = QHBoxLayout()
        first.setSpacing(GAP)
        self._beneath.setSpacing(GAP)
        self._beneath.addStretch(0)
        first.addLayout(self._leading)
        first.addWidget(self.title)
        first.addLayout(self.middle)
        first.addLayout(self._beside, 1)
        first.addStretch(0)
        first.addWidget(self._actions)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(2)
        whole.addLayout(first)
        whole.addLayout(self._beneath)
        self._put(self.quiet, self._beside)
        self.set_title(title, quiet)

    def set_title(self, title: str, quiet: str = "") -> None:
        """Show a title and a quiet sentence beside it."""
        self.title.setText(title)
        self.quiet.setText(quiet)
        # As with a button of the language: a tab that has none leaves what is below where it was.
        self.setMinimumHeight(38 if words().right_to_left else 34)
        self.setAccessibleName(title)
        if self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            self._settle()

    def add_leading(self, widget: QWidget) -> None:
        """Put a widget (the way back) before the title."""
        self._leading.addWidget(widget)

    def add_middle(self, widget: QWidget) -> None:
        """Put a widget (tabs, a chip) right after the title."""
        self.middle.addWidget(widget)

    def add_action(self, text: str, kind: str = "outlined", icon_name: str = "") -> Button:
        """Add a button at the trailing end and return it; the primary one comes last."""
        made = Button(text, kind, icon_name)
        self.add_trailing(made)
        return made

    def add_trailing(self, widget: QWidget) -> None:
        """Put a widget at the trailing end, after the buttons there are."""
        layout = self._actions.layout()
        if layout is not None:
            layout.addWidget(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def event(self, event: QEvent) -> bool:
        # A button that comes, goes or is named otherwise takes another width: there may be room or none.
        if event.type() == QEvent.Type.LayoutRequest and self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            self._settle()
        return super().event(event)

    def _settle(self) -> None:
        """Put the sentence and the buttons where they are whole: beside the title, else beneath."""
        parts = (self._leading, self.title, self.middle)
        left = self.width() - sum(part.sizeHint().width() + GAP for part in parts)
        self.quiet.ensurePolished()
        wanted = self.quiet.fontMetrics().horizontalAdvance(self.quiet.whole())
        buttons = self._actions.sizeHint().width() + GAP
        in_one_line = buttons <= left
        self._put(self._actions, self._first if in_one_line else self._beneath)
        needed = wanted + buttons if in_one_line else wanted
        self._put(self.quiet, self._beside if needed <= left else self._beneath)

    def _put(self, part: QWidget, place: QBoxLayout) -> None:
        if place.indexOf(part) >= 0:
            return
        for other in (self._first, self._beside, self._beneath):
            other.removeWidget(part)
        if part is self.quiet:
            place.insertWidget(0, part, 1)
        else:
            place.addWidget(part)
