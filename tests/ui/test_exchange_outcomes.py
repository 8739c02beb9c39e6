"""What a decision to keep or to remove a record reads like: in cards, in the preview, and afterwards."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from app.services.views.exchange import WaitingEntry
from app.services.views.exchange_conflicts import ChoiceEntry, ConflictEntry
from app.services.views.people_names import WhoEntry
from app.services.views.said import Name
from app.ui.language import use_language
from app.ui.pages.exchange_conflicts_words import place_and_value
from app.ui.pages.exchange_words import choice_words, holders_text, outcome_words, who_and_when

NOW = "2026-04-07T09:00:00+00:00"
NADIA = WhoEntry("k1", Name(en="Nadia"), Name(en="Hand in Hand"), "member")
REMOVED = ChoiceEntry(0, False, NADIA, NOW, False)
EDITED = ChoiceEntry(1, True, NADIA, NOW, False)


def removal(*choices: ChoiceEntry) -> ConflictEntry:
    return ConflictEntry("r/alive", "r", "activity", "alive", "A-007", Name(en="Cash"), False, choices)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["removed it", "went on editing it", "remove it", "keep it"]),
        ("ar", ["حذف السجل", "مواصلة تعديل السجل", "حذف السجل", "إبقاء السجل"]),
    ],
)
def test_what_was_done_and_what_was_decided_read_differently(
    qapp: QApplication, language: str, said: list[str]
) -> None:
    use_language(qapp, language)
    decided = [replace(one, decided=True) for one in (REMOVED, EDITED)]
    conflict = removal(REMOVED, EDITED, *decided)
    assert [choice_words(conflict, one) for one in conflict.choices] == said
    assert [outcome_words(conflict, one) for one in (False, True)] == said[2:]


def test_the_preview_of_several_says_what_becomes_of_the_record() -> None:
    conflict = removal(REMOVED, EDITED)
    assert place_and_value(conflict, True).endswith("keep it")
    assert place_and_value(conflict, False).endswith("remove it")


def test_own_values_say_the_own_organisation_too() -> None:
    mine = replace(EDITED, mine=True, who=replace(NADIA, me=True))
    assert who_and_when(mine, NOW).startswith("Member, Hand in Hand · ")


def test_what_waits_for_a_package_set_aside_here_says_so() -> None:
    entry = WaitingEntry(NADIA, 5, "", 2, (NADIA.name,))
    assert holders_text(entry) == "Nadia can send it"
    assert holders_text(replace(entry, set_aside=True)) == "It is set aside here: take its package again"
    assert holders_text(replace(entry, holders=())) == "Nobody is known to have it yet"
