"""The two series of a location: people by group and day, severity by round. Adding never overwrites."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.process.rounds import index_for
from app.services.views.area import AreaView
from app.services.views.area_locations import FigureEntry, LocationEntry, RankEntry
from app.ui.kit.button import Button, icon_button
from app.ui.kit.form import FieldSpec
from app.ui.kit.inputs import Value
from app.ui.kit.text import column, label, row
from app.ui.language import say, words
from app.ui.pages.area_source_pick import SourcePick, offer, source_options, source_text
from app.ui.pages.area_words import code_options, day_text, figure_text, hint_text, rank_text, separated
from app.ui.pages.stakeholders_sections import Section
from app.ui.session import Session
from app.ui.weak import weakly_plain

SHOWN = 6


class Series(Section):
    """Entries of a location, newest first; `unsourced` asks for the source of one that has none."""

    page = "area"
    unsourced = Signal(str)

    def __init__(self, session: Session, topic: str, kind: str) -> None:
        super().__init__(session, topic, kind)
        self._session = session
        self._sources: tuple[tuple[str, str], ...] = ()

    def renew(self, view: AreaView) -> None:
        """Offer the sources there are now."""
        self._sources = tuple(source_options(view.sources))
        offer(self.form, view.sources)

    def ask_source(self, record_id: str) -> None:
        """Ask for the source of an entry."""
        self.unsourced.emit(record_id)

    def source_spec(self, kind: str) -> FieldSpec:
        """Return the field of the source."""
        pick = SourcePick(self._session, self._sources)
        return FieldSpec("source", words().field(kind, "source"), make=pick)

    def entry(self, record_id: str, text: str, under: str, hint: str, sourced: bool) -> QWidget:
        """Return one entry with a way to remove it, and to name its source where it has none."""
        made, remove = QWidget(), icon_button("x", say("area.series.remove", what=text))
        remove.clicked.connect(weakly_plain(self.drop, record_id))
        said = column(label(text, wrap=True), label(under, "tiny", wrap=True), gap=1)
        if hint:
            said.addWidget(label(hint, "attention", wrap=True))
        if not sourced:
            ask = Button(say("area.series.name_source"), "link")
            ask.setAccessibleName(f"{say('area.series.name_source')}: {text}")
            ask.clicked.connect(weakly_plain(self.ask_source, record_id))
            said.addLayout(row(ask, 1))
        beside = row(said, remove)
        beside.setStretch(0, 1)
        made.setLayout(beside)
        return made


class PeopleSeries(Series):
    """People of each group at a day, each with its source."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "people_series", "population_figure")

    def specs(self) -> Sequence[FieldSpec]:
        field = words().field
        kind = "population_figure"
        return (
            FieldSpec("group", field(kind, "group"), "choice", code_options("population_group")),
            FieldSpec("households", field(kind, "households"), "whole", half=True),
            FieldSpec("individuals", field(kind, "individuals"), "whole", half=True),
            FieldSpec("as_of", field(kind, "as_of"), "date"),
            self.source_spec(kind),
        )

    def is_complete(self, values: Mapping[str, Value]) -> bool:
        counted = values.get("households") is not None or values.get("individuals") is not None
        return bool(values.get("group") and values.get("as_of") and values.get("source")) and counted

    def show_series(self, view: AreaView, entries: Sequence[FigureEntry]) -> None:
        """Show the series of a location."""
        self.renew(view)
        self.fill([self._one(view, one) for one in entries])

    def _one(self, view: AreaView, one: FigureEntry) -> QWidget:
        source = view.source(one.source)
        under = separated((day_text(one.as_of), source_text(source) if source else say("area.no_source")))
        hint = hint_text(one) if one.expected else ""
        return self.entry(one.id, figure_text(one), under, hint, True)


class SeveritySeries(Series):
    """The Return Index or Displacement Index of a location, a round after the other."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "severity_series", "severity_rank")
        self._index = "return_index"

    def specs(self) -> Sequence[FieldSpec]:
        field, kind = words().field, "severity_rank"
        return (
            FieldSpec("index", field(kind, "index"), "choice", code_options("severity_index")),
            FieldSpec("round", field(kind, "round"), half=True),
            FieldSpec("score", field(kind, "score"), "number", half=True),
            FieldSpec("category", field(kind, "category"), "choice", code_options("severity_category")),
            FieldSpec("round_date", field(kind, "round_date"), "date"),
            self.source_spec(kind),
        )

    def is_complete(self, values: Mapping[str, Value]) -> bool:
        said = values.get("score") is not None or values.get("category") is not None
        return bool(values.get("round")) and said

    def keep_entered(self) -> None:
        """Hand out what was entered; without an index it is the one for the location's role."""
        field = self.form.fields["index"]
        if field.control.value() is None:
            field.control.show_value(self._index)
        super().keep_entered()

    def show_series(self, view: AreaView, one: LocationEntry) -> None:
        """Show the series of a location, the round that the ranking uses marked."""
        self._index = index_for(one.role)
        self.renew(view)
        used = one.used.id if one.used else ""
        self.fill([self._one(view, rank, rank.id == used) for rank in one.ranks])

    def _one(self, view: AreaView, one: RankEntry, used: bool) -> QWidget:
        source = view.source(one.source)
        mark = say("area.round.used") if used else ""
        under = separated((day_text(one.on), source_text(source) if source else "", mark))
        return self.entry(one.id, rank_text(one), under, "", source is not None)
