"""The agreement with an authority at one meeting: with whom, in what form, and the paper itself attached."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal

from app.services.stakeholder_work import meet_office
from app.services.views.stakeholders import StakeholdersView
from app.ui.kit.button import Button
from app.ui.kit.form import FieldSpec
from app.ui.kit.inputs import Options, Value
from app.ui.kit.text import label, row
from app.ui.language import label_text, say, words
from app.ui.pages.record_panel import RecordForm, RecordPanel
from app.ui.pages.stakeholders_words import code_options, record_options
from app.ui.session import Session
from app.ui.weak import weakly

WIDTH = 340


class AgreementForm(RecordForm):
    """The meeting's fields; an office that stands only on the stakeholder map can be named as authority."""

    def _commit(self, name: str, value: Value) -> None:
        if name != "authority":
            super()._commit(name, value)
            return
        work = partial(meet_office, meeting=self.record, office=str(value) if value else None)
        self._session.write(work, None, weakly(self.refuse, name))


class AgreementPanel(RecordPanel):
    """`wants` tells that another meeting is to be shown; `wanted` is its id."""

    wants = Signal()
    FILES_IN_SHORT = False

    def __init__(self, session: Session) -> None:
        super().__init__(session, "meeting", WIDTH)
        self.wanted = ""
        self.whole = Button("", "link", "arrow-right")
        self.why = label("", "tiny", wrap=True)
        self.body.insertWidget(0, self.why)
        self.body.addLayout(row(self.whole, 1))
        self.closed.connect(self._forget)
        self.whole.clicked.connect(self._go)

    def retranslate(self) -> None:
        super().retranslate()
        self.why.setText(say("stakeholders.agreement.why"))
        self.whole.setText(say("stakeholders.agreement.whole"))

    def new_form(self, specs: Sequence[FieldSpec]) -> RecordForm:
        return AgreementForm(self.session, self.kind, specs)

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
        self.open_with(label_text(one.title) or say("records.untitled"), say("stakeholders.agreement"))

    def _forget(self) -> None:
        self.wanted = self.record = ""

    def _go(self) -> None:
        self.session.go_to_record("meeting", self.record)


def _specs(view: StakeholdersView) -> list[FieldSpec]:
    field = partial(words().field, "meeting")
    return [
        FieldSpec("authority", field("authority"), "reference", _offices(view)),
        FieldSpec("status", field("status"), "choice", code_options("meeting_status")),
        FieldSpec("held_on", field("held_on"), "date"),
        FieldSpec("agreement_reached", field("agreement_reached"), "yes_no", half=True),
        FieldSpec(
            "agreement_form", field("agreement_form"), "choice", code_options("agreement_form"), half=True
        ),
        FieldSpec("agreement_on", field("agreement_on"), "date"),
        FieldSpec("agreement_text", field("agreement_text"), "text"),
    ]


def _offices(view: StakeholdersView) -> Options:
    """Return the counterparts on the map that stand for no organisation yet, then all organisations."""
    rows = {one.id: one for one in view.rows}
    bare = [
        (one.id, one.name)
        for one in view.authority.counterparts
        if one.id in rows and not rows[one.id].values.get("organisation")
    ]
    return record_options((*bare, *view.organisations))
