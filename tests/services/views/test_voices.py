"""Voices on a real workspace: adding, linking both ways, answering, counting; and what the page shows."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from services.laptops import found

from app.foundation.errors import UserError
from app.models.kinds.area import Intentions, Location
from app.models.kinds.inside import PrivateNote
from app.models.kinds.meetings import Consultation, ConsultationCount, Issue, Meeting
from app.models.kinds.plan import Activity
from app.services.desk import Desk
from app.services.field_edits import add_record, set_value
from app.services.views.plan import plan_view
from app.services.views.voices import VoiceRow, voices
from app.services.views.voices_intentions import Informed
from app.services.voice_work import (
    add_consultation,
    add_expectation,
    add_intentions,
    add_voice,
    answer_voices,
    count_consulted,
    keep_inside,
    link_voices,
    unlink_voice,
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = found(tmp_path)[0].use()
    yield made
    made.close()


@pytest.fixture
def activity(desk: Desk) -> str:
    return add_record(desk, "activity", {"title_en": "Repair the pump", "objective": "SO4"})


def row(desk: Desk, voice: str) -> VoiceRow:
    return next(one for one in voices(desk).rows if one.id == voice)


def test_an_input_waits_until_it_is_answered(desk: Desk, activity: str) -> None:
    voice = add_voice(desk, "No water", "en")
    assert (row(desk, voice).became, row(desk, voice).waits, row(desk, voice).code) == ("open", True, "V-001")
    link_voices(desk, activity, (voice,))
    assert (row(desk, voice).became, row(desk, voice).waits) == ("linked", True)
    answer_voices(desk, (voice,), "adopted")
    assert (row(desk, voice).became, row(desk, voice).waits) == ("adopted", False)


def test_a_response_alone_answers(desk: Desk) -> None:
    voice = add_voice(desk, "No water", "en")
    set_value(desk, "issue", voice, "response", "Next year.")
    assert row(desk, voice).became == "answered"


def test_the_trace_goes_both_ways_and_is_one_undo_step(desk: Desk, activity: str) -> None:
    first, second = add_voice(desk, "No water", "en"), add_voice(desk, "No road", "en")
    assert link_voices(desk, activity, (first, second, first)) == 2
    assert [one.id for one in row(desk, first).activities] == [activity]
    assert {one.id for one in plan_view(desk).activities[0].voices} == {first, second}
    assert link_voices(desk, activity, (first,)) == 0
    desk.undo()
    assert row(desk, first).activities == row(desk, second).activities == ()


def test_a_link_can_be_taken_out(desk: Desk, activity: str) -> None:
    voice = add_voice(desk, "No water", "en")
    link_voices(desk, activity, (voice,))
    unlink_voice(desk, activity, voice)
    assert row(desk, voice).activities == ()


def test_several_are_answered_at_once_and_undone_at_once(desk: Desk) -> None:
    ids = [add_voice(desk, f"Need {n}", "en") for n in range(3)]
    assert answer_voices(desk, ids, "not_adopted") == 3
    assert answer_voices(desk, ids, "not_adopted") == 0
    desk.undo()
    assert voices(desk).waiting == 3


def test_unanswered_come_first_and_the_gravest_before_the_others(desk: Desk) -> None:
    for text, severity, effect in (("a", "1", "open"), ("b", "3", "open"), ("c", "3", "adopted")):
        add_record(desk, "issue", {"text_en": text, "severity": severity, "effect": effect})
    assert [one.text.en for one in voices(desk).rows] == ["b", "a", "c"]


def test_where_it_was_heard_is_a_consultation_a_meeting_or_a_source(desk: Desk) -> None:
    talk = add_consultation(desk, "Talk", "en")
    meeting = add_record(desk, "meeting", {"title_en": "Table", "type": "roundtable"})
    source = add_record(desk, "source", {"title_en": "Return Index"})
    for field, held in (("consultation", talk), ("meeting", meeting), ("source", source)):
        voice = add_record(desk, "issue", {"text_en": field, field: held})
        linked = row(desk, voice).source
        assert linked is not None
        assert (linked.kind, linked.id) == (field, held)


def test_an_input_of_a_consultation_takes_its_day(desk: Desk) -> None:
    talk = add_consultation(desk, "Talk", "en")
    set_value(desk, "consultation", talk, "held_on", "2026-01-02")
    add_voice(desk, "No water", "en", talk)
    (issue,) = desk.records(Issue)
    assert (issue.raised_on, issue.consultation) == ("2026-01-02", talk)
    (shown,) = voices(desk).consultations.rows
    assert [one.id for one in shown.inputs] == [issue.id]


def test_nothing_is_added_without_words(desk: Desk) -> None:
    with pytest.raises(UserError):
        add_record(desk, "issue", {})


def test_a_name_is_found_and_moves_into_a_note_of_the_group(desk: Desk) -> None:
    voice = add_voice(desk, "Mr Karim Aziz needs water", "en")
    named = row(desk, voice).named
    assert named is not None
    keep_inside(desk, "issue", voice, named.field, named.text)
    shown = row(desk, voice)
    assert (shown.text.en, shown.named, shown.notes) == (
        "… needs water",
        None,
        ("Mr Karim Aziz needs water",),
    )
    assert desk.records(PrivateNote)[0].space.endswith("/group")
    desk.undo()
    assert row(desk, voice).text.en == "Mr Karim Aziz needs water"


def test_moving_what_is_gone_changes_nothing(desk: Desk) -> None:
    voice = add_voice(desk, "No water", "en")
    keep_inside(desk, "issue", voice, "text_en", "Mr Karim")
    assert desk.records(PrivateNote) == []


def test_search_finds_places_and_answers_in_any_spelling(desk: Desk) -> None:
    voice = add_voice(desk, "مضخة أم ريحان", "ar")
    set_value(desk, "issue", voice, "response", "Ba'aj first")
    folded = row(desk, voice).folded
    assert "ام ريحان" in folded
    assert "baaj" in folded


def test_counts_replace_each_other_and_nought_takes_away(desk: Desk) -> None:
    talk = add_consultation(desk, "Talk", "en")
    count_consulted(desk, talk, "returnee", "female", "25_59", 5)
    count_consulted(desk, talk, "returnee", "female", "25_59", 7)
    (shown,) = voices(desk).consultations.rows
    assert (shown.people, shown.women, shown.men, len(shown.counts)) == (7, 7, 0, 1)
    count_consulted(desk, talk, "returnee", "female", "25_59", 0)
    assert desk.records(ConsultationCount) == []
    assert voices(desk).consultations.rows[0].people is None


def test_two_counts_that_disagree_are_shown(desk: Desk) -> None:
    talk = add_consultation(desk, "Talk", "en")
    set_value(desk, "consultation", talk, "women", 9)
    count_consulted(desk, talk, "returnee", "female", "25_59", 7)
    assert voices(desk).consultations.rows[0].differs


def test_a_new_consultation_belongs_to_the_step_the_group_is_at(desk: Desk) -> None:
    add_consultation(desk, "Talk", "en")
    (talk,) = desk.records(Consultation)
    assert (talk.step_id, talk.status) == ("consult", "planned")


def test_priority_places_without_a_voice_are_counted(desk: Desk) -> None:
    with desk.write("location.add") as unit:
        heard = unit.add(Location, name_en="Heard", role="return", priority_rank=1)
        unit.add(Location, name_en="Silent", role="return", priority_rank=2)
        unit.add(Location, name_en="No priority", role="return")
    values = {"title_en": "Talk", "method": "fgd", "groups": ("returnee",), "locations": (heard,), "women": 4}
    add_record(desk, "consultation", values)
    view = voices(desk).consultations
    assert [(one.name.en, one.wanted) for one in view.by_place] == [("Heard", True), ("Silent", True)]
    assert (view.places_missing, view.places_wanted) == (1, 2)
    assert view.missing == ("youth", "idp", "host")


def test_both_steps_come_with_their_reasons(desk: Desk) -> None:
    consult, further = voices(desk).steps
    assert (consult.number, further.number) == (3, 5)
    assert [one.mark for one in further.reasons] == ["open"]


def test_a_later_count_adds_and_the_picture_shows_the_newest(desk: Desk) -> None:
    for day, households in (("2026-01-01", 80), ("2026-02-01", 50)):
        values = {"group": "idp_camp", "pathway": "return", "households": households, "recorded_on": day}
        add_record(desk, "intentions", values)
    view = voices(desk).intentions
    assert [(one.households, one.latest) for one in view.rows] == [(50, True), (80, False)]
    assert [one.households for one in view.flows] == [50]


@pytest.mark.parametrize(
    ("told", "on", "informed"),
    [(None, None, "no"), ("Houses", "2026-03-01", "late"), ("Houses", "2026-01-01", "before")],
)
def test_who_was_not_informed_before_is_shown(
    desk: Desk, told: str | None, on: str | None, informed: Informed
) -> None:
    values = {
        "group": "idp_camp",
        "recorded_on": "2026-02-01",
        "information_given": told,
        "information_on": on,
    }
    add_record(desk, "intentions", values)
    view = voices(desk).intentions
    assert (view.rows[0].informed, view.uninformed) == (informed, int(informed != "before"))


def test_the_pathway_is_never_guessed(desk: Desk) -> None:
    add_intentions(desk, "idp_camp")
    (count,) = desk.records(Intentions)
    assert (count.pathway, count.recorded_on) == (None, desk.today)


def test_expectations_without_a_message_come_first(desk: Desk) -> None:
    answered = add_expectation(desk, "A house for all", "en")
    set_value(desk, "expectation", answered, "message_given", "Not for all.")
    add_expectation(desk, "A road", "en")
    assert [one.text.en for one in voices(desk).expectations] == ["A road", "A house for all"]


def test_four_hundred_inputs_are_read_in_a_moment(desk: Desk, activity: str) -> None:
    with desk.write("issue.add") as unit:
        meeting = unit.add(Meeting, title_en="Table", type="roundtable")
        ids = [unit.add(Issue, text_en=f"Need {n}", meeting=meeting, severity="2") for n in range(400)]
        unit.set(Activity, activity, voices=tuple(ids[:200]))
    started = time.process_time()
    view = voices(desk)
    assert time.process_time() - started < 2
    assert (len(view.rows), sum(bool(one.activities) for one in view.rows)) == (400, 200)
