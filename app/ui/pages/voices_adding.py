"""What the question of each tab of Voices makes of the text that was typed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from app.services.voice_work import add_consultation, add_expectation, add_voice
from app.ui.session import OnDesk


def _voice(language: str, text: str) -> OnDesk:
    return partial(add_voice, text=text, language=language)


def _consultation(language: str, text: str) -> OnDesk:
    return partial(add_consultation, title=text, language=language)


def _expectation(language: str, text: str) -> OnDesk:
    return partial(add_expectation, text=text, language=language)


ADDED: dict[str, Callable[[str, str], OnDesk]] = {
    "inputs": _voice,
    "consultations": _consultation,
    "expectations": _expectation,
}
"""By tab: the service call for a text in a language. Intentions begin with a group and have no question."""
