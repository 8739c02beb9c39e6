"""A person who uses only what they see: finds a control by its name, clicks it, and types."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QMenu,
    QScrollArea,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid
from ui.walk.doors import AnsweredDoor
from ui.walk.eyes import (
    cells_of,
    field_named,
    in_front,
    named,
    plain,
    said,
    scene,
    symbol_on,
    the_names,
    words_in,
    words_on,
)
from ui.walking import LEFT, Walker, bring_forward

from app.ui.language import words

Key = Qt.Key
NOTCH = 120


class Person:
    """Mouse and keys on what is visible and enabled; waits after each until the program has done it."""

    def __init__(self, walker: Walker, door: AnsweredDoor) -> None:
        self.walker, self.door = walker, door
        self._pictures, self._taken = os.environ.get("MASAR_PICTURES", ""), 0

    # Eyes -----------------------------------------------------------------------------------

    def sees(self, code: str, **params: object) -> bool:
        """Return whether a sentence or a control of that name stands in what is in front."""
        text = said(code, **params)
        return any(text in one for one in words_on()) or bool(named(text))

    def find(self, code: str, place: QWidget | None = None, nth: int = 0, **params: object) -> QWidget:
        """Return the control of a name. Fails with the names that are there when it is not."""
        text = said(code, **params)
        found = named(text, place)
        assert len(found) > nth, f"nothing is called {text!r} among {the_names(place)}"
        return found[nth]

    # Hands ----------------------------------------------------------------------------------

    def click(self, code: str, place: QWidget | None = None, nth: int = 0, **params: object) -> None:
        """Click the control of a name."""
        self.click_on(self.find(code, place, nth, **params))

    def click_on(self, widget: QWidget, point: QPoint | None = None) -> None:
        """Click a widget where it can be seen; it must be enabled and not covered."""
        assert widget.isEnabled(), f"{plain(widget.accessibleName())} is off"
        window = widget.window()
        if not window.isActiveWindow() and QApplication.activePopupWidget() is None:
            bring_forward(window, self.walker.bot)
        self._come_to(widget)
        at = point or _middle(widget)
        hit = window.childAt(widget.mapTo(window, at)) or window
        assert hit is widget or widget.isAncestorOf(hit), f"{widget} is covered by {hit}"
        width = window.width()
        QTest.mouseClick(hit, LEFT, pos=hit.mapFrom(window, widget.mapTo(window, at)))
        self.walker.settle()
        assert not isValid(window) or window.width() <= width, "the window became wider"

    def press(self, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key in what takes the keys now."""
        QTest.keyClick(self._keyboard(), key, keys)
        self.walker.settle()

    def move(self, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key that only moves or selects: nothing has to be waited for."""
        QTest.keyClick(self._keyboard(), key, keys)

    def type(self, text: str) -> None:
        """Type letters where the focus is."""
        self.walker.type(self._focused(), text)

    def fill(
        self, code: str, text: str, place: QWidget | None = None, nth: int = 0, **params: object
    ) -> None:
        """Click a field, type over what stands in it, and leave it by Tab."""
        self.click_on(self._field(code, place, nth, **params))
        self.type_over(text)
        self.press(Key.Key_Tab)

    def type_over(self, text: str) -> None:
        """Type over what stands in the field that has the focus."""
        self.move(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.type(text)

    def choose(self, code: str, option: str, place: QWidget | None = None, nth: int = 0) -> None:
        """Open a list by a click and go down to an option with the keys."""
        combo = self._field(code, place, nth)
        assert isinstance(combo, QComboBox), combo
        if combo.isEditable():
            self._choose_by_typing(combo, said(option))
            return
        texts = [plain(combo.itemText(place)) for place in range(combo.count())]
        assert said(option) in texts, f"{said(option)!r} is not among {texts}"
        self.click_on(combo)
        self.move(Key.Key_Home)
        for _ in range(texts.index(said(option))):
            self.move(Key.Key_Down)
        self.press(Key.Key_Return)

    def choose_first(self, code: str) -> None:
        """Choose the first of a list, whatever it is."""
        combo = self._field(code, None, 0)
        assert isinstance(combo, QComboBox), combo
        first = next(text for text in map(combo.itemText, range(combo.count())) if len(text) > 1)
        # As people type: the code before the name, without its marks of direction.
        self.choose(code, plain(first).split()[0] if combo.isEditable() else first)

    def tick(self, code: str, *options: str) -> None:
        """Click chips of the field of a title."""
        for option in options:
            self.click(option, field_named(said(code)))

    def row(self, text: str, place: QWidget | None = None) -> None:
        """Click a row of a list by a text that stands in it."""
        wanted = said(text)
        for view in (place or in_front()).findChildren(QAbstractItemView):
            lines = [index for index in cells_of(view) if view.isVisible() and words_in(index) == wanted]
            if lines:
                view.scrollTo(lines[0])
                self.click_on(view.viewport(), view.visualRect(lines[0]).center())
                return
        raise AssertionError(f"no row says {said(text)!r}")

    def entry(self, option: str) -> None:
        """Click an entry of the menu that stands open."""
        self.walker.bot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        action = next(one for one in menu.actions() if plain(one.text()) == said(option))
        assert action.isEnabled()
        QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())
        self.walker.settle()

    def move_a_symbol(self) -> None:
        """Drag a symbol of the picture towards its middle and let it go there."""
        view = scene()
        start, middle = symbol_on(view), view.rect().center()
        way = QPoint(60 if start.x() < middle.x() else -60, 40 if start.y() < middle.y() else -40)
        self.walker.drag(view, start, way)

    def move_the_map(self) -> None:
        """Drag the map sideways."""
        view = scene()
        self.walker.drag(view, QPoint(8, view.height() // 2), QPoint(60, 0))

    def search(self, text: str, found: str) -> None:
        """Click the search for everything, type, and click what it finds."""
        self.click_on(self.walker.frame.header.search)
        self.type(text)
        found = said(found)
        self.walker.bot.waitUntil(lambda: found in words_on())
        self.row(found)

    def take_the_first_offered(self) -> None:
        """Click the first name of the list that came up while typing."""
        (offered,) = [one for one in in_front().findChildren(QListWidget) if one.isVisible()]
        self.click_on(offered.viewport(), offered.visualItemRect(offered.item(0)).center())

    def undo(self) -> None:
        """Take the last thing back."""
        self.click("frame.undo")

    def page(self, code: str) -> None:
        """Click a page of the rail."""
        self.click(f"frame.page.{code}", self.walker.frame.rail)

    def picture(self, name: str) -> None:
        """Save a picture of what is in front, if the walk is to be recorded."""
        if self._pictures:
            self._taken += 1
            folder = Path(self._pictures) / words().language
            folder.mkdir(parents=True, exist_ok=True)
            in_front().grab().save(str(folder / f"{self._taken:03d}-{name}.png"))

    def come_to_the_front(self) -> None:
        """Make the window the active one, as a window manager does."""
        bring_forward(in_front(), self.walker.bot)

    # Helpers of the hands -------------------------------------------------------------------

    def _field(self, code: str, place: QWidget | None, nth: int, **params: object) -> QWidget:
        text = said(code, **params)
        found = [one for one in named(text, place) if isinstance(one, QLineEdit | QTextEdit | QComboBox)]
        assert len(found) > nth, f"no field is called {text!r} among {the_names(place)}"
        return found[nth]

    def _choose_by_typing(self, combo: QComboBox, option: str) -> None:
        self.click_on(combo, QPoint(combo.width() // 2, combo.height() // 2))
        self.move(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.type(option)
        self.walker.settle()
        popup = QApplication.activePopupWidget()
        if popup is not None:
            self.move(Key.Key_Down)
        self.press(Key.Key_Return)

    def _focused(self) -> QWidget:
        focused = QApplication.focusWidget()
        if focused is None:
            self.come_to_the_front()
            focused = QApplication.focusWidget()
        assert focused is not None
        return focused

    def _keyboard(self) -> QWidget:
        popup = QApplication.activePopupWidget()
        return self._focused() if popup is None else popup.focusWidget() or popup

    def _come_to(self, widget: QWidget) -> None:
        """Turn the wheel over each scrolled part until the widget can be seen."""
        outer = widget.parentWidget()
        while outer is not None:
            if isinstance(outer, QScrollArea):
                self._scroll(outer, widget)
            outer = outer.parentWidget()
        assert not widget.visibleRegion().isEmpty(), f"{plain(widget.accessibleName())} cannot be seen"

    def _scroll(self, area: QScrollArea, widget: QWidget) -> None:
        port = area.viewport()
        for _ in range(200):
            top = widget.mapTo(port, QPoint(0, 0)).y()
            low = top + min(widget.height(), port.height() - 8)
            if top >= 0 and low <= port.height():
                return
            before = area.verticalScrollBar().value()
            _turn(port, NOTCH if top < 0 else -NOTCH)
            if area.verticalScrollBar().value() == before:
                return


def _middle(widget: QWidget) -> QPoint:
    """Return the middle of what is seen of a widget; of a box to tick, the box."""
    seen = widget.visibleRegion().boundingRect()
    if isinstance(widget, QCheckBox):
        mirrored = widget.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return QPoint(seen.right() - 9 if mirrored else 9, seen.center().y())
    return seen.center()


def _turn(port: QWidget, notches: int) -> None:
    at = QPointF(port.rect().center())
    event = QWheelEvent(
        *(at, port.mapToGlobal(at), QPoint(), QPoint(0, notches)),
        *(Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False),
    )
    QApplication.sendEvent(port, event)
