"""The sources library: every source with how far it carries and what cites it; what cites nothing on top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.views.area import AreaView
from app.services.views.area_sources import SourceEntry, Use
from app.ui.kit.card import Card
from app.ui.kit.finding import Finding, FindingRow
from app.ui.kit.form import FieldSpec
from app.ui.kit.inputs import ChoiceInput, Input, Value
from app.ui.kit.link import TextLink
from app.ui.kit.text import GAP, empty_layout, label
from app.ui.language import label_text, say, words
from app.ui.pages.area_lists import SourceList
from app.ui.pages.area_words import code_options, use_text
from app.ui.pages.record_history import HistoryList
from app.ui.pages.record_panel import RecordPanel
from app.ui.session import Session
from app.ui.weak import weakly_plain

MOST_FINDINGS, MOST_USES = 3, 40
WIDTH = 350


class SourcesTab(QWidget):
    """`picked` carries a source, `wanted` kind and id of a figure that cites none."""

    picked = Signal(str)
    wanted = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.missing, self.list = Card(), SourceList()
        self.findings = QVBoxLayout()
        self.rows: list[FindingRow] = []
        self.missing.body.addLayout(self.findings)
        self.missing.set_padding(16, 8)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP)
        whole.addWidget(self.missing)
        whole.addWidget(self.list, 1)
        self.list.picked.connect(self.picked)

    def retranslate(self) -> None:
        """Say the tab's own texts in the language in force."""
        self.list.retranslate()

    def show_view(self, view: AreaView, chosen: str, narrow: bool) -> None:
        """Show the library, and over it the figures that cite nothing."""
        self._show_missing(view.unsourced)
        self.list.show_rows(view.sources, narrow)
        self.list.table.choose(chosen)

    def want(self, kind: str, record_id: str) -> None:
        """Ask for a figure to be shown where it is edited."""
        self.wanted.emit(kind, record_id)

    def _show_missing(self, uses: Sequence[Use]) -> None:
        self.missing.setVisible(bool(uses))
        empty_layout(self.findings)
        self.rows = []
        if not uses:
            return
        self.findings.addWidget(label(say("area.unsourced", count=len(uses)), "strong", wrap=True))
        for use in uses[:MOST_FINDINGS]:
            made = FindingRow(
                Finding(say("area.unsourced.chip"), "attention", use_text(use), "", use.kind, use.id)
            )
            made.picked.connect(self.want)
            self.findings.addWidget(made)
            self.rows.append(made)
        rest = len(uses) - MOST_FINDINGS
        if rest > 0:
            self.findings.addWidget(label(say("area.unsourced.more", count=rest), "tiny"))


class SourcePanel(RecordPanel):
    """One source: what it is, how far it carries, its files, and what cites it."""

    FILES_IN_SHORT = False

    def __init__(self, session: Session) -> None:
        super().__init__(session, "source", WIDTH)
        self.judged, self.used = label("", "attention", wrap=True), label("", "field")
        self.filed = label("", "tiny")
        self.uses, self.history = QVBoxLayout(), HistoryList(session)
        self.uses.setSpacing(4)
        self.body.insertWidget(0, self.judged)
        self.body.insertWidget(0, self.filed)
        self.body.addWidget(self.used)
        self.body.addLayout(self.uses)
        self.body.addWidget(self.history)

    def retranslate(self) -> None:
        """Say the panel's own texts in the language in force."""
        super().retranslate()
        self.history.retranslate()

    def show_source(self, entry: SourceEntry) -> None:
        """Show a source with the records that cite it."""
        self.show_record(entry.id, entry.values, source_specs())
        lacking = words().join([words().field("source", name) for name in entry.incomplete])
        self.judged.setText(say("area.source.incomplete", fields=lacking) if lacking else "")
        self.judged.setVisible(bool(lacking))
        files = len(entry.files)
        self.filed.setText(say("area.source.files", count=files) if files else say("area.source.no_file"))
        count = len(entry.uses)
        self.used.setText(say("area.source.used", count=count) if count else say("area.source.unused"))
        empty_layout(self.uses)
        for use in entry.uses[:MOST_USES]:
            link = TextLink(use_text(use))
            link.clicked.connect(weakly_plain(self.go_to, use.kind, use.id))
            self.uses.addWidget(link)
        self.history.show_record(entry.id)
        self.open_with(label_text(entry.title) or say("records.untitled"), entry.code)

    def go_to(self, kind: str, record_id: str) -> None:
        """Show a record that cites this source."""
        self.session.go_to_record(kind, record_id)


class ClassInput(ChoiceInput):
    """A class of sensitivity; the value is a number from 0 (public) to 4 (severe)."""

    def value(self) -> Value:
        held = self.combo.currentData()
        return int(held) if held else None

    def show_value(self, value: Value) -> None:
        super().show_value(None if value is None else str(value))


@dataclass(frozen=True)
class ClassPick:
    """Makes the input of a class in the words of a language."""

    language: str

    def __call__(self) -> Input:
        return ClassInput(code_options("sensitivity"))


def source_specs() -> tuple[FieldSpec, ...]:
    """Return the fields of a source."""
    field = partial(words().field, "source")
    return (
        *(FieldSpec(name, field(name)) for name in ("title_en", "title_ar", "publisher")),
        FieldSpec("published_on", field("published_on"), "date"),
        FieldSpec("round", field("round"), half=True),
        FieldSpec("period", field("period"), half=True),
        FieldSpec("method", field("method"), "choice", code_options("evidence_method")),
        FieldSpec(
            "representativeness", field("representativeness"), "choice", code_options("representativeness")
        ),
        FieldSpec(
            "sensitivity", field("sensitivity"), hint=say("area.class.hint"), make=ClassPick(words().language)
        ),
        FieldSpec("link", field("link")),
        FieldSpec("licence", field("licence")),
    )
