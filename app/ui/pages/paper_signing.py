"""Signing a paper that is no plan: minutes, a compact. The signed copy is saved where the person says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.foundation.errors import UserError
from app.foundation.progress import Progress
from app.ui.kit.text import label
from app.ui.language import say
from app.ui.operations import Lane
from app.ui.pages.review_asking import Own, OwnDialog
from app.ui.pages.sign_dialogs import TOKEN
from app.ui.places import Place
from app.ui.saving import save_file
from app.ui.session import Session
from app.ui.weak import weakly

if TYPE_CHECKING:
    from app.services.signature_boxes import Box
    from app.services.verifying import Checked


@dataclass(frozen=True, slots=True)
class ToSign:
    """A file that can be signed: its open boxes, and the field of the one proposed to who sits here."""

    pdf: bytes
    boxes: tuple[Box, ...]
    own: str
    plan: bool = False


class PaperSignDialog(OwnDialog):
    """Asks in which box of the page to sign, and what is said by it. The answer is an `Own`."""

    def __init__(self, name: str, me: str, paper: ToSign, parent: QWidget | None = None) -> None:
        options = [(one.field, one.called) for one in paper.boxes]
        where = say("inside.box"), say("inside.box_hint")
        super().__init__(name, me, where, options, paper.own, parent)
        told = say("inside.other_keys", token=TOKEN, file="--pkcs12 CERTIFICATE")
        self.form.addWidget(label(told, "tiny", wrap=True))


class PaperSigning(QObject):
    """Asks for a signature on a paper and saves the copy; a plan leads to where versions are signed."""

    signed = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._parent = session, parent
        self.dialog: PaperSignDialog | None = None

    def ask(self, read: Callable[[], bytes], name: str) -> None:
        """Look which boxes of a file are open, then ask; `name` is that of the paper."""
        work = partial(_look, self._session.desk, read)
        self._session.operations.start(work, weakly(self._ask, name), None, Lane.PURE)

    def _ask(self, name: str, paper: ToSign) -> None:
        if paper.plan:
            self._session.go(Place("review", view="versions"))
            self._session.notice(say("inside.plan_is_frozen_first"))
            return
        me = self._session.desk.identity_card().name
        self.dialog = dialog = PaperSignDialog(name, me, paper, self._parent)
        dialog.agreed.connect(weakly(self._sign, name, paper.pdf))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _sign(self, name: str, pdf: bytes, answer: Own) -> None:
        work = partial(_signed, pdf=pdf, answer=answer)
        self._session.write(work, weakly(self._save, name))

    def _save(self, name: str, data: bytes) -> None:
        if save_file(self._session, data, f"{name}-{say('inside.signed_file')}"):
            self.signed.emit()


def may_sign(found: Checked, desk: Any) -> bool:
    """Return whether a file is a sound paper with an open field, and somebody sits here."""
    checked = found.found
    sound = checked.verdict in ("all_intact", "no_signatures") and not (checked.edited or checked.painted)
    paper = not checked.content.attachment and bool(checked.open_fields)
    return sound and paper and getattr(desk, "writer", None) is not None


def _look(desk: Any, read: Callable[[], bytes], _progress: Progress) -> ToSign:
    """Return what can be signed of a file. Raises UserError `no_open_field`, and as `read`."""
    from app.documents.signing.attach import read_plan
    from app.services.signature_boxes import open_boxes
    from app.services.signatures import own_box

    pdf = read()
    if read_plan(pdf) is not None:
        return ToSign(pdf, (), "", plan=True)
    boxes = open_boxes(pdf)
    if not boxes:
        raise UserError("no_open_field")
    try:
        return ToSign(pdf, boxes, own_box(desk, pdf).field)
    except UserError:
        return ToSign(pdf, boxes, boxes[0].field)


def _signed(desk: Any, pdf: bytes, answer: Own) -> bytes:
    from app.services.signatures import sign_pdf

    return sign_pdf(desk, pdf, field=answer.where, decision=answer.decision, reservation=answer.reservation)
