"""The agreement with an authority at one meeting: with whom, in what form, and the paper itself attached."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal

from app.services.views.stakeholders import StakeholdersView
from app.ui.kit.button import Button
from app.ui.kit.form import FieldSpec
from app.ui.kit.text import label, row
from app.ui.language import label_text, say, words
from app.ui.pages.attachments import AttachmentsBox
from app.ui.pages.record_panel import RecordPanel
from app.ui.pages.stakeholders_words import code_options, record_options
from app.ui.session import Session

WIDTH = 340


class AgreementPanel(RecordPanel):
    """`wants` tells that another meeting is to be shown; `wanted` is its id."""

    wants = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session, "meeting", WIDTH)
        self.wanted = ""
        self.files, self.whole = AttachmentsBox(session), Button("", "link", "arrow-right")
        self.why = label("", "tiny", wrap=True)
        self.body.insertWidget(0, self.why)
        self.body.addWidget(self.files)
        self.body.addLayout(row(self.whole, 1))
        self.closed.connect(self._forget)
        self.whole.clicked.connect(self._go)

    def retranslate(self) -> None:
        super().retranslate()
        self.why.setText(say("stakeholders.agreement.why"))
        self.whole.setText(say("stakeholders.agreement.whole"))
        self.files.retranslate()

    def want(self, record_id: str) -> None:
        """Open a meeting."""
        self.commit()
        self.wanted = record_id
        self.wants.emit()

    def show_view(self, view: StakeholdersView, *, visible: bool) -> None:
        """Show the wanted meeting as it is now, if there is one."""
        found = (one for one in view.authority.meetings if one.id == self.wanted)
        one = next(found, None) if visible else None
        if one is None:
            self.record = ""
            self.hide()
            return
        self.show_record(one.id, one.values, _specs(view))
        self.files.be_about("meeting", one.id)
        self.open_with(label_text(one.title) or say("records.untitled"), say("stakeholders.agreement"))

    def _forget(self) -> None:
        self.wanted = self.record = ""

    def _go(self) -> None:
        self.session.go_to_record("meeting", self.record)


def _specs(view: StakeholdersView) -> list[FieldSpec]:
    field = partial(words().field, "meeting")
    return [
        FieldSpec("authority", field("authority"), "reference", record_options(view.organisations)),
        FieldSpec("status", field("status"), "choice", code_options("meeting_status")),
        FieldSpec("held_on", field("held_on"), "date"),
        FieldSpec("agreement_reached", field("agreement_reached"), "yes_no", half=True),
        FieldSpec(
            "agreement_form", field("agreement_form"), "choice", code_options("agreement_form"), half=True
        ),
        FieldSpec("agreement_on", field("agreement_on"), "date"),
        FieldSpec("agreement_text", field("agreement_text"), "text"),
    ]
