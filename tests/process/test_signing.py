from __future__ import annotations

from app.models.kinds.plan import Plan
from app.models.kinds.review import FrozenVersion
from app.process.signing import final_version, final_versions, standing
from tests.process.books import HASH, TODAY, make, whole


def frozen(record: str, **more: object) -> FrozenVersion:
    given = {
        "plan": "plan",
        "number": "2",
        "draft": False,
        "content_hash": HASH,
        "frozen_at": "2026-05-28T09:00:00Z",
    }
    return make(FrozenVersion, record, **{**given, **more})


def test_government_and_both_focal_points_make_it_signed() -> None:
    found = standing(whole(), TODAY)
    assert (found.government, found.focal_points, found.on, found.complete) == (1, 2, "2026-05-25", True)


def test_one_focal_point_is_not_enough() -> None:
    assert not standing(whole(drop=["g3"]), TODAY).complete


def test_partners_alone_are_not_enough() -> None:
    found = standing(whole(changed={"g1": {"role": "partner"}}), TODAY)
    assert (found.government, len(found.counted), found.complete) == (0, 3, False)


def test_an_endorsement_with_reservation_counts() -> None:
    assert standing(whole(changed={"g1": {"decision": "endorse_with_reservation"}}), TODAY).complete


def test_a_version_without_a_hash_cannot_be_signed() -> None:
    nothing = {"content_hash": None}
    assert standing(whole(changed=dict.fromkeys(("fv", "g1", "g2", "g3"), nothing)), TODAY).counted == ()


def test_a_later_version_voids_the_signatures() -> None:
    assert standing(whole(add=[frozen("fv2")]), TODAY).counted == ()


def test_drafts_and_other_plans_are_no_final_versions() -> None:
    other = make(Plan, "older", cycle="2024")
    book = whole(add=[other, frozen("d", draft=True), frozen("u", draft=None), frozen("o", plan="older")])
    assert [one.id for one in final_versions(book)] == ["fv"]


def test_without_a_version_nothing_stands() -> None:
    book = whole(drop=["fv"])
    assert final_version(book) is None
    assert standing(book, TODAY).counted == ()
