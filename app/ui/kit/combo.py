"""The list to choose from that the kit uses everywhere; what is typed finds what is seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import (
    QElapsedTimer,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSignalBlocker,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QCompleter,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
)

from app.models.folding import fold

FOLDED = Qt.ItemDataRole.UserRole + 7
_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class TypedLetters:
    """Letters typed in a list soon after one another lead to the entry that begins with them.

    Qt compares with all signs of an entry; people see no marks of direction and type none.
    """

    def __init__(self) -> None:
        self._letters, self._clock = "", QElapsedTimer()

    def row(self, typed: str, texts: Iterable[str], here: int) -> int:
        """Return the row that letters lead to from the row `here`, -1 for none; one letter again goes on."""
        pause = QApplication.styleHints().keyboardInputInterval()
        goes_on = self._clock.isValid() and not self._clock.hasExpired(pause)
        self._letters = self._letters + typed if goes_on else typed
        self._clock.start()
        wanted = fold(self._letters)
        if not wanted:
            return -1
        again = len(set(wanted)) == 1
        wanted = wanted[0] if again else wanted
        found = [row for row, text in enumerate(texts) if fold(text).startswith(wanted)]
        return next((row for row in found if row >= here + again), next(iter(found), -1))


class Combo(QComboBox):
    """A combo box that the wheel changes only while it has the focus; a long entry ends in …"""

    def __init__(self) -> None:
        super().__init__()
        self._letters = TypedLetters()
        self._watched = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(60)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.isEditable():
            super().paintEvent(event)
            return
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self).width() - 4
        shown = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)
        option.currentText = shown
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.isEditable() or event.key() == Qt.Key.Key_Space or not _types(event):
            super().keyPressEvent(event)
            return
        row = self._row(event, self.currentIndex())
        if row not in (-1, self.currentIndex()):
            self.setCurrentIndex(row)
            self.activated.emit(row)

    def showPopup(self) -> None:
        if not self._watched:
            self._watched = True
            self.view().installEventFilter(self)
        super().showPopup()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or not _types(event):
            return super().eventFilter(watched, event)
        row = self._row(event, self.view().currentIndex().row())
        if row >= 0:
            self.view().setCurrentIndex(self.model().index(row, self.modelColumn()))
        return True

    def _row(self, event: QKeyEvent, here: int) -> int:
        return self._letters.row(event.text(), map(self.itemText, range(self.count())), here)


class FoldedCompleter(QCompleter):
    """Offers the entries of a combo box in which what is typed stands, both folded: Ba'aj, Baaj and baaj.

    `finding` holds, by an entry's value, further folded texts that it is found by.
    """

    def __init__(self, combo: QComboBox, finding: Mapping[str, str]) -> None:
        super().__init__(combo.model(), combo)
        self._combo, self._finding = combo, finding
        self.setCompletionRole(FOLDED)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)

    def splitPath(self, path: str) -> list[str]:
        self._fold()
        return [fold(path)]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        return str(index.data(Qt.ItemDataRole.DisplayRole) or "")

    def rows(self, typed: str) -> list[int]:
        """Return the rows of the entries in which something stands."""
        self._fold()
        texts = (str(self._combo.itemData(row, FOLDED) or "") for row in range(self._combo.count()))
        return [row for row, text in enumerate(texts) if fold(typed) in text]

    def _fold(self) -> None:
        """Fold entries that nothing was looked for in yet: most lists of a page are never typed into."""
        combo = self._combo
        if combo.itemData(combo.count() - 1, FOLDED) is not None:
            return
        with QSignalBlocker(combo.model()):
            for row in range(combo.count()):
                further = self._finding.get(str(combo.itemData(row) or ""), "")
                combo.setItemData(row, f"{further} {fold(combo.itemText(row))}".strip(), FOLDED)


def _types(event: QKeyEvent) -> bool:
    return bool(event.text()) and event.text().isprintable() and not event.modifiers() & _COMMANDS
