"""Working on several inputs at once: which activity answers them, and what became of them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from app.services.views.said import Name
from app.services.voice_work import answer_voices, link_voices
from app.ui.language import say
from app.ui.pages.choosing import chooser
from app.ui.pages.stakeholders_words import record_options
from app.ui.pages.voices_inputs import InputsTab
from app.ui.pages.voices_words import code_options
from app.ui.session import Session
from app.ui.weak import weakly


class SeveralVoices(QObject):
    """Does what the tab of inputs asks for those that were taken up; `activities` are the choices."""

    def __init__(self, session: Session, tab: InputsTab, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._tab = session, tab
        self.activities: tuple[tuple[str, Name], ...] = ()
        tab.link_wanted.connect(self.ask_activity)
        tab.answer_wanted.connect(self.ask_became)

    def ask_activity(self) -> None:
        """Choose the activity that answers the inputs taken up."""
        if self._tab.list.chosen_ids():
            choices = record_options(self.activities)
            dialog = chooser(self._tab.link, say("voices.which_activity"), choices, "file-text")
            dialog.picked.connect(weakly(self.link_chosen))

    def link_chosen(self, activity: object) -> None:
        """Say that an activity answers the inputs taken up."""
        ids = tuple(self._tab.list.chosen_ids())
        work = partial(link_voices, activity=str(activity), voices=ids)
        self._session.write(work, weakly(self._told, "voices.linked"))

    def ask_became(self) -> None:
        """Choose what became of the inputs taken up."""
        if self._tab.list.chosen_ids():
            options = code_options("issue_effect")
            dialog = chooser(self._tab.answer, say("voices.which_effect"), options, "check")
            dialog.picked.connect(weakly(self.answer_chosen))

    def answer_chosen(self, effect: object) -> None:
        """Say what became of the inputs taken up."""
        ids = tuple(self._tab.list.chosen_ids())
        work = partial(answer_voices, voices=ids, effect=str(effect))
        self._session.write(work, weakly(self._told, "voices.answered"))

    def _told(self, code: str, count: int) -> None:
        self._session.offer_undo(say(code, count=count))
