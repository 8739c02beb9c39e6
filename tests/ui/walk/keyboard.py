"""A person without a mouse: goes on by Tab to what they want, and presses Space or Enter."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QWidget
from shiboken6 import isValid
from ui.walk.eyes import cells_of, in_front, plain, said, words_in
from ui.walk.person import Key, Person
from ui.walking import bring_forward

from app.ui.kit.link import TextLink
from app.ui.kit.step_list import StepItem
from app.ui.quick_jump import QuickJump

MOST_TABS = 400


class PersonWithKeys(Person):
    """Does with keys what a person with a mouse does by clicks."""

    def click_on(self, widget: QWidget, point: QPoint | None = None) -> None:
        """Go to a widget by Tab; press it if it is something to press."""
        assert widget.isEnabled(), f"{plain(widget.accessibleName())} is off"
        window = widget.window()
        width = window.width()
        if not window.isActiveWindow():
            bring_forward(window, self.walker.bot)
        if isinstance(widget, StepItem):
            self._go_to_step(widget)
            return
        if isinstance(widget, QAbstractButton) and _one_of_many(widget):
            self._go_to_one_of_many(widget)
            return
        self.walker.reach(lambda: widget, MOST_TABS)
        self.walker.settle()
        self._can_be_seen(widget)
        if isinstance(widget, QAbstractButton | TextLink) or _has_list(widget):
            self.press(Key.Key_Space)
        assert not isValid(window) or window.width() <= width, "the window became wider"

    def row(self, text: str, place: QWidget | None = None) -> None:
        """Go to a list by Tab and down to a row; in a list that was opened for choosing, type its name."""
        if isinstance(in_front(), QuickJump):
            self.type(said(text))
            self.walker.settle()
            self.press(Key.Key_Return)
            return
        for view in (place or in_front()).findChildren(QAbstractItemView):
            lines = [one.row() for one in cells_of(view) if view.isVisible() and words_in(one) == said(text)]
            if lines:
                self._go_down(view, lines[0])
                return
        raise AssertionError(f"no row says {said(text)!r}")

    def page(self, code: str) -> None:
        """Open a page through the search for everything."""
        self.press(Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        self.row(f"frame.page.{code}")

    def _go_to_step(self, wanted: StepItem) -> None:
        """Go to the list of steps by Tab, and up or down in it with the arrows."""
        items = [one for one in in_front().findChildren(StepItem) if one.isVisible()]
        here = next(one for one in items if one.isChecked())
        self.walker.reach(lambda: here, MOST_TABS)
        way = wanted.step.number - here.step.number
        for _ in range(abs(way)):
            self.press(Key.Key_Down if way > 0 else Key.Key_Up)

    def _go_to_one_of_many(self, wanted: QAbstractButton) -> None:
        """Go by Tab to the one that is chosen of a column of buttons, and up or down from it."""
        column = sorted(wanted.group().buttons(), key=lambda one: one.mapTo(one.window(), QPoint(0, 0)).y())
        here = next(one for one in column if not _one_of_many(one))
        self.walker.reach(lambda: here, MOST_TABS)
        way = column.index(wanted) - column.index(here)
        for _ in range(abs(way)):
            self.press(Key.Key_Down if way > 0 else Key.Key_Up)

    def _go_down(self, view: QAbstractItemView, line: int) -> None:
        self.walker.reach(lambda: view, MOST_TABS)
        self.move(Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
        for _ in range(view.model().rowCount()):
            if view.currentIndex().row() >= line:
                break
            self.move(Key.Key_Down)
        assert view.currentIndex().row() == line
        self.press(Key.Key_Return)

    def _can_be_seen(self, widget: QWidget) -> None:
        assert not widget.visibleRegion().isEmpty(), (
            f"{plain(widget.accessibleName())} is not scrolled into view"
        )


def _has_list(widget: QWidget) -> bool:
    return isinstance(widget, QComboBox) and not widget.isEditable()


def _one_of_many(button: QAbstractButton) -> bool:
    """Return whether Tab passes a button by: of a group of which one is chosen it stops at that one."""
    return button.group() is not None and not button.focusPolicy() & Qt.FocusPolicy.TabFocus
