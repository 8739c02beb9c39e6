"""Colours by role, type sizes and measures of the page: the paper side of the program's look."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from reportlab.lib.colors import Color, HexColor

Align = Literal["start", "center", "number", "justify"]

PALETTE = {
    "window": "#f4f6f6",
    "surface": "#ffffff",
    "line": "#dfe5e6",
    "text": "#1b2527",
    "quiet": "#5d6b6e",
    "rail": "#0c3f45",
    "rail_text": "#cfe3e4",
    "accent": "#0f5c63",
    "accent_soft": "#e2eff0",
    "attention": "#a64d09",
    "attention_soft": "#fbeee2",
    "good": "#2b7449",
    "good_soft": "#e5f3ea",
    "wrong": "#a3262a",
    "wrong_soft": "#fae7e7",
    # Behind the text of drafts: seen on paper, and no hindrance to reading.
    "watermark": "#ebefef",
}


@lru_cache(maxsize=64)
def colour(role: str) -> Color:
    """Return the paper colour of a role. Raises KeyError for an unknown role."""
    return HexColor(PALETTE[role])


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph looks. Sizes in points; `leading` is a factor on the size.

    `rtl` None takes the direction of each paragraph's first strong letter.
    """

    size: float = 9.5
    bold: bool = False
    role: str = "text"
    align: Align = "start"
    leading: float = 1.5
    before: float = 0.0
    after: float = 0.0
    keep_with_next: bool = False
    rtl: bool | None = None


@dataclass(frozen=True, slots=True)
class Styles:
    """The type scale of a document in one direction."""

    body: Style
    lead: Style
    title: Style
    heading: Style
    subheading: Style
    note: Style
    cell: Style
    cell_bold: Style
    cell_head: Style
    cell_quiet: Style
    tiny: Style


def styles(rtl: bool) -> Styles:
    """Return the type scale; Arabic letters need more room between lines."""
    plain = Style(rtl=rtl, leading=1.72 if rtl else 1.5)
    cell = replace(plain, size=7.6, leading=1.62 if rtl else 1.4)
    return Styles(
        body=replace(plain, after=6),
        lead=replace(plain, size=11, role="quiet", after=10),
        title=replace(
            plain, size=16, bold=True, role="accent", before=30, after=12, leading=1.45, keep_with_next=True
        ),
        heading=replace(plain, size=11.5, bold=True, before=14, after=5, keep_with_next=True),
        subheading=replace(plain, size=9.5, bold=True, role="accent", before=8, after=3, keep_with_next=True),
        note=replace(plain, size=7.8, role="quiet", after=4),
        cell=cell,
        cell_bold=replace(cell, bold=True),
        cell_head=replace(cell, size=6.8, bold=True, role="quiet"),
        cell_quiet=replace(cell, size=6.8, role="quiet"),
        tiny=replace(plain, size=6.6, role="quiet"),
    )


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its size and the room that content has, in points from the lower left corner."""

    width: float
    height: float
    margin: float = 50.0
    top: float = 54.0
    bottom: float = 66.0

    @property
    def content_width(self) -> float:
        return self.width - 2 * self.margin

    @property
    def content_height(self) -> float:
        return self.height - self.top - self.bottom


PORTRAIT = Sheet(595.28, 841.89)
LANDSCAPE = Sheet(841.89, 595.28, top=48.0, bottom=60.0)
