"""A real plan, as its pages are drawn, through fields, certification and signatures."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.documents.pdf.plan import RenderedPlan, render_plan
from app.documents.signing.attach import attach_plan, content_hash, read_plan
from app.documents.signing.prepare import certify, prepare
from app.documents.signing.sign import open_fields, sign
from app.documents.signing.values import ALL_INTACT, SignatureAppearance, SigningKey
from app.documents.signing.verify import verify
from app.words.catalogue import Words
from tests.documents.pdf.conftest import make_plan
from tests.documents.signing.made import MOMENT, PLAN, refused

WORDS = {"en": "Digitally signed 20 May 2026, 10:14", "ar": "وُقّع رقميًا في 20 أيار 2026، 10:14"}


def rendered(language: str) -> RenderedPlan:
    return render_plan(make_plan(language, count=6, content_hash=content_hash(PLAN)), Words(language))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_plan_is_signed_by_everyone(
    language: str, dalia: SigningKey, omar: SigningKey, pdfsig: Callable[[bytes], str]
) -> None:
    drawn = rendered(language)
    prepared = prepare(attach_plan(drawn.pdf, PLAN), drawn.signature_fields)
    pdf = certify(prepared, dalia, moment=MOMENT)
    fields = open_fields(pdf)
    assert set(fields) == {place.name for place in drawn.signature_fields}
    for field, key in zip(fields, (dalia, omar, dalia), strict=False):
        words = SignatureAppearance("داليا Haddad", moment=WORDS[language], right_to_left=language == "ar")
        pdf = sign(pdf, field, key, words, moment=MOMENT)
    found = verify(pdf)
    assert found.verdict == ALL_INTACT
    assert found.content.covered
    assert found.content.metadata == content_hash(PLAN)
    assert pdfsig(pdf).count("Signature is Valid") == 4


def test_attaching_leaves_the_pages_as_they_were_drawn() -> None:
    drawn = rendered("en").pdf
    carrying = attach_plan(drawn, PLAN)
    assert carrying.startswith(drawn)
    assert read_plan(carrying) == PLAN


def test_other_data_do_not_go_with_these_pages() -> None:
    with refused("plan_of_other_content"):
        attach_plan(rendered("en").pdf, b'{"plan":"another"}')
