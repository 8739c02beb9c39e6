"""Taking locations from a file or from what was copied: columns, whose list it is, what it would bring."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.foundation.errors import MasarError
from app.services.importing_location_columns import FIELDS, KIND_OF
from app.services.importing_locations import (
    Outcome,
    Setting,
    guess_mapping,
    import_locations,
    preview,
    read_location_table,
)
from app.services.importing_problems import row_text
from app.services.views.area_sources import SourceEntry, sources
from app.ui.begun import DialogEntry
from app.ui.kit.button import Button
from app.ui.kit.card import Card
from app.ui.kit.dialog import ReadDialog
from app.ui.kit.form import FieldSpec, Form
from app.ui.kit.inputs import ChoiceInput
from app.ui.kit.text import GAP, empty_layout, label, row
from app.ui.language import label_text, say, words
from app.ui.pages.area_source_pick import SourcePick, source_options
from app.ui.pages.area_words import code_options
from app.ui.pages.table_columns import TableColumns, scrolled
from app.ui.session import Session
from app.ui.weak import weakly

if TYPE_CHECKING:
    from app.documents.workbook.reader import Table

MOST_PROBLEMS = 40


class LocationImportDialog(ReadDialog):
    """Reads a table, shows what it would bring, and takes it as one step that can be undone.

    Rows found by name only are listed; nothing is taken of them until a person says which place they mean.
    """

    def __init__(self, session: Session, given: Path | str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.given = session, given
        self.table: Table | None = None
        self.columns = TableColumns((3, 2, 7))
        self.columns.chosen.connect(self.look)
        self.confirming: dict[int, ChoiceInput] = {}
        self.setting_form = Form()
        self.setWindowTitle(say("area.import.title"))
        self.resize(1010, 640)
        self.state = label(say("stakeholders.import.reading"), "quiet", wrap=True)
        self.take, self.cancel = Button("", "primary"), Button(say("frame.cancel"), "outlined")
        self.outcome, self.waiting = QVBoxLayout(), QVBoxLayout()
        self.setting_place = QVBoxLayout()
        self.take.setEnabled(False)
        self.take.clicked.connect(self.take_in)
        self.cancel.clicked.connect(self.reject)
        self._lay_out()
        self._name_take(None)
        session.read(partial(_read, given=given), weakly(self.show_table), weakly(self._unreadable))

    def show_table(self, read: tuple[Table, Mapping[str, str], tuple[SourceEntry, ...]]) -> None:
        """Show a choice of field for each column, and what the list does not say of itself."""
        self.table, mapping, known = read
        self.state.setText(say("stakeholders.import.rows", count=len(self.table.rows)))
        self._show_setting(known)
        self.columns.show_table(self.table, mapping, [(name, field_text(name)) for name in FIELDS])
        self.look()

    def setting(self) -> Setting:
        """Return what was said of the list as a whole."""
        values = {name: one.control.value() for name, one in self.setting_form.fields.items()}
        return Setting(**{name: str(value) for name, value in values.items() if value})

    def choices(self) -> dict[int, str]:
        """Return row number → location id, "new" or "skip", for the rows that were decided."""
        held = {number: choice.value() for number, choice in self.confirming.items()}
        return {number: str(value) for number, value in held.items() if value}

    def look(self) -> None:
        """Find out what taking the list would bring."""
        if self.table is None:
            return
        work = partial(
            preview,
            table=self.table,
            mapping=self.columns.mapping(),
            setting=self.setting(),
            choices=self.choices(),
        )
        self.session.read(work, weakly(self.show_outcome), weakly(self._refused))

    def show_outcome(self, found: Outcome) -> None:
        """Say what would be added, and list the rows that wait for an answer."""
        self.state.setText(say("stakeholders.import.rows", count=found.rows))
        empty_layout(self.outcome)
        for text in outcome_lines(found):
            self.outcome.addWidget(label(text, "strong", wrap=True))
        self._show_waiting(found)
        for problem in found.problems[:MOST_PROBLEMS]:
            self.outcome.addWidget(label(row_text(words(), problem), "attention", wrap=True))
        rest = len(found.problems) - MOST_PROBLEMS
        if rest > 0:
            self.outcome.addWidget(label(say("stakeholders.import.more", count=rest), "small", wrap=True))
        self._name_take(found)

    def confirm_all(self) -> None:
        """Say of every row that waits and can mean one place only that it is that place."""
        for choice in self.confirming.values():
            if choice.value() is None and choice.combo.count() == 4:
                choice.show_value(choice.combo.itemData(1))
        self.look()

    def take_in(self) -> None:
        """Take the list; the toast offers to undo it."""
        if self.table is None:
            return
        self.take.setEnabled(False)
        work = partial(
            import_locations,
            table=self.table,
            mapping=self.columns.mapping(),
            setting=self.setting(),
            choices=self.choices(),
        )
        self.session.write(work, weakly(self._taken), weakly(self._refused))

    def _show_setting(self, known: tuple[SourceEntry, ...]) -> None:
        specs = setting_specs(self.session, known)
        made = Form(specs)
        self.setting_place.replaceWidget(self.setting_form, made)
        self.setting_form.deleteLater()
        self.setting_form = made
        made.show_values({"group": "returnee", "role": "return"})
        controls = {name: one.control for name, one in made.fields.items()}
        for control in controls.values():
            control.finished.connect(self.look)
        DialogEntry(self.session, "location_list", "list", self, controls).restored.connect(self._look_again)

    def _look_again(self, _values: object) -> None:
        self.look()

    def _show_waiting(self, found: Outcome) -> None:
        for match in found.waiting:
            number = match.row.number
            if number in self.confirming:
                continue
            options = [
                (one, say("area.import.same", name=label_text(name))) for one, name in match.candidates
            ]
            options += [("new", say("area.import.is_new")), ("skip", say("area.import.skip"))]
            choice = ChoiceInput(options, say("area.import.decide"))
            name = say("stakeholders.import.row", number=number, text=match.row.name)
            choice.main().setAccessibleName(name)
            choice.finished.connect(self.look)
            self.waiting.addWidget(label(name, "strong", wrap=True))
            self.waiting.addWidget(choice)
            self.confirming[number] = choice
        self.same_all.setVisible(bool(found.waiting))
        self.waiting_title.setVisible(bool(self.confirming))

    def _taken(self, found: Outcome) -> None:
        self.session.offer_undo(
            say("area.import.taken", added=found.added, figures=found.figures + found.ranks)
        )
        self.accept()

    def _refused(self, error: BaseException) -> None:
        if not isinstance(error, MasarError):
            self.session.operations.crashed.emit(error)
            return
        empty_layout(self.outcome)
        self.outcome.addWidget(label(words().refusal(error), "attention", wrap=True))
        self._name_take(None)

    def _unreadable(self, error: BaseException) -> None:
        self.state.setText(say("stakeholders.import.unreadable"))
        self._refused(error)

    def _name_take(self, found: Outcome | None) -> None:
        self.take.setEnabled(found is not None and not found.nothing)
        self.take.setText(say("area.import.take"))

    def _lay_out(self) -> None:
        columns, about = Card(say("stakeholders.import.columns")), Card(say("area.import.about"))
        outcome = Card(say("stakeholders.import.result"))
        self.waiting_title = label(say("area.import.waiting"), "attention", wrap=True)
        self.same_all = Button(say("area.import.same_all"), "link")
        self.same_all.clicked.connect(self.confirm_all)
        self.waiting_title.hide()
        self.same_all.hide()
        self.setting_place.addWidget(self.setting_form)
        right = QVBoxLayout()
        right.setSpacing(8)
        for layout in (self.outcome, row(self.waiting_title), row(self.same_all, 1), self.waiting):
            right.addLayout(layout)
        insides: tuple[tuple[Card, QWidget | QBoxLayout], ...] = (
            (columns, self.columns),
            (about, self.setting_place),
            (outcome, right),
        )
        for card, inside in insides:
            card.body.addWidget(scrolled(inside), 1)
        cards = row(columns, about, outcome, gap=GAP)
        for number, share in enumerate((10, 7, 7)):
            cards.setStretch(number, share)
        title = say("area.import.copied") if isinstance(self.given, str) else self.given.name
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 16, 20, 16)
        whole.setSpacing(12)
        whole.addWidget(label(title, "title", wrap=True))
        whole.addWidget(self.state)
        whole.addLayout(cards, 1)
        whole.addLayout(row(label(say("area.import.stays"), "tiny", wrap=True), self.cancel, self.take))


def setting_specs(session: Session, known: tuple[SourceEntry, ...]) -> tuple[FieldSpec, ...]:
    """Return the fields of what a list does not say of itself."""
    figure, rank = partial(words().field, "population_figure"), partial(words().field, "severity_rank")
    pick = SourcePick(session, source_options(known))
    return (
        FieldSpec("source", figure("source"), hint=say("area.import.source"), make=pick),
        FieldSpec("as_of", figure("as_of"), "date", hint=say("area.import.day")),
        FieldSpec("group", figure("group"), "choice", code_options("population_group")),
        FieldSpec("role", words().field("location", "role"), "choice", code_options("location_role")),
        FieldSpec("round", rank("round"), hint=say("area.import.round")),
        FieldSpec("round_date", rank("round_date"), "date"),
    )


def outcome_lines(found: Outcome) -> list[str]:
    """Return what taking a list would do, a line for each thing that it would do."""
    counts = (
        ("added", found.added),
        ("filled", found.filled),
        ("figures", found.figures),
        ("ranks", found.ranks),
        ("known", found.known),
    )
    lines = [say(f"area.import.{name}", count=count) for name, count in counts if count]
    if found.rounds:
        lines.append(say("area.import.rounds", names=words().join(list(found.rounds))))
    return lines or [say("area.import.nothing")]


def field_text(name: str) -> str:
    """Return what a column can be in words."""
    return say("area.import.name") if name == "name" else words().field(KIND_OF.get(name, "location"), name)


def _read(desk: Any, given: Path | str) -> tuple[Table, Mapping[str, str], tuple[SourceEntry, ...]]:
    table = read_location_table(given)
    return table, guess_mapping(desk, table), sources(desk.book())
