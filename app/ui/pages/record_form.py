"""A form that edits one record: every field keeps itself, refusals stand beneath it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from app.foundation.errors import UserError
from app.services.field_edits import set_value
from app.ui.kit.form import FieldSpec, Form
from app.ui.kit.inputs import Value
from app.ui.language import words
from app.ui.session import Session
from app.ui.weak import weakly


class KeptForm(Form):
    """A form whose fields keep themselves one by one: refusals stand beneath, what was typed comes back."""

    def __init__(self, session: Session, specs: Sequence[FieldSpec] = ()) -> None:
        super().__init__(specs)
        self._session = session

    def bring_back(self, values: Mapping[str, Value]) -> None:
        """Show what was typed and not kept; other fields show their value."""
        for name, field in self.fields.items():
            field.control.show_value(values.get(name, field.value()))

    def refuse(self, name: str, error: BaseException) -> None:
        """Say a refusal beneath its field, in the window when the field is not here; the rest is a crash."""
        if isinstance(error, UserError) and name in self.fields:
            self.fields[name].set_error(words().refusal(error))
        elif isinstance(error, UserError):
            self._session.operations.refused.emit(error)
        else:
            self._session.operations.crashed.emit(error)


class RecordForm(KeptForm):
    """A form whose fields are written into one record as they are committed."""

    def __init__(self, session: Session, kind: str, specs: Sequence[FieldSpec] = ()) -> None:
        super().__init__(session, specs)
        self.kind, self.record = kind, ""
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
        self._session.write(work, None, weakly(self.refuse, name))

    def _draft(self, name: str, value: Value) -> None:
        self._session.keep_draft(self.kind, self.record, name, value)
