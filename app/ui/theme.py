"""The theme in force: which palette, which fonts, and the style sheet and Qt palette made from them."""

from __future__ import annotations

from PySide6.QtCore import QDir, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from app.foundation.paths import resources
from app.ui.palettes import PALETTES, Palette
from app.ui.stylesheet import style_sheet

THEMES = tuple(PALETTES)
_ARABIC_SCRIPT = ("ar", "ckb")
_in_force = {"theme": "light"}

_QT_ROLES: tuple[tuple[QPalette.ColorRole, str], ...] = (
    (QPalette.ColorRole.Window, "window"),
    (QPalette.ColorRole.WindowText, "text"),
    (QPalette.ColorRole.Base, "surface"),
    (QPalette.ColorRole.AlternateBase, "window"),
    (QPalette.ColorRole.Text, "text"),
    (QPalette.ColorRole.PlaceholderText, "quiet"),
    (QPalette.ColorRole.Button, "surface"),
    (QPalette.ColorRole.ButtonText, "text"),
    (QPalette.ColorRole.BrightText, "wrong"),
    (QPalette.ColorRole.ToolTipBase, "surface"),
    (QPalette.ColorRole.ToolTipText, "text"),
    (QPalette.ColorRole.Highlight, "accent"),
    (QPalette.ColorRole.HighlightedText, "on_accent"),
    (QPalette.ColorRole.Link, "accent"),
    (QPalette.ColorRole.LinkVisited, "accent"),
    (QPalette.ColorRole.Light, "surface"),
    (QPalette.ColorRole.Midlight, "line"),
    (QPalette.ColorRole.Mid, "line"),
    (QPalette.ColorRole.Dark, "edge"),
    (QPalette.ColorRole.Shadow, "edge"),
)


def theme_name() -> str:
    """Return the name of the theme in force: `light`, `dark` or `high_contrast`."""
    return _in_force["theme"]


def palette() -> Palette:
    """Return the colours by role of the theme in force."""
    return PALETTES[_in_force["theme"]]


def color(role: str) -> QColor:
    """Return the colour of a role in the theme in force. Raises KeyError for an unknown role."""
    return QColor(palette()[role])


def text_size(language: str) -> int:
    """Return the height of running text in pixels: 13, or 14 for Arabic and Kurdish."""
    return 14 if language in _ARABIC_SCRIPT else 13


def load_fonts() -> list[str]:
    """Register the fonts that came with Masar and return their families; none means the system's serve."""
    families: list[str] = []
    for file in sorted((resources() / "fonts").glob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(file))
        families += QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    return families


def ui_font(language: str) -> QFont:
    """Return the window's font: Noto Sans with Noto Naskh Arabic behind it, or the other way round."""
    font = QFont()
    latin, arabic = "Noto Sans", "Noto Naskh Arabic"
    font.setFamilies([arabic, latin] if language in _ARABIC_SCRIPT else [latin, arabic])
    font.setPixelSize(text_size(language))
    return font


def choose_theme(name: str) -> None:
    """Name the theme that is put in force with the next language or theme; unknown names mean light."""
    _in_force["theme"] = name if name in PALETTES else "light"


def apply_theme(application: QApplication, name: str, language: str) -> None:
    """Put a theme in force for the whole program, with the fonts of a language."""
    choose_theme(name)
    QDir.setSearchPaths("icons", [str(resources() / "icons")])
    sheet = style_sheet(theme_name(), palette(), text_size(language))
    changes = sheet != application.styleSheet()
    if changes and application.styleSheet():
        # Qt takes two to four times as long to go from one sheet to another as by way of none.
        application.setStyleSheet("")
    application.setFont(ui_font(language))
    application.setPalette(_qt_palette(palette()))
    if changes:
        application.setStyleSheet(sheet)


def contrast(ink: str, ground: str) -> float:
    """Return the WCAG 2 contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((_luminance(ink), _luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(value: str) -> float:
    one = QColor(value)
    red, green, blue = (_linear(part) for part in (one.redF(), one.greenF(), one.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.03928 else float(((part + 0.055) / 1.055) ** 2.4)


def _qt_palette(colours: Palette) -> QPalette:
    made = QPalette()
    for role, name in _QT_ROLES:
        made.setColor(role, QColor(colours[name]))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours["quiet"]))
    return made


def direction(right_to_left: bool) -> Qt.LayoutDirection:
    """Return Qt's layout direction for a way of writing."""
    return Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
