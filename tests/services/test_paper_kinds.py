"""The list of documents: each is named in four languages, and finds what it is about."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from services.example import example_desk

from app.foundation.errors import UserError
from app.models.kinds.meetings import Commitment, Meeting
from app.models.kinds.plan import Activity
from app.models.kinds.review import FrozenVersion
from app.services.desk import Desk
from app.services.freezing import freeze
from app.services.paper_kinds import BY_CODE, PAPERS, Order, draw, left_out
from app.services.paper_subjects import named_meeting, subjects
from app.words.catalogue import Words

LANGUAGES = ("en", "ar", "ckb", "fr")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = example_desk(tmp_path_factory.mktemp("kinds"))
    yield made
    made.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_is_named_and_explained(language: str) -> None:
    words = Words(language)
    assert [k.code for k in PAPERS if not words.has(f"paper.{k.code}")] == []
    assert [k.code for k in PAPERS if not words.has(f"paper.{k.code}.why")] == []


def test_what_opens_in_another_program_stands_together() -> None:
    assert {kind.code for kind in PAPERS if kind.ending != ".pdf" and kind.shelf != "data"} == set()


def test_kinds_are_listed_once_and_heed_fields_there_are() -> None:
    assert len({kind.code for kind in PAPERS}) == len(PAPERS)
    assert {field for kind in PAPERS for field in kind.takes} <= set(Order.__dataclass_fields__)


@pytest.mark.parametrize(
    "about", sorted({kind.about for kind in PAPERS} - {"", "frozen", "joint", "compact"})
)
def test_what_a_document_is_about_is_listed_in_words(desk: Desk, about: str) -> None:
    for language in LANGUAGES:
        found = subjects(desk, about, Words(language))
        assert found
        assert all(text for _, text in found)
        assert len({one for one, _ in found}) == len(found)


def test_a_meeting_is_found_by_id_day_and_title(desk: Desk) -> None:
    roundtable = desk.records(Meeting, type="roundtable")[0]
    for named in (roundtable.id, roundtable.title_en, roundtable.title_ar):
        assert named_meeting(desk, named or "") == roundtable.id
    day = next(one.held_on for one in desk.records(Meeting, type="authority_meeting") if one.held_on)
    assert desk.find(Meeting, named_meeting(desk, day)).held_on == day


def test_a_meeting_not_named_or_unknown_is_said(desk: Desk) -> None:
    with pytest.raises(UserError, match="several_meetings"):
        named_meeting(desk, "")
    with pytest.raises(UserError, match="unknown_record"):
        named_meeting(desk, "the one on the moon")


def test_a_frozen_version_is_written_as_it_was_frozen(desk: Desk) -> None:
    version = desk.find(FrozenVersion, freeze(desk, draft=True, languages=("en",)))
    assert version is not None
    kept = draw(desk, "plan", Order("en", about=(version.id,)))
    assert kept == draw(desk, "plan", Order("en", about=(version.number or "",)))
    with pytest.raises(UserError, match="not_in_language"):
        draw(desk, "plan", Order("fr", about=(version.id,)))


def test_a_second_language_is_another_one_and_never_that_of_a_frozen_version(desk: Desk) -> None:
    with pytest.raises(UserError, match="second_language_the_same"):
        draw(desk, "plan", Order("en", second="en"))
    version = freeze(desk, draft=True, languages=("en",))
    with pytest.raises(UserError, match="frozen_in_one_language"):
        draw(desk, "plan", Order("en", second="ar", about=(version,)))


def test_what_is_held_back_is_counted_only_where_it_could_have_been_printed(desk: Desk) -> None:
    hidden = [*desk.records(Activity)[:2], desk.records(Commitment)[0]]
    before = left_out(desk, BY_CODE["plan"], Order("en"))
    with desk.write("records") as unit:
        for one in hidden:
            unit.set(type(one), one.id, sensitivity=3)
    told = {code: left_out(desk, BY_CODE[code], Order("en")) for code in ("plan", "forms", "sensitisation")}
    assert told["plan"] >= before + 3
    assert told["forms"] == 1
    assert told["sensitisation"] == left_out(desk, BY_CODE["readiness"], Order("en")) == 0
    assert left_out(desk, BY_CODE["workbook"], Order("en", for_group=True)) == 0
    assert left_out(desk, BY_CODE["plan"], Order("en", about=("0.1",))) == 0
    desk.undo()


def test_a_comparison_needs_two_versions(desk: Desk) -> None:
    with pytest.raises(UserError, match="two_versions"):
        draw(desk, "comparison", Order("en", about=("now",)))


def test_a_kind_that_does_not_exist_is_said(desk: Desk) -> None:
    with pytest.raises(UserError, match="unknown_record"):
        draw(desk, "horoscope", Order("en"))
