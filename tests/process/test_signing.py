"""Who signed a version: people count, not signatures."""

from __future__ import annotations

from app.models.book import Book
from app.models.kinds.review import FrozenVersion, Signoff
from app.process.signing import standing

VERSION = FrozenVersion(id="v", space="s", number="1.0", draft=False, content_hash="a" * 64)


def signed(number: int, name: str, role: str) -> Signoff:
    return Signoff(
        id=f"s{number}", space="s", version="v", name_en=name, role=role, decision="endorse",
        signed_on="2026-05-16", content_hash="a" * 64,
    )  # fmt: skip


def test_one_person_who_signed_two_languages_counts_once():
    alone = [signed(1, "Dalia", "abc_focal_point"), signed(2, "Dalia", "abc_focal_point")]
    found = standing(Book([VERSION, *alone, signed(3, "The governor", "governor")]), "2026-05-17")
    assert (found.focal_points, found.government, found.complete) == (1, 1, False)
    both = standing(
        Book([VERSION, *alone, signed(3, "The governor", "governor"), signed(4, "Omar", "abc_focal_point")]),
        "2026-05-17",
    )
    assert (both.focal_points, both.complete) == (2, True)
