"""One switch changes words, direction and fonts of everything that is open."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.process.terms import On, Term
from app.services.views.said import NOTHING, Name, Said, said
from app.ui.language import label_text, put, say, use_language, words


class Listener(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heard = 0

    def changeEvent(self, event: QEvent) -> None:
        self.heard += event.type() == QEvent.Type.LanguageChange
        super().changeEvent(event)


def test_switch_turns_direction_and_words(qapp: QApplication) -> None:
    use_language(qapp, "ar")
    assert qapp.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert say("frame.page.home") == "الرئيسية"
    use_language(qapp, "en")
    assert qapp.layoutDirection() == Qt.LayoutDirection.LeftToRight
    assert words().language == "en"


def test_widgets_inside_windows_hear_of_it(qapp: QApplication, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    inner = Listener(QWidget(window))
    use_language(qapp, "ar")
    assert inner.heard == 1


@pytest.mark.parametrize(("language", "expected"), [("en", "Sinjar"), ("ar", "سنجار"), ("fr", "Sinjar")])
def test_a_name_is_said_in_the_language_or_another_it_has(
    qapp: QApplication, language: str, expected: str
) -> None:
    use_language(qapp, language)
    assert label_text(Name(en="Sinjar", ar="سنجار")) == expected


def test_a_name_without_languages_stays_as_it_is() -> None:
    assert label_text(Name(plain="P-14")) == "P-14"
    assert label_text(Name()) == ""


def test_a_sentence_takes_names_days_terms_and_lists() -> None:
    assert put(NOTHING) == ""
    assert put(said("home.due_by", day=On("2026-03-14"))) == "By 14 Mar"
    assert put(said("home.own_words", text=Term("frame.page.plan"))) == "Plan"
    assert put(Said("home.own_words", {"text": (Name(en="a"), Name(en="b"))})) == "a and b"
