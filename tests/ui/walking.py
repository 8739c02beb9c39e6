"""A person at the window: opens pages, types, chooses, clicks, and waits until all is kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.services.desk import Desk
from app.ui.frame import Frame
from app.ui.kit.field import FieldEditor
from app.ui.kit.form import Form
from app.ui.pictures import Quiet
from app.ui.program import Program

LEFT = Qt.MouseButton.LeftButton


def bring_forward(window: QWidget, bot: QtBot) -> None:
    """Make a window the active one. A window that is still closing may take that away: ask again."""

    def in_front() -> bool:
        window.activateWindow()
        return window.isActiveWindow()

    bot.waitUntil(in_front)


@cache
def _touch_screen() -> QPointingDevice:
    return QTest.createTouchDevice()


def drag_by_touch(target: QWidget, start: QPoint, way: QPoint) -> None:
    """Put a finger down on a widget, move it and lift it."""
    window = target.window()
    for share, act in ((0.0, "press"), (0.5, "move"), (1.0, "move"), (1.0, "release")):
        touch = QTest.touchEvent(window, _touch_screen())
        getattr(touch, act)(0, target.mapTo(window, start + way * share), window)
        touch.commit()


class Walker:
    """Does in the program's windows what a person does with mouse and keys."""

    def __init__(self, program: Program, bot: QtBot) -> None:
        self.program, self.bot = program, bot
        self.crashed: list[BaseException] = []
        self.refused: list[Any] = []
        program.operations.crashed.connect(self.crashed.append)
        program.operations.refused.connect(self.refused.append)

    @property
    def frame(self) -> Frame:
        assert self.program.desk_window is not None
        return self.program.desk_window.frame

    @property
    def desk(self) -> Desk:
        assert self.program.desk_window is not None
        return self.program.desk_window.desk

    def settle(self) -> None:
        """Wait until nothing is under way and everything read is on the page."""
        Quiet(self.program.operations).wait()
        assert (self.crashed, self.refused) == ([], [])

    def page(self, page_id: str) -> Any:
        """Click a page of the rail and return it, filled."""
        self.bot.mouseClick(self.frame.rail.items[page_id], LEFT)
        self.settle()
        return self.frame.stack.made()[page_id]

    def click(self, button: QWidget) -> None:
        """Click a button that can be seen and used."""
        assert button.isVisible(), button
        assert button.isEnabled(), button
        self.bot.mouseClick(button, LEFT)
        self.settle()

    def press(self, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        focused = QApplication.focusWidget()
        assert focused is not None
        self.bot.keyClick(focused, key, keys)
        self.settle()

    def reach(self, wanted: Callable[[], QWidget], most: int = 260) -> None:
        """Press Tab until the focus is on a widget, or on the input that stands for it."""
        for _ in range(most):
            if QApplication.focusWidget() is None:
                self.come_to_the_front()
            here = QApplication.focusWidget()
            if here is not None and (here is wanted() or wanted().isAncestorOf(here)):
                return
            self.bot.keyClick(here or self.frame, Qt.Key.Key_Tab)
        raise AssertionError(f"{wanted()} cannot be reached")

    def type(self, widget: QWidget, text: str) -> None:
        """Type letters of any script; QTest's own typing knows only ASCII."""
        for letter in text:
            for sort in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(widget, QKeyEvent(sort, 0, Qt.KeyboardModifier.NoModifier, letter))

    def type_line(self, line: Any, text: str) -> None:
        """Type over what stands in a line, and press Enter."""
        line.selectAll()
        self.type(line, text)
        self.bot.keyClick(line, Qt.Key.Key_Return)

    def write(self, form: Form | FieldEditor, name: str, text: str) -> None:
        """Type a field's text, whatever its sort, and keep it."""
        field = form.fields[name] if isinstance(form, Form) else form
        if hasattr(field.control, "line"):
            self.type_line(field.control.line, text)
        else:
            field.control.main().setPlainText(text)  # type: ignore[attr-defined]
            self.bot.keyClick(field.control.main(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self.settle()

    def pick(self, form: Form, name: str, value: object) -> None:
        """Choose a value of a field that offers some."""
        control = form.fields[name].control
        control.show_value(value)  # type: ignore[arg-type]
        control.finished.emit()
        self.settle()

    def pick_by_typing(self, control: Any, part: str) -> None:
        """Type part of a name into a field with a list and take the first that is offered."""
        line = control.combo.lineEdit()
        line.setText(part)
        completer = control.combo.completer()
        completer.setCompletionPrefix(part)
        line.setText(completer.currentCompletion())
        self.bot.keyClick(line, Qt.Key.Key_Return)

    def jump(self, part: str) -> None:
        """Type into the list that has just opened and press Enter."""
        dialog = self.dialog()
        self.type(dialog.line, part)
        self.bot.keyClick(dialog.line, Qt.Key.Key_Return)
        self.settle()

    def dialog(self) -> Any:
        """Return the dialog that stands open."""
        shown = [
            one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()
        ]
        assert len(shown) == 1, shown
        return shown[0]

    def come_to_the_front(self) -> None:
        """Make the window the active one again, as a window manager does after a dialog has closed."""
        bring_forward(self.frame, self.bot)

    def agree(self) -> None:
        """Press the primary button of the dialog that stands open."""
        self.click(self.dialog().go)

    def menu(self, button: QWidget, text: str) -> None:
        """Click a button and choose from the menu that opens."""
        self.bot.mouseClick(button, LEFT)
        self.bot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        action = next(one for one in menu.actions() if one.text() == text)
        menu.close()
        action.trigger()
        self.settle()

    def drag(self, view: Any, start: QPoint, way: QPoint) -> None:
        """Press on a point of a view, go another way with the mouse, and let go."""
        target = view.viewport()
        self.bot.mousePress(target, LEFT, pos=start)
        self.bot.mouseMove(target, start + way / 2)
        self.bot.mouseMove(target, start + way)
        self.bot.mouseRelease(target, LEFT, pos=start + way)
        self.settle()
