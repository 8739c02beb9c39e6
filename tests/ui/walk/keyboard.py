"""A person without a mouse: goes on by Tab to what they want, and presses Space or Enter."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QComboBox, QMenu, QWidget
from shiboken6 import isValid
from ui.walk.eyes import cells_of, in_front, plain, said, scene, words_in, words_on
from ui.walk.person import Key, Person
from ui.walking import bring_forward

from app.ui.kit.link import TextLink
from app.ui.kit.panel import SidePanel
from app.ui.kit.reading_order import stops
from app.ui.kit.step_list import StepItem
from app.ui.pages.meetings_agenda import AgendaButton
from app.ui.quick_jump import QuickJump

MOST_TABS = 60
"""Nothing on a page is further away than so many presses of Tab, or of Shift+Tab."""


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
        if isinstance(widget, AgendaButton):
            self._go_to_one_of_many(widget)
            return
        self._tab_to(lambda: widget)
        self.walker.settle()
        self._can_be_seen(widget)
        if isinstance(widget, QAbstractButton | TextLink) or _has_list(widget):
            self.press(Key.Key_Space)
            _removes_nothing_next(widget)
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

    def entry(self, option: str) -> None:
        """Go down the menu that stands open to an entry, and press Enter."""
        self.walker.bot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        wanted = next(one for one in menu.actions() if plain(one.text()) == said(option))
        assert wanted.isEnabled()
        for _ in menu.actions():
            if menu.activeAction() is wanted:
                break
            self.move(Key.Key_Down)
        assert menu.activeAction() is wanted
        self.press(Key.Key_Return)

    def move_a_symbol(self) -> None:
        """Go to the picture by Tab, choose a symbol and move it with the arrows."""
        view = scene()
        self.click_on(view)
        self.press(Key.Key_PageDown)
        for _ in range(3):
            self.move(Key.Key_Up)
            self.move(Key.Key_Left)
        self.press(Key.Key_Return)

    def move_the_map(self) -> None:
        """Go to the map by Tab and move it with Shift and an arrow."""
        self.click_on(scene())
        self.press(Key.Key_Right)

    def search(self, text: str, found: str) -> None:
        """Open the search for everything with its keys, type, go down to what it finds and press Enter."""
        self.press(Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        self.type(text)
        found = said(found)
        self.walker.bot.waitUntil(lambda: found in words_on())
        (view,) = in_front().findChildren(QAbstractItemView)
        for _ in range(view.model().rowCount()):
            if words_in(view.currentIndex()) == found:
                break
            self.move(Key.Key_Down)
        assert words_in(view.currentIndex()) == found
        self.press(Key.Key_Return)

    def take_the_first_offered(self) -> None:
        """Press Enter: the first name of the list that came up while typing is chosen already."""
        self.press(Key.Key_Return)

    def undo(self) -> None:
        """Take the last thing back."""
        self.press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    def page(self, code: str) -> None:
        """Open a page through the search for everything."""
        self.press(Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        self.row(f"frame.page.{code}")

    def _go_to_step(self, wanted: StepItem) -> None:
        """Go to the list of steps by Tab, and up or down in it with the arrows."""
        items = [one for one in in_front().findChildren(StepItem) if one.isVisible()]
        here = next(one for one in items if one.isChecked())
        self._tab_to(lambda: here)
        way = wanted.step.number - here.step.number
        for _ in range(abs(way)):
            self.press(Key.Key_Down if way > 0 else Key.Key_Up)

    def _go_to_one_of_many(self, wanted: QAbstractButton) -> None:
        """Go by Tab into a column of buttons, up or down to the wanted one, and press it."""
        column = sorted(wanted.group().buttons(), key=lambda one: one.mapTo(one.window(), QPoint(0, 0)).y())
        self._tab_to(lambda: next((one for one in column if one.hasFocus()), wanted))
        way = column.index(wanted) - next(number for number, one in enumerate(column) if one.hasFocus())
        for _ in range(abs(way)):
            self.move(Key.Key_Down if way > 0 else Key.Key_Up)
        assert wanted.hasFocus()
        self.press(Key.Key_Space)

    def _go_down(self, view: QAbstractItemView, line: int) -> None:
        self._tab_to(lambda: view)
        self.move(Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
        for _ in range(view.model().rowCount()):
            if view.currentIndex().row() >= line:
                break
            self.move(Key.Key_Down)
        assert view.currentIndex().row() == line
        self.press(Key.Key_Return)

    def _tab_to(self, wanted: Callable[[], QWidget]) -> None:
        """Press Tab, or Shift+Tab when what is wanted stands before where the focus is; into a panel, F6."""
        if _in_a_panel(wanted()) and not _in_a_panel(in_front().focusWidget()):
            self.move(Key.Key_F6)
        key = Key.Key_Backtab if _stands_before(wanted(), in_front().focusWidget()) else Key.Key_Tab
        for _ in range(MOST_TABS):
            here, there = QApplication.focusWidget(), wanted()
            if here is None:
                self.come_to_the_front()
            elif here is there or there.isAncestorOf(here):
                return
            self.move(key)
        raise AssertionError(f"{plain(wanted().accessibleName())} is further than {MOST_TABS} Tabs")

    def _can_be_seen(self, widget: QWidget) -> None:
        assert not widget.visibleRegion().isEmpty(), (
            f"{plain(widget.accessibleName())} is not scrolled into view"
        )


def _has_list(widget: QWidget) -> bool:
    return isinstance(widget, QComboBox) and not widget.isEditable()


def _removes_nothing_next(pressed: QWidget) -> None:
    """See that what was pressed did not hand the focus on to a button that removes: Space would press it."""
    now = QApplication.focusWidget()
    assert now is None or now is pressed or now.property("kind") != "danger", plain(now.accessibleName())


def _in_a_panel(widget: QWidget | None) -> bool:
    outer = widget
    while outer is not None and not isinstance(outer, SidePanel):
        outer = outer.parentWidget()
    return outer is not None


def _stands_before(wanted: QWidget, here: QWidget | None) -> bool:
    order = list(stops(wanted.window(), here or wanted.window()))
    places = {id(one): number for number, one in enumerate(order)}
    inside = next((places[id(one)] for one in order if one is wanted or wanted.isAncestorOf(one)), -1)
    return -1 < inside < places.get(id(here), -1)
