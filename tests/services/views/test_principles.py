"""What speaks for and against the principles, as the Plan page shows it."""

from __future__ import annotations

from app.models.book import Book
from app.services.views.principles import NAMED, principles_of
from tests.process.books import TODAY, whole


def test_each_observation_leads_to_a_record_and_names_some() -> None:
    found = principles_of(whole(), TODAY)
    assert [one.principle for one in found] == sorted(
        (one.principle for one in found), key=["government_lead", "community_engagement", "area_based"].index
    )
    first = found[0]
    assert (first.speaks_for, first.text.code, first.kind) == (True, "principle.agreement.for", "meeting")
    assert all(len(one.examples) <= NAMED and one.more >= 0 for one in found)
    assert all(one.id for one in found if one.kind)


def test_an_empty_area_lacks_what_each_principle_rests_on() -> None:
    found = principles_of(Book(()), TODAY)
    assert {(one.text.code, one.id) for one in found} == {
        ("principle.agreement.against", ""),
        ("principle.host.against", ""),
    }
    assert not any(one.speaks_for for one in found)
