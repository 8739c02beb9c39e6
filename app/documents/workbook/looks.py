"""How sheets look: the paper side of the program's colours, as named styles of a workbook."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

HEADER, TAG, NOTE, TEXT, FIGURE = "header", "tag", "note", "text", "figure"
_INK, _QUIET, _LINE = "1B2527", "5D6B6E", "DFE5E6"
_ACCENT, _ACCENT_SOFT = "0F5C63", "E2EFF0"
_ATTENTION, _ATTENTION_SOFT = "A64D09", "FBEEE2"
_FACE = "Arial"  # has Latin, Arabic and Kurdish letters and is on every office computer


def style_name(part: str, right_to_left: bool) -> str:
    """Return the name of the style of a part of a sheet in a direction."""
    return f"Masar {part}{' rtl' if right_to_left else ''}"


def add_styles(book: Workbook, right_to_left: bool) -> None:
    """Give the workbook the styles of a direction; figures and days stand at its trailing edge."""
    size = 11 if right_to_left else 10  # Arabic letters are smaller at the same size
    for part, style in (
        (HEADER, _style(_font(size, _ACCENT, bold=True), fill=_ACCENT_SOFT, rule=_ACCENT, at="center")),
        (TAG, _style(_font(size - 2, _QUIET), rule=_LINE)),
        (NOTE, _style(_font(size, _ATTENTION, bold=True), fill=_ATTENTION_SOFT, wrap=False)),
        (TEXT, _style(_font(size, _INK), rule=_LINE)),
        (FIGURE, _style(_font(size, _INK), rule=_LINE, along="left" if right_to_left else "right")),
    ):
        style.name = style_name(part, right_to_left)
        book.add_named_style(style)


def _font(size: int, colour: str, bold: bool = False) -> Font:
    return Font(name=_FACE, size=size, bold=bold, color=f"FF{colour}")


def _style(
    font: Font,
    *,
    fill: str = "",
    rule: str = "",
    along: str | None = None,
    at: str = "top",
    wrap: bool = True,
) -> NamedStyle:
    style = NamedStyle(font=font)
    style.alignment = Alignment(horizontal=along, vertical=at, wrap_text=wrap)
    if fill:
        style.fill = PatternFill("solid", fgColor=f"FF{fill}")
    if rule:
        style.border = Border(bottom=Side(style="thin", color=f"FF{rule}"))
    return style
