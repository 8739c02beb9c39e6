"""What a person sees of the program: the window in front, its words, and the controls they can use."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPoint, QPointF
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QTextEdit,
    QWidget,
)

from app.drawing.shapes import Circle, Diamond
from app.models.registry import KINDS
from app.services.desk import Desk
from app.ui.kit.field import FieldEditor
from app.ui.kit.link import TextLink
from app.ui.language import words
from app.ui.pages.stakeholders_scene import PictureScene

CONTROLS = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QTextEdit, TextLink)
NAMES: dict[str, str] = {}
"""What records are called in the language in force, by their English texts; empty in English."""
_UNSEEN = dict.fromkeys(map(ord, "\u200e\u200f\u2066\u2067\u2068\u2069\u202a\u202b\u202c"), None)


def said(code: str, **params: object) -> str:
    """Return the sentence of a code in the language in force; a text that is no code stays as it is, or is
    said as the record of that name is called in that language.
    """
    sort, _, rest = code.partition(".")
    if sort == "field" and "." in rest:
        return plain(words().field(*rest.split(".")))
    called = {
        name: NAMES.get(value, value) if isinstance(value, str) else value for name, value in params.items()
    }
    return plain(words().say(code, **called) if words().has(code) else NAMES.get(code, code))


def own(field: str, text: str) -> dict[str, str]:
    """Return what the field of a text holds that was written in the language in force."""
    return {f"{field}_{words().language}": text}


def names_of(desk: Desk) -> dict[str, str]:
    """Return what the records here are called in Arabic, by their English texts."""
    held = [one for kind in KINDS.values() for one in desk.records(kind)]
    fields = [(one, name) for one in held for name in one.__struct_fields__ if name.endswith("_en")]
    pairs = ((getattr(one, name), getattr(one, f"{name[:-3]}_ar", None)) for one, name in fields)
    return {english: arabic for english, arabic in pairs if english and arabic}


def plain(text: str) -> str:
    """Return a text as it is read: without marks of direction, in one line."""
    return " ".join(text.translate(_UNSEEN).split())


def in_front() -> QWidget:
    """Return what takes the clicks: an open list, else a dialog, else the window."""
    shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    dialogs = [one for one in shown if isinstance(one, QDialog)]
    popup, active = QApplication.activePopupWidget(), QApplication.activeWindow()
    windows = [one for one in shown if one.parent() is None and one.width() > 400]
    chosen = popup or next(iter(dialogs), None) or (active if active in windows else None)
    return chosen or windows[0]


def words_on(place: QWidget | None = None) -> list[str]:
    """Return the texts that stand on a place (else on what is in front), top to bottom as built."""
    found = [one for one in (place or in_front()).findChildren(QWidget) if one.isVisible()]
    rows = (
        text for one in found if isinstance(one, QAbstractItemView) for text in map(words_in, cells_of(one))
    )
    return [text for text in (*map(_text, found), *rows) if text]


def cells_of(view: QAbstractItemView) -> Iterator[QModelIndex]:
    """Yield the cells of a list, line by line."""
    model = view.model()
    columns = model.columnCount() if isinstance(model, QAbstractTableModel) else 1
    for line in range(model.rowCount() if model else 0):
        for column in range(columns):
            yield model.index(line, column)


def words_in(index: QModelIndex) -> str:
    """Return what a cell of a list says."""
    return plain(str(index.data() or ""))


def named(name: str, place: QWidget | None = None) -> list[QWidget]:
    """Return the visible controls of a name, in the order in which they stand on the window."""
    ground = place or in_front()
    found = [one for one in _controls(ground) if name in _names(one)]
    return sorted(found, key=lambda one: _corner(one, ground))


def scene() -> PictureScene:
    """Return the picture whose symbols can be moved: grid, map of relations, map of locations."""
    (found,) = [one for one in in_front().findChildren(PictureScene) if one.isVisible()]
    return found


def symbol_on(view: PictureScene) -> QPoint:
    """Return where a symbol stands that nothing covers. Fails when there is none."""
    for shape in view.picture.shapes:
        if shape.tag and isinstance(shape, Circle | Diamond) and view.tag_under(QPointF(shape.x, shape.y)):
            return QPointF(shape.x, shape.y).toPoint()
    raise AssertionError("the picture is empty")


def field_named(name: str) -> FieldEditor:
    """Return the field whose title says a name. Fails with the titles that are there when none does."""
    fields = [one for one in in_front().findChildren(FieldEditor) if one.isVisible()]
    found = [one for one in fields if plain(one.title.text()) == name]
    assert found, f"no field is titled {name!r} among {[plain(one.title.text()) for one in fields]}"
    return found[0]


def the_names(place: QWidget | None = None) -> list[str]:
    """Return how the visible controls are called, to be told when one is not found."""
    ground = place or in_front()
    listed = sorted(_controls(ground), key=lambda one: _corner(one, ground))
    return [_said_of(one) for one in listed]


def _said_of(one: QWidget) -> str:
    off = "" if one.isEnabled() else " (off)"
    return f"{type(one).__name__}: {plain(one.accessibleName()) or _text(one)}{off}"


def _controls(ground: QWidget) -> Iterator[QWidget]:
    for one in ground.findChildren(QWidget):
        inside = one.parentWidget()
        part = isinstance(inside, QComboBox) or (
            isinstance(inside, QAbstractScrollArea) and isinstance(inside.parentWidget(), QComboBox)
        )
        if isinstance(one, CONTROLS) and one.isVisible() and not part:
            yield one


def _names(one: QWidget) -> tuple[str, ...]:
    shown = plain(one.text()) if isinstance(one, QAbstractButton) else ""
    return shown, plain(one.accessibleName())


def _corner(one: QWidget, ground: QWidget) -> tuple[int, int]:
    point = one.mapTo(ground, QPoint(0, 0))
    return point.y(), point.x()


def _text(one: QWidget) -> str:
    if isinstance(one, QTextEdit):
        return plain(one.toPlainText())
    return plain(one.text()) if isinstance(one, QAbstractButton | QLabel | QLineEdit) else ""
