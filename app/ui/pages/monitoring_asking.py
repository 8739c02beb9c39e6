"""What the Monitoring page asks for: a value, indicators of the library, why a plan is revised."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.models.codes import CODE_LISTS
from app.models.folding import fold
from app.services.indicator_library import LibraryEntry
from app.services.monitoring_work import Measured
from app.services.views.monitoring import MonitoringView
from app.ui.begun import DialogEntry
from app.ui.kit.button import Button
from app.ui.kit.chip import CheckChip
from app.ui.kit.dialog import ReadDialog
from app.ui.kit.inputs import (
    ChoiceInput,
    DateInput,
    Input,
    LineInput,
    NumberInput,
    ReferenceInput,
    TextInput,
    YesNoInput,
)
from app.ui.kit.line import Line
from app.ui.kit.panel import scrolling
from app.ui.kit.text import column, empty_layout, label, row
from app.ui.language import label_text, say, words
from app.ui.pages.review_dialog import AskDialog
from app.ui.pages.sign_who import pair
from app.ui.session import Session
from app.ui.weak import weakly_plain
from app.ui.welcome_parts import Entry

WIDTH, HEIGHT = 720, 600


class MeasurementDialog(AskDialog):
    """Asks for a value with period, place and group. The answer is a `Measured`."""

    def __init__(
        self, session: Session, view: MonitoringView, indicator: str, parent: QWidget | None = None
    ) -> None:
        why = say("monitor.value.why")
        super().__init__(say("monitor.value.title"), why, say("monitor.value.go"), parent)
        self.setMinimumWidth(620)
        self._indicator = indicator
        field = words().field
        half = "H1" if view.today[5:7] < "07" else "H2"
        self.period = Entry(field("measurement", "period"), LineInput(), say("monitor.value.period_hint"))
        self.period.control.show_value(f"{view.today[:4]}-{half}")
        places = [(code, label_text(name)) for code, name in view.places]
        self.place = Entry(field("measurement", "place"), ChoiceInput(places, nothing=""))
        self.place.control.show_value(places[0][0] if places else None)
        self.group = self._coded("group", "compared_group", "displaced")
        self.value = Entry(field("measurement", "value"), NumberInput())
        self.sample = Entry(
            field("measurement", "sample_size"), NumberInput(whole=True), say("monitor.value.small_hint")
        )
        self.day = Entry(field("measurement", "measured_on"), DateInput())
        self.day.control.show_value(view.today)
        self.method = self._coded("method", "evidence_method", None)
        self.representativeness = self._coded("representativeness", "representativeness", None)
        sources = [(key, label_text(name)) for key, name in view.sources]
        self.source = Entry(field("measurement", "source"), ReferenceInput(sources))
        self.baseline = Entry(field("measurement", "is_baseline"), YesNoInput())
        for one, other in (
            (self.period, self.place),
            (self.group, self.value),
            (self.sample, self.day),
            (self.method, self.representativeness),
            (self.source, self.baseline),
        ):
            self.form.addWidget(pair(one, other))
        DialogEntry(session, "measurement", indicator, self, self.controls())

    def controls(self) -> dict[str, Input]:
        """Return what can be entered, by the name of the field."""
        names = ("period", "place", "group", "value", "sample", "day", "method", "representativeness")
        return {name: getattr(self, name).control for name in (*names, "source", "baseline")}

    def answer(self) -> Measured | None:
        if not all(list(map(Entry.need, (self.period, self.place, self.group, self.value)))):
            return None
        if wrong := [one for one in (self.sample, self.day) if one.control.problem()]:
            wrong[0].need()
            return None
        texts = {
            name: str(getattr(self, name).value() or "") for name in ("period", "place", "group", "value")
        }
        more = {
            name: str(getattr(self, name).value() or "")
            for name in ("method", "representativeness", "source")
        }
        sample = self.sample.value()
        return Measured(
            self._indicator,
            **texts,
            **more,
            measured_on=str(self.day.value() or ""),
            sample_size=int(sample) if isinstance(sample, int) else None,
            is_baseline=self.baseline.value() is True,
        )

    def _coded(self, name: str, code_list: str, first: str | None) -> Entry:
        options = [(code, words().code(code_list, code)) for code in CODE_LISTS[code_list]]
        made = Entry(words().field("measurement", name), ChoiceInput(options))
        made.control.show_value(first)
        return made


class LibraryDialog(ReadDialog):
    """Offers indicators under their criteria; `agreed` carries the codes of those that are chosen."""

    agreed = Signal(object)

    def __init__(self, entries: tuple[LibraryEntry, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries = entries
        self.chosen: dict[str, None] = {}
        self.setWindowTitle(say("monitor.library.title"))
        self.resize(WIDTH, HEIGHT)
        self.search = Line()
        self.search.setClearButtonEnabled(True)
        self.search.setPlaceholderText(say("records.search"))
        self.search.setAccessibleName(say("records.search"))
        self.search.textChanged.connect(weakly_plain(self._show))
        self.chips: dict[str, CheckChip] = {}
        self.go, self.back = Button("", "primary", "plus"), Button(say("frame.cancel"))
        self.go.clicked.connect(self.take)
        self.back.clicked.connect(self.reject)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(4)
        self._lay_out()
        self._show()

    def take(self) -> None:
        """Hand out the codes that are chosen and go away."""
        self.accept()
        self.agreed.emit(tuple(self.chosen))

    def _show(self) -> None:
        wanted = fold(self.search.text())
        empty_layout(self.rows)
        self.chips, criterion = {}, None
        for one in self._entries:
            if wanted not in fold(f"{one.id} {label_text(one.name)}"):
                continue
            if one.iasc != criterion:
                criterion = one.iasc
                title = words().code("iasc", one.iasc) if one.iasc else say("monitor.no_criterion")
                self.rows.addWidget(label(title, "strong"))
            self.rows.addWidget(self._chip(one))
        self.rows.addStretch(1)
        self._count()

    def _chip(self, one: LibraryEntry) -> QWidget:
        if one.here:
            return label(f"✓ {one.id} {label_text(one.name)}", "quiet", wrap=True)
        text = label(label_text(one.name), wrap=True)
        chip = CheckChip(one.id, one.id)
        chip.setFixedWidth(64)
        chip.setChecked(one.id in self.chosen)
        chip.setAccessibleName(f"{one.id} {label_text(one.name)}")
        chip.toggled.connect(weakly_plain(self._turned))
        self.chips[one.id] = chip
        made, beside = QWidget(), row(chip, text, gap=10)
        beside.setStretch(1, 1)
        made.setLayout(beside)
        return made

    def _turned(self) -> None:
        for code, chip in self.chips.items():
            if chip.isChecked():
                self.chosen[code] = None
            else:
                self.chosen.pop(code, None)
        self._count()

    def _count(self) -> None:
        self.go.setText(say("monitor.library.take", count=len(self.chosen)))
        self.go.setEnabled(bool(self.chosen))

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("scrolled")
        inside.setLayout(self.rows)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 18)
        whole.setSpacing(12)
        title = label(say("monitor.library.title"), "title")
        whole.addLayout(column(title, label(say("monitor.library.why"), "quiet", wrap=True)))
        whole.addWidget(self.search)
        whole.addWidget(scrolling(inside), 1)
        whole.addLayout(row(1, self.back, self.go))


class RevisionDialog(AskDialog):
    """Asks why the plan is revised and which session asked for it. The answer is (reason, meeting id)."""

    def __init__(self, session: Session, view: MonitoringView, parent: QWidget | None = None) -> None:
        number = view.revision.version
        why = say("monitor.revision.why", number=number)
        super().__init__(say("monitor.revision.title"), why, say("monitor.revision.go"), parent)
        self.reason = Entry(words().field("revision", "reason"), TextInput())
        options = [(key, label_text(name)) for key, name in view.revision.sessions]
        self.meeting = Entry(
            words().field("revision", "meeting"),
            ReferenceInput(options),
            say("monitor.revision.meeting_hint"),
        )
        self.form.addWidget(self.meeting)
        self.form.addWidget(self.reason)
        controls = {"reason": self.reason.control, "meeting": self.meeting.control}
        DialogEntry(session, "revision", number, self, controls)

    def answer(self) -> tuple[str, str] | None:
        if not self.reason.need():
            return None
        return str(self.reason.value()), str(self.meeting.value() or "")
