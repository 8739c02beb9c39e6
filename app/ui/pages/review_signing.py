"""Freezing, opening, saving, signing and verifying: asks what is needed, does it off the main thread."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from app.foundation.errors import MasarError
from app.foundation.files import read_whole, write_whole
from app.foundation.progress import Progress
from app.keys.pkcs12 import LARGEST
from app.services.review_work import (
    PaperSignature,
    Scan,
    pdf_of_version,
    read_scan,
    record_paper_signature,
    sign_version,
)
from app.services.signatures_beside import Signing, sign_brought, sign_drawn
from app.services.views.review import ReviewView
from app.services.views.review_versions import VersionEntry
from app.ui.begun import DialogEntry
from app.ui.language import label_text, say, words
from app.ui.operations import Lane
from app.ui.pages.review_asking import FreezeDialog, Own, PaperDialog, SignDialog
from app.ui.pages.review_compare import CompareVersionsDialog
from app.ui.pages.review_papers import PlanPapersDialog
from app.ui.pages.review_preview import VersionPreview
from app.ui.pages.review_verify import checked, show_checked
from app.ui.pages.review_words import state_sentence, version_title
from app.ui.pages.sign_dialogs import BesideDialog, Brought, BroughtDialog, DrawDialog, Drawn
from app.ui.pages.sign_table import SignoffsDialog
from app.ui.places import Place
from app.ui.session import Session
from app.ui.weak import weakly

PDFS = "PDF (*.pdf)"


class SigningWork(QObject):
    """Does for the page what concerns versions. `view` is the page's view as it was last read."""

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._page = session, page
        self.view = ReviewView()
        self.dialog: QDialog | None = None

    def ask_draft(self) -> None:
        """Ask in which languages a draft is to be frozen."""
        self._ask_freeze(draft=True)

    def ask_final(self) -> None:
        """Ask in which languages a final version is to be frozen."""
        self._ask_freeze(draft=False)

    def ask_papers(self) -> None:
        """Offer workbooks and reports."""
        self._open(PlanPapersDialog(self._session, self._page))

    def ask_file(self) -> None:
        """Ask for a PDF and say what is true of its signatures."""
        path = self._session.door.file_to_open(say("review.verify"), PDFS)
        if path is not None:
            self.verify_file(path)

    def verify_file(self, path: Path) -> None:
        """Say what is true of a PDF's signatures."""
        work = partial(checked, self._session.desk, path, words().language)
        self._session.operations.start(work, weakly(self._show_verdict, path), None, Lane.PURE)

    def act(self, action: str, version_id: str, language: str) -> None:
        """Do what the version's card asked for: open, save, sign, paper or compare."""
        version = next((one for one in self.view.versions if one.id == version_id), None)
        if version is None:
            return
        if action == "open":
            self._open(VersionPreview(self._session, version, self._page)).begin(language)
        elif action == "save":
            self._session.read(
                partial(pdf_of_version, version_id=version_id, language=language),
                weakly(self._save, file_name(version, language)),
            )
        elif action == "sign":
            self._ask_signature(version, language)
        elif action == "compare":
            self._compare(version)
        elif action == "table":
            self._open(SignoffsDialog(self._session, version, self._page))
        elif action in ("draw", "brought"):
            self._ask_beside(action, version, language)
        else:
            self._ask_paper(version)

    def _compare(self, version: VersionEntry) -> None:
        dialog = CompareVersionsDialog(self._session, self.view.versions, self._page)
        place = self.view.versions.index(version)
        # What is asked of a version is what became of it: the next one, or the plan as it is now.
        self._open(dialog).compare(version.id, self.view.versions[place - 1].id if place else "")

    def _ask_signature(self, version: VersionEntry, language: str) -> None:
        dialog = SignDialog(version, label_text(self.view.me), language, self._page)
        dialog.agreed.connect(weakly(self._sign, version.id))
        self._open(dialog)

    def _ask_beside(self, action: str, version: VersionEntry, language: str) -> None:
        choices, page = self.view.choices, self._page
        dialog: BesideDialog
        if action == "draw":
            dialog = DrawDialog(version, choices, language, label_text(self.view.me), page)
        else:
            dialog = BroughtDialog(version, choices, language, self._session.door, page)
        dialog.agreed.connect(weakly(self._sign_beside, version.id))
        DialogEntry(self._session, f"sign_{action}", version.id, dialog, dialog.controls())
        self._open(dialog)

    def _sign_beside(self, version_id: str, answer: Drawn | Brought) -> None:
        if isinstance(answer, Drawn):
            work = partial(sign_drawn, given=answer.given, strokes=answer.strokes)
        else:
            work = partial(_sign_brought, given=answer.given, path=answer.file, passphrase=answer.passphrase)
        whole = partial(work, version_id=version_id, language=answer.language)
        self._session.write(whole, weakly(self._tell_state, version_id))

    def _ask_paper(self, version: VersionEntry) -> None:
        door = self._session.door
        dialog = PaperDialog(version, self.view.choices, self.view.today, door, self._page)
        dialog.agreed.connect(weakly(self._record, version.id))
        DialogEntry(self._session, "signoff", version.id, dialog, dialog.controls())
        self._open(dialog)

    def _ask_freeze(self, draft: bool) -> None:
        dialog = FreezeDialog(self.view.freezing, draft, self._page)
        dialog.agreed.connect(weakly(self._freeze, draft))
        self._open(dialog)

    def _open(self, dialog: Any) -> Any:
        self.dialog = dialog
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _freeze(self, draft: bool, languages: tuple[str, ...]) -> None:
        work = partial(_render, self._session.desk, draft, languages)
        self._session.operations.start(work, weakly(self._keep), None, Lane.PURE)

    def _keep(self, rendering: object) -> None:
        self._session.write(partial(_keep, rendering=rendering), weakly(self._frozen))

    def _frozen(self, version_id: object) -> None:
        self._session.go(Place("review", "frozen_version", str(version_id)))
        self._session.offer_undo(say("review.frozen"))

    def _sign(self, version_id: str, answer: Own) -> None:
        work = partial(
            sign_version,
            version_id=version_id,
            language=answer.where,
            decision=answer.decision,
            reservation=answer.reservation,
        )
        self._session.write(work, weakly(self._tell_state, version_id))

    def _record(self, version_id: str, given: PaperSignature) -> None:
        if isinstance(given.scan, Path):
            read, then = partial(read_scan, given.scan), weakly(self._record_scan, version_id, given)
            self._session.operations.start(read, then, None, Lane.PURE)
            return
        self._keep_paper(version_id, given)

    def _record_scan(self, version_id: str, given: PaperSignature, scan: Scan) -> None:
        self._keep_paper(version_id, replace(given, scan=scan))

    def _keep_paper(self, version_id: str, given: PaperSignature) -> None:
        work = partial(record_paper_signature, version_id=version_id, given=given, language=words().language)
        self._session.write(work, weakly(self._tell_state, version_id))

    def _tell_state(self, version_id: str, _result: object) -> None:
        self._session.read(_versions, weakly(self._say_state, version_id))

    def _say_state(self, version_id: str, versions: tuple[VersionEntry, ...]) -> None:
        version = next((one for one in versions if one.id == version_id), None)
        if version is not None:
            self._session.notice(f"{version_title(version)}: {state_sentence(version)}")

    def _save(self, name: str, data: bytes) -> None:
        path = self._session.door.file_to_save(say("review.action.save"), name, PDFS)
        if path is None:
            return
        try:
            write_whole(path, data)
        except MasarError as error:
            self._session.door.warn(say("review.action.save"), words().refusal(error))
            return
        self._session.notice(say("plan.saved_as", file=path.name))

    def _show_verdict(self, path: Path, found: Any) -> None:
        self.dialog = show_checked(self._session, path, found, self._page)


def file_name(version: VersionEntry, language: str) -> str:
    """Return what a version's file is called: "plan-1.0-ar.pdf"."""
    return f"plan-{version.number}{version.mark}-{language}.pdf"


def _sign_brought(
    desk: Any, version_id: str, language: str, given: Signing, path: Path, passphrase: str
) -> bytes:
    return sign_brought(desk, version_id, language, given, read_whole(path, LARGEST), passphrase)


def _render(desk: Any, draft: bool, languages: tuple[str, ...], progress: Progress) -> Any:
    from app.services.freezing import render_version

    return render_version(desk, draft=draft, languages=languages, progress=progress)


def _keep(desk: Any, rendering: Any) -> str:
    from app.services.freezing import keep_version

    return keep_version(desk, rendering)


def _versions(desk: Any) -> tuple[VersionEntry, ...]:
    from app.services.views.review_versions import versions_of

    return versions_of(desk)
