"""The ranking tab: locations in order of priority, the round it uses, and word of a newer one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.process.rounds import RoundsOfIndex, index_for
from app.services.views.area import AreaView
from app.services.views.area_locations import LocationEntry
from app.ui.kit.button import Button
from app.ui.kit.card import Card
from app.ui.kit.flow import flowing
from app.ui.kit.inputs import ChoiceInput
from app.ui.kit.notice import Banner
from app.ui.kit.rows import Cell, RowModel, TableColumn
from app.ui.kit.table import Table
from app.ui.kit.text import label, row
from app.ui.language import label_text, say, words
from app.ui.pages.area_words import day_text, location_name, people_cell, score_of, separated, severity_cell
from app.ui.weak import weakly_plain

_UP, _DOWN = -1, 1


class RankingTable(Table):
    """Alt with the arrow up or down moves the chosen location; `moved` carries -1 or 1."""

    moved = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: _UP, Qt.Key.Key_Down: _DOWN}
        step = steps.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(step)
        else:
            super().keyPressEvent(event)


class RoundLine(QWidget):
    """The round of one index that the ranking uses; `chosen` carries index and round."""

    chosen = Signal(str, str)

    def __init__(self, index: str) -> None:
        super().__init__()
        self.index = index
        self.name, self.pick = label("", "strong"), ChoiceInput((), "")
        self.banner = Banner(wraps=True)
        self.banner.hide()
        self.pick.setFixedWidth(286)
        beside = row(self.name, self.pick, gap=8)
        beside.addSpacing(10)
        self.setLayout(beside)
        self.pick.finished.connect(self._picked)
        self.banner.acted.connect(self._use_newest)
        self._newest = ""

    def show_rounds(self, known: RoundsOfIndex) -> None:
        """Show the rounds there are, and say when a newer one is here."""
        self.setVisible(bool(known.rounds))
        index = words().code("severity_index", self.index)
        self.name.setText(index)
        self.pick.main().setAccessibleName(self.name.text())
        options = [(one.name, _round_text(one.name, one.on, one.count)) for one in reversed(known.rounds)]
        self.pick.set_options(options)
        self.pick.show_value(known.used)
        self._newest = known.newest
        behind = say("area.round.newer", newest=known.newest, used=known.used) if known.is_behind else ""
        self.banner.say(behind, say("area.round.use", newest=known.newest) if behind else "")

    def _picked(self) -> None:
        value = self.pick.value()
        if isinstance(value, str):
            self.chosen.emit(self.index, value)

    def _use_newest(self) -> None:
        self.chosen.emit(self.index, self._newest)


def _round_text(name: str, on: str, count: int) -> str:
    return separated((say("area.round", name=name), day_text(on), say("area.locations", count=count)))


class RankingTab(Card):
    """`moved` carries a location and its new place, from 1 (0: out of the ranking)."""

    picked = Signal(str)
    moved = Signal(str, int)
    round_chosen = Signal(str, str)
    order_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.lines = {index: RoundLine(index) for index in ("return_index", "displacement_index")}
        self.model = RowModel((), group=_group)
        self.table = RankingTable(self.model)
        self.up, self.down = Button("", "outlined", "arrow-up"), Button("", "outlined", "arrow-down")
        self.out, self.by_severity = Button("", "outlined"), Button("", "outlined")
        self._rows: tuple[LocationEntry, ...] = ()
        self._chosen = ""
        self._lay_out()
        self._wire()

    def retranslate(self) -> None:
        """Say the tab's own texts in the language in force."""
        self.up.setText(say("area.rank.up"))
        self.down.setText(say("area.rank.down"))
        self.by_severity.setText(say("area.rank.by_severity"))
        self.setAccessibleName(say("area.tab.ranking"))
        self.hint.setText(say("area.rank.hint"))
        self._name_out()

    def show_view(self, view: AreaView, chosen: str, narrow: bool) -> None:
        """Show the ranking, those without a place after it."""
        for index, line in self.lines.items():
            line.show_rounds(view.rounds_of(index))
        self._rows, self._chosen = view.locations, chosen
        self.model.set_columns(ranking_columns(view, narrow), view.locations)
        self.table.choose(chosen)
        self._name_out()

    def move_chosen(self, step: int) -> None:
        """Move the chosen location up or down; one without a place gets the last one."""
        one = self._entry()
        if one is None:
            return
        ranked = [other.id for other in self._rows if other.rank is not None]
        if one.rank is None:
            self.moved.emit(one.id, len(ranked) + 1)
            return
        place = ranked.index(one.id) + 1 + step
        if 1 <= place <= len(ranked):
            self.moved.emit(one.id, place)

    def take_out_or_in(self) -> None:
        """Take the chosen location out of the ranking, or put it at the end."""
        one = self._entry()
        if one is not None:
            count = sum(other.rank is not None for other in self._rows)
            self.moved.emit(one.id, 0 if one.rank is not None else count + 1)

    def _entry(self) -> LocationEntry | None:
        return next((one for one in self._rows if one.id == self._chosen), None)

    def _name_out(self) -> None:
        one = self._entry()
        self.out.setText(say("area.rank.in" if one is not None and one.rank is None else "area.rank.out"))
        for button in (self.up, self.down, self.out):
            button.setEnabled(one is not None)

    def _pick(self, record_id: str) -> None:
        self._chosen = record_id
        self._name_out()
        self.picked.emit(record_id)

    def _order(self) -> None:
        self.order_wanted.emit()

    def _wire(self) -> None:
        self.table.picked.connect(self._pick)
        self.table.moved.connect(self.move_chosen)
        self.up.clicked.connect(weakly_plain(self.move_chosen, _UP))
        self.down.clicked.connect(weakly_plain(self.move_chosen, _DOWN))
        self.out.clicked.connect(weakly_plain(self.take_out_or_in))
        self.by_severity.clicked.connect(weakly_plain(self._order))
        for line in self.lines.values():
            line.chosen.connect(self.round_chosen)

    def _lay_out(self) -> None:
        self.set_padding(1, 12)
        self.table.setSortingEnabled(False)
        self.hint = label("", "tiny", wrap=True)
        buttons = flowing(self.up, self.down, self.out, self.by_severity, gap=8)
        head = QVBoxLayout()
        head.setContentsMargins(14, 0, 14, 6)
        head.setSpacing(8)
        lines = tuple(self.lines.values())
        for part in (flowing(*lines, gap=8), *(line.banner for line in lines), buttons, self.hint):
            head.addWidget(part)
        self.body.addLayout(head)
        self.body.addWidget(self.table, 1)


def _group(one: LocationEntry) -> str:
    return say("area.ranked" if one.rank is not None else "area.unranked.many")


def ranking_columns(view: AreaView, narrow: bool) -> list[TableColumn]:
    """Return the columns: place, name, severity in the round used, people, why it stands there."""
    newest = {known.index: known.newest for known in view.rounds}
    rank = TableColumn("#", lambda one: Cell(_rank_text(one), bold=True), 48, at_end=True)
    name = TableColumn(
        words().kind("location"), lambda one: Cell(location_name(one), under=label_text(one.place)), share=3
    )

    def severity(one: LocationEntry) -> Cell:
        return severity_cell(one.used)

    def newer(one: LocationEntry) -> Cell:
        index = index_for(one.role)
        found = next((r for r in one.ranks if (r.index, r.round) == (index, newest.get(index))), None)
        return severity_cell(None if found is None or found == one.used else found)

    used = TableColumn(say("area.column.used_round"), severity, 132, sort_key=score_of)
    columns = [rank, name, used]
    if any(known.is_behind for known in view.rounds):
        columns.append(TableColumn(say("area.column.newer_round"), newer, 132))
    columns.append(TableColumn(say("area.column.people"), people_cell, 104, at_end=True))
    if not narrow:
        why = words().field("location", "rationale")
        columns.append(TableColumn(why, lambda one: Cell(label_text(one.rationale), quiet=True), share=4))
    return columns


def _rank_text(one: LocationEntry) -> str:
    return "" if one.rank is None else words().number(one.rank)
