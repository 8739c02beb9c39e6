"""The editor of a stakeholder: ratings, what it brings and needs, position, keeper, contact, relations."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.foundation.errors import UserError
from app.services.field_edits import add_record
from app.services.stakeholder_work import add_engagement, add_link, checked_today, rate
from app.services.views.stakeholders import StakeholderEntry, StakeholdersView
from app.ui.begun import BegunEntry
from app.ui.kit.button import Button
from app.ui.kit.chip import Chip
from app.ui.kit.flow import FlowLayout
from app.ui.kit.form import FieldSpec, Form
from app.ui.kit.inputs import Value
from app.ui.kit.panel import SidePanel
from app.ui.kit.text import column, empty_layout, label, row
from app.ui.language import say, words
from app.ui.pages.record_history import HistoryList
from app.ui.pages.record_panel import RecordForm
from app.ui.pages.stakeholders_log import ContactLog
from app.ui.pages.stakeholders_opinions import OpinionList
from app.ui.pages.stakeholders_sections import People, Relations
from app.ui.pages.stakeholders_support_section import SupportSection
from app.ui.pages.stakeholders_words import code_options, level_of_rating, name_of_entry, record_options
from app.ui.removing import Removing
from app.ui.session import Session
from app.ui.weak import weakly

WIDTH = 320
_TEXTS = ("can_bring", "needs", "may_hinder")


class StakeholderPanel(SidePanel):
    """Shows one stakeholder of a `StakeholdersView`; every field keeps itself.

    `fresh` is the id of one that was just added: it opens with its details unfolded.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(width=WIDTH)
        self.session, self.record, self.fresh = session, "", ""
        self.chips = QWidget()
        self._flow = FlowLayout(self.chips)
        self.edit, self.details = Button("", "link", "pencil"), RecordForm(session, "stakeholder")
        self.ratings, self.texts = Form(), RecordForm(session, "stakeholder")
        self.position, self.keeping = Form(), RecordForm(session, "stakeholder")
        self.opinions, self.support = OpinionList(), SupportSection(session)
        self.log, self.people, self.relations = ContactLog(session), People(session), Relations(session)
        self.history, self.remove = HistoryList(session), Button("", "danger", "trash-2")
        self.removing = Removing(session, self)
        self.removing.removed.connect(self._going)
        self.rating_begun = BegunEntry(session, "rating", self)
        self.due, self.checked = label("", "tiny", wrap=True), Button("", "link")
        self._built: object = None
        self._options: tuple[Any, ...] = ()
        self.sections = (self.log, self.support, self.people, self.relations)
        self._lay_out_body()
        self._wire_parts()

    def show_stakeholder(self, view: StakeholdersView, entry: StakeholderEntry) -> None:
        """Show a stakeholder, or the same one as it is now."""
        if entry.id != self.record:
            self.commit()
            self.edit.setChecked(entry.id == self.fresh)
        self.record = entry.id
        self._build(view)
        self.open_with(name_of_entry(entry), entry.code)
        self._show_chips(entry)
        for form in (self.details, self.texts, self.keeping):
            form.show_record(entry.id, entry.values)
        self._show_rating(entry)
        self.rating_begun.belong(entry.id)
        self.opinions.show_opinions(entry.opinions)
        for section in self.sections:
            section.belong(entry.id)
        self.support.show_support(view, entry)
        self.log.show_entries(entry.engagements)
        self.people.show_entries(entry.contacts)
        self.relations.show_relations(view, entry)
        self.history.show_record(entry.id)
        self._show_due(entry)

    def commit(self) -> None:
        """Keep what is being typed."""
        for form in (self.details, self.ratings, self.texts, self.position, self.keeping):
            form.commit()
        for editor in (self.support.editor, self.people.editor):
            editor.commit()

    def retranslate(self) -> None:
        """Say the panel's own texts in the language in force."""
        self.name_close(say("frame.close"))
        self.edit.setText(say("stakeholders.edit"))
        self.remove.setText(say("records.remove"))
        self.checked.setText(say("stakeholders.checked_today"))
        self._built = None
        for section in self.sections:
            section.retranslate()
        self.history.retranslate()

    def remove_stakeholder(self) -> None:
        """Remove the stakeholder, once what goes with it was said; the toast offers to undo it."""
        self.drop("stakeholder", self.record, self.title.text())

    def drop(self, kind: str, record_id: str, title: str) -> None:
        """Remove a record of the panel; the toast offers to undo it."""
        self.removing.remove(kind, record_id, title)

    def _going(self, record_id: str) -> None:
        if record_id == self.record:
            self.leave()

    def _rate(self, name: str, value: Value) -> None:
        self.rating_begun.take(name)
        self._write(partial(rate, stakeholder=self.record, values={name: value}), name)

    def _bring_back(self, values: Mapping[str, Value]) -> None:
        for name, field in {**self.ratings.fields, **self.position.fields}.items():
            field.control.show_value(values.get(name, field.value()))

    def _focus_rating(self) -> None:
        self.ratings.fields["influence"].control.setFocus()

    def _check(self) -> None:
        self._write(partial(checked_today, stakeholder=self.record))

    def _keep_engagement(self, values: Mapping[str, Value]) -> None:
        self._write(partial(add_engagement, stakeholder=self.record, values=values))

    def _keep_contact(self, values: Mapping[str, Value]) -> None:
        self._write(partial(add_record, kind="contact", values={"stakeholder": self.record, **values}))

    def _keep_support(self, values: Mapping[str, Value]) -> None:
        self._write(partial(add_record, kind="assistance", values={"stakeholder": self.record, **values}))

    def _drop_support(self, record_id: str) -> None:
        self.drop("assistance", record_id, words().kind("assistance"))

    def _keep_link(self, values: Mapping[str, Value]) -> None:
        target, link_type = str(values["target"]), str(values["type"])
        two_way = bool(values.get("two_way"))
        self._write(
            partial(add_link, origin=self.record, target=target, link_type=link_type, two_way=two_way)
        )

    def _drop_contact(self, record_id: str) -> None:
        self.drop("contact", record_id, say("stakeholders.people.one"))

    def _drop_link(self, record_id: str) -> None:
        self.drop("stakeholder_link", record_id, words().kind("stakeholder_link"))

    def _write(self, work: Callable[[Any], object], name: str = "") -> None:
        self.session.write(work, None, weakly(self._refused, name))

    def _refused(self, name: str, error: BaseException) -> None:
        fields = {**self.ratings.fields, **self.position.fields}
        if isinstance(error, UserError) and name in fields:
            fields[name].set_error(words().refusal(error))
        elif isinstance(error, UserError):
            self.session.operations.refused.emit(error)
        else:
            self.session.operations.crashed.emit(error)

    def _show_chips(self, entry: StakeholderEntry) -> None:
        empty_layout(self._flow)
        said = [
            (say(f"drawing.family.{entry.family}"), "accent"),
            (words().code("level", entry.level), "neutral"),
        ]
        for text, tone in (*said, *((one, "neutral") for one in entry.objectives)):
            if text:
                self._flow.addWidget(Chip(text, tone, self.chips))

    def _show_rating(self, entry: StakeholderEntry) -> None:
        rating = entry.rating
        for name, value in (("influence", rating.influence), ("interest", rating.interest)):
            self.ratings.fields[name].show_value(None if value is None else f"{value:g}")
            self.ratings.fields[name].set_hint(level_of_rating(value))
            self.ratings.fields[name].set_error("")
        field = self.position.fields["position"]
        field.show_value(rating.position or None)
        day = words().date(rating.position_on, "day_month") if rating.position_on else ""
        said = say("stakeholders.position.by", name=rating.position_by, day=day) if rating.position_by else ""
        field.set_hint(said)

    def _show_due(self, entry: StakeholderEntry) -> None:
        if not entry.recheck_on:
            self.due.setText(say("stakeholders.never_checked"))
            return
        code = "stakeholders.due_since" if entry.is_due else "stakeholders.due_on"
        self.due.setText(say(code, day=words().date(entry.recheck_on, "day_month")))

    def _build(self, view: StakeholdersView) -> None:
        wanted = (words().language, view.members, view.organisations, view.coverage)
        if wanted == self._built:
            return
        self._built = wanted
        field = partial(words().field, "stakeholder")
        self.details = self._replaced(
            self.details, RecordForm(self.session, "stakeholder", _detail_specs(view))
        )
        self.details.setVisible(self.edit.isChecked())
        texts = [FieldSpec(name, field(name), "text") for name in _TEXTS]
        self.texts = self._replaced(self.texts, RecordForm(self.session, "stakeholder", texts))
        keeping = (FieldSpec("keeper", field("keeper"), "reference", record_options(view.members)),)
        self.keeping = self._replaced(self.keeping, RecordForm(self.session, "stakeholder", keeping))
        self.ratings = self._replaced(self.ratings, Form(_rating_specs()))
        self.position = self._replaced(self.position, Form(_position_specs()))
        self.ratings.committed.connect(self._rate)
        self.ratings.drafted.connect(self.rating_begun.put)
        self.position.committed.connect(self._rate)

    def _replaced(self, old: Any, made: Any) -> Any:
        self.body.replaceWidget(old, made)
        old.hide()
        old.deleteLater()
        return made

    def _unfold(self, on: bool) -> None:
        self.details.setVisible(on)

    def _wire_parts(self) -> None:
        self.edit.setCheckable(True)
        self.edit.toggled.connect(self._unfold)
        self.remove.clicked.connect(self.remove_stakeholder)
        self.checked.clicked.connect(self._check)
        self.rating_begun.restored.connect(self._bring_back)
        self.rating_begun.wanted.connect(self._focus_rating)
        self.log.kept.connect(self._keep_engagement)
        self.support.kept.connect(self._keep_support)
        self.support.removed.connect(self._drop_support)
        self.people.kept.connect(self._keep_contact)
        self.people.removed.connect(self._drop_contact)
        self.relations.kept.connect(self._keep_link)
        self.relations.removed.connect(self._drop_link)

    def _lay_out_body(self) -> None:
        self.body.addWidget(self.chips)
        self.body.addLayout(row(self.edit, 1))
        parts: Sequence[QWidget] = (
            self.details,
            self.ratings,
            self.texts,
            self.position,
            self.opinions,
            self.keeping,
            *self.sections,
            self.history,
        )
        for part in parts:
            self.body.addWidget(part)
        self.body.addLayout(row(self.remove, 1))
        self.details.hide()
        self.foot.addLayout(column(row(self.due, self.checked, gap=8)))


def _rating_specs() -> tuple[FieldSpec, ...]:
    field = partial(words().field, "stakeholder_view")
    return tuple(FieldSpec(name, field(name), "number", half=True) for name in ("influence", "interest"))


def _position_specs() -> tuple[FieldSpec, ...]:
    title = words().field("stakeholder_view", "position")
    return (FieldSpec("position", title, "choice", code_options("position")),)


def _detail_specs(view: StakeholdersView) -> list[FieldSpec]:
    field = partial(words().field, "stakeholder")
    organisations = record_options(view.organisations)
    return [
        *(FieldSpec(name, field(name)) for name in ("name_en", "name_ar", "name_ckb")),
        FieldSpec("organisation", field("organisation"), "reference", organisations),
        FieldSpec("type", field("type"), "choice", code_options("org_type")),
        FieldSpec("level", field("level"), "choice", code_options("level")),
        FieldSpec("places", field("places"), "set", record_options(view.coverage)),
        FieldSpec("objectives", field("objectives"), "set", [(one, one) for one, _ in code_options("so")]),
        FieldSpec("sectors", field("sectors"), "set", code_options("sector")),
        FieldSpec("role_in_solutions", field("role_in_solutions"), "text"),
        FieldSpec("engagement_level", field("engagement_level"), "choice", code_options("engagement_level")),
        FieldSpec("invited_to_roundtable", field("invited_to_roundtable"), "yes_no"),
        FieldSpec("referred_by", field("referred_by")),
        FieldSpec("access_note", field("access_note"), "text"),
    ]
