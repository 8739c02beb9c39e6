"""A side panel that edits one record field by field: every field keeps itself, refusals stand beneath it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from PySide6.QtCore import Signal

from app.ui.kit.button import Button
from app.ui.kit.form import FieldSpec
from app.ui.kit.panel import WIDTH, SidePanel
from app.ui.kit.text import row
from app.ui.language import say
from app.ui.pages.attachments import AttachmentsBox, may_have_files
from app.ui.pages.record_form import RecordForm
from app.ui.removing import Removing
from app.ui.session import Session

__all__ = ("RecordForm", "RecordPanel")

LONG_FORM = 20
"""Fields from which on the files of a record stand over its form."""


class RecordPanel(SidePanel):
    """The panel of one record; `removed` tells that its record is being removed."""

    removed = Signal(str)
    FILES_IN_SHORT: ClassVar[bool] = True
    """Whether a panel without files says only how to add one; others ask for the paper."""

    def __init__(self, session: Session, kind: str, width: int = WIDTH) -> None:
        super().__init__(width=width)
        self.session, self.kind, self.record = session, kind, ""
        self.form = RecordForm(session, kind)
        self.remove = Button("", "danger", "trash-2")
        self.remove.clicked.connect(self.remove_record)
        self.removing = Removing(session, self)
        self.removing.removed.connect(self._going)
        self._built: tuple[FieldSpec, ...] = ()
        self.files = AttachmentsBox(session, in_short=self.FILES_IN_SHORT)
        self.body.addWidget(self.form)
        self.body.addWidget(self.files)
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
        # A form of many fields would hide what hangs on the record beneath it.
        self.body.removeWidget(self.files)
        self.body.insertWidget(0 if len(specs) > LONG_FORM else self.body.indexOf(self.form) + 1, self.files)
        self.files.be_about(self.kind, record_id if may_have_files(self.kind) else "")

    def rebuilt(
        self, form: RecordForm, built: tuple[FieldSpec, ...], specs: Sequence[FieldSpec]
    ) -> RecordForm:
        """Return the form, or a new one in its place when the fields themselves differ."""
        if tuple(specs) == built:
            return form
        form.commit()
        made = self.new_form(specs)
        hidden = form.isHidden()
        self.body.replaceWidget(form, made)
        made.setHidden(hidden)
        form.hide()
        form.deleteLater()
        return made

    def new_form(self, specs: Sequence[FieldSpec]) -> RecordForm:
        """Return a form of these fields."""
        return RecordForm(self.session, self.kind, specs)

    def remove_record(self) -> None:
        """Remove the record, once what goes with it was said; the toast offers to undo it."""
        self.removing.remove(self.kind, self.record, self.title.text())

    def _going(self, record_id: str) -> None:
        if record_id == self.record:
            self.record = ""
            self.leave()
        self.removed.emit(record_id)
