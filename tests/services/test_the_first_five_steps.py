"""An area from nothing to the end of step 5 without a window: the services that the window's walk calls."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from services.laptops import CHEAP

from app.foundation.clock import SteppingClock
from app.models.kinds.area import Location
from app.models.kinds.inside import Outreach, StakeholderView
from app.models.kinds.meetings import Commitment, Issue
from app.models.kinds.people import Member
from app.models.kinds.roundtable import Guest
from app.process.definition import process_of
from app.process.steps import step_states
from app.services.area_work import add_location, add_source, decide, judge, rank_by_severity, set_coordinates
from app.services.desk import Desk
from app.services.documents import minutes_pdf
from app.services.field_edits import Value, add_record, set_value
from app.services.group_work import accept_nomination, keep_card, nominate, note_backstopping
from app.services.importing_locations import Setting, guess_mapping, import_locations, read_location_table
from app.services.invitations import mark_asked, propose_guests
from app.services.meeting_papers import make_paper
from app.services.meeting_work import (
    add_agenda_item,
    add_meeting,
    catch_line,
    close_meeting,
    count_people,
    start_meeting,
)
from app.services.one_page_work import authorities, draw_paper, paper_sheet, write_paragraph
from app.services.opening import Newcomer, create_workspace
from app.services.stakeholder_work import (
    add_authority_meeting,
    add_engagement,
    add_link,
    add_named,
    add_stakeholder,
    place_on_grid,
    place_on_map,
    rate,
)
from app.services.step_tasks import tick_task
from app.services.voice_work import (
    add_consultation,
    add_expectation,
    add_intentions,
    add_voice,
    count_consulted,
)
from app.services.work_plan import propose_dates

MASTER_LIST = """Location,DTM ID,Role,Type,Latitude,Longitude,Individuals,Severity
Tal Zahra,5001,return,village,36.331,41.902,1840,High
Kherbat Noor,5002,return,village,36.292,41.764,960,Medium
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    clock = SteppingClock(datetime(2026, 4, 20, 9, tzinfo=UTC))
    who = Newcomer("Dalia Haddad", "Sunbula", "focal_point")
    made = create_workspace(tmp_path / "own.masarw", "IQG15Q07", who, None, clock=clock, costs=CHEAP).desk
    yield made
    made.close()


def done(desk: Desk) -> list[int]:
    """Return the steps that are done."""
    states = step_states(process_of(desk.book()), desk.book(), desk.today)
    return [one.number for one in states if one.status == "done"]


def write(desk: Desk, kind: str, record_id: str, **values: Value) -> None:
    """Write fields one by one, as a panel keeps them."""
    for name, value in values.items():
        set_value(desk, kind, record_id, name, value)


def test_an_area_is_built_from_nothing_to_the_end_of_step_five(desk: Desk) -> None:
    assert done(desk) == []
    choose_the_area(desk)
    people = form_the_group(desk)
    council, women = map_the_actors(desk)
    assert done(desk) == [1]
    engage_the_authority(desk, council)
    assert done(desk) == [1, 2]
    consult(desk, council, women)
    assert done(desk) == [1, 2, 3]
    hold_the_roundtable(desk, people)
    assert done(desk) == [1, 2, 3, 4]
    consult_further(desk)
    assert done(desk) == [1, 2, 3, 4, 5]


def choose_the_area(desk: Desk) -> None:
    """Step 1: criteria, decision, a place by hand and two from a master list, ranked."""
    source = add_source(desk, "Return Index, findings of round three", "en")
    for criterion, assessment in (
        ("actors_available", "met"),
        ("evidence_of_need", "met"),
        ("authority_willingness", "met"),
        ("access_feasibility", "partly"),
    ):
        judge(desk, criterion, {"assessment": assessment, "evidence_en": "Seen by all", "source": source})
    decide(
        desk,
        {
            "decision": "selected",
            "decided_by": "Area group with DSTWG",
            "decided_on": "2026-01-12",
            "rationale_en": "Need is severe and documented.",
        },
    )
    set_coordinates(desk, add_location(desk, "Tal Qasab", "en"), "36.262, 41.861")
    table = read_location_table(MASTER_LIST)
    setting = Setting(source=source, as_of="2026-03-01", round="21")
    import_locations(desk, table, guess_mapping(desk, table), setting, {})
    assert rank_by_severity(desk) == 2
    issue = add_voice(desk, "The pump of Tal Zahra has no generator", "en")
    write(desk, "issue", issue, raised_by="returnee", source=source)


def form_the_group(desk: Desk) -> dict[str, str]:
    """Step 1: nominations, cards, induction, work plan, first meeting with backers; people by name."""
    people = {"Dalia Haddad": desk.records(Member)[0].id}
    for name, role in (("Omar Saleh", "focal_point"), ("Layla Khalaf", "member"), ("Karim Elias", "member")):
        nomination = nominate(desk, name)
        write(desk, "nomination", nomination, criteria=("from_area", "committed"), role=role, consent=True)
        people[name] = accept_nomination(desk, nomination)
    for member in people.values():
        write(desk, "member", member, potential="Hosts meetings", potential_asked_on="2026-01-20")
    keep_card(desk, people["Omar Saleh"], {"consent": True, "phone": "+964 770 000 0000"})
    learned = add_record(desk, "training", {"title_en": "Induction", "type": "induction"})
    write(desk, "training", learned, held_on="2026-01-22", members=tuple(people.values()))
    assert propose_dates(desk) > 30
    first = add_meeting(desk, "first_meeting", "", "en")
    write(desk, "meeting", first, status="held", held_on="2026-01-27", members_present=tuple(people.values()))
    for name, function in (("Rana Majid", "drafting_linkage_technical"), ("Yusuf Talib", "secretariat")):
        people[name] = add_record(desk, "member", {"name_en": name, "role": "backstop_area"})
        write(desk, "member", people[name], backstop_function=function)
        note_backstopping(desk, first, people[name], present=True)
    return people


def map_the_actors(desk: Desk) -> tuple[str, str]:
    """Step 1: government, community and partners on the grid; return the council and the women."""
    made = []
    for name, sort in (
        ("District council", "11"),
        ("Returnee women", "womens_group"),
        ("Relief Bridge", "21"),
    ):
        made.append(add_stakeholder(desk, name, "en"))
        write(desk, "stakeholder", made[-1], type=sort)
        rate(desk, made[-1], {"influence": "4", "interest": "3"})
    place_on_grid(desk, made[1], 1.5, 4.5)
    place_on_map(desk, made[1], 0.25, 0.75)
    add_engagement(desk, made[2], {"summary": "They can bring trainers", "held_on": "2026-02-01"})
    (view,) = desk.records(StakeholderView, stakeholder=made[1])
    assert (view.influence, view.interest) == ("1.5", "4.5")
    return made[0], made[1]


def engage_the_authority(desk: Desk, council: str) -> None:
    """Step 2: the note, the meeting, the agreement, whom the authority names."""
    write_paragraph(desk, "proposition", "closing", "en", "We shall call your office.")
    assert [one for one, _ in authorities(desk)] == [council]
    assert draw_paper(paper_sheet(desk, "proposition", "en", council)).pdf.startswith(b"%PDF")
    meeting = add_authority_meeting(desk, "With the district council", "en")
    write(desk, "meeting", meeting, authority=council, status="held", held_on="2026-02-03")
    write(
        desk, "meeting", meeting, agreement_reached=True, agreement_form="letter", agreement_on="2026-02-05"
    )
    add_named(desk, council, "Water directorate", "10", "en")


def consult(desk: Desk, council: str, women: str) -> None:
    """Step 3: relations, outreach answered, a local and an international talk, intentions, expectations."""
    add_link(desk, council, women, "supports")
    for one in desk.records(Outreach):
        write(desk, "outreach", one.id, status="answered", answer="They will come")
    for title, scope in (("Returnee women of Tal Zahra", "local"), ("Relief Bridge", "international")):
        talk = add_consultation(desk, title, "en")
        write(desk, "consultation", talk, method="fgd", status="finished", scope=scope, held_on="2026-02-12")
        write(desk, "consultation", talk, groups=("returnee",), fed_back_on="2026-02-20", summary_en="Water")
        count_consulted(desk, talk, "returnee", "female", "25_59", 9)
        add_voice(desk, f"Said by {title}", "en", talk)
    wish = add_intentions(desk, "returnee")
    place = desk.records(Location)[0].id
    write(desk, "intentions", wish, location=place, pathway="return", households=60)
    hope = add_expectation(desk, "Every family will get a house", "en")
    write(desk, "expectation", hope, raised_by="returnee", message_given="The plan promises no houses")


def hold_the_roundtable(desk: Desk, people: dict[str, str]) -> None:
    """Step 4: invited, backed, counted, caught line by line, written up."""
    meeting = add_meeting(desk, "roundtable", "", "en")
    write(desk, "meeting", meeting, held_on="2026-03-17", starts="09:30", ends="12:00", venue="Hall")
    for name in ("Rana Majid", "Yusuf Talib"):
        note_backstopping(desk, meeting, people[name], present=True)
    item = add_agenda_item(desk, meeting, "Water and schools", "en")
    assert propose_guests(desk, meeting) == 4
    mark_asked(desk, [one.id for one in desk.records(Guest, meeting=meeting)], "letter")
    assert make_paper(desk, "letters", meeting, "ar").startswith(b"%PDF")
    start_meeting(desk, meeting)
    count_people(desk, meeting, "district", "male", "25_59", 4)
    count_people(desk, meeting, "returnee", "female", "25_59", 11)
    for kind, values in (("issue", {"raised_by": "returnee"}), ("decision", {}), ("commitment", {})):
        catch_line(desk, kind, meeting, item, f"A {kind}", "en", values)
    assert desk.records(Issue, meeting=meeting)
    assert desk.records(Commitment, meeting=meeting)
    close_meeting(desk, meeting)
    assert minutes_pdf(desk, meeting, "ar").startswith(b"%PDF")
    assert 4 not in done(desk)
    write(desk, "meeting", meeting, sensitisation=True, minutes_on="2026-03-18")
    write(desk, "meeting", meeting, members_present=(people["Dalia Haddad"], people["Omar Saleh"]))


def consult_further(desk: Desk) -> None:
    """Step 5: one more talk, told back; a task of the step ticked."""
    talk = add_consultation(desk, "Youth of Kherbat Noor", "en")
    write(desk, "consultation", talk, step_id="consult_further", method="fgd", status="finished")
    write(desk, "consultation", talk, held_on="2026-04-10", summary_en="A bus", fed_back_on="2026-04-15")
    template = process_of(desk.book()).steps[4].tasks[0].id
    assert tick_task(desk, "consult_further", "", template, done=True)
