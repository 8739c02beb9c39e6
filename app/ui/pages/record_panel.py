"""A side panel that edits one record field by field: every field keeps itself, refusals stand beneath it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal

from app.foundation.errors import UserError
from app.services.field_edits import remove_record, set_value
from app.ui.kit.button import Button
from app.ui.kit.form import FieldSpec, Form
from app.ui.kit.inputs import Value
from app.ui.kit.panel import WIDTH, SidePanel
from app.ui.kit.text import row
from app.ui.language import say, words
from app.ui.session import Session
from app.ui.weak import weakly


class RecordForm(Form):
    """A form whose fields are written into one record as they are committed."""

    def __init__(self, session: Session, kind: str, specs: Sequence[FieldSpec] = ()) -> None:
        super().__init__(specs)
        self._session, self.kind, self.record = session, kind, ""
        self.committed.connect(self._commit)
        self.drafted.connect(self._draft)

    def show_record(self, record_id: str, values: Mapping[str, Any]) -> None:
        """Show another record's values, or the same one's again."""
        if record_id != self.record:
            self.commit()
        self.record = record_id
        self.show_values(dict(values))

    def _commit(self, name: str, value: Value) -> None:
        work = partial(set_value, kind=self.kind, record_id=self.record, name=name, value=value)
        self._session.write(work, None, weakly(self._refused, name))
        self._session.drop_draft(self.kind, self.record, name)

    def _draft(self, name: str, value: Value) -> None:
        self._session.keep_draft(self.kind, self.record, name, value)

    def _refused(self, name: str, error: BaseException) -> None:
        if isinstance(error, UserError) and name in self.fields:
            self.fields[name].set_error(words().refusal(error))
        elif isinstance(error, UserError):
            self._session.operations.refused.emit(error)
        else:
            self._session.operations.crashed.emit(error)


class RecordPanel(SidePanel):
    """The panel of one record; `removed` tells that its record is being removed."""

    removed = Signal(str)

    def __init__(self, session: Session, kind: str, width: int = WIDTH) -> None:
        super().__init__(width=width)
        self.session, self.kind, self.record = session, kind, ""
        self.form = RecordForm(session, kind)
        self.remove = Button("", "danger", "trash-2")
        self.remove.clicked.connect(self.remove_record)
        self._built: tuple[FieldSpec, ...] = ()
        self.body.addWidget(self.form)
        self.foot.addLayout(row(self.remove, 1))

    def retranslate(self) -> None:
        """Say the panel's own texts in the language in force."""
        self.name_close(say("frame.close"))
        self.remove.setText(say("records.remove"))

    def commit(self) -> None:
        """Keep what is being typed."""
        self.form.commit()

    def show_record(self, record_id: str, values: Mapping[str, Any], specs: Sequence[FieldSpec]) -> None:
        """Show a record with fields made from specifications."""
        self.record = record_id
        self.form = self.rebuilt(self.form, self._built, specs)
        self._built = tuple(specs)
        self.form.show_record(record_id, values)

    def rebuilt(
        self, form: RecordForm, built: tuple[FieldSpec, ...], specs: Sequence[FieldSpec]
    ) -> RecordForm:
        """Return the form, or a new one in its place when the fields themselves differ."""
        if tuple(specs) == built:
            return form
        form.commit()
        made = RecordForm(self.session, self.kind, specs)
        made.setHidden(form.isHidden())
        self.body.replaceWidget(form, made)
        form.hide()
        form.deleteLater()
        return made

    def remove_record(self) -> None:
        """Remove the record; the toast offers to undo it."""
        record_id, said = self.record, say("records.removed", title=self.title.text())
        self.record = ""
        self.leave()
        self.removed.emit(record_id)
        work = partial(remove_record, kind=self.kind, record_id=record_id)
        self.session.write(work, weakly(self._offer_undo, said))

    def _offer_undo(self, said: str, _result: object) -> None:
        self.session.offer_undo(said)
