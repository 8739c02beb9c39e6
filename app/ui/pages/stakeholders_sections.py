"""Sections of the stakeholder panel: people to talk to, relations, and what sections share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.services.views.stakeholders import (
    ContactEntry,
    Relation,
    StakeholderEntry,
    StakeholdersView,
)
from app.ui.begun import BegunEntry
from app.ui.kit.button import Button, icon_button
from app.ui.kit.chip import Chip
from app.ui.kit.form import FieldSpec, Form
from app.ui.kit.inputs import Value
from app.ui.kit.text import column, empty_layout, label, row
from app.ui.language import say, words
from app.ui.pages.forgetting import ForgetButton
from app.ui.pages.stakeholders_row_editor import RowEditor
from app.ui.pages.stakeholders_words import code_options, name_of_entry
from app.ui.session import Session
from app.ui.weak import weakly_plain

Values = Mapping[str, Value]


class Section(QWidget):
    """A heading with *add*, rows beneath, and a form that unfolds. `kept` carries what was entered.

    What is being entered is kept as a draft under the kind it will make.
    """

    kept = Signal(object)
    removed = Signal(str)
    page = "stakeholders"
    """Whose words the section says: `<page>.<topic>` and what stands beneath it."""
    heading = "strong"
    """The look of its heading: `card` where a card holds nothing else."""

    def __init__(self, session: Session, topic: str, kind: str) -> None:
        super().__init__()
        self._topic, self._stale = topic, True
        self.begun = BegunEntry(session, kind, self)
        self.begun.restored.connect(self._bring_back)
        self.begun.wanted.connect(self._focus)
        self.title, self.add, self.keep = (
            label("", self.heading),
            Button("", "link", "plus"),
            Button("", "outlined"),
        )
        self.rows, self.form = QVBoxLayout(), Form()
        self.rows.setSpacing(8)
        self.add.setCheckable(True)
        self.add.toggled.connect(self._unfold)
        self.keep.clicked.connect(self.keep_entered)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 4, 0, 0)
        self._whole.setSpacing(6)
        self._whole.addLayout(row(self.title, 1, self.add))
        self._whole.addWidget(self.form)
        self._whole.addLayout(row(self.keep, 1))
        self._whole.addLayout(self.rows)
        self._unfold(False)

    def specs(self) -> Sequence[FieldSpec]:
        """Return the fields of a new entry."""
        return ()

    def belong(self, owner: str) -> None:
        """Be about another stakeholder; what was being entered for the one before stays kept for that one."""
        if owner != self.begun.owner:
            self.add.setChecked(False)
            self.begun.belong(owner)
            self.build()

    def is_complete(self, values: Mapping[str, Value]) -> bool:
        """Return whether what was entered is enough to keep."""
        return bool(values)

    def retranslate(self) -> None:
        """Say the section's own texts in the language in force."""
        self.title.setText(say(f"{self.page}.{self._topic}"))
        self.add.setText(say("stakeholders.add"))
        self.add.setAccessibleName(say(f"{self.page}.{self._topic}.add"))
        self.keep.setText(say(f"{self.page}.{self._topic}.keep"))
        self.build()

    def build(self) -> None:
        """Make the form again, with what was being entered; a folded one is made when it unfolds."""
        self.begun.keep_typing()
        self.begun.watch({})
        self._stale = not self.add.isChecked()
        if self._stale:
            self._show_values({})
            return
        old, self.form = self.form, Form(self.specs())
        self._whole.replaceWidget(old, self.form)
        old.hide()
        old.deleteLater()
        self.begun.watch({name: one.control for name, one in self.form.fields.items()})
        self._show_values(self.begun.values())

    def fill(self, rows: Sequence[QWidget]) -> None:
        """Show the rows, or in one line what belongs here."""
        empty_layout(self.rows)
        for one in rows:
            self.rows.addWidget(one)
        if not rows:
            self.rows.addWidget(label(say(f"{self.page}.{self._topic}.none"), "tiny", wrap=True))

    def keep_entered(self) -> None:
        """Hand out what was entered, unless something essential is missing."""
        fields = self.form.fields
        values = {name: one.control.value() for name, one in fields.items()}
        wrong = {name: say(one.control.problem()) for name, one in fields.items() if one.control.problem()}
        if wrong or not self.is_complete(values):
            first = next(iter(fields))
            self.form.set_errors(wrong or {first: say("stakeholders.needed")})
            return
        self.begun.end()
        self.kept.emit({name: value for name, value in values.items() if value is not None})
        self.add.setChecked(False)
        self.build()

    def drop(self, record_id: str) -> None:
        """Ask for a row's record to be removed."""
        self.removed.emit(record_id)

    def _unfold(self, on: bool) -> None:
        if on and self._stale:
            self.build()
        self.form.setVisible(on)
        self.keep.setVisible(on)
        if on:
            self._focus()

    def _focus(self) -> None:
        if self.form.fields:
            next(iter(self.form.fields.values())).control.setFocus()

    def _bring_back(self, values: Values) -> None:
        focused = QApplication.focusWidget()
        self.add.setChecked(bool(values))
        self._show_values(values)
        if focused is not None:
            focused.setFocus()

    def _show_values(self, values: Values) -> None:
        for name, one in self.form.fields.items():
            one.control.show_value(values.get(name))


class EditedSection(Section):
    """A section whose rows are edited beneath them."""

    def __init__(self, session: Session, topic: str, form: str) -> None:
        super().__init__(session, topic, form)
        self._known: dict[str, tuple[str, Values]] = {}
        self.editor = RowEditor(session, form)
        self._whole.addWidget(self.editor)

    def belong(self, owner: str) -> None:
        if owner != self.begun.owner:
            self.editor.leave()
        super().belong(owner)

    def know(self, entries: Iterable[tuple[str, str, Values]]) -> None:
        """Take id, title and values of the rows; the one that is open is shown as it is now."""
        self._known = {record_id: (title, values) for record_id, title, values in entries}
        if self.editor.record:
            self.edit(self.editor.record)

    def edit(self, record_id: str) -> None:
        """Edit a row beneath the list."""
        if record_id in self._known:
            title, values = self._known[record_id]
            self.editor.open_row(record_id, title, values, self.specs())
        else:
            self.editor.leave()

    def open_row(self, record_id: str) -> None:
        """Edit a row and put the focus there."""
        self.edit(record_id)
        self.editor.focus()

    def edit_button(self, record_id: str, name: str) -> QWidget:
        """Return the button that opens a row in the editor."""
        made = icon_button("pencil", say("stakeholders.edit_named", name=name))
        made.clicked.connect(weakly_plain(self.open_row, record_id))
        return made


class People(EditedSection):
    """People to talk to. They never leave the group; what they agreed to stands beside each."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "people", "contact")
        self._session = session

    def specs(self) -> Sequence[FieldSpec]:
        field = words().field
        return (
            FieldSpec("person_name", field("contact", "person_name")),
            FieldSpec("title", field("contact", "title")),
            FieldSpec("phone", field("contact", "phone"), half=True),
            FieldSpec("email", field("contact", "email"), half=True),
            FieldSpec("consent", field("contact", "consent"), "yes_no", half=True),
            FieldSpec(
                "language", field("contact", "language"), "choice", code_options("language"), half=True
            ),
            FieldSpec("share_level", field("contact", "share_level"), "choice", code_options("share_level")),
            FieldSpec("legal_basis", field("contact", "legal_basis"), "choice", code_options("legal_basis")),
            FieldSpec("retain_until", field("contact", "retain_until"), "date", half=True),
        )

    def is_complete(self, values: Mapping[str, Value]) -> bool:
        return bool(values.get("person_name"))

    def show_entries(self, entries: Sequence[ContactEntry]) -> None:
        """Show the contacts of a stakeholder."""
        self.fill([self._contact(entry) for entry in entries])
        self.know((entry.id, entry.name, entry.values) for entry in entries)

    def _contact(self, entry: ContactEntry) -> QWidget:
        made = QWidget()
        consent = {True: ("given", "good"), False: ("refused", "wrong"), None: ("not_asked", "attention")}
        code, tone = consent[entry.consent]
        edit = self.edit_button(entry.id, entry.name)
        remove = icon_button("x", say("stakeholders.remove_named", name=entry.name))
        remove.clicked.connect(weakly_plain(self.drop, entry.id))
        reach = [part for part in (entry.title, *entry.reach) if part]
        said = column(label(entry.name, "strong", wrap=True), gap=1)
        for part in reach:
            said.addWidget(label(part, "small", wrap=True))
        forget = ForgetButton(self._session, "link")
        forget.retranslate()
        forget.be_about("contact", entry.id, entry.name)
        if entry.share_level:
            said.addWidget(label(words().code("share_level", entry.share_level), "tiny", wrap=True))
        said.addLayout(row(Chip(say(f"stakeholders.consent.{code}"), tone), 1))
        said.addLayout(row(forget, 1))
        beside = row(said, edit, remove)
        beside.setStretch(0, 1)
        made.setLayout(beside)
        return made


class Relations(Section):
    """Relations to other stakeholders; `asked` carries the id of one to open."""

    asked = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(session, "relations", "stakeholder_link")
        self._others: tuple[tuple[str, str], ...] = ()

    def specs(self) -> Sequence[FieldSpec]:
        return (
            FieldSpec("type", words().field("stakeholder_link", "type"), "choice", code_options("link_type")),
            FieldSpec("target", say("stakeholders.relations.whom"), "reference", self._others),
            FieldSpec("two_way", words().field("stakeholder_link", "two_way"), "yes_no"),
        )

    def is_complete(self, values: Mapping[str, Value]) -> bool:
        return bool(values.get("target") and values.get("type"))

    def show_relations(self, view: StakeholdersView, entry: StakeholderEntry) -> None:
        """Show the relations of a stakeholder."""
        others = tuple(
            sorted(
                ((one.id, name_of_entry(one)) for one in view.rows if one.id != entry.id), key=lambda o: o[1]
            )
        )
        if others != self._others:
            self._others = others
            if not self.add.isChecked():
                self.build()
        self.fill([self._relation(view, entry.id, one) for one in view.relations_of(entry.id)])

    def _relation(self, view: StakeholdersView, here: str, relation: Relation) -> QWidget:
        made = QWidget()
        outward = relation.origin == here
        other = view.find(relation.target if outward else relation.origin)
        name = name_of_entry(other) if other else ""
        sort = "both" if relation.two_way else "out" if outward else "in"
        said = say(f"stakeholders.relations.{sort}", type=words().code("link_type", relation.type), name=name)
        remove = icon_button("x", say("stakeholders.remove_named", name=said))
        remove.clicked.connect(weakly_plain(self.drop, relation.id))
        parts = column(label(said, wrap=True), gap=1)
        if relation.note:
            parts.addWidget(label(relation.note, "small", wrap=True))
        beside = row(parts, remove)
        beside.setStretch(0, 1)
        made.setLayout(beside)
        return made
