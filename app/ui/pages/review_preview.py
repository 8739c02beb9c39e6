"""A frozen version's pages, with the signatures it bears, in the dialog that shows the plan."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.foundation.progress import Progress
from app.services.review_work import pdf_of_version
from app.services.views.review_versions import VersionEntry
from app.ui.language import say, words
from app.ui.operations import Lane, Operation
from app.ui.pages.plan_preview import PlanPreview
from app.ui.pages.review_words import version_title
from app.ui.session import Session
from app.ui.weak import weakly


class VersionPreview(PlanPreview):
    """Nothing is drawn anew: it shows the bytes that were frozen and signed."""

    def __init__(self, session: Session, version: VersionEntry, parent: QWidget | None = None) -> None:
        self._version = version
        super().__init__(session, parent)

    def retranslate(self) -> None:
        super().retranslate()
        self.setWindowTitle(version_title(self._version))
        codes = self._version.languages
        self.language.set_options([(one, words().code("language", one)) for one in codes])
        self.save.setText(say("review.action.save"))

    def begin(self, language: str) -> Operation:
        """Read the version in a language and show its first page."""
        self.language.show_value(language)
        self._show_waiting()
        made = partial(_kept, self._session.desk, self._version.id, language)
        operation = self._session.operations.start(made, weakly(self.take), weakly(self._failed), Lane.READ)
        self._operation = operation
        operation.cancelled.connect(self.reject)
        return operation


def _kept(desk: Any, version_id: str, language: str, _progress: Progress) -> bytes:
    return pdf_of_version(desk, version_id, language)
