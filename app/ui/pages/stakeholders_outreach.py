"""The editor of one entry of the outreach list."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal

from app.services.views.stakeholders import StakeholdersView
from app.ui.kit.form import FieldSpec
from app.ui.language import label_text, say, words
from app.ui.pages.record_panel import RecordPanel
from app.ui.pages.stakeholders_words import code_options, record_options
from app.ui.session import Session


class OutreachPanel(RecordPanel):
    """`wants` tells that another entry is to be shown; `wanted` is its id."""

    wants = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session, "outreach")
        self.wanted = ""
        self.closed.connect(self._forget)

    def want(self, record_id: str) -> None:
        """Open an entry."""
        self.commit()
        self.wanted = record_id
        self.wants.emit()

    def show_view(self, view: StakeholdersView, *, visible: bool) -> None:
        """Show the wanted entry as it is now, if there is one."""
        entry = next((one for one in view.outreach if one.id == self.wanted), None) if visible else None
        if entry is None:
            self.record = ""
            self.hide()
            return
        self.show_record(entry.id, entry.values, _specs(view))
        self.open_with(label_text(entry.name) or say("records.untitled"), words().kind("outreach"))

    def _forget(self) -> None:
        self.wanted = self.record = ""


def _specs(view: StakeholdersView) -> list[FieldSpec]:
    field = partial(words().field, "outreach")
    return [
        FieldSpec("status", field("status"), "choice", code_options("outreach_status"), half=True),
        FieldSpec("contacted_on", field("contacted_on"), "date", half=True),
        FieldSpec("by", field("by"), "reference", record_options(view.members)),
        FieldSpec("channel", field("channel"), "choice", code_options("channel"), half=True),
        FieldSpec("scope", field("scope"), "choice", code_options("actor_scope"), half=True),
        FieldSpec("through", field("through")),
        FieldSpec(
            "brought_in_by",
            field("brought_in_by"),
            "reference",
            record_options((one.id, one.name) for one in view.rows),
        ),
        FieldSpec("answer", field("answer"), "text"),
    ]
