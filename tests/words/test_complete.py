"""Every kind, field and code of the records has words in all four languages: documents print them."""

from __future__ import annotations

import pytest

from app.models.codes import CODE_LISTS
from app.models.registry import KINDS, describe
from app.words.catalogue import Words
from app.words.languages import LANGUAGES


@pytest.fixture
def missing(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    found: set[str] = set()
    monkeypatch.setattr(Words, "missing", found)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_kinds_and_fields_have_names(language: str, missing: set[str]) -> None:
    words = Words(language)
    for kind in KINDS:
        words.kind(kind)
        words.say(f"kind.{kind}.many")
        for field in describe(kind).fields:
            words.field(kind, field)
    assert missing == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_codes_have_texts(language: str, missing: set[str]) -> None:
    words = Words(language)
    for code_list, values in CODE_LISTS.items():
        for value in values:
            words.code(code_list, value)
    assert missing == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_names_the_languages_and_objectives(language: str, missing: set[str]) -> None:
    words = Words(language)
    for value in LANGUAGES:
        words.code("language", value)
    for value in CODE_LISTS["so"]:
        words.code("so", value)
    assert missing == set()
