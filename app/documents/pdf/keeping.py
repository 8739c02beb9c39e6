"""Headings that stay with the beginning of what follows them."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus.flowables import Flowable, KeepTogether


class KeepWithStart(KeepTogether):
    """Keeps headings with the first part of the last flowable, which may go on over the next pages."""

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        content: list[Flowable] = self._content  # type: ignore[attr-defined]
        heads, last = content[:-1], content[-1]
        room = available_height - _height(heads, last, available_width)
        if heads and last.wrapOn(self.canv, available_width, room)[1] > room:
            parts = last.splitOn(self.canv, available_width, room) if room > 0 else []
            if len(parts) > 1:
                return [*heads, *parts]
        split: list[Flowable] = super().split(available_width, available_height)
        return split


def _height(heads: Sequence[Flowable], last: Flowable, available_width: float) -> float:
    """Return the height of the headings with the spaces before and after each."""
    if not heads:
        return 0.0
    total: float = heads[0].getSpaceBefore()
    for head, following in zip(heads, [*heads[1:], last], strict=True):
        total += head.wrap(available_width, 1e6)[1]
        total += max(head.getSpaceAfter(), following.getSpaceBefore())
    return total
