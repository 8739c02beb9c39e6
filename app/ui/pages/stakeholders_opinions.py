"""How several people see a stakeholder, side by side: the latest is what the grid shows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.views.stakeholders import Opinion
from app.ui.kit.text import empty_layout, label
from app.ui.language import say, words
from app.ui.pages.stakeholders_words import rating_text


class OpinionList(QWidget):
    """Views of several people: who and when, and beneath it what they said; hidden with fewer than two."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 4, 0, 0)
        self.rows.setSpacing(2)
        self.hide()

    def show_opinions(self, opinions: Sequence[Opinion]) -> None:
        """Show several views; one alone stands in the fields above."""
        empty_layout(self.rows)
        self.setVisible(len(opinions) > 1)
        if len(opinions) < 2:
            return
        self.setAccessibleName(say("stakeholders.opinions"))
        self.rows.addWidget(label(say("stakeholders.opinions"), "field", wrap=True))
        for one in opinions:
            self.rows.addWidget(label(_who(one), "small_text", wrap=True))
            self.rows.addWidget(label(_said(one), "tiny", wrap=True))


def _who(one: Opinion) -> str:
    who = one.by or say("stakeholders.opinions.group")
    day = words().date(one.on, "day_month") if one.on else ""
    return say("stakeholders.position.by", name=who, day=day) if day else who


def _said(one: Opinion) -> str:
    parts = []
    if one.influence is not None or one.interest is not None:
        ratings = (rating_text(one.influence) or "–", rating_text(one.interest) or "–")
        parts.append(say("stakeholders.ratings", influence=ratings[0], interest=ratings[1]))
    if one.position:
        parts.append(words().code("position", one.position))
    return say("stakeholders.separator").strip("|").join(parts)
