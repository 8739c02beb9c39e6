"""Taking stakeholders from a file: columns are mapped to fields, the outcome is looked at, then taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.foundation.errors import MasarError
from app.services.importing_guesses import CONTACT_FIELDS, FIELDS, VIEW_FIELDS, column_name
from app.services.importing_problems import row_text
from app.services.importing_stakeholders import (
    ImportPreview,
    guess_mapping,
    import_stakeholders,
    preview,
    read_stakeholder_table,
)
from app.ui.begun import DialogEntry
from app.ui.kit.button import Button
from app.ui.kit.card import Card
from app.ui.kit.dialog import ReadDialog
from app.ui.kit.inputs import LineInput
from app.ui.kit.text import GAP, empty_layout, label, row
from app.ui.language import say, words
from app.ui.pages.table_columns import TableColumns, scrolled
from app.ui.session import Session
from app.ui.weak import weakly

if TYPE_CHECKING:
    from app.documents.workbook.reader import Table

MOST_PROBLEMS = 60


class ImportDialog(ReadDialog):
    """Reads a table, shows what it would bring, and takes it as one step that can be undone."""

    def __init__(self, session: Session, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.path = session, path
        self.table: Table | None = None
        self.columns = TableColumns((3, 3, 4))
        self.columns.chosen.connect(self.look)
        self.setWindowTitle(say("stakeholders.import.title"))
        self.resize(940, 560)
        self.state = label(say("stakeholders.import.reading"), "quiet", wrap=True)
        self.take, self.cancel = Button("", "primary"), Button(say("frame.cancel"), "outlined")
        self.outcome = QVBoxLayout()
        self.referred = LineInput()
        self.referred.main().setAccessibleName(words().field("stakeholder", "referred_by"))
        self.entry = DialogEntry(session, "import", path.name, self, {"referred_by": self.referred})
        self.take.setEnabled(False)
        self.take.clicked.connect(self.take_in)
        self.cancel.clicked.connect(self.reject)
        self._lay_out()
        self._name_take(0)
        session.read(partial(_read, path=path), weakly(self.show_table), weakly(self._unreadable))

    def show_table(self, read: tuple[Table, Mapping[str, str]]) -> None:
        """Show a choice of field for each column, set as it was before or as the headers say."""
        self.table, mapping = read
        self.columns.show_table(self.table, mapping, field_options())
        self.look()

    def look(self) -> None:
        """Find out what taking the table would bring."""
        if self.table is None:
            return
        work = partial(preview, table=self.table, mapping=self.columns.mapping())
        self.session.read(work, weakly(self.show_preview), weakly(self._refused))

    def show_preview(self, found: ImportPreview) -> None:
        """Say how many would be added and what is wrong in which row."""
        self.state.setText(say("stakeholders.import.rows", count=found.rows))
        empty_layout(self.outcome)
        said = say("stakeholders.import.outcome", added=found.added, skipped=found.skipped)
        self.outcome.addWidget(label(said, "strong", wrap=True))
        for problem in found.problems[:MOST_PROBLEMS]:
            self.outcome.addWidget(label(row_text(words(), problem), "attention", wrap=True))
        rest = len(found.problems) - MOST_PROBLEMS
        if rest > 0:
            self.outcome.addWidget(label(say("stakeholders.import.more", count=rest), "small", wrap=True))
        if not found.problems:
            self.outcome.addWidget(label(say("stakeholders.import.no_problems"), "small", wrap=True))
        self._name_take(found.added)

    def take_in(self) -> None:
        """Take the stakeholders; the toast offers to undo it."""
        if self.table is None:
            return
        self.take.setEnabled(False)
        referred = str(self.referred.value() or "")
        work = partial(
            import_stakeholders, table=self.table, mapping=self.columns.mapping(), referred_by=referred
        )
        self.session.write(work, weakly(self._taken), weakly(self._refused))

    def _taken(self, report: Any) -> None:
        self.session.offer_undo(say("stakeholders.import.taken", count=report.added))
        self.accept()

    def _refused(self, error: BaseException) -> None:
        if not isinstance(error, MasarError):
            self.session.operations.crashed.emit(error)
            return
        empty_layout(self.outcome)
        self.outcome.addWidget(label(words().refusal(error), "attention", wrap=True))
        self._name_take(0)

    def _unreadable(self, error: BaseException) -> None:
        self.state.setText(say("stakeholders.import.unreadable"))
        self._refused(error)

    def _name_take(self, added: int) -> None:
        self.take.setEnabled(added > 0)
        self.take.setText(say("stakeholders.import.take", count=added))

    def _lay_out(self) -> None:
        columns, outcome = Card(say("stakeholders.import.columns")), Card(say("stakeholders.import.result"))
        insides: tuple[tuple[Card, QWidget | QBoxLayout], ...] = (
            (columns, self.columns),
            (outcome, self.outcome),
        )
        for card, inside in insides:
            card.body.addWidget(scrolled(inside), 1)
        cards = row(columns, outcome, gap=GAP)
        cards.setStretch(0, 3)
        cards.setStretch(1, 2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 16, 20, 16)
        whole.setSpacing(12)
        whole.addWidget(label(self.path.name, "title", wrap=True))
        whole.addWidget(self.state)
        self.referred.setFixedWidth(280)
        whole.addLayout(row(label(say("stakeholders.import.referred"), "small"), self.referred, 1))
        whole.addLayout(cards, 1)
        whole.addLayout(row(label(say("stakeholders.import.stays"), "tiny"), 1, self.cancel, self.take))


def field_options() -> Sequence[tuple[str, str]]:
    """Return (field, words) of everything a column can be."""
    found = [("name", say("stakeholders.import.name"))]
    found += [(name, column_name(words(), name)) for name in (*FIELDS, *VIEW_FIELDS, *CONTACT_FIELDS)]
    return found


def _read(desk: Any, path: Path) -> tuple[Table, Mapping[str, str]]:
    table = read_stakeholder_table(path)
    return table, guess_mapping(desk, table)
