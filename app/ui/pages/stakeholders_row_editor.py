"""The editor of one row of a section: it stays where it is while the rows around it are shown anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.kit.button import icon_button
from app.ui.kit.form import FieldSpec
from app.ui.kit.text import label, row
from app.ui.kit.tip import set_tip
from app.ui.language import say
from app.ui.pages.attachments import AttachmentsBox, may_have_files
from app.ui.pages.record_form import RecordForm
from app.ui.session import Session


class RowEditor(QWidget):
    """Edits one record of a kind, field by field, with its files; hidden while it is about none."""

    def __init__(self, session: Session, kind: str) -> None:
        super().__init__()
        self._session, self.kind, self.record = session, kind, ""
        self.title, self.close_button = label("", "field", wrap=True), icon_button("x", "")
        self.form = RecordForm(session, kind)
        self._built: tuple[FieldSpec, ...] = ()
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 4, 0, 4)
        self._whole.setSpacing(6)
        head = row(self.title, self.close_button)
        head.setStretch(0, 1)
        self._whole.addLayout(head)
        self._whole.addWidget(self.form)
        self.files = AttachmentsBox(session, in_short=True) if may_have_files(kind) else None
        if self.files is not None:
            self._whole.addWidget(self.files)
        self.close_button.clicked.connect(self.leave)
        self.hide()

    def open_row(
        self, record_id: str, title: str, values: Mapping[str, Any], specs: Sequence[FieldSpec]
    ) -> None:
        """Show a record's fields."""
        self.record = record_id
        self.title.setText(title)
        self.close_button.setAccessibleName(say("frame.close"))
        set_tip(self.close_button, say("frame.close"))
        if tuple(specs) != self._built:
            self._rebuild(specs)
        self.form.show_record(record_id, values)
        if self.files is not None:
            self.files.be_about(self.kind, record_id)
        self.show()

    def leave(self) -> None:
        """Keep what is being typed and close."""
        self.commit()
        self.record = ""
        self.hide()

    def commit(self) -> None:
        """Keep what is being typed."""
        self.form.commit()

    def focus(self) -> None:
        """Put the focus on the first field."""
        if self.form.fields:
            next(iter(self.form.fields.values())).control.setFocus()

    def _rebuild(self, specs: Sequence[FieldSpec]) -> None:
        self._built = tuple(specs)
        old, self.form = self.form, RecordForm(self._session, self.kind, specs)
        self._whole.replaceWidget(old, self.form)
        old.commit()
        old.hide()
        old.deleteLater()
