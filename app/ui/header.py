"""The header over the pages: area and plan, saved state, search, language, theme, who I am."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QLabel, QMenu, QSizePolicy

from app.services.views.frame import FrameView, PersonChoice
from app.ui.icons import pixmap
from app.ui.kit.avatar import Avatar
from app.ui.kit.button import Button, icon_button, name_button
from app.ui.kit.text import ElidedLabel, column, label, row
from app.ui.kit.tip import set_tip
from app.ui.language import LANGUAGES, label_text, put, say, words
from app.ui.theme import THEMES, color, theme_name
from app.ui.weak import weakly_plain

HEIGHT = 48
CHANGE_PERSON = "Ctrl+Shift+P"
_THEME_ICONS = {"light": "sun", "dark": "moon", "high_contrast": "contrast"}


class SearchBox(QAbstractButton):
    """Looks like a field and opens the quick jump when it is clicked or Ctrl+K is pressed."""

    def __init__(self) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hint = QLabel("Ctrl K")
        self.hint.setProperty("look", "keys")
        self.hint.setFixedHeight(21)
        inside = row(1, self.hint)
        inside.setContentsMargins(8, 0, 8, 0)
        self.setLayout(inside)

    def sizeHint(self) -> QSize:
        return QSize(260, 31)

    def minimumSizeHint(self) -> QSize:
        return QSize(150, 31)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(color("accent" if self.hasFocus() else "line"))
        painter.setBrush(color("window"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 6, 6)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        picture = pixmap("search", "quiet", 14)
        painter.drawPixmap(self.width() - 24 if mirrored else 10, (self.height() - 14) // 2, picture)
        painter.setPen(color("quiet"))
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        room = self.rect().adjusted(64 if mirrored else 32, 0, -32 if mirrored else -64, 0)
        placed = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, placed, self.text())


class WhoButton(QAbstractButton):
    """Avatar, name and role of the person at work; a click opens the menu to change."""

    def __init__(self) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.avatar, self.name, self.role = Avatar(), label("", "who"), label("", "tiny")
        words_part = column(self.name, self.role, gap=0)
        self._inside = row(self.avatar, words_part, gap=8)
        self._inside.setContentsMargins(6, 2, 6, 2)
        self.setLayout(self._inside)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_person(self, person: PersonChoice) -> None:
        """Show who is at work."""
        name = label_text(person.name)
        self.avatar.show_person(name, person.key)
        self.name.setText(name)
        self.role.setText(words().code("role", person.role))
        self.setAccessibleName(say("frame.who_said", name=name))
        set_tip(self, f"{say('frame.who_said', name=name)} ({CHANGE_PERSON})")

    def sizeHint(self) -> QSize:
        return self._inside.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not (self.underMouse() or self.hasFocus()):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(color("accent") if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(color("window"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 6, 6)


class Header(QFrame):
    """Signals what the person asks for; the frame does it."""

    search_asked = Signal()
    undo_asked = Signal()
    redo_asked = Signal()
    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    person_chosen = Signal(str)
    area_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "header")
        self.setFixedHeight(HEIGHT)
        self.area, self.plan, self.saved = label("", "strong"), ElidedLabel("quiet"), label("", "good")
        self.version, self.plan.least = label("", "quiet"), 110
        self.undo, self.redo = icon_button("undo-2", ""), icon_button("redo-2", "")
        self.search, self.who = SearchBox(), WhoButton()
        self.language, self.theme = Button("", "quiet", "languages"), icon_button("sun", "")
        self._view: FrameView | None = None
        self._lay_out()
        self._wire()
        self.retranslate()

    def show_view(self, view: FrameView) -> None:
        """Show area, plan, person and what can be undone."""
        self._view = view
        self.area.setText(label_text(view.area))
        self._name_plan(label_text(view.plan), put(view.version))
        self.undo.setEnabled(view.can_undo)
        self.redo.setEnabled(view.can_redo)
        self.who.setVisible(view.person is not None)
        if view.person is not None:
            self.who.show_person(view.person)

    def _name_plan(self, title: str, version: str) -> None:
        # A long title gives way; where the plan stands never does.
        self.plan.setText(title)
        self.plan.ensurePolished()
        self.plan.setMaximumWidth(self.plan.fontMetrics().horizontalAdvance(title) + 4)
        self.version.setText(version)
        self.version.setVisible(bool(version))

    def show_saved(self, sentence: str) -> None:
        """Say that everything is kept, and since when."""
        self.saved.setText(f"✓ {sentence}" if sentence else "")

    def retranslate(self) -> None:
        """Say the header's own texts in the language in force."""
        self.search.setText(say("frame.search"))
        self.search.setAccessibleName(say("frame.search"))
        for button, code in ((self.undo, "frame.undo"), (self.redo, "frame.redo")):
            name_button(button, say(code))
        self.language.setText(words().language.upper())
        name_button(self.language, say("frame.language"))
        self.theme.set_icon_name(_THEME_ICONS[theme_name()])
        name_button(self.theme, say("frame.theme"))
        if self._view is not None:
            self.show_view(self._view)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_view"):
            self.retranslate()
        super().changeEvent(event)

    def _wire(self) -> None:
        self.search.clicked.connect(self.search_asked)
        self.undo.clicked.connect(self.undo_asked)
        self.redo.clicked.connect(self.redo_asked)
        self.language.clicked.connect(self._open_languages)
        self.theme.clicked.connect(self._open_themes)
        self.who.clicked.connect(self._open_people)

    def _open_languages(self) -> None:
        entries = [(code, name, code == words().language) for code, name in LANGUAGES]
        self._open_menu(self.language, entries, self.language_chosen)

    def _open_themes(self) -> None:
        entries = [(name, say(f"frame.theme.{name}"), name == theme_name()) for name in THEMES]
        self._open_menu(self.theme, entries, self.theme_chosen)

    def _open_people(self) -> None:
        if self._view is None:
            return
        me = self._view.person.key if self._view.person else ""
        entries = [(one.key, _with_role(one), one.key == me) for one in self._view.people]
        entries.append(("", say("frame.add_person"), False))
        self._open_menu(self.who, entries, self.person_chosen)

    def _open_menu(
        self, under: QAbstractButton, entries: Sequence[tuple[str, str, bool]], chosen: object
    ) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key, text, current in entries:
            action = QAction(text, menu)
            action.setCheckable(True)
            action.setChecked(current)
            action.triggered.connect(weakly_plain(self._emit, chosen, key))
            menu.addAction(action)
            if current or menu.activeAction() is None:
                menu.setActiveAction(action)
        menu.popup(under.mapToGlobal(under.rect().bottomLeft()))

    def _emit(self, signal: object, key: str) -> None:
        signal.emit(key)  # type: ignore[attr-defined]

    def _lay_out(self) -> None:
        whole = row(self.area, self.plan, self.version, 1, self.saved, gap=14)
        whole.setStretch(1, 100)
        whole.addSpacing(4)
        tools = row(self.undo, self.redo, self.search, self.language, self.theme, gap=4)
        tools.insertSpacing(2, 6)
        tools.insertSpacing(4, 6)
        whole.addLayout(tools)
        whole.addWidget(self.who)
        # Qt mirrors what is beside each other, not the margins around it.
        whole.insertSpacing(0, 6)
        whole.setContentsMargins(14, 0, 14, 0)
        self.setLayout(whole)


def _with_role(person: PersonChoice) -> str:
    role = words().code("role", person.role)
    name = label_text(person.name)
    return f"{name} · {role}" if role else name
