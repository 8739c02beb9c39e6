"""Who came by name: only with consent, only inside the group, removed for good on request."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.named_attendance import add_attendant, count_the_named
from app.services.views.meetings import MeetingsView
from app.services.views.meetings_before import NamedEntry
from app.ui.begun import BegunEntry
from app.ui.kit.button import Button
from app.ui.kit.form import FieldSpec, Form
from app.ui.kit.link import TextLink
from app.ui.kit.panel import SidePanel
from app.ui.kit.text import column, empty_layout, label, row
from app.ui.language import say, words
from app.ui.pages.forgetting import ForgetButton
from app.ui.pages.meetings_panels import WIDTH
from app.ui.pages.meetings_words import band_text, dotted
from app.ui.pages.stakeholders_words import code_options
from app.ui.session import Session
from app.ui.weak import weakly, weakly_plain

FIELDS = ("person_name", "organisation", "affiliation", "sex", "age_band", "consent")


class NamesPanel(SidePanel):
    """Writes names down one by one; `opened` carries the id of a name to be edited."""

    opened = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(width=WIDTH)
        self.session, self.meeting = session, ""
        self.why, self.form = label("", "tiny", wrap=True), Form()
        self.keep, self.counts = Button("", "outlined", "plus"), Button("", "outlined", "check")
        self.sum, self.rows = label("", "small", wrap=True), QVBoxLayout()
        self.rows.setSpacing(8)
        self.begun = BegunEntry(session, "named_attendance", self)
        self.begun.restored.connect(self._bring_back)
        self.keep.clicked.connect(self.add_entered)
        self.counts.clicked.connect(self.take_counts)
        self.body.addWidget(self.why)
        self.body.addWidget(self.form)
        self.body.addLayout(row(self.keep, 1))
        self.body.addWidget(self.sum)
        self.body.addLayout(row(self.counts, 1))
        self.body.addLayout(self.rows)

    def retranslate(self) -> None:
        """Say the panel's own texts in the language in force."""
        self.name_close(say("frame.close"))
        self.keep.setText(say("roundtable.names.add"))
        self.why.setText(say("roundtable.names.why"))
        self.begun.keep_typing()
        self.begun.watch({})
        old, self.form = self.form, Form(_specs())
        self.body.replaceWidget(old, self.form)
        old.hide()
        old.deleteLater()
        self.begun.watch({name: field.control for name, field in self.form.fields.items()})
        self._bring_back(self.begun.values())

    def show_names(self, view: MeetingsView) -> None:
        """Show who is on the list of the open meeting."""
        self.meeting = view.room.id if view.room else ""
        self.open_with(say("roundtable.names"))
        people = view.named
        women = sum(one.sex == "female" for one in people)
        men = sum(one.sex == "male" for one in people)
        told = say("meetings.count.sum", count=len(people), women=women, men=men)
        self.sum.setText(told if people else say("roundtable.names.none"))
        self.counts.setText(say("roundtable.names.take_counts", count=len(people)))
        self.counts.setVisible(bool(people))
        empty_layout(self.rows)
        for one in people:
            self.rows.addWidget(self._line(one))

    def add_entered(self) -> None:
        """Write the person down; a name is needed, and consent must be asked."""
        values = {name: field.control.value() for name, field in self.form.fields.items()}
        wrong = {} if values["person_name"] else {"person_name": say("stakeholders.needed")}
        if values["consent"] is None:
            wrong["consent"] = say("roundtable.names.consent_needed")
        elif values["consent"] is False:
            wrong["consent"] = say("roundtable.names.no_consent")
        self.form.set_errors(wrong)
        if wrong:
            return
        given = {name: value for name, value in values.items() if value not in (None, "")}
        work = partial(add_attendant, meeting=self.meeting, values=given)
        self.session.write(work)
        for name in ("person_name", "organisation", "sex", "age_band", "consent"):
            self.form.fields[name].control.show_value(None)
        self.begun.end()
        self.form.fields["person_name"].control.main().setFocus()

    def open_name(self, record_id: str) -> None:
        """Ask for a name to be edited."""
        self.opened.emit(record_id)

    def take_counts(self) -> None:
        """Make the counts those of the list; undo brings the counts before back."""
        work = partial(count_the_named, meeting=self.meeting)
        self.session.write(work, weakly(self._counted))

    def _counted(self, count: object) -> None:
        self.session.offer_undo(say("roundtable.names.counted", count=int(str(count))))

    def _bring_back(self, values: Mapping[str, Any]) -> None:
        for name, field in self.form.fields.items():
            field.control.show_value(values.get(name))

    def _line(self, one: NamedEntry) -> QWidget:
        made = QWidget()
        name = TextLink(one.name, "strong")
        name.clicked.connect(weakly_plain(self.open_name, one.id))
        told = dotted(
            words().code("affiliation", one.affiliation),
            words().code("sex", one.sex),
            band_text(one.age_band) if one.age_band else "",
            one.organisation,
        )
        consent = say("roundtable.names.consent_given" if one.consent else "roundtable.names.consent_missing")
        forget = ForgetButton(self.session, "link")
        forget.retranslate()
        forget.be_about("named_attendance", one.id, one.name)
        beneath = row(label(consent, "tiny" if one.consent else "attention"), 1, forget)
        made.setLayout(column(name, label(told, "small_text", wrap=True), beneath, gap=1))
        return made


def _specs() -> tuple[FieldSpec, ...]:
    field = partial(words().field, "named_attendance")
    return (
        FieldSpec("person_name", field("person_name")),
        FieldSpec("organisation", field("organisation")),
        FieldSpec("affiliation", field("affiliation"), "choice", code_options("affiliation")),
        FieldSpec("sex", field("sex"), "choice", code_options("sex"), half=True),
        FieldSpec("age_band", field("age_band"), "choice", code_options("age_band"), half=True),
        FieldSpec("consent", field("consent"), "yes_no"),
    )
