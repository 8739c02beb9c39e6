"""Activities of different organisations that may do the same twice, as a card beneath the joint work."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.services.views.joint import LinkedEntry, OverlapEntry
from app.ui.kit.button import Button
from app.ui.kit.card import Card, row_frame
from app.ui.kit.link import TextLink
from app.ui.kit.panel import scrolling
from app.ui.kit.text import column, empty_layout, label, row
from app.ui.language import label_text, say, words
from app.ui.weak import weakly_plain

HEIGHT = 190


class OverlapsCard(Card):
    """Hidden while nothing overlaps, folded at first. `picked` carries kind and id of an activity."""

    picked = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.rows = column(gap=0)
        self.why, self.fold = label("", "small", wrap=True), Button("", "link")
        self.fold.setCheckable(True)
        self.fold.toggled.connect(self._fold)
        self.head.addWidget(self.fold)
        inside = QWidget()
        inside.setLayout(self.rows)
        self.area = scrolling(inside)
        self.area.setFixedHeight(HEIGHT)
        self.body.addWidget(self.why)
        self.body.addWidget(self.area)
        self._shown: tuple[OverlapEntry, ...] = ()
        self._fold(False)

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        self.why.setText(say("joint.overlaps_why"))
        self._fold(self.fold.isChecked())
        self.show_overlaps(self._shown)

    def show_overlaps(self, overlaps: Sequence[OverlapEntry]) -> None:
        """Show pairs of activities."""
        self._shown = tuple(overlaps)
        empty_layout(self.rows)
        self.set_title(say("joint.overlaps"), words().number(len(overlaps)) if overlaps else "")
        for one in overlaps:
            self.rows.addWidget(self._row(one, last=one is overlaps[-1]))
        self.setVisible(bool(overlaps))

    def _fold(self, on: bool) -> None:
        for part in (self.why, self.area):
            part.setVisible(on)
        self.fold.setText(say("joint.overlaps_hide" if on else "joint.overlaps_show"))

    def pick(self, record_id: str) -> None:
        """Ask for an activity to be opened."""
        self.picked.emit("activity", record_id)

    def _row(self, one: OverlapEntry, *, last: bool) -> QWidget:
        made = row_frame(last)
        places = words().join([label_text(place) for place in one.places if place])
        groups = words().join([label_text(group) for group in one.groups])
        time = say("joint.overlap_time", starts=words().date(one.starts), ends=words().date(one.ends))
        pair = row(self._link(one.first), self._link(one.second), gap=12)
        pair.setStretch(0, 1)
        pair.setStretch(1, 1)
        under = " · ".join(part for part in (places, groups, time) if part)
        texts = column(pair, label(under, "tiny", wrap=True), gap=3)
        texts.setContentsMargins(0, 6, 0, 8)
        made.setLayout(texts)
        return made

    def _link(self, one: LinkedEntry) -> TextLink:
        title = say("plan.with_code", code=one.detail, title=label_text(one.name)).strip(" ·")
        link = TextLink(title or say("records.untitled"))
        link.clicked.connect(weakly_plain(self.pick, one.id))
        return link
