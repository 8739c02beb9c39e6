"""Forms of the area page whose fields are written by a service of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from app.services.area_work import set_location_type
from app.ui.begun import BegunEntry
from app.ui.kit.form import FieldSpec
from app.ui.kit.inputs import Value
from app.ui.pages.record_form import KeptForm, RecordForm
from app.ui.session import OnDesk, Session
from app.ui.weak import weakly

Keep = Callable[[str, Mapping[str, Value]], OnDesk]


class ServiceForm(KeptForm):
    """Fields of something that may not be a record yet: `keep(owner, values)` writes what is committed.

    What is typed is kept as a begun entry of the form's name until its field is committed.
    """

    def __init__(self, session: Session, form: str, keep: Keep, specs: Sequence[FieldSpec] = ()) -> None:
        super().__init__(session, specs)
        self._keep, self.owner = keep, ""
        self.begun = BegunEntry(session, form, self)
        self.begun.restored.connect(self.bring_back)
        self.begun.wanted.connect(self._focus)
        self.committed.connect(self._commit)
        self.drafted.connect(self.begun.put)

    def show_owner(self, owner: str, values: Mapping[str, Any]) -> None:
        """Show the values of another owner, or of the same one again."""
        if owner != self.owner:
            self.commit()
        self.owner = owner
        self.show_values(dict(values))
        self.begun.belong(owner)

    def _commit(self, name: str, value: Value) -> None:
        self.begun.take(name)
        work = self._keep(self.owner, {name: value})
        self._session.write(work, None, weakly(self.refuse, name))

    def _focus(self) -> None:
        first = next(iter(self.fields.values()), None)
        if first is not None:
            first.control.setFocus()


class LocationForm(RecordForm):
    """The fields of a location; a change of its type moves coordinates to where they belong."""

    def _commit(self, name: str, value: Value) -> None:
        if name != "type":
            super()._commit(name, value)
            return
        work = partial(set_location_type, location=self.record, value=str(value) if value else None)
        self._session.write(work, None, weakly(self.refuse, name))
