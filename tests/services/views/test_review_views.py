"""What the Review page shows: rounds, comments, versions and who has signed."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from services.example import example_desk

from app.models.kinds.people import Member, Person
from app.models.kinds.plan import Plan
from app.models.kinds.review import Comment, FrozenVersion, ReviewRound, Signoff
from app.process.terms import Term
from app.services.desk import Desk
from app.services.review_work import add_comment
from app.services.views.review import ReviewView, review_view
from app.services.views.review_versions import VersionEntry, versions_of

HASH = "7f3a91c20b5e" + "0" * 52


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = example_desk(tmp_path)
    yield made
    made.close()


@pytest.fixture
def view(desk: Desk) -> ReviewView:
    return review_view(desk)


def frozen(desk: Desk, number: str = "1.0", *, draft: bool = False, at: str = "2026-04-07T08:00:00Z") -> str:
    me = next(one for one in desk.records(Member) if one.person == desk.person)
    expected = ("government", "dstwg", f"focal_point_1={me.id}")
    with desk.write("plan.freeze") as unit:
        return unit.add(
            FrozenVersion,
            plan=desk.records(Plan)[0].id,
            number=number,
            content_hash=HASH,
            draft=draft,
            frozen_at=at,
            frozen_by=me.name_en,
            pdf_ar="1" * 64,
            expected_signatories=expected,
        )


def signed(desk: Desk, version: str, **values: object) -> None:
    given = {"role": "mayor", "decision": "endorse", "content_hash": HASH, "signed_on": "2026-04-07"}
    with desk.write("signoff.add") as unit:
        unit.add(Signoff, version=version, **{**given, **values})


def entry(desk: Desk) -> VersionEntry:
    return versions_of(desk)[0]


def test_a_round_says_how_much_is_answered(view: ReviewView) -> None:
    (found,) = view.rounds
    assert (found.comments, found.answered, found.must_open, len(found.circulated)) == (12, 9, 1, 14)
    assert found.days_left == 38


def test_a_comment_names_what_it_is_about(view: ReviewView) -> None:
    on_activity = next(one for one in view.comments if one.code == "Q-010")
    assert (on_activity.about_kind, on_activity.about_code) == ("activity", "A-014")
    assert on_activity.is_open
    on_section = next(one for one in view.comments if one.code == "Q-001")
    assert on_section.about == Term("code.section_key.context_overview")
    assert not on_section.is_open


def test_a_comment_without_a_place_is_about_the_whole_plan(desk: Desk) -> None:
    made = add_comment(desk, "Shorter, please", "")
    found = next(one for one in review_view(desk).comments if one.id == made)
    assert (found.about_kind, bool(found.about), found.round) == ("", False, "")


def test_what_blocks_a_final_version_is_listed_once_each(view: ReviewView) -> None:
    freezing = view.freezing
    assert freezing.can_freeze
    assert (freezing.next_draft, freezing.next_final) == ("0.1", "1.0")
    assert freezing.errors == len(freezing.blocking) == 2
    assert all(one.severity == "error" and one.page for one in freezing.blocking)
    assert freezing.languages == ("en", "ar")


def test_nobody_has_signed_at_first(desk: Desk) -> None:
    frozen(desk)
    found = entry(desk)
    assert (found.signed, len(found.missing), found.languages) == (0, 3, ("ar",))
    assert found.missing[0] == Term("review.party.government")
    assert found.frozen_by.ar


def test_an_office_signs_through_any_of_its_roles(desk: Desk) -> None:
    version = frozen(desk)
    signed(desk, version, name_en="Mahma Khalil", role="governor")
    signed(desk, version, name_en="Sara Amin", role="dstwg")
    found = entry(desk)
    assert found.signed == 2
    assert [party.signature.name.en for party in found.expected if party.signature] == [
        "Mahma Khalil",
        "Sara Amin",
    ]


def test_a_focal_point_is_known_by_certificate_or_on_paper_by_name(desk: Desk) -> None:
    me = desk.find(Person, desk.person)
    digest = sha256(base64.b64decode(me.certificate)).hexdigest()
    version = frozen(desk)
    signed(desk, version, name_en=me.name_en, role="abc_focal_point", certificate="0" * 64)
    assert entry(desk).signed == 0
    signed(desk, version, name_en="Somebody", role="abc_focal_point", certificate=digest)
    assert (entry(desk).signed, entry(desk).mine, len(entry(desk).others)) == (1, True, 1)
    paper = frozen(desk, "2.0", at="2026-04-07T09:00:00Z")
    signed(desk, paper, name_en=me.name_en, role="abc_focal_point", method="wet_ink_scan")
    assert (entry(desk).signed, entry(desk).mine) == (1, False)


@pytest.mark.parametrize(
    "wrong", [{"decision": "decline"}, {"content_hash": "b" * 64}, {"signed_on": "2026-05-01"}]
)
def test_what_does_not_endorse_this_content_today_does_not_count(desk: Desk, wrong: dict[str, str]) -> None:
    signed(desk, frozen(desk), **wrong)
    found = entry(desk)
    assert (found.signed, [one.counts for one in found.others]) == (0, [False])


def test_versions_frozen_apart_under_one_number_bear_letters(desk: Desk) -> None:
    frozen(desk, "3.0", at="2026-04-01T08:00:00Z")
    frozen(desk, "3.0", at="2026-04-02T08:00:00Z")
    frozen(desk, "3.0", draft=True, at="2026-04-03T08:00:00Z")
    assert [(one.mark, one.draft) for one in versions_of(desk)] == [("", True), ("b", False), ("a", False)]


def test_a_round_names_those_who_said_nothing_yet(desk: Desk, view: ReviewView) -> None:
    around = view.rounds[0]
    heard = {one.organisation for one in desk.records(Comment, round=around.id)}
    sent = desk.find(ReviewRound, around.id)
    assert 0 < len(around.silent) == len(set(sent.circulated_to) - heard) < len(around.circulated)
    silent = next(who for who in sent.circulated_to if who not in heard)
    with desk.write("comment.add") as unit:
        unit.add(Comment, round=around.id, organisation=silent, text="Fine.")
    assert len(review_view(desk).rounds[0].silent) == len(around.silent) - 1
