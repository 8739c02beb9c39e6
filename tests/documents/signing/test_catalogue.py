from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.documents.signing import values
from app.words.catalogue import Words

SOURCE = Path(values.__file__).parent
VERDICTS = (values.ALL_INTACT, values.CHANGED_AFTER_SIGNING, values.DAMAGED, values.NO_SIGNATURES)
LATER = (
    *values.HARMLESS, values.FORM_FIELDS, values.ANNOTATIONS, values.CONTENT, values.UNCLEAR
)  # fmt: skip
STANDINGS = (
    *values.TRUSTED, values.UNKNOWN, values.UNKNOWN_ISSUER, values.ISSUER_WITHDRAWN, values.REVOKED,
    values.LOST, values.NAME_BORROWED,
)  # fmt: skip
STATES = ("none", "agrees", "differs", "not_covered", "gone", "swapped")


def written_codes() -> set[str]:
    text = "".join(file.read_text(encoding="utf-8") for file in SOURCE.glob("*.py"))
    refusals = {f"refusal.{code}" for code in re.findall(r'UserError\(\s*"([a-z_]+)"', text)}
    return refusals | set(re.findall(r'"(signing\.[a-z_.]+[a-z])"', text))


def made_codes() -> set[str]:
    return {
        *(f"signing.verdict.{verdict}" for verdict in VERDICTS),
        *(f"signing.later.{kind}" for kind in LATER),
        *(f"signing.standing.{standing}" for standing in STANDINGS),
        *(f"signing.signature.{state}" for state in ("intact", "damaged")),
        *(f"signing.content.{state}" for state in STATES),
        *(f"signing.covers.{reach}" for reach in ("whole", "then")),
        *(f"signing.{what}" for what in ("missing", "hidden")),
    }


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_code_has_a_sentence(language: str) -> None:
    words = Words(language)
    codes = written_codes() | made_codes()
    assert len(codes) > 45
    assert [code for code in sorted(codes) if not words.has(code)] == []


@pytest.mark.parametrize("count", [1, 2, 3, 11, 100])
def test_arabic_verdict_in_every_number(count: int) -> None:
    said = Words("ar").say("signing.verdict.all_intact", count=count)
    assert "{" not in said
    assert "سليم" in said
