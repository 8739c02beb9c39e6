"""How several people see a stakeholder, side by side: the latest is what the grid shows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from app.services.views.stakeholders import Opinion
from app.ui.kit.text import empty_layout, label
from app.ui.language import say, words
from app.ui.pages.stakeholders_words import rating_text


class OpinionList(QWidget):
    """A small table of views: who, influence, interest, position, when; hidden with fewer than two."""

    def __init__(self) -> None:
        super().__init__()
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 4, 0, 0)
        self.grid.setHorizontalSpacing(10)
        self.grid.setVerticalSpacing(4)
        self.grid.setColumnStretch(0, 1)
        self.hide()

    def show_opinions(self, opinions: Sequence[Opinion]) -> None:
        """Show several views; one alone stands in the fields above."""
        empty_layout(self.grid)
        self.setVisible(len(opinions) > 1)
        if len(opinions) < 2:
            return
        self.setAccessibleName(say("stakeholders.opinions"))
        self.grid.addWidget(label(say("stakeholders.opinions"), "field", wrap=True), 0, 0, 1, 4)
        field = words().field
        heads = ("", *(field("stakeholder_view", name) for name in ("influence", "interest", "position")))
        for place, head in enumerate(heads):
            self.grid.addWidget(label(head, "tiny"), 1, place)
        for line, one in enumerate(opinions, 2):
            self._line(line, one)

    def _line(self, line: int, one: Opinion) -> None:
        day = words().date(one.on, "day_month") if one.on else ""
        who = one.by or say("stakeholders.opinions.group")
        said = say("stakeholders.position.by", name=who, day=day) if day else who
        position = words().code("position", one.position) if one.position else "–"
        texts = (said, rating_text(one.influence) or "–", rating_text(one.interest) or "–", position)
        for place, text in enumerate(texts):
            self.grid.addWidget(label(text, "small", wrap=place == 0), line, place)
