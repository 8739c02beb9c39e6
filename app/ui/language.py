"""The window's language: the words in force, the direction, and telling every widget of a change."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from app.process.terms import On, Term
from app.services.views.said import Label, Name, Said, SaidParam
from app.ui.theme import apply_theme, direction, theme_name
from app.words.catalogue import Words

LANGUAGES: tuple[tuple[str, str], ...] = (
    ("en", "English"),
    ("ar", "العربية"),
    ("ckb", "کوردی"),
    ("fr", "Français"),
)
"""Language codes with the name each language gives itself."""

_in_force: dict[str, Words] = {}


def words() -> Words:
    """Return the words of the language in force (English before any was chosen)."""
    if "words" not in _in_force:
        _in_force["words"] = Words("en")
    return _in_force["words"]


def say(code: str, /, **params: object) -> str:
    """Return the sentence of a code in the language in force."""
    return words().say(code, **params)


def put(sentence: Said) -> str:
    """Return a sentence to be in the language in force, "" for none."""
    if not sentence.code:
        return ""
    return words().say(sentence.code, **{name: param_text(value) for name, value in sentence.params.items()})


def param_text(value: SaidParam) -> object:
    """Return a parameter as words take it: names picked, terms said, days written."""
    if isinstance(value, (Name, Term)):
        return label_text(value)
    if isinstance(value, On):
        return words().date(value.day, "day_month")
    return [param_text(one) for one in value] if isinstance(value, tuple) else value


def label_text(label: Label) -> str:
    """Return a name in the language in force, else in another it has, or the words of a term."""
    if isinstance(label, Term):
        return say(label.code)
    return label.read(words().language)


def use_language(application: QApplication, language: str) -> None:
    """Put a language in force: words, fonts, direction; every widget gets a LanguageChange event."""
    _in_force["words"] = Words(language)
    application.setLayoutDirection(direction(words().right_to_left))
    apply_theme(application, theme_name(), language)
    tell_everyone(application)


def use_theme(application: QApplication, name: str) -> None:
    """Put a theme in force; widgets that drew icons draw them again."""
    apply_theme(application, name, words().language)
    tell_everyone(application)


def tell_everyone(application: QApplication) -> None:
    """Tell every window of a LanguageChange, at once; Qt passes it on to what is inside.

    Qt finds the windows itself: one that goes away while others are told, such as the list of a choice
    that is filled again, is left out.
    """
    application.sendEvent(application, QEvent(QEvent.Type.LanguageChange))
    application.sendPostedEvents(None, QEvent.Type.LanguageChange.value)
