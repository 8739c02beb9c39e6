"""All steps at once: how each stands, when it was planned and when it took place, on one scale of time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLayout, QSizePolicy, QWidget

from app.drawing.step_bar import Span, month_axis, scale_of, step_bar
from app.process.step_dates import StepDates
from app.services.views.steps import StepEntry, StepsView
from app.ui.kit.card import Card, row_frame
from app.ui.kit.chip import Chip
from app.ui.kit.link import TextLink
from app.ui.kit.picture import PictureView, measure
from app.ui.kit.text import column, empty_layout, label
from app.ui.language import say, words
from app.ui.weak import weakly_plain

TONES = {
    "done": "good",
    "in_progress": "accent",
    "not_started": "neutral",
    "skipped_with_reason": "neutral",
}
DATES, STATE, BAR = 172, 98, 200


class StepBar(PictureView):
    """A step's bar, drawn anew for the room it gets."""

    def __init__(self, dates: StepDates, scale: Span, today: date) -> None:
        super().__init__()
        self._dates, self._scale, self._today = dates, scale, today
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._draw(BAR)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw(self.width())

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def _draw(self, width: int) -> None:
        dates = self._dates
        picture = step_bar(
            width, self._scale, Span(_day(dates.planned_start), _day(dates.planned_end)),
            Span(_day(dates.began), _day(dates.ended)), self._today,
            late=bool(dates.late), mirrored=words().right_to_left,
        )  # fmt: skip
        self.show_picture(picture, dates_text(dates))


class MonthAxis(PictureView):
    """The months above the bars, drawn anew for the room it gets."""

    def __init__(self, scale: Span) -> None:
        super().__init__()
        self._scale = scale
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._draw(BAR)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw(self.width())

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def _draw(self, width: int) -> None:
        self.show_picture(
            month_axis(width, self._scale, _first_of_month, measure, mirrored=words().right_to_left)
        )


class StepOverview(Card):
    """`picked` carries a step's number."""

    picked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.links: list[TextLink] = []

    def show_view(self, view: StepsView) -> None:
        """Show all steps."""
        self.set_title("", say("steps.overview_legend"))
        self.setAccessibleName(say("steps.overview"))
        empty_layout(self.body)
        today = _day(view.today)
        spans = [Span(_day(a), _day(b)) for one in view.steps for a, b in _pairs(one.dates)]
        dated = any(span.first or span.last for span in spans)
        scale = scale_of(spans, today) if today and dated else None
        self.quiet.setVisible(scale is not None)
        self.links = []
        if scale is not None:
            self.body.addWidget(_in_columns(MonthAxis(scale)))
        for number, step in enumerate(view.steps, 1):
            bar = StepBar(step.dates, scale, today) if scale and today else QWidget()
            self.body.addWidget(self._row(step, view, bar, last=number == len(view.steps)))
        self.body.addStretch(1)

    def _row(self, step: StepEntry, view: StepsView, bar: QWidget, *, last: bool) -> QFrame:
        made, dates = row_frame(last), step.dates
        grid = _grid(made, 8, bars=isinstance(bar, StepBar))
        link = TextLink(say("home.step_title", number=step.number, title=say(f"step.{step.id}.title")))
        link.clicked.connect(weakly_plain(self._pick, step.number))
        self.links.append(link)
        status = "implementing" if step.implementing else step.status
        chip = Chip(say(f"steps.status.{status}"), TONES.get(step.status, "accent"))
        grid.addLayout(_texts(link, _under(step, view)), 0, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(chip, 0, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.addLayout(_days(dates), 0, 2, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(bar, 0, 3, Qt.AlignmentFlag.AlignVCenter)
        return made

    def _pick(self, number: int) -> None:
        self.picked.emit(number)


def _grid(holder: QWidget, ends: int, *, bars: bool = True) -> QGridLayout:
    """Return the columns that every row of the overview has; without bars titles have their room."""
    grid = QGridLayout(holder)
    grid.setContentsMargins(4, ends, 4, ends)
    grid.setHorizontalSpacing(14)
    grid.setColumnStretch(0, 4)
    grid.setColumnMinimumWidth(1, STATE)
    grid.setColumnMinimumWidth(2, DATES)
    grid.setColumnStretch(3, 5 * bars)
    return grid


def _in_columns(axis: QWidget) -> QWidget:
    """Return the months over the column of the bars."""
    made = QWidget()
    grid = _grid(made, 0)
    # A column without anything in it would lose the gap beside it.
    for number in range(3):
        grid.addWidget(label("", wrap=True) if not number else QWidget(), 0, number)
    grid.addWidget(axis, 0, 3)
    return made


def _first_of_month(day: date) -> str:
    return words().date(day, "day_month")


def _pairs(dates: StepDates) -> Sequence[tuple[str, str]]:
    return ((dates.planned_start, dates.planned_end), (dates.began, dates.ended))


def _texts(link: QWidget, under: str) -> QLayout:
    quiet = label(under, "tiny", wrap=True)
    quiet.setVisible(bool(under))
    return column(link, quiet, gap=1)


def _under(step: StepEntry, view: StepsView) -> str:
    """Return why a step stands as it does: what is lacking, the reason it is not needed, who is at it."""
    if step.skip_reason and step.status == "skipped_with_reason":
        return say("steps.skipped", reason=step.skip_reason)
    waiting = sum(reason.mark in ("open", "partly") for reason in step.reasons)
    if step.status != "done" and step.status != "not_started" and waiting:
        return say("steps.rules_open", count=waiting)
    return say("steps.group_is_here") if step.number == view.current and step.status != "done" else ""


def _days(dates: StepDates) -> QLayout:
    late = say("steps.late", count=dates.late) if dates.late else ""
    said = [text for text in (planned_text(dates), actual_text(dates), late) if text]
    return column(*(label(text, "tiny") for text in said), gap=1)


def planned_text(dates: StepDates) -> str:
    """Return when a step is planned: "planned 3 Feb – 12 Mar"."""
    days = _range(dates.planned_start, dates.planned_end)
    return say("steps.planned", days=days) if days else say("steps.not_planned")


def actual_text(dates: StepDates) -> str:
    """Return when a step took place, "" when it did not begin."""
    if dates.began and not dates.ended:
        return say("steps.since", day=words().date(dates.began, "day_month"))
    days = _range(dates.began, dates.ended)
    return say("steps.took", days=days) if days else ""


def dates_text(dates: StepDates) -> str:
    """Return both for a screen reader."""
    return ", ".join(text for text in (planned_text(dates), actual_text(dates)) if text)


def _range(first: str, last: str) -> str:
    shown = [words().date(one, "day_month") for one in (first, last) if one]
    return " – ".join(dict.fromkeys(shown))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
