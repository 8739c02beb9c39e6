"""What an empty page says: one sentence, one button to start, one link to the guidance."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.ui.icons import pixmap
from app.ui.kit.button import Button
from app.ui.kit.text import label, row


class EmptyState(QWidget):
    """Signals `started` for the button and `asked` for the link; empty texts hide them."""

    started = Signal()
    asked = Signal()

    def __init__(self, sentence: str = "", button: str = "", link: str = "", icon_name: str = "") -> None:
        super().__init__()
        self._icon_name = icon_name
        self.picture = QLabel()
        self.sentence = label(sentence, "quiet", wrap=True)
        self.sentence.setMaximumWidth(420)
        self.button, self.link = Button(button, "outlined"), Button(link, "link")
        self.button.clicked.connect(self.started)
        self.link.clicked.connect(self.asked)
        whole = QVBoxLayout(self)
        whole.setSpacing(12)
        whole.addStretch(1)
        whole.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addLayout(self._sentence_in_the_middle())
        for part in (self.button, self.link):
            whole.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addStretch(2)
        self.say(sentence, button, link)

    def _sentence_in_the_middle(self) -> QHBoxLayout:
        """As wide as reads well, and narrower where there is less room: it widens no page."""
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        made = row(1, self.sentence, 1)
        made.setStretch(1, 1000)
        return made

    def say(self, sentence: str, button: str = "", link: str = "") -> None:
        """Show the sentence and name the button and the link."""
        self.sentence.setText(sentence)
        self.button.setText(button)
        self.link.setText(link)
        self.button.setVisible(bool(button))
        self.link.setVisible(bool(link))
        self.picture.setVisible(bool(self._icon_name))
        if self._icon_name:
            self.picture.setPixmap(pixmap(self._icon_name, "quiet", 32))
