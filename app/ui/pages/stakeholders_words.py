"""What the stakeholder page says of families, ratings, positions and states."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from app.drawing.marks import moved
from app.drawing.power_interest_grid import GridNames, symbol
from app.drawing.shapes import Picture
from app.models.codes import CODE_LISTS
from app.services.views.stakeholders import Option, StakeholderEntry
from app.ui.kit.inputs import Options
from app.ui.kit.picture import paint_picture
from app.ui.kit.rows import Cell
from app.ui.language import label_text, say, words
from app.ui.theme import theme_name

POSITION_TONES = {
    "supportive": "good",
    "neutral": "neutral",
    "hesitant": "attention",
    "opposed": "wrong",
    "unknown": "neutral",
}
_POSITION_MARKS = {"supportive": "+", "neutral": "=", "hesitant": "±", "opposed": "×", "unknown": "?"}
OUTREACH_TONES = {
    "planned": "neutral",
    "contacted": "accent",
    "answered": "good",
    "no_answer": "attention",
    "declined": "wrong",
}
_HIGH, _MEDIUM = 3.67, 2.34
_ICON = 16


def family_icon(family: str) -> QIcon:
    """Return the symbol that the grid draws for a family, in the colours of the theme in force."""
    return _family_icon(family, theme_name())


@lru_cache(maxsize=32)
def _family_icon(family: str, _theme: str) -> QIcon:
    ratio = 2.0
    picture = QPixmap(int(_ICON * ratio), int(_ICON * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    centred = tuple(moved(shape, _ICON / 2, _ICON / 2) for shape in symbol(family))
    paint_picture(painter, Picture(_ICON, _ICON, centred))
    painter.end()
    return QIcon(picture)


def grid_names() -> GridNames:
    """Return the words on the power–interest grid; the page's own chips are its legend."""
    return GridNames(
        say("drawing.grid.keep_satisfied"),
        say("drawing.grid.work_closely"),
        say("drawing.grid.watch"),
        say("drawing.grid.keep_informed"),
        say("drawing.grid.influence"),
        say("drawing.grid.interest"),
        {},
    )


def name_of_entry(entry: StakeholderEntry) -> str:
    """Return what a stakeholder is called."""
    return label_text(entry.name) or say("records.untitled")


def level_of_rating(rating: float | None) -> str:
    """Return "high", "medium" or "low" in words, without a rating the scale that it is given on."""
    if rating is None:
        return say("stakeholders.rating.scale")
    sort = "high" if rating >= _HIGH else "medium" if rating >= _MEDIUM else "low"
    return say(f"stakeholders.rating.{sort}")


def rating_text(rating: float | None) -> str:
    """Return a rating as it stands in the list."""
    return "" if rating is None else words().number(f"{rating:g}")


def position_cell(position: str) -> Cell:
    """Return a position as a chip with a sign of its own; a dash where none was said."""
    if not position:
        return Cell("–", quiet=True)
    said = words().code("position", position)
    return Cell(
        f"{_POSITION_MARKS.get(position, '')} {said}".strip(), tone=POSITION_TONES.get(position, "neutral")
    )


def checked_cell(entry: StakeholderEntry) -> Cell:
    """Return when a stakeholder was last looked at, or that it is due again."""
    if entry.is_due:
        return Cell(say("stakeholders.recheck"), tone="attention")
    return Cell(words().date(entry.checked_on, "day_month") if entry.checked_on else "", quiet=True)


def outreach_cell(status: str) -> Cell:
    """Return the state of an outreach as a chip."""
    return Cell(words().code("outreach_status", status), tone=OUTREACH_TONES.get(status, "neutral"))


def code_options(code_list: str) -> Options:
    """Return (value, text) of a code list."""
    return tuple((value, words().code(code_list, value)) for value in CODE_LISTS[code_list])


def record_options(choices: Iterable[Option]) -> Options:
    """Return (id, name) of records in the language in force, by name."""
    named = ((record_id, label_text(name)) for record_id, name in choices)
    return tuple(sorted((pair for pair in named if pair[1]), key=lambda pair: pair[1].casefold()))
