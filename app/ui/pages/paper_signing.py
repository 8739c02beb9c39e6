"""Signing a paper that is no plan: minutes, a compact. The signed copy is saved where the person says."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from app.foundation.errors import MasarError
from app.foundation.files import read_whole, write_whole
from app.services.verifying import LARGEST_PDF, Checked
from app.ui.kit.button import Button
from app.ui.language import say, words
from app.ui.session import Session
from app.ui.weak import weakly, weakly_plain


class PaperSigning(QObject):
    """Belongs to the dialog over one file and offers to sign it, where the person who sits here may."""

    def __init__(self, session: Session, path: Path, found: Checked, button: Button, dialog: QDialog) -> None:
        super().__init__(dialog)
        self._session, self._path, self._dialog = session, path, dialog
        button.setVisible(may_sign(found, session.desk))
        button.clicked.connect(weakly_plain(self.sign))

    def sign(self) -> None:
        """Sign the file as it is now, then ask where to keep the signed copy."""
        self._session.write(partial(_signed, path=self._path), weakly(self._save))

    def _save(self, data: bytes) -> None:
        name = f"{self._path.stem}-{say('inside.signed_file')}.pdf"
        path = self._session.door.file_to_save(say("inside.sign"), name, "PDF (*.pdf)")
        if path is None:
            return
        try:
            write_whole(path, data)
        except MasarError as error:
            self._session.door.warn(say("inside.sign"), words().refusal(error))
            return
        self._session.notice(say("plan.saved_as", file=path.name))
        self._dialog.accept()


def may_sign(found: Checked, desk: Any) -> bool:
    """Return whether a file is a sound paper with an open field, and somebody sits here."""
    checked = found.found
    sound = checked.verdict in ("all_intact", "no_signatures") and not (checked.edited or checked.painted)
    paper = not checked.content.attachment and bool(checked.open_fields)
    return sound and paper and getattr(desk, "writer", None) is not None


def _signed(desk: Any, path: Path) -> bytes:
    from app.services.signatures import sign_pdf

    return sign_pdf(desk, read_whole(path, LARGEST_PDF))
