"""The official card of a focal point or backstopper: consent first, then work phone and e-mail."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QWidget

from app.foundation.errors import UserError
from app.services.group_work import keep_card
from app.services.views.group_members import CardEntry, MemberEntry
from app.ui.begun import BegunEntry
from app.ui.kit.form import Form
from app.ui.kit.inputs import Value
from app.ui.kit.text import column, label
from app.ui.language import say, words
from app.ui.pages.group_words import specs
from app.ui.session import Session
from app.ui.weak import weakly


class CardSection(QWidget):
    """The card of one member; every field keeps itself, and phone and e-mail wait for consent."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._member = session, ""
        self.title, self.leaves = label("", "strong"), label("", "tiny", wrap=True)
        self.form = Form()
        self.begun = BegunEntry(session, "card", self)
        self.begun.restored.connect(self._bring_back)
        self.begun.wanted.connect(self._focus)
        self._whole = column(self.title, self.leaves, self.form, gap=6)
        self.setLayout(self._whole)

    def retranslate(self) -> None:
        """Say the section's own texts in the language in force."""
        self.title.setText(words().kind("official_card"))
        old, self.form = self.form, Form(specs("official_card", ("consent", "phone", "email")))
        self.form.committed.connect(self._commit)
        self.form.drafted.connect(self.begun.put)
        self._whole.replaceWidget(old, self.form)
        old.hide()
        old.deleteLater()

    def show_member(self, entry: MemberEntry) -> None:
        """Show the card of a member, if their role has one."""
        self.setVisible(entry.may_have_card)
        if entry.id != self._member:
            self.commit()
        self._member = entry.id
        card = entry.card
        self.form.show_values({"consent": card.consent, "phone": card.phone, "email": card.email})
        for name in ("phone", "email"):
            self.form.fields[name].setEnabled(bool(card.consent))
        self.leaves.setText(_leaves(card))
        self.begun.belong(entry.id if entry.may_have_card else "")

    def commit(self) -> None:
        """Keep what is being typed."""
        self.form.commit()

    def _commit(self, name: str, value: Value) -> None:
        self.begun.take(name)
        work = partial(keep_card, member=self._member, values={name: value})
        self._session.write(work, None, weakly(self._refused, name))

    def _refused(self, name: str, error: BaseException) -> None:
        if isinstance(error, UserError):
            self.form.fields[name].set_error(words().refusal(error))
        else:
            self._session.operations.crashed.emit(error)

    def _bring_back(self, values: Mapping[str, Value]) -> None:
        for name, field in self.form.fields.items():
            field.control.show_value(values.get(name, field.value()))

    def _focus(self) -> None:
        self.form.fields["consent"].control.setFocus()


def _leaves(card: CardEntry) -> str:
    if card.consent:
        return say("group.card.leaves", day=words().date(card.consent_on) if card.consent_on else "")
    return say("group.card.refused" if card.consent is False else "group.card.not_asked")
