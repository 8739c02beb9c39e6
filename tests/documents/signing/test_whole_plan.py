"""A real plan, as its pages are drawn, through fields, certification and signatures."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.documents.pdf.plan import RenderedPlan, render_plan
from app.documents.signing.attach import PLAN_FILE, attach_plan, content_hash, read_plan
from app.documents.signing.prepare import certify, prepare
from app.documents.signing.sign import open_fields, sign
from app.documents.signing.values import ALL_INTACT, SignatureAppearance, SigningKey
from app.documents.signing.verify import verify
from app.words.catalogue import Words
from tests.documents.pdf.conftest import make_plan
from tests.documents.signing.made import MOMENT, PLAN, refused

WORDS = {"en": "Digitally signed 20 May 2026, 10:14", "ar": "وُقّع رقميًا في 20 أيار 2026، 10:14"}


def rendered(language: str, carried: bytes | None) -> RenderedPlan:
    plan = make_plan(language, count=6, content_hash=content_hash(PLAN))
    return render_plan(plan, Words(language), attached={PLAN_FILE: carried} if carried else None)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_plan_is_signed_by_everyone(
    language: str, dalia: SigningKey, omar: SigningKey, pdfsig: Callable[[bytes], str]
) -> None:
    drawn = rendered(language, PLAN)
    pdf = certify(prepare(drawn.pdf, drawn.signature_fields), dalia, moment=MOMENT)
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


def test_plan_attached_while_drawing_is_found() -> None:
    pdf = rendered("en", PLAN).pdf
    assert read_plan(pdf) == PLAN
    with refused("plan_already_attached"):
        attach_plan(pdf, PLAN)


def test_plan_attached_afterwards_belongs_to_its_pages(dalia: SigningKey) -> None:
    found = verify(certify(attach_plan(rendered("en", None).pdf, PLAN), dalia, moment=MOMENT))
    assert found.content.covered


def test_other_data_with_these_pages(dalia: SigningKey) -> None:
    found = verify(certify(rendered("en", b'{"plan":"another"}').pdf, dalia, moment=MOMENT))
    assert found.verdict == ALL_INTACT
    assert not found.content.agree
    assert not found.fine
