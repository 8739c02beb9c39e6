"""The head of a page: title, a quiet sentence, and the page's actions with one primary."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.kit.button import Button
from app.ui.kit.flow import flowing
from app.ui.kit.text import ElidedLabel, TitleLabel


class PageHeader(QWidget):
    """Title and sentence at the leading side, buttons at the trailing side."""

    def __init__(self, title: str = "", quiet: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.quiet = TitleLabel("title"), ElidedLabel("quiet")
        self.middle, self._actions = QHBoxLayout(), flowing(gap=8)
        self.middle.setSpacing(8)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(self.title)
        whole.addLayout(self.middle)
        whole.addWidget(self.quiet, 1)
        whole.addWidget(self._actions)
        self.setMinimumHeight(34)
        self.set_title(title, quiet)

    def set_title(self, title: str, quiet: str = "") -> None:
        """Show a title and a quiet sentence beside it."""
        self.title.setText(title)
        self.quiet.setText(quiet)
        self.setAccessibleName(title)

    def add_middle(self, widget: QWidget) -> None:
        """Put a widget (tabs, a chip) right after the title."""
        self.middle.addWidget(widget)

    def add_action(self, text: str, kind: str = "outlined", icon_name: str = "") -> Button:
        """Add a button at the trailing end and return it; the primary one comes last."""
        made = Button(text, kind, icon_name)
        layout = self._actions.layout()
        if layout is not None:
            layout.addWidget(made)
        return made
