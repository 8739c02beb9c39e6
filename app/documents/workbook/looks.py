"""How sheets look: the paper side of the program's colours, as named styles of a workbook."""

from __future__ import annotations

from copy import copy

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side

from app.documents.workbook.cells import DATE_FORMAT, TEXT_FORMAT
from app.documents.workbook_content import Kind

HEADER, FIGURE_HEADER, TAG, NOTE = "header", "figure header", "tag", "note"
TEXT, OTHER_TEXT, FIGURE = "text", "text of the other direction", "figure"
FILL: dict[Kind, str] = {"text": "to fill", "number": "number to fill", "date": "date to fill"}
"""The parts that people write in, by the kind of their column."""
_FORMATS: dict[Kind, str] = {"text": TEXT_FORMAT, "number": "General", "date": DATE_FORMAT}
_TO_FILL, _EDGE = "FFFDF6E3", "FFD9C9A0"
_INK, _QUIET, _LINE = "1B2527", "5D6B6E", "DFE5E6"
_ACCENT, _ACCENT_SOFT = "0F5C63", "E2EFF0"
_ATTENTION, _ATTENTION_SOFT = "A64D09", "FBEEE2"
_LTR, _RTL = 1, 2  # reading orders, as the file format counts them
_FACE = "Arial"  # has Latin, Arabic and Kurdish letters and is on every office computer


def style_name(part: str, right_to_left: bool) -> str:
    """Return the name of the style of a part of a sheet in a direction."""
    return f"Masar {part}{' rtl' if right_to_left else ''}"


def add_styles(book: Workbook, right_to_left: bool) -> None:
    """Give the workbook the styles of a direction: text at its leading edge, figures at its trailing one."""
    size = 11 if right_to_left else 10  # Arabic letters are smaller at the same size
    start, end = ("right", "left") if right_to_left else ("left", "right")
    own, other = (_RTL, _LTR) if right_to_left else (_LTR, _RTL)
    heading = _look(_font(size, _ACCENT, bold=True), fill=_ACCENT_SOFT, rule=_ACCENT)
    plain = _look(_font(size, _INK), rule=_LINE)
    note = _look(_font(size, _ATTENTION, bold=True), fill=_ATTENTION_SOFT)
    for part, style, aligned in (
        (HEADER, heading, _aligned(start, own, "center")),
        (FIGURE_HEADER, heading, _aligned(end, own, "center")),
        (TAG, _look(_font(size - 2, _QUIET), rule=_LINE), _aligned(start, _LTR)),
        (NOTE, note, _aligned(start, own, wrap=False)),
        (TEXT, plain, _aligned(start, own)),
        (OTHER_TEXT, plain, _aligned(start, other)),
        (FIGURE, plain, _aligned(end, _LTR)),
    ):
        named = copy(style)
        named.name, named.alignment = style_name(part, right_to_left), aligned
        book.add_named_style(named)


def add_fill_styles(book: Workbook, right_to_left: bool) -> None:
    """Give the workbook the styles of cells that people write in: unlocked, and what is text stays text."""
    edge = Side(style="thin", color=_EDGE)
    for kind, number_format in _FORMATS.items():
        start, own = ("right", _RTL) if right_to_left else ("left", _LTR)
        style = NamedStyle(font=_font(11 if right_to_left else 10, _INK), number_format=number_format)
        style.name = style_name(FILL[kind], right_to_left)
        style.alignment = _aligned(start, own if kind == "text" else _LTR)
        style.fill, style.border = PatternFill("solid", fgColor=_TO_FILL), Border(edge, edge, edge, edge)
        style.protection = Protection(locked=False)
        book.add_named_style(style)


def _font(size: int, colour: str, bold: bool = False) -> Font:
    return Font(name=_FACE, size=size, bold=bold, color=f"FF{colour}")


def _look(font: Font, *, fill: str = "", rule: str = "") -> NamedStyle:
    style = NamedStyle(font=font)
    if fill:
        style.fill = PatternFill("solid", fgColor=f"FF{fill}")
    if rule:
        style.border = Border(bottom=Side(style="thin", color=f"FF{rule}"))
    return style


def _aligned(edge: str, reading: int, middle: str = "top", *, wrap: bool = True) -> Alignment:
    return Alignment(horizontal=edge, vertical=middle, wrap_text=wrap, readingOrder=reading)
