"""Welcome: try the example, begin a new area, join from a package, open a file or a recent one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from app.ui.icons import pixmap
from app.ui.kit.button import Button, icon_button, name_button
from app.ui.kit.card import Card
from app.ui.kit.link import TextLink
from app.ui.kit.text import column, empty_layout, label, row
from app.ui.language import LANGUAGES, say, words
from app.ui.theme import THEMES, theme_name
from app.ui.weak import weakly_plain

WAYS = (("sample", "play"), ("new", "plus"), ("join", "package-open"), ("open", "folder-open"))
_THEME_ICONS = {"light": "sun", "dark": "moon", "high_contrast": "contrast"}


class WayCard(QFrame):
    """One way to begin: icon, title, a sentence; the whole card can be clicked."""

    clicked = Signal()

    def __init__(self, key: str, icon_name: str) -> None:
        super().__init__()
        self.setProperty("ground", "way")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._key, self._icon_name = key, icon_name
        self.picture, self.title = QLabel(), TextLink("", "way")
        self.why = label("", "small", wrap=True)
        self.picture.setFixedSize(28, 28)
        self.title.clicked.connect(self.clicked)
        texts = column(self.title, self.why, 1, gap=2)
        whole = row(self.picture, texts, gap=14)
        whole.setStretch(1, 1)
        whole.setAlignment(self.picture, Qt.AlignmentFlag.AlignTop)
        whole.setContentsMargins(16, 14, 16, 14)
        self.setLayout(whole)

    def retranslate(self) -> None:
        """Say the card in the language in force."""
        self.title.setText(say(f"welcome.{self._key}"))
        self.title.setAccessibleName(say(f"welcome.{self._key}"))
        self.why.setText(say(f"welcome.{self._key}.why"))
        self.picture.setPixmap(pixmap(self._icon_name, "accent", 24))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.clicked.emit()


class Welcome(QWidget):
    """The window before a workspace is open. It only says what the person wants."""

    sample_asked = Signal()
    new_asked = Signal()
    join_asked = Signal()
    open_asked = Signal()
    recent_chosen = Signal(str)
    language_chosen = Signal(str)
    theme_chosen = Signal(str)

    def __init__(self, recent: Sequence[str] = ()) -> None:
        super().__init__()
        self.setObjectName("ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.logo, self.product, self.promise = QLabel(), label("", "product"), label("", "quiet", wrap=True)
        self.ways = {key: WayCard(key, icon_name) for key, icon_name in WAYS}
        self.recent = Card()
        self.working = label("", "quiet")
        self.languages = {code: Button(name, "quiet") for code, name in LANGUAGES}
        for button in self.languages.values():
            button.setCheckable(True)
        self.theme = icon_button("sun", "")
        self._recent = tuple(recent)
        self._lay_out()
        self._wire()
        self.retranslate()
        self.resize(1366, 768)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocus()

    def show_recent(self, recent: Sequence[str]) -> None:
        """Show the files opened lately, newest first."""
        self._recent = tuple(recent)
        self.recent.set_title(say("welcome.recent"))
        self.recent.setVisible(bool(recent))
        empty_layout(self.recent.body)
        for name in recent:
            link = TextLink(Path(name).stem)
            link.clicked.connect(weakly_plain(self._choose_recent, name))
            under = label(str(Path(name).parent), "tiny")
            beside = column(link, under, gap=0)
            beside.setContentsMargins(0, 4, 0, 4)
            self.recent.body.addLayout(beside)

    def show_working(self, sentence: str) -> None:
        """Say that something is under way and take no further clicks; "" ends it."""
        self.working.setText(sentence)
        for card in self.ways.values():
            card.setEnabled(not sentence)
        self.recent.setEnabled(not sentence)

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.setWindowTitle(say("frame.product"))
        self.product.setText(say("frame.product"))
        self.promise.setText(say("welcome.promise"))
        self.logo.setPixmap(pixmap("masar", "accent", 44))
        self.theme.set_icon_name(_THEME_ICONS[theme_name()])
        name_button(self.theme, say("frame.theme"))
        for card in self.ways.values():
            card.retranslate()
        for code, button in self.languages.items():
            button.setEnabled(code != words().language)
            button.setChecked(code == words().language)
        self.show_recent(self._recent)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_recent"):
            self.retranslate()
        super().changeEvent(event)

    def _choose_recent(self, name: str) -> None:
        self.recent_chosen.emit(name)

    def _choose_language(self, code: str) -> None:
        self.language_chosen.emit(code)

    def _next_theme(self) -> None:
        after = THEMES[(THEMES.index(theme_name()) + 1) % len(THEMES)]
        self.theme_chosen.emit(after)

    def _wire(self) -> None:
        signals = (self.sample_asked, self.new_asked, self.join_asked, self.open_asked)
        for card, signal in zip(self.ways.values(), signals, strict=True):
            card.clicked.connect(signal)
        for code, button in self.languages.items():
            button.clicked.connect(weakly_plain(self._choose_language, code))
        self.theme.clicked.connect(self._next_theme)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(14)
        for number, card in enumerate(self.ways.values()):
            grid.addWidget(card, number // 2, number % 2)
        middle = QWidget()
        middle.setFixedWidth(760)
        head = row(self.logo, column(self.product, self.promise, 1, gap=2), gap=18)
        head.setStretch(1, 1)
        inside = column(head, grid, self.recent, self.working, gap=22)
        middle.setLayout(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 12, 20, 20)
        whole.addLayout(row(1, *self.languages.values(), self.theme, gap=2))
        whole.addStretch(2)
        whole.addWidget(middle, 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addStretch(3)
