"""Who signed a version: people count, not signatures."""

from __future__ import annotations

from app.models.book import Book
from app.models.kinds.area import Area
from app.models.kinds.plan import JointActivity
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
    assert (found.of("focal_points").given, found.of("government").given, found.complete) == (1, 1, False)
    both = standing(
        Book([VERSION, *alone, signed(3, "The governor", "governor"), signed(4, "Omar", "abc_focal_point")]),
        "2026-05-17",
    )
    assert (both.of("focal_points").given, both.complete) == (2, True)


def of_process(process: str, *records: JointActivity | Signoff) -> Book:
    return Book([Area(id="area", space="s", process=process), VERSION, *records])


def by_organisation(number: int, organisation: str, role: str = "organisation") -> Signoff:
    return Signoff(
        id=f"o{number}", space="s", version="v", name_en=f"Head {number}", organisation=organisation,
        role=role, decision="endorse", signed_on="2026-05-16", content_hash="a" * 64,
    )  # fmt: skip


def test_a_joint_programme_is_signed_by_the_government_and_every_organisation():
    joint = JointActivity(id="j", space="s", lead="a", organisations=("a", "b"))
    given = [by_organisation(1, "a"), by_organisation(2, "b")]
    government = by_organisation(3, "ministry", "national_authority")
    standings = [
        standing(of_process("joint_programme", joint, *signoffs), "2026-05-17")
        for signoffs in ([], given[:1], given, [*given, government])
    ]
    assert [one.of("organisations").given for one in standings] == [0, 1, 2, 2]
    assert [one.complete for one in standings] == [False, False, False, True]


def test_an_integrated_framework_needs_the_mission_and_the_country_team_and_no_government():
    mission, team = by_organisation(1, "m", "mission"), by_organisation(2, "t", "country_team")
    assert not standing(of_process("integrated_framework", mission), "2026-05-17").complete
    assert standing(of_process("integrated_framework", mission, team), "2026-05-17").complete
