"""Segmented tabs: a few views of one thing, one of them chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from app.ui.kit.button import Button
from app.ui.kit.faces import faces
from app.ui.kit.text import set_look

PADDING, LEAST_PADDING = 34, 16


class Segment(Button):
    """One of the joined buttons. `focused` tells that it got the focus."""

    focused = Signal()

    def sizeHint(self) -> QSize:
        """Return room for the text in bold, as it is when chosen, so that nothing moves or is cut then."""
        return QSize(self._bold_width() + PADDING, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._bold_width() + LEAST_PADDING, super().minimumSizeHint().height())

    def _bold_width(self) -> int:
        # Laying out a page asks for it some thirty times.
        self.ensurePolished()
        return faces(self.font()).bold.width(self.text())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()


class SegmentedTabs(QWidget):
    """A row of joined buttons; `chosen` carries the key of the one that was picked."""

    chosen = Signal(str)

    def __init__(self, tabs: Sequence[tuple[str, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._group.buttonToggled.connect(self._toggled)
        self._buttons: dict[str, Button] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self.set_tabs(tabs)

    def set_tabs(self, tabs: Sequence[tuple[str, str]]) -> None:
        """Show tabs given as (key, text); the same keys in the same order only get new texts."""
        if [key for key, _ in tabs] == list(self._buttons):
            for key, text in tabs:
                self._buttons[key].setText(text)
            return
        self._rebuild(tabs)

    def current(self) -> str:
        """Return the key of the chosen tab, "" when there is none."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def current_text(self) -> str:
        """Return the text of the chosen tab, "" when there is none."""
        return next((button.text() for button in self._buttons.values() if button.isChecked()), "")

    def choose(self, key: str) -> None:
        """Show a tab as chosen and tell it through `chosen` if it was not already."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)

    def button(self, key: str) -> Button:
        """Return the button of a tab."""
        return self._buttons[key]

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._place()
        super().changeEvent(event)

    def _rebuild(self, tabs: Sequence[tuple[str, str]]) -> None:
        for button in self._buttons.values():
            self._group.removeButton(button)
            button.deleteLater()
        self._buttons = {key: self._segment(text) for key, text in tabs}
        if tabs:
            with QSignalBlocker(self._group):
                self._buttons[tabs[0][0]].setChecked(True)
        self._keep_in_tab_order()
        self._place()

    def _segment(self, text: str) -> Button:
        made = Segment("", "segment")
        made.focused.connect(self._keep_in_tab_order)
        made.setText(text)
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        made.setCheckable(True)
        self._group.addButton(made)
        self._row.addWidget(made)
        return made

    def _place(self) -> None:
        buttons = list(self._buttons.values())
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            buttons.reverse()
        for number, button in enumerate(buttons):
            ends = {0: "first", len(buttons) - 1: "last"}
            place = "only" if len(buttons) == 1 else ends.get(number, "middle")
            set_look(button, "place", place)

    def _keep_in_tab_order(self) -> None:
        # Qt leaves only the chosen button of a group in the Tab order, as one is chosen and as one gets the
        # focus; here each can be reached by Tab.
        for one in self._buttons.values():
            one.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _toggled(self, button: Button, on: bool) -> None:
        if on:
            self._keep_in_tab_order()
            self.chosen.emit(next(key for key, one in self._buttons.items() if one is button))
