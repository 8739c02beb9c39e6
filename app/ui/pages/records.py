"""A page over records: a list with search per kind, and an editor panel made from the kind's description."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.foundation.errors import UserError
from app.models.folding import fold
from app.models.record import Shape
from app.services.field_edits import add_record, set_value
from app.services.views.records import RecordRow, RecordsView, Value, records_view, shape_of
from app.ui.asking import Ask
from app.ui.kit.button import Button
from app.ui.kit.card import Card
from app.ui.kit.empty import EmptyState
from app.ui.kit.flow import flowing
from app.ui.kit.form import FieldSpec, Form
from app.ui.kit.line import Line
from app.ui.kit.panel import SidePanel
from app.ui.kit.rows import Cell, RowModel, TableColumn
from app.ui.kit.table import Table
from app.ui.kit.tabs import SegmentedTabs
from app.ui.kit.text import GAP, row
from app.ui.language import say, words
from app.ui.page import Page
from app.ui.pages.attachments import AttachmentsBox, may_have_files
from app.ui.places import Place
from app.ui.record_words import (
    asked_first,
    can_be_added,
    cell_of,
    column_fields,
    first_values,
    form_specs,
    names_of,
    texts_of,
    title_of,
)
from app.ui.removing import Removing
from app.ui.session import OnDesk, Session
from app.ui.weak import weakly

_IN_ORDER_OF = ("code", "position", "due")
COLUMN, WIDEST_CHIP, CHIP_ROOM = 156, 250, 44
"""Widths of columns: the usual one, the widest for chips, and what a chip needs around its text."""


class RecordsPage(Page):
    """`kinds` are the tabs of the page, the first one in front; `topic` names its title and sentence."""

    def __init__(self, session: Session, topic: str, kinds: Sequence[str]) -> None:
        super().__init__(session)
        self._topic, self._kinds, self._kind = topic, tuple(kinds), kinds[0]
        self._wanted = ""
        self._names: dict[str, str] = {}
        self._built: list[FieldSpec] = []
        self.tabs, self.search = SegmentedTabs(), Line()
        self.model = RowModel(())
        self.table = Table(self.model)
        self.empty, self.panel = EmptyState(), SidePanel()
        self.form = Form()
        self.add = self.header.add_action("", "primary", "plus")
        self.remove = Button("", "danger", "trash-2")
        self.removing = Removing(session, self)
        self.asking = Ask(session, "record", "records.ask", "records.ask_why", self)
        self.asking.wanted.connect(self.add_one)
        self.files = AttachmentsBox(session, in_short=True)
        self._lay_out()
        self._wire()
        self.retranslate()

    def read(self, desk: Any) -> RecordsView:
        return records_view(desk, self._kind)

    def show_view(self, view: RecordsView) -> None:
        if view.kind != self._kind:
            return
        self._names = names_of(view)
        self.model.set_columns(self._columns(view.kind), sorted(view.rows, key=self._order))
        self._say_how_many(len(view.rows))
        self.place.setCurrentIndex(0 if view.rows else 1)
        self._show_open_record(view)

    def retranslate(self) -> None:
        self.tabs.set_tabs([(kind, say(f"kind.{kind}.many")) for kind in self._kinds])
        self.search.setPlaceholderText(say("records.search"))
        self.search.setAccessibleName(say("records.search"))
        self.panel.name_close(say("frame.close"))
        self.remove.setText(say("records.remove"))
        self._name_kind()

    def go_to(self, place: Place) -> None:
        if place.kind in self._kinds:
            self._wanted = place.id
            self.tabs.choose(place.kind)
            self.reload()

    def commit_typing(self) -> None:
        self.form.commit()

    def choose_kind(self, kind: str) -> None:
        """Show another kind's list."""
        self.form.commit()
        self.panel.hide()
        self._kind = kind
        self._name_kind()
        self.reload()

    def open_record(self, record_id: str) -> None:
        """Show a record in the panel."""
        self.form.commit()
        self._wanted = record_id
        if isinstance(self._view, RecordsView):
            self._show_open_record(self._view)

    def open_id(self) -> str:
        """Return the id of the record that is open, "" for none."""
        return self._wanted if self.panel.isVisible() else ""

    def add_one(self) -> None:
        """Add a record with what it must have, and open it."""
        rows = (
            self._view.rows if isinstance(self._view, RecordsView) and self._view.kind == self._kind else ()
        )
        first, asked = first_values(self._kind, rows), asked_first(self._kind)
        if asked:
            field = words().field(self._kind, asked)
            work = partial(_named, self._kind, first, asked)
            self.asking.ask(work, weakly(self._added), kind=words().kind(self._kind), field=field)
        else:
            self.session.write(partial(add_record, kind=self._kind, values=first), weakly(self._added))

    def remove_open(self) -> None:
        """Remove the open record, once what goes with it was said; the toast offers to undo it."""
        self.removing.remove(self._kind, self._wanted, self.panel.title.text())

    def _added(self, record_id: object) -> None:
        self._wanted = str(record_id)
        self.reload()

    def _going(self, record_id: str) -> None:
        if record_id == self._wanted:
            self.panel.leave()

    def _show_open_record(self, view: RecordsView) -> None:
        chosen = next((one for one in view.rows if one.id == self._wanted), None)
        if chosen is None:
            self.panel.hide()
            return
        self.panel.open_with(title_of(chosen, self._names), words().kind(view.kind))
        self._build_form(view)
        self.form.show_values(dict(chosen.values))
        self.files.be_about(view.kind, chosen.id if may_have_files(view.kind) else "")
        self.table.choose(chosen.id)

    def _build_form(self, view: RecordsView) -> None:
        specs = self.specs_of(view)
        if specs == self._built:
            return
        self._built = specs
        old, self.form = self.form, Form(specs)
        self.panel.body.replaceWidget(old, self.form)
        old.hide()
        old.deleteLater()
        self.form.committed.connect(self._commit)
        self.form.drafted.connect(self._draft)

    def specs_of(self, view: RecordsView) -> list[FieldSpec]:
        """Return the fields of the editor."""
        return form_specs(view.kind, view, self._names)

    def _commit(self, name: str, value: Value) -> None:
        work = partial(set_value, kind=self._kind, record_id=self._wanted, name=name, value=value)
        self.session.write(work, None, weakly(self._refused, name))

    def _draft(self, name: str, value: Value) -> None:
        self.session.keep_draft(self._kind, self._wanted, name, value)

    def _refused(self, name: str, error: BaseException) -> None:
        if isinstance(error, UserError) and name in self.form.fields:
            self.form.fields[name].set_error(words().refusal(error))
        elif isinstance(error, UserError):
            self.session.operations.refused.emit(error)
        else:
            self.session.operations.crashed.emit(error)

    def _columns(self, kind: str) -> list[TableColumn]:
        title = TableColumn(say("records.column.title"), self._title_cell, share=3)
        fields = column_fields(kind)
        return [title, *(self._column(kind, name) for name in fields)]

    def _column(self, kind: str, name: str) -> TableColumn:
        shape = shape_of(kind, name)
        width = 0 if shape in (Shape.REFERENCE, Shape.LINE) else self._chip_width(name)
        return TableColumn(words().field(kind, name), partial(self._cell, name), width, share=2)

    def _chip_width(self, name: str) -> int:
        """Return the room that the longest chip of a column needs, within bounds."""
        rows = self._view.rows if isinstance(self._view, RecordsView) else ()
        cells = [cell_of(row, name, self._names) for row in rows]
        metrics = QFontMetrics(self.table.font())
        longest = max((metrics.horizontalAdvance(one.text) for one in cells if one.tone), default=0)
        return max(COLUMN, min(WIDEST_CHIP, longest + CHIP_ROOM))

    def _title_cell(self, one: RecordRow) -> Cell:
        return Cell(title_of(one, self._names), under=str(one.values.get("code") or ""))

    def _cell(self, name: str, one: RecordRow) -> Cell:
        return cell_of(one, name, self._names)

    def _order(self, one: RecordRow) -> tuple[str, str]:
        return (
            next((str(one.values[name]) for name in _IN_ORDER_OF if one.values.get(name)), "~"),
            title_of(one, self._names).casefold(),
        )

    def _say_how_many(self, count: int) -> None:
        self.header.set_title(say(f"frame.page.{self._topic}"), say(f"records.{self._topic}.quiet"))
        self.card.set_title(say(f"kind.{self._kind}.many"), say("records.count", count=count))

    def _name_kind(self) -> None:
        name = words().kind(self._kind)
        adding = say("records.add", kind=name[:1].lower() + name[1:])
        self.header.set_title(say(f"frame.page.{self._topic}"), say(f"records.{self._topic}.quiet"))
        self.add.setText(adding)
        self.add.setVisible(can_be_added(self._kind))
        self.asking.belong(self._kind if asked_first(self._kind) else "")
        started = adding if can_be_added(self._kind) else ""
        self.empty.say(say("records.empty", kind=say(f"kind.{self._kind}.many")), started)

    def _filter(self, text: str) -> None:
        self.model.set_filter("", partial(self._is_found, fold(text)))
        count = self.model.shown_count()
        self.card.set_title(
            say(f"kind.{self._kind}.many"), say("records.found" if text else "records.count", count=count)
        )

    def _is_found(self, wanted: str, one: RecordRow) -> bool:
        if not wanted:
            return True
        shown = [
            self._title_cell(one).text,
            *(self._cell(name, one).text for name in column_fields(one.kind)),
        ]
        return any(wanted in fold(text) for text in (*shown, *texts_of(one)))

    def _wire(self) -> None:
        self.tabs.chosen.connect(self.choose_kind)
        self.search.textChanged.connect(self._filter)
        self.table.picked.connect(self.open_record)
        self.add.clicked.connect(self.add_one)
        self.empty.started.connect(self.add_one)
        self.remove.clicked.connect(self.remove_open)
        self.removing.removed.connect(self._going)
        self.removing.done.connect(self.reload)

    def _lay_out(self) -> None:
        self.search.setFixedWidth(240)
        self.search.setClearButtonEnabled(True)
        self.content.addWidget(flowing(self.tabs, self.search, gap=GAP))
        self.card, self.place = Card(), QStackedWidget()
        self.card.set_padding(1, 12)
        self.card.head.setContentsMargins(14, 0, 14, 0)
        self.card.body.addWidget(self.table)
        self.place.addWidget(self.card)
        self.place.addWidget(_in_card(self.empty))
        for part in (self.form, self.files):
            self.panel.body.addWidget(part)
        self.panel.foot.addLayout(row(self.remove, 1))
        beside = QHBoxLayout()
        beside.setSpacing(GAP)
        beside.addWidget(self.place, 1)
        beside.addWidget(self.panel)
        self.content.addLayout(beside, 1)


def _in_card(inside: QWidget) -> QWidget:
    card = Card()
    card.body.addWidget(inside, 1)
    return card


def _named(kind: str, first: dict[str, Value], asked: str, text: str) -> OnDesk:
    return partial(add_record, kind=kind, values={**first, asked: text})
