"""The window's style sheet, written once with role names and filled from a palette."""

from __future__ import annotations

from string import Template

from app.ui.palettes import Palette

_TEXT = """
QWidget { color: $text; font-size: ${body}px; }
QMainWindow, QMessageBox, QWidget#page, QStackedWidget, QWidget#ground { background: $window; }
QLabel, QCheckBox, QRadioButton { background: transparent; }
QLabel[look="title"] { font-size: ${title}px; font-weight: 600; }
QLabel[look="card"] { font-size: ${card}px; font-weight: 600; }
QLabel[look="strong"] { font-weight: 600; }
QLabel[look="quiet"] { color: $quiet; }
QLabel[look="small"] { font-size: ${small}px; color: $quiet; }
QLabel[look="small_text"] { font-size: ${small}px; }
QLabel[look="tiny"] { font-size: ${tiny}px; color: $quiet; }
QLabel[look="figure"] { font-size: ${figure}px; font-weight: 600; }
QLabel[look="timer"] { font-family: "Noto Sans"; font-size: 44px; font-weight: 600; }
QLabel[look="live"] { font-size: ${live}px; }
QLabel[look="error"] { font-size: ${tiny}px; color: $wrong; }
QLabel[look="attention"] { font-size: ${small}px; color: $attention; }
QLabel[look="good"] { font-size: ${small}px; color: $good; }
QLabel[look="who"] { font-weight: 600; font-size: ${small}px; }
QLabel[look="keys"] { background: $surface; border: 1px solid $line; border-radius: 4px; padding: 1px 5px;
  font-size: ${tiny}px; color: $quiet; }
QLabel[look="done"] { color: $quiet; }
QLabel[look="way"] { font-size: ${card}px; font-weight: 600; }
QLabel[look="product"] { font-size: 30px; font-weight: 600; }
QLabel[look="link"]:hover { color: $accent; }
QLabel[look="focused"] { color: $accent; text-decoration: underline; }
QLabel[mark] { border-radius: 11px; font-weight: 600; font-size: ${small}px; }
QLabel[mark="good"] { background: $good_soft; color: $good; }
QLabel[mark="attention"] { background: $attention_soft; color: $attention; }
QLabel[mark="wrong"] { background: $wrong_soft; color: $wrong; }
QLabel[mark="neutral"] { background: $accent_soft; color: $accent; }
QLabel[look="field"] { font-size: ${small}px; color: $quiet; }
QToolTip { background: $surface; color: $text; border: 1px solid $line; padding: 4px; }
"""

_GROUNDS = """
QFrame[ground="card"] { background: $surface; border: 1px solid $line; border-radius: 8px; }
QFrame[ground="choice"], QFrame[ground="own_choice"] { background: $surface; border: 1px solid $line;
  border-top: 3px solid $edge; border-radius: 8px; }
QFrame[ground="own_choice"] { border-top-color: $accent; }
QFrame[ground="chosen"] { background: $accent_soft; border: 2px solid $accent; border-top-width: 3px;
  border-radius: 8px; }
QFrame[ground="way"] { background: $surface; border: 1px solid $line; border-radius: 8px; }
QFrame[ground="way"]:hover { border-color: $accent; }
QFrame[ground="soft"] { background: $accent_soft; border: none; border-radius: 6px; }
QFrame[ground="attention"] { background: $attention_soft; border: none; border-radius: 6px; }
QFrame[ground="wrong"] { background: $wrong_soft; border: none; border-radius: 6px; }
QFrame[ground="row"] { background: transparent; border: none; border-bottom: 1px solid $line; }
QFrame[ground="last_row"] { background: transparent; border: none; }
QFrame[ground="banner"] { background: $attention_soft; border: none; border-bottom: 1px solid $line; }
QFrame[ground="toast"] { background: $text; border: none; border-radius: 8px; }
QFrame[ground="toast"] QLabel { color: $surface; }
QFrame[ground="drop"] { background: $accent_soft; border: 3px dashed $accent; border-radius: 0; }
QFrame[ground="header"] { background: $surface; border: none; border-bottom: 1px solid $line; }
QDialog { background: $window; border: 1px solid $line; }
QScrollArea, QScrollArea > QWidget > QWidget#scrolled { background: transparent; border: none; }
QFrame[ground="card"] QStackedWidget { background: transparent; }
QLabel[chip] { border-radius: ${pill}px; min-height: ${pill_least}px; padding: 2px 9px;
  font-size: ${tiny}px; border: 1px solid transparent; }
QLabel[chip="neutral"] { background: $window; color: $quiet; border-color: $line; }
QLabel[chip="accent"] { background: $accent_soft; color: $accent; }
QLabel[chip="attention"] { background: $attention_soft; color: $attention; }
QLabel[chip="good"] { background: $good_soft; color: $good; }
QLabel[chip="wrong"] { background: $wrong_soft; color: $wrong; }
QLabel[chip="missing"] { background: $surface; color: $wrong; border-color: $wrong; }
"""

_BUTTONS = """
QPushButton, QToolButton { border-radius: 6px; padding: 6px 14px; font-size: ${body}px; outline: none; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border: 1px solid $accent;
  font-weight: 600; }
QPushButton[kind="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:disabled { background: $line; border-color: $line; color: $quiet; }
QPushButton[kind="outlined"], QDialogButtonBox QPushButton { background: $surface; color: $text;
  border: 1px solid $line; }
QPushButton[kind="outlined"]:hover, QDialogButtonBox QPushButton:hover { background: $accent_soft;
  border-color: $accent; }
QPushButton[kind="outlined"]:disabled { color: $quiet; background: $window; }
QPushButton[kind="danger"] { background: $surface; color: $wrong; border: 1px solid $line; }
QPushButton[kind="danger"]:hover { background: $wrong_soft; border-color: $wrong; }
QPushButton[kind="quiet"] { background: transparent; border: 1px solid transparent; padding: 4px 8px; }
QPushButton[kind="quiet"]:hover { background: $accent_soft; }
QPushButton[kind="quiet"]:checked { color: $accent; font-weight: 600; }
QPushButton[kind="link"] { background: transparent; color: $accent; border: 1px solid transparent;
  padding: 2px 4px; font-weight: 600; font-size: ${small}px; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="segment"] { background: $surface; border: 1px solid $line; border-radius: 0;
  padding: 6px; margin: 0; }
QPushButton[kind="segment"][place="first"] { border-top-left-radius: 6px; border-bottom-left-radius: 6px; }
QPushButton[kind="segment"][place="last"] { border-top-right-radius: 6px;
  border-bottom-right-radius: 6px; }
QPushButton[kind="segment"][place="only"] { border-radius: 6px; }
QPushButton[kind="segment"]:hover { background: $window; }
QPushButton[kind="segment"]:checked { background: $accent_soft; font-weight: 600; }
QPushButton[kind="chip"] { background: $window; color: $quiet; border: 1px solid $line;
  border-radius: ${switch}px; min-height: ${switch_least}px; padding: 2px 10px; font-size: ${small}px; }
QPushButton[kind="chip"]:hover { border-color: $accent; }
QPushButton[kind="chip"]:checked { background: $accent_soft; color: $accent; border-color: $accent; }
QPushButton[kind="toast"] { background: transparent; color: $surface; border: 1px solid $surface;
  font-weight: 600; padding: 3px 10px; }
QPushButton[kind="row"] { background: transparent; border: none; border-radius: 6px; padding: 8px 10px;
  text-align: left; }
QPushButton[kind="row"]:hover { background: $window; }
QPushButton[kind="row"]:checked { background: $accent_soft; font-weight: 600; }
QPushButton[kind]:focus, QDialogButtonBox QPushButton:focus { border: 2px solid $accent; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton[kind="primary"]:focus, QPushButton[kind="outlined"]:focus,
QPushButton[kind="danger"]:focus { padding: 5px 13px; }
QPushButton[kind="segment"]:focus { padding: 5px; }
QPushButton[kind="quiet"]:focus { padding: 3px 7px; }
QPushButton[kind="quiet"][bare="true"] { padding: 0; }
QPushButton[kind="link"]:focus { padding: 1px 3px; }
QPushButton[kind="chip"]:focus { padding: 1px 9px; }
QPushButton[kind="row"]:focus { padding: 6px 8px; }
"""

_FIELDS = """
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QDateEdit, QSpinBox { background: $surface; color: $text;
  border: 1px solid $line; border-radius: 6px; padding: 6px 9px; font-size: ${body}px;
  selection-background-color: $accent; selection-color: $on_accent; }
QPlainTextEdit, QTextEdit { padding: 4px 6px; }
QLineEdit:hover, QPlainTextEdit:hover, QTextEdit:hover, QComboBox:hover { border-color: $edge; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QDateEdit:focus, QSpinBox:focus {
  border: 2px solid $accent; padding: 5px 8px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: 3px 5px; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QTextEdit[wrong="true"],
QComboBox[wrong="true"] { border-color: $wrong; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { background: $window; color: $quiet; }
QLineEdit:read-only { background: $window; }
QComboBox { padding: 6px 9px; min-height: 18px; }
QComboBox QLineEdit, QComboBox QLineEdit:focus, QComboBox QLineEdit:hover { border: none; padding: 0;
  background: transparent; }
QComboBox::drop-down { border: none; width: 22px; subcontrol-position: center right; }
QComboBox::down-arrow { image: url("icons:down-$theme.svg"); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $line; outline: none;
  selection-background-color: $accent_soft; selection-color: $text; padding: 4px; }
QCheckBox { spacing: 8px; }
QCheckBox::indicator { width: 15px; height: 15px; border: 1px solid $edge; border-radius: 4px;
  background: $surface; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent;
  image: url("icons:tick-$theme.svg"); }
QCheckBox::indicator:disabled { border-color: $line; background: $window; }
QCheckBox::indicator:focus { border: 2px solid $accent; }
QMenu { background: $surface; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 6px 22px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
"""

_LISTS = """
QTableView, QTreeView, QListView { background: $surface; border: none; gridline-color: transparent;
  outline: none; selection-background-color: $accent_soft; selection-color: $text; }
QDialog > QTableView { border: 1px solid $line; border-radius: 3px; }
QListView::item { padding: 8px 10px; border-radius: 6px; }
QListView::item:selected { background: $accent_soft; color: $text; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section { background: $surface; color: $quiet; border: none; border-bottom: 1px solid $line;
  padding: 8px 10px; font-size: ${small}px; font-weight: 600; }
QTableCornerButton::section { background: $surface; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $line; border-radius: 3px; min-height: 28px; min-width: 28px; margin: 2px; }
QScrollBar::handle:hover { background: $edge; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: transparent; }
"""

_RAIL = """
QWidget#rail { background: $rail; }
QWidget#rail QLabel { color: $rail_strong; }
QWidget#rail QLabel#brand { font-size: 18px; font-weight: 600; }
"""

_SHEET = Template(_TEXT + _GROUNDS + _BUTTONS + _FIELDS + _LISTS + _RAIL)


def style_sheet(theme: str, colours: Palette, body: int) -> str:
    """Return the style sheet of a theme for a height of running text in pixels.

    Pictures in it come from Qt's search path `icons:`.
    """
    # Round to the ends; an end higher than half of what it belongs to is drawn square by Qt.
    pill = 10 if body < 14 else 12
    ends = {"pill": pill, "switch": pill + 1, "pill_least": 2 * pill - 6, "switch_least": 2 * pill - 4}
    sizes = {"body": body, "title": body + 7, "card": body + 1, "small": body - 1, "tiny": body - 2}
    return _SHEET.substitute(colours, theme=theme, figure=24, live=body + 2, **sizes, **ends)
