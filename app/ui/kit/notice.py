"""Things that say something without asking: the toast, and the banner over the pages."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.ui.kit.button import Button, icon_button
from app.ui.kit.free_place import free_place
from app.ui.kit.text import label, row

SHOWN_FOR = 5000
LOOK_AGAIN, FOOT = 250, 20


class Toast(QFrame):
    """A sentence at the foot of the window for five seconds, with at most one action (`Undo`).

    It stands where it covers nothing that can be pressed, and moves when the page beneath becomes another.
    """

    acted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("ground", "toast")
        self.sentence, self.action = label(), Button("", "toast")
        self.action.clicked.connect(self.acted)
        self.action.clicked.connect(self.hide)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(16, 9, 16, 9)
        whole.setSpacing(16)
        whole.addWidget(self.sentence)
        whole.addWidget(self.action)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_FOR)
        self._timer.timeout.connect(self.hide)
        self._again = QTimer(self)
        self._again.setInterval(LOOK_AGAIN)
        self._again.timeout.connect(self.place)
        self.hide()

    def say(self, sentence: str, action: str = "") -> None:
        """Show a sentence, and a button when `action` is not empty."""
        self.sentence.setText(sentence)
        self.action.setText(action)
        self.action.setVisible(bool(action))
        self.adjustSize()
        self.place()
        self.show()
        self.raise_()
        self._timer.start()
        self._again.start()

    def place(self) -> None:
        """Stand in the middle of the parent's foot, or near it where nothing is covered."""
        parent = self.parentWidget()
        if parent is not None:
            self.move(free_place(parent, self, self.size(), FOOT))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._again.stop()


class Banner(QFrame):
    """A line over the page that stays: the training example, a conflict, a refusal to be put right.

    With `wraps` a long sentence goes on in a second line instead of widening the window.
    """

    closed = Signal()
    acted = Signal()

    def __init__(
        self,
        sentence: str = "",
        closable: bool = False,
        parent: QWidget | None = None,
        *,
        wraps: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setProperty("ground", "banner")
        self.sentence = label(sentence, "attention", wrap=wraps)
        self.action, self.close_button = Button("", "link"), icon_button("x", "")
        self.action.hide()
        self.action.clicked.connect(self.acted)
        self.close_button.setVisible(closable)
        self.close_button.clicked.connect(self.hide)
        self.close_button.clicked.connect(self.closed)
        whole = row(self.sentence, self.action, 1, self.close_button)
        whole.setStretch(0, 100 if wraps else 0)
        whole.insertSpacing(0, 8)
        whole.setContentsMargins(12, 3, 12, 3)
        self.setLayout(whole)
        self.setMinimumHeight(26)

    def say(self, sentence: str, action: str = "") -> None:
        """Show a sentence (an empty one hides the banner) and a link when `action` is not empty."""
        self.sentence.setText(sentence)
        self.action.setText(action)
        self.action.setVisible(bool(action))
        self.setVisible(bool(sentence))
