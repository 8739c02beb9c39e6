"""The frameworks beside the plan: a tree of nodes with what answers each, and the node beside it."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.foundation.errors import MasarError
from app.foundation.files import write_whole
from app.process.nodes import BUILT_IN
from app.services.framework_work import import_framework
from app.services.framework_workbook import framework_workbook
from app.services.joint_documents import framework_pdf
from app.services.views.frameworks import FrameworkRow, FrameworksView, NodeRow
from app.services.views.plan import PlanView
from app.ui.kit.button import Button
from app.ui.kit.card import Card
from app.ui.kit.chip import Chip
from app.ui.kit.inputs import ChoiceInput
from app.ui.kit.rows import Cell, RowModel, TableColumn
from app.ui.kit.table import Table
from app.ui.kit.text import GAP, column, label, row
from app.ui.language import label_text, say, words
from app.ui.pages.plan_node_panel import STATE_TONES, NodePanel
from app.ui.session import Session
from app.ui.weak import weakly

STEP = 18
"""Pixels that a node begins further in for each node above it."""


class FrameworksTab(QWidget):
    """One framework at a time, chosen above its nodes."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._view, self._chosen, self._data = FrameworksView(), "", b""
        self.choice, self.standing = ChoiceInput((), nothing=""), Chip()
        self.about, self.source = label("", "quiet", wrap=True), label("", "tiny", wrap=True)
        self.bring, self.export = Button("", "outlined", "upload"), Button("", "outlined", "download")
        self.document = Button("", "outlined", "eye")
        self.model = RowModel(())
        self.table, self.panel = Table(self.model), NodePanel(session)
        self._lay_out()
        self.choice.finished.connect(self._choose_framework)
        self.table.picked.connect(self.open_node)
        self.bring.clicked.connect(self.bring_one)
        self.export.clicked.connect(self.export_one)
        self.document.clicked.connect(self.save_document)

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        self.bring.setText(say("frameworks.bring"))
        self.export.setText(say("frameworks.export"))
        self.document.setText(say("frameworks.document"))
        self.choice.main().setAccessibleName(say("plan.tab.frameworks"))
        self.panel.retranslate()

    def commit(self) -> None:
        """Keep what is being typed about a node."""
        self.panel.commit()

    def show_view(self, view: PlanView) -> None:
        """Show the framework in front as it stands now, that of the process at first."""
        self._view = view.frameworks
        self.choice.set_options([(_key(one), label_text(one.title)) for one in self._view.frameworks])
        if self.framework() is None and self._view.frameworks:
            self._chosen = _key(self._view.frameworks[0])
        self.choice.show_value(self._chosen)
        self._show_framework()

    def framework(self) -> FrameworkRow | None:
        """Return the framework in front."""
        return next((one for one in self._view.frameworks if _key(one) == self._chosen), None)

    def choose_framework(self, name: str) -> None:
        """Bring a framework to the front, by its id or the record it was brought as."""
        found = next((one for one in self._view.frameworks if name in (one.id, one.own)), None)
        if found is not None:
            self._chosen = _key(found)
            self.choice.show_value(self._chosen)
            self.panel.hide()
            self._show_framework()

    def open_node(self, node_id: str) -> None:
        """Show a node in the panel."""
        framework = self.framework()
        node = next((one for one in framework.nodes if one.id == node_id), None) if framework else None
        if framework is not None and node is not None:
            self.panel.show_node(self._view, framework, node)
            self.table.choose(node_id)

    def bring_one(self) -> None:
        """Ask for a definition file and bring it along; what is wrong in it is said."""
        path = self.session.door.file_to_open(say("frameworks.bring"), "TOML (*.toml)")
        if path is not None:
            self.session.write(partial(import_framework, path=path), weakly(self._brought))

    def export_one(self) -> None:
        """Ask where to, and write the framework in front as a workbook."""
        framework = self.framework()
        name = f"{label_text(framework.title)}.xlsx" if framework else ""
        path = (
            self.session.door.file_to_save(say("frameworks.export"), name, "Excel (*.xlsx)") if name else None
        )
        if path is not None:
            work = partial(framework_workbook, framework=self._chosen, language=words().language)
            self.session.read(work, weakly(self._write, path))

    def save_document(self) -> None:
        """Ask where to, and write what this plan says as an integrated strategic framework."""
        framework = self.framework()
        name = f"{label_text(framework.title)}.pdf" if framework else ""
        path = self.session.door.file_to_save(say("frameworks.document"), name, "PDF (*.pdf)")
        if path is not None:
            language = "ar" if words().language == "ar" else "en"
            self.session.read(partial(framework_pdf, language=language), weakly(self._write, path))

    def _write(self, path: Any, data: bytes) -> None:
        try:
            write_whole(path, data)
        except MasarError as error:
            self.session.door.warn(say("frameworks.export"), words().refusal(error))
            return
        self.session.notice(say("plan.saved_as", file=path.name))

    def _brought(self, record_id: object) -> None:
        self._chosen = str(record_id)
        self.session.notice(say("frameworks.brought"))

    def _choose_framework(self) -> None:
        self.choose_framework(str(self.choice.value() or ""))

    def _show_framework(self) -> None:
        framework = self.framework()
        if framework is None:
            return
        self.standing.show_state(standing_of(framework), "good" if framework.complete else "neutral")
        self.document.setVisible(framework.id == "isf_element")
        self.about.setText(label_text(framework.about))
        self.about.setVisible(bool(self.about.text()))
        self.source.setText(say("frameworks.source", source=label_text(framework.source)))
        self.model.set_columns(_columns(), framework.nodes)
        if self.panel.isVisible():
            self.open_node(self.panel.node)

    def _lay_out(self) -> None:
        self.choice.setMinimumWidth(300)
        card = Card()
        card.set_padding(1, 8)
        card.body.addWidget(self.table)
        head = row(self.choice, self.standing, 1, self.bring, self.document, self.export, gap=10)
        head.setAlignment(self.standing, Qt.AlignmentFlag.AlignVCenter)
        beside = row(column(self.about, self.source, card, gap=6), self.panel, gap=GAP)
        beside.setStretch(0, 1)
        self.setLayout(column(head, beside, gap=10))


def standing_of(framework: FrameworkRow) -> str:
    """Return how many nodes are covered, of those required when there are any."""
    if framework.required:
        code = "frameworks.complete" if framework.complete else "frameworks.required"
        return say(code, covered=framework.covered, total=framework.required)
    return say("frameworks.covered", covered=framework.answered, total=len(framework.leaves))


def _key(one: FrameworkRow) -> str:
    return one.own if one.id not in BUILT_IN else one.id


def _columns() -> list[TableColumn]:
    return [
        TableColumn(say("frameworks.column.node"), _title, share=3),
        TableColumn(say("kind.activity.many"), partial(_count, "activity"), 92, at_end=True),
        TableColumn(say("kind.commitment.many"), partial(_count, "commitment"), 116, at_end=True),
        TableColumn(say("frameworks.column.other"), _others, share=1),
        TableColumn(say("frameworks.column.state"), _state, 150),
    ]


def _title(one: NodeRow) -> Cell:
    required = say("frameworks.column.required") if one.required else ""
    return Cell(label_text(one.title), required, bold=not one.leaf, inset=STEP * one.depth)


def _count(kind: str, one: NodeRow) -> Cell:
    number = one.count(kind)
    return Cell(words().number(number) if number else "", quiet=True)


def _others(one: NodeRow) -> Cell:
    """Return sections of the plan that answer, else how many other records do."""
    if one.sections:
        return Cell(words().join([label_text(each) for each in one.sections]), quiet=True)
    others = [each for each in one.answers if each.kind not in ("activity", "commitment")]
    kinds = dict.fromkeys(say(f"kind.{each.kind}.many") for each in others)
    return Cell(words().join(list(kinds)), quiet=True)


def _state(one: NodeRow) -> Cell:
    if one.state == "none":
        return Cell(say("frameworks.state.none"), quiet=True)
    return Cell(say(f"frameworks.state.{one.state}"), tone=STATE_TONES[one.state])
