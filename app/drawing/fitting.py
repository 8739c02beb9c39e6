"""Text that keeps within a width: shortened with an ellipsis, or broken over lines at spaces."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Measure = Callable[[str, float, bool], float]
ELLIPSIS = "…"
ASCENT, DESCENT = 1.0, 0.35


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle from its top left corner."""

    x: float
    y: float
    w: float
    h: float

    def meets(self, other: Box, gap: float = 0) -> bool:
        """Return whether two boxes overlap, or come closer than `gap`."""
        return (
            self.x < other.x + other.w + gap
            and other.x < self.x + self.w + gap
            and self.y < other.y + other.h + gap
            and other.y < self.y + self.h + gap
        )

    def shared(self, other: Box) -> Box:
        """Return what both boxes cover; a box without size when they lie apart."""
        left, top = max(self.x, other.x), max(self.y, other.y)
        right, bottom = min(self.x + self.w, other.x + other.w), min(self.y + self.h, other.y + other.h)
        return Box(left, top, max(right - left, 0), max(bottom - top, 0))

    def holds(self, other: Box) -> bool:
        """Return whether the other box lies wholly inside."""
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.x + other.w <= self.x + self.w
            and other.y + other.h <= self.y + self.h
        )


def line_height(size: float) -> float:
    """Return the height of one line of text of a size."""
    return size * (ASCENT + DESCENT)


def baseline(middle: float, size: float) -> float:
    """Return the baseline of a line of text whose letters are centred on `middle`."""
    return middle + size * (ASCENT - DESCENT) / 2


def fit(text: str, width: float, size: float, measure: Measure, bold: bool = False) -> str:
    """Return the text, shortened with an ellipsis when it is wider than `width`; "" when nothing fits."""
    if measure(text, size, bold) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        wide = measure(text[:middle].rstrip() + ELLIPSIS, size, bold)
        low, high = (middle, high) if wide <= width else (low, middle - 1)
    return text[:low].rstrip() + ELLIPSIS if low else ""


def wrap(
    text: str, width: float, size: float, measure: Measure, lines: int = 2, bold: bool = False
) -> tuple[str, ...]:
    """Return the text over at most `lines` lines; what does not fit is shortened at the end."""
    found: list[str] = []
    rest = text.split()
    while rest and len(found) < lines:
        if len(found) == lines - 1:
            found.append(fit(" ".join(rest), width, size, measure, bold))
            break
        taken = _words_that_fit(rest, width, size, measure, bold)
        found.append(fit(" ".join(rest[:taken]), width, size, measure, bold))
        rest = rest[taken:]
    return tuple(found)


def _words_that_fit(words: list[str], width: float, size: float, measure: Measure, bold: bool) -> int:
    taken = 1
    while taken < len(words) and measure(" ".join(words[: taken + 1]), size, bold) <= width:
        taken += 1
    return taken
