from __future__ import annotations

from dataclasses import replace

import pytest

from app.documents.signing.values import Message, SigningKey, fingerprint
from app.documents.signing.verify import verify
from app.documents.signing.wording import appearance, field_name, heading, say, short
from app.words.catalogue import Words
from tests.documents.signing.made import MOMENT


def test_fingerprint_as_people_compare_it() -> None:
    assert short("7f3a91c20b5e88") == "7F3A 91C2 0B5E"


def test_appearance_names_the_certificate(dalia: SigningKey) -> None:
    made = appearance(Words("en"), dalia.certificate, MOMENT, "Focal point")
    assert (made.name, made.organisation, made.capacity) == ("Dalia Haddad", "Hand in Hand", "Focal point")
    assert "20 May 2026" in made.moment
    assert short(fingerprint(dalia.certificate)) in made.lines[0]
    assert not made.right_to_left


def test_appearance_in_arabic(dalia: SigningKey) -> None:
    made = appearance(Words("ar"), dalia.certificate, MOMENT, name="داليا حداد", draft=True)
    assert made.name == "داليا حداد"
    assert made.right_to_left
    assert "مسودة" in made.lines[1]


def test_who_closes_and_who_signs_is_told_apart(signed_pdf: bytes) -> None:
    closed, first, _ = (heading(one, Words("en")) for one in verify(signed_pdf).signatures)
    assert "closed the document for signing" in closed
    assert 'signed in the field "focal point 1"' in first


def test_heading_says_who_and_when(signed_pdf: bytes) -> None:
    last = verify(signed_pdf).signatures[-1]
    said = heading(last, Words("en"))
    assert "Omar Saleh (Al-Rafidain Relief)" in said
    assert "20 May 2026" in said
    assert "without a moment" in heading(replace(last, moment=None), Words("en"))


def test_heading_of_what_cannot_be_read(signed_pdf: bytes) -> None:
    broken = replace(verify(signed_pdf).signatures[-1], fingerprint="")
    assert heading(broken, Words("en")) == 'Field "focal point 2"'


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("focal_point_1", "focal point 1"),
        ("spare_3", "spare place 3"),
        ("government", "government"),
        ("dstwg", "DSTWG"),
        ("Signature7", "Signature7"),
    ],
)
def test_fields_are_called_what_people_call_them(field: str, said: str) -> None:
    assert field_name(field, Words("en")) == said
    assert say(Message("signing.signature.unreadable", {"field": field}), Words("en")).count(f'"{said}"') == 1


def test_several_signatures_are_counted_in_words() -> None:
    said = say(Message("signing.verdict.all_intact", {"count": 2}), Words("en"))
    assert said == "2 signatures, every one intact; nothing was changed afterwards."


def test_a_reservation_stands_in_the_box(dalia: SigningKey) -> None:
    box = appearance(Words("en"), dalia.certificate, MOMENT, decision="endorse_with_reservation")
    assert Words("en").code("signoff_decision", "endorse_with_reservation") in box.lines
    assert len(appearance(Words("en"), dalia.certificate, MOMENT, decision="endorse").lines) == 1
