"""The tab of consultations: the list, whose voices were heard as a picture, and how steps 3 and 5 stand."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.drawing.coverage_matrix import MatrixCell, MatrixNames, MatrixRow, coverage_matrix
from app.drawing.shapes import Picture
from app.process.voice_coverage import VOICES, Heard
from app.services.views.said import NAMELESS
from app.services.views.steps import ReasonEntry, StepEntry
from app.services.views.voices import VoicesView
from app.services.views.voices_consultations import ConsultationRow, ConsultationsView, CoverageRow
from app.ui.kit.button import Button
from app.ui.kit.card import Card
from app.ui.kit.finding import Finding, ReasonRow
from app.ui.kit.link import TextLink
from app.ui.kit.panel import scrolling
from app.ui.kit.picture import measure
from app.ui.kit.rows import Cell, TableColumn
from app.ui.kit.tabs import SegmentedTabs
from app.ui.kit.text import GAP, column, empty_layout, label, row
from app.ui.language import label_text, put, say, words
from app.ui.pages.meetings_words import CONSULTATION_TONES, dotted
from app.ui.pages.voices_parts import PictureCard, SearchList
from app.ui.pages.voices_words import (
    day_text,
    feedback_cell,
    method_name,
    missing_line,
    name_text,
    people_cell,
    voice_names,
)
from app.ui.places import Place
from app.ui.session import Session
from app.ui.weak import weakly_plain

WAYS = ("method", "place")
TIGHT = 960
"""Below this width in pixels the list has no column for the status."""


class CoverageCard(PictureCard):
    """Voices by method or by place; a cell shows the consultations that meet in it."""

    def __init__(self) -> None:
        super().__init__()
        self.way = SegmentedTabs()
        self.head.addWidget(self.way)
        self._shown = ConsultationsView()
        self.way.chosen.connect(self._changed)

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        self.set_title(say("voices.coverage"))
        self.way.set_tabs([(one, say(f"voices.by.{one}")) for one in WAYS])

    def show_view(self, view: ConsultationsView) -> None:
        """Draw whose voices were heard."""
        self._shown = view
        self.note.setText(missing_line(view))
        self.redraw()

    def events(self, tag: str) -> tuple[str, ...]:
        """Return the consultations and meetings that a cell stands for."""
        key, _, voice = tag.partition("|")
        lines = (CoverageRow("", NAMELESS, self._shown.total), *self._lines())
        cells = next((one.cells for one in lines if one.key == key), ())
        return cells[VOICES.index(voice)].events if cells and voice in VOICES else ()

    def draw(self, width: float, height: float) -> Picture:
        rows = [_line(say("voices.everywhere"), CoverageRow("", NAMELESS, self._shown.total))]
        by_method = self.way.current() != "place"
        rows += [
            _line(method_name(one.key) if by_method else label_text(one.name), one) for one in self._lines()
        ]
        names = MatrixNames(*(say(f"voices.key.{one}") for one in ("people", "nobody", "uncounted", "place")))
        return coverage_matrix(rows, voice_names(), names, width, measure, mirrored=words().right_to_left)

    def _lines(self) -> tuple[CoverageRow, ...]:
        return self._shown.by_place if self.way.current() == "place" else self._shown.by_method

    def _changed(self, _way: str) -> None:
        self.redraw()


def _line(name: str, one: CoverageRow) -> MatrixRow:
    cells = [_cell(heard, f"{one.key}|{voice}") for heard, voice in zip(one.cells, VOICES, strict=True)]
    return MatrixRow(name, cells, one.wanted)


def _cell(heard: Heard, tag: str) -> MatrixCell:
    return MatrixCell(heard.people, reason=bool(heard.events) and not heard.people, tag=tag)


class GateCard(Card):
    """Steps 3 and 5: how they stand, why, and where to go."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.rows: list[ReasonRow] = []

    def show_steps(self, steps: tuple[StepEntry, ...]) -> None:
        """Show the reasons of the steps."""
        self.set_title(say("voices.gates"))
        empty_layout(self.body)
        self.rows = []
        for step in steps:
            self.body.addWidget(self._head(step))
            for number, reason in enumerate(step.reasons):
                self._add(reason, last=number == len(step.reasons) - 1)
            if step.skip_reason:
                self.body.addWidget(label(say("steps.skipped", reason=step.skip_reason), "quiet", wrap=True))

    def _head(self, step: StepEntry) -> TextLink:
        title = say("home.step_title", number=step.number, title=say(f"step.{step.id}.title"))
        made = TextLink(dotted(title, say(f"steps.status.{step.status}")))
        made.setContentsMargins(0, 6, 0, 0)
        made.clicked.connect(weakly_plain(self._session.go, Place("steps", "step", step.id)))
        return made

    def _add(self, reason: ReasonEntry, *, last: bool) -> None:
        link = say("steps.open" if reason.mark == "met" else "steps.go_there")
        tone = "good" if reason.mark == "met" else "attention"
        made = ReasonRow(reason.mark, Finding("", tone, put(reason.text), put(reason.detail)), link, last)
        made.picked.connect(weakly_plain(self._session.go, Place(reason.page, reason.kind, reason.id)))
        self.rows.append(made)
        self.body.addWidget(made)


class ConsultationsTab(QWidget):
    """`picked` a consultation; `meeting_wanted` carries a meeting that listened."""

    picked = Signal(str)
    meeting_wanted = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.list, self.coverage, self.gates = SearchList(), CoverageCard(), GateCard(session)
        self.whole_list = Button("", "chip", "x")
        self._only: tuple[str, ...] = ()
        self._rows: tuple[ConsultationRow, ...] = ()
        self._lay_out()
        self.list.picked.connect(self.picked)
        self.coverage.view.picked.connect(self.open_cell)
        self.whole_list.clicked.connect(self.show_all)

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        self.list.retranslate()
        self.coverage.retranslate()
        self.whole_list.setText(say("voices.whole_list"))

    def show_view(self, view: VoicesView, chosen: str, *, narrow: bool) -> None:
        """Show the consultations, one of them open; the pictures give way to its editor."""
        self._rows = view.consultations.rows
        self.side.setVisible(not narrow)
        self.list.show_rows(_columns(tight=self.width() < TIGHT), self._rows, chosen)
        if not narrow:
            self.coverage.show_view(view.consultations)
            self.gates.show_steps(view.steps)

    def open_cell(self, tag: str) -> None:
        """Show only what meets in a cell of the picture; a meeting that stands alone is shown on its page."""
        events = self.coverage.events(tag)
        known = {one.id for one in self._rows}
        if len(events) == 1 and events[0] not in known:
            self.meeting_wanted.emit(events[0])
        else:
            self._show_only(tuple(one for one in events if one in known))

    def show_all(self) -> None:
        """Show every consultation again."""
        self._show_only(())

    def _show_only(self, ids: tuple[str, ...]) -> None:
        self._only = ids
        self.whole_list.setVisible(bool(ids))
        self.list.keep_only(self._is_kept)

    def _is_kept(self, one: ConsultationRow) -> bool:
        return not self._only or one.id in self._only

    def _lay_out(self) -> None:
        self.list.narrow_by(self.whole_list)
        self.whole_list.hide()
        inside = QWidget()
        inside.setObjectName("scrolled")
        whole = column(self.coverage, self.gates, gap=GAP)
        whole.setStretch(0, 1)
        inside.setLayout(whole)
        self.coverage.setMinimumHeight(352)
        self.side = scrolling(inside)
        beside = row(self.list, self.side, gap=GAP)
        beside.setStretch(0, 10)
        beside.setStretch(1, 9)
        self.setLayout(beside)


def _columns(*, tight: bool) -> list[TableColumn]:
    field = words().field
    people, fed_back = say("meetings.column.people"), field("consultation", "fed_back_on")
    columns = [
        TableColumn(
            field("consultation", "title"), lambda one: Cell(name_text(one.title), under=_beneath(one))
        ),
        TableColumn(people, people_cell, 92, at_end=True, sort_key=lambda one: one.people or 0),
        TableColumn(field("consultation", "status"), _status, 100),
        TableColumn(fed_back, feedback_cell, 132 if words().right_to_left else 116),
    ]
    return [*columns[:2], columns[3]] if tight else columns


def _beneath(one: ConsultationRow) -> str:
    method = words().code("consultation_method", one.method) if one.method else ""
    inputs = say("voices.inputs", count=len(one.inputs)) if one.inputs else ""
    return dotted(one.code, method, day_text(one.held_on).replace(" ", "\u00a0"), inputs)


def _status(one: ConsultationRow) -> Cell:
    text = words().code("consultation_status", one.status) if one.status else ""
    return Cell(text, tone=CONSULTATION_TONES.get(one.status, "neutral"))
