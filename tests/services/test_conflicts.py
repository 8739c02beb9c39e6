"""Conflicts on real laptops: what is said of them, deciding, reasons, decisions looked at again."""

from __future__ import annotations

from pathlib import Path

import pytest
from services.conflicted import apart, edit, first, founded, send
from services.laptops import CHEAP, WORDS, Laptop, inside, invited, joined
from services.laptops import founded as founded_area

from app.foundation.errors import UserError
from app.models.kinds.country import Guidance
from app.models.kinds.meetings import DecisionReason
from app.models.kinds.people import Organisation
from app.models.kinds.plan import Activity, Paragraph, Target
from app.services.conflicts import Open, conflict_list, decide, elsewhere, find_conflict, may_decide
from app.services.deciding import (
    GREATEST,
    LEAST,
    Several,
    alternatives,
    decide_anew,
    decide_seen,
    decide_several,
    find_decision,
    picked,
    recent_decisions,
    take_back,
)
from app.services.field_edits import add_record, remove_record, set_value
from app.services.front_area import go_to_area
from app.services.joining import join_workspace
from app.services.opening import Newcomer
from app.services.undoing import redo, undo
from app.services.views.exchange_conflicts import (
    conflicts_of,
    other_areas,
    record_conflicts,
    records_to_decide,
    records_to_refer,
)
from app.services.views.exchange_decided import decided_of
from app.services.views.exchange_several import several_choices, several_view
from app.services.views.history import history_of


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> list[Laptop]:
    return founded(tmp_path_factory.mktemp("laptops"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "packages"
    made.mkdir()
    return made


def key(laptop: Laptop) -> str:
    assert laptop.desk.writer is not None
    return laptop.desk.writer.sign_key


def only(laptop: Laptop) -> Open:
    (found,) = conflict_list(laptop.use())
    return found


def place_of(conflict: Open, value: object) -> int:
    return conflict.values.index(value)  # type: ignore[arg-type]


def three_fields_apart(laptops: list[Laptop], folder: Path) -> None:
    """Dalia and Omar edit a number, a day and a title; Nadia only the title."""
    dalia, omar, nadia = laptops
    for laptop, number, day, title in (
        (dalia, "450", "2026-05-01", "Cash for daily work"),
        (omar, "400", "2026-04-01", "Cash for work in Ba'aj"),
    ):
        edit(laptop, Target, "value", number)
        edit(laptop, Activity, "starts", day)
        edit(laptop, Activity, "title_en", title)
    edit(nadia, Activity, "title_en", "Paid work")
    send(omar, dalia, folder)
    send(nadia, dalia, folder)


def test_three_people_give_three_values(laptops: list[Laptop], folder: Path) -> None:
    apart(laptops, folder, Activity, "title_en", "One", "Two", "Three")
    found = only(laptops[0])
    assert set(found.values) == {"One", "Two", "Three"}
    assert {one.before for one in found.choices} == {("Cash for work",)}
    assert [one.mine for one in found.choices].count(True) == 1


def test_equal_values_are_no_conflict(laptops: list[Laptop], folder: Path) -> None:
    apart(laptops, folder, Activity, "title_en", "The same", " The same ")
    assert conflict_list(laptops[0].use()) == []


def test_sets_are_merged_without_asking(laptops: list[Laptop], folder: Path) -> None:
    dalia, omar, _ = laptops
    activity = first(dalia, Activity)
    set_value(dalia.use(), "activity", activity, "other_objectives", ("SO1",))
    set_value(omar.use(), "activity", activity, "other_objectives", ("SO2",))
    send(omar, dalia, folder)
    assert conflict_list(dalia.use()) == []
    assert set(dalia.desk.records(Activity)[0].other_objectives) == {"SO1", "SO2"}


def test_before_is_the_value_that_left_and_not_a_slip_in_between(laptops: list[Laptop], folder: Path) -> None:
    edit(laptops[0], Target, "value", "45")
    apart(laptops, folder, Target, "value", "450", "400")
    mine = next(one for one in only(laptops[0]).choices if one.mine)
    assert mine.before == ("45",)


def test_the_reason_travels_and_stands_in_history(laptops: list[Laptop], folder: Path) -> None:
    dalia, omar, _ = laptops
    apart(laptops, folder, Target, "value", "450", "400")
    decide(dalia.use(), only(dalia), keep=0, reason="  Agreed  by phone ")
    send(dalia, omar, folder)
    for laptop in (dalia, omar):
        told = history_of(laptop.use(), first(laptop, Target))
        assert told[0].reason == "Agreed  by phone"
        assert all(entry.reason == "" for entry in told[1:])
    assert omar.desk.records(DecisionReason)[0].space == omar.desk.network


def test_the_reason_of_what_stays_in_the_group_stays_there(laptops: list[Laptop], folder: Path) -> None:
    dalia, omar, _ = laptops
    stakeholder = add_record(dalia.use(), "stakeholder", {"name_en": "Mukhtar"})
    send(dalia, omar, folder)
    set_value(omar.use(), "stakeholder", stakeholder, "needs", "Fuel")
    set_value(dalia.use(), "stakeholder", stakeholder, "needs", "Water")
    send(omar, dalia, folder)
    decide(dalia.use(), only(dalia), keep=0, reason="He told me")
    assert dalia.desk.records(DecisionReason)[0].space == dalia.desk.group


def test_undo_opens_the_conflict_again_and_takes_the_reason_along(
    laptops: list[Laptop], folder: Path
) -> None:
    dalia = laptops[0]
    apart(laptops, folder, Target, "value", "450", "400")
    before = only(dalia)
    decide(dalia.use(), before, keep=1, reason="Agreed")
    assert undo(dalia.use()) == "conflict.decide"
    assert only(dalia) == before
    assert dalia.desk.records(DecisionReason) == []
    assert redo(dalia.use()) == "conflict.decide"
    assert conflict_list(dalia.use()) == []
    assert dalia.rebuilt() == dalia.state()


def test_a_reason_that_is_too_long_is_refused_and_decides_nothing(
    laptops: list[Laptop], folder: Path
) -> None:
    apart(laptops, folder, Target, "value", "450", "400")
    with pytest.raises(UserError, match="value_too_long"):
        decide(laptops[0].use(), only(laptops[0]), keep=0, reason="x" * 2_001)
    assert len(conflict_list(laptops[0].desk)) == 1


def test_what_was_seen_is_what_is_decided(laptops: list[Laptop], folder: Path) -> None:
    dalia, _, nadia = laptops
    apart(laptops, folder, Target, "value", "450", "400")
    seen = only(dalia)
    edit(nadia, Target, "value", "500")
    send(nadia, dalia, folder)
    with pytest.raises(UserError, match="conflict_changed"):
        decide_seen(dalia.use(), seen, keep=0)
    decide_seen(dalia.use(), only(dalia), value="425")
    with pytest.raises(UserError, match="unknown_conflict"):
        decide_seen(dalia.use(), seen, keep=0)
    assert dalia.desk.records(Target)[0].value == "425"


def test_a_place_that_is_not_there_is_refused(laptops: list[Laptop], folder: Path) -> None:
    apart(laptops, folder, Target, "value", "450", "400")
    for place in (-1, 2):
        with pytest.raises(UserError, match="no_such_choice"):
            decide_seen(laptops[0].use(), only(laptops[0]), keep=place)


def test_an_editor_is_only_who_did_not_know_of_the_removal(laptops: list[Laptop], folder: Path) -> None:
    dalia, omar, nadia = laptops
    edit(nadia, Activity, "title_en", "Paid work")
    send(nadia, dalia, folder)
    edit(omar, Activity, "ends", "2026-12-01")
    set_value(omar.use(), "target", first(omar, Target), "value", "350")
    remove_record(dalia.use(), "activity", first(dalia, Activity))
    send(omar, dalia, folder)
    removed, edited = only(dalia).choices
    assert (removed.value, removed.sign_key) == (False, key(dalia))
    assert (edited.value, edited.sign_key) == (True, key(omar))
    assert {(one.kind, one.field) for one in edited.edited} == {("activity", "ends"), ("target", "value")}


def test_of_a_removal_only_yes_or_no_is_taken(laptops: list[Laptop], folder: Path) -> None:
    dalia, omar, _ = laptops
    edit(omar, Activity, "title_en", "Paid work")
    remove_record(dalia.use(), "activity", first(dalia, Activity))
    send(omar, dalia, folder)
    with pytest.raises(UserError, match="removal_true_or_false"):
        decide(dalia.use(), only(dalia), value="Paid work")
    decide(dalia.use(), only(dalia), value=True)
    assert dalia.desk.records(Activity)[0].title_en == "Paid work"


def test_two_who_decided_differently_are_told_so_with_both_reasons(
    laptops: list[Laptop], folder: Path
) -> None:
    dalia, omar, _ = laptops
    apart(laptops, folder, Target, "value", "450", "400")
    send(dalia, omar, folder)
    decide(dalia.use(), only(dalia), keep=place_of(only(dalia), "450"), reason="The survey says so")
    decide(omar.use(), only(omar), keep=place_of(only(omar), "400"), reason="The mayor says so")
    send(omar, dalia, folder)
    again = only(dalia)
    assert {(one.value, one.decided, one.reason) for one in again.choices} == {
        ("450", True, "The survey says so"),
        ("400", True, "The mayor says so"),
    }
    decide(dalia.use(), again, value="425")
    send(dalia, omar, folder)
    assert conflict_list(omar.use()) == []
    assert omar.desk.records(Target)[0].value == "425"


def test_a_person_decides_only_what_they_may_write(laptops: list[Laptop], folder: Path) -> None:
    conflict = Open("r", Guidance.about.name, "title_en", "country", ())
    assert not may_decide(laptops[0].use(), conflict)
    with pytest.raises(UserError, match="headquarters_only"):
        decide(laptops[0].desk, conflict, value="Other")


def test_a_conflict_is_found_by_record_when_it_has_only_one(laptops: list[Laptop], folder: Path) -> None:
    three_fields_apart(laptops, folder)
    desk = laptops[0].use()
    assert find_conflict(desk, first(laptops[0], Target)).field == "value"
    with pytest.raises(UserError, match=r"several_conflicts.*/starts, .*/title_en"):
        find_conflict(desk, first(laptops[0], Activity))
    with pytest.raises(UserError, match="unknown_conflict"):
        find_conflict(desk, "")


@pytest.mark.parametrize(
    ("several", "decided"),
    [
        (Several(), 0),
        (Several(sort="date"), 0),
        (Several(GREATEST), {"450", "2026-05-01"}),
        (Several(LEAST), {"400", "2026-04-01"}),
        (Several(GREATEST, sort="date"), {"2026-05-01"}),
        (Several(GREATEST, sort="text"), 0),
        (Several(LEAST, kind="target"), {"400"}),
    ],
)
def test_rules_pick_by_value(
    laptops: list[Laptop], folder: Path, several: Several, decided: set[str] | int
) -> None:
    three_fields_apart(laptops, folder)
    found = picked(laptops[0].use(), several)
    assert ({one.value for one in found} or 0) == decided


def test_all_of_a_person_is_one_step(laptops: list[Laptop], folder: Path) -> None:
    three_fields_apart(laptops, folder)
    dalia, omar, nadia = laptops
    assert len(conflict_list(dalia.use())) == 3
    assert decide_several(dalia.desk, Several(key=key(nadia))) == 1
    assert decide_several(dalia.desk, Several(key=key(omar)), reason="He was there") == 2
    assert conflict_list(dalia.desk) == []
    assert dalia.desk.records(Activity)[0].title_en == "Paid work"
    assert dalia.desk.records(Activity)[0].starts == "2026-04-01"
    assert {one.reason for one in recent_decisions(dalia.desk)} == {"", "He was there"}
    undo(dalia.desk)
    assert len(conflict_list(dalia.desk)) == 2
    assert decide_several(dalia.desk, Several(key="nobody")) == 0


def test_what_a_rule_would_do_is_said_before(laptops: list[Laptop], folder: Path) -> None:
    three_fields_apart(laptops, folder)
    desk = laptops[0].use()
    choices = several_choices(desk)
    assert [(one.who.me, one.count) for one in choices.authors] == [(True, 3), (False, 3), (False, 1)]
    assert choices.sorts == ("text", "number", "date")
    assert choices.kinds == ("activity", "target")
    seen = several_view(desk, Several(key=key(laptops[2])))
    assert (seen.count, seen.left) == (1, 2)
    entry, place = seen.examples[0]
    assert entry.choices[place].value == "Paid work"


def test_decisions_are_listed_with_what_they_replaced(laptops: list[Laptop], folder: Path) -> None:
    dalia, omar, _ = laptops
    apart(laptops, folder, Target, "value", "450", "400")
    decide(dalia.use(), only(dalia), keep=place_of(only(dalia), "400"), reason="Agreed")
    send(dalia, omar, folder)
    for laptop in (dalia, omar):
        (told,) = decided_of(laptop.use())
        assert (told.reason, told.count, told.mine) == ("Agreed", 1, laptop is dalia)
        (field,) = told.fields
        assert [one.value for one in field.conflict.choices] == ["400", "450"]
        assert field.stands
    edit(omar, Target, "value", "410")
    assert not decided_of(omar.desk)[0].fields[0].stands


def test_what_a_decision_replaced_leaves_the_laptop_and_a_slip_does_not(
    laptops: list[Laptop], folder: Path
) -> None:
    dalia, omar, _ = laptops
    edit(dalia, Target, "value", "45")
    apart(laptops, folder, Target, "value", "450", "400")
    decide(dalia.use(), only(dalia), keep=place_of(only(dalia), "400"))
    package = dalia.pack(folder / "decided.masar", "Omar")
    written = inside(omar, package)
    assert '\\"v\\":\\"450\\"' in written
    assert '\\"v\\":\\"45\\"' not in written
    undo(dalia.use())
    assert set(only(dalia).values) == {"450", "400"}


def test_an_own_decision_is_taken_back_out_of_its_turn(laptops: list[Laptop], folder: Path) -> None:
    dalia = laptops[0]
    apart(laptops, folder, Target, "value", "450", "400")
    decide(dalia.use(), only(dalia), keep=0)
    edit(dalia, Activity, "title_en", "Paid work")
    take_back(dalia.desk, recent_decisions(dalia.desk)[0].action_id)
    assert only(dalia).field == "value"
    assert recent_decisions(dalia.desk) == []
    assert dalia.desk.records(Activity)[0].title_en == "Paid work"
    assert redo(dalia.desk) == "conflict.decide"
    assert conflict_list(dalia.desk) == []
    assert undo(dalia.desk) == "conflict.decide"
    assert undo(dalia.desk) == "activity.edit"
    assert dalia.rebuilt() == dalia.state()


def test_taking_back_reaches_the_others(laptops: list[Laptop], folder: Path) -> None:
    dalia, omar, _ = laptops
    apart(laptops, folder, Target, "value", "450", "400")
    send(dalia, omar, folder)
    decide(dalia.use(), only(dalia), keep=place_of(only(dalia), "450"))
    edit(dalia, Activity, "title_en", "Paid work")
    send(dalia, omar, folder)
    assert conflict_list(omar.use()) == []
    take_back(dalia.use(), recent_decisions(dalia.desk)[0].action_id)
    send(dalia, omar, folder)
    assert set(only(omar).values) == {"450", "400"}
    assert omar.desk.records(Activity)[0].title_en == "Paid work"


def test_anothers_decision_is_not_taken_back_but_decided_anew(laptops: list[Laptop], folder: Path) -> None:
    dalia, omar, _ = laptops
    apart(laptops, folder, Target, "value", "450", "400")
    decide(dalia.use(), only(dalia), keep=place_of(only(dalia), "400"))
    send(dalia, omar, folder)
    decision = recent_decisions(omar.use())[0]
    with pytest.raises(UserError, match="not_yours_to_take_back"):
        take_back(omar.desk, decision.action_id)
    with pytest.raises(UserError, match="unknown_decision"):
        take_back(omar.desk, "no such")
    (other,) = alternatives(decision.fields[0])
    decide_anew(omar.desk, decision.fields[0], other.value, reason="Counted again")
    assert omar.desk.records(Target)[0].value == "450"
    assert recent_decisions(omar.desk)[0].reason == "Counted again"
    send(omar, dalia, folder)
    assert dalia.desk.records(Target)[0].value == "450"
    assert conflict_list(dalia.desk) == []


def test_an_older_decision_than_the_last_sixty_is_found(laptops: list[Laptop], folder: Path) -> None:
    dalia = laptops[0]
    apart(laptops, folder, Target, "value", "450", "400")
    decide(dalia.use(), only(dalia), keep=0)
    first = recent_decisions(dalia.desk)[0]
    for number in range(61):
        decide_anew(dalia.desk, first.fields[0], str(number))
    assert first.action_id not in {one.action_id for one in recent_decisions(dalia.desk)}
    assert find_decision(dalia.desk, first.action_id).written == first.written
    with pytest.raises(UserError, match="unknown_decision"):
        find_decision(dalia.desk, "")


def test_the_list_names_records_and_fields_in_order(laptops: list[Laptop], folder: Path) -> None:
    three_fields_apart(laptops, folder)
    desk = laptops[0].use()
    told = records_to_decide(desk)
    assert [(one.kind, one.code, one.part, one.fields) for one in told] == [
        ("activity", "A-007", False, ("title_en", "starts")),
        ("target", "A-007", True, ("value",)),
    ]
    assert [one.field for one in record_conflicts(desk, told[0].id)] == ["title_en", "starts"]
    assert len(conflicts_of(desk)) == 3
    assert not records_to_decide(laptops[1].use())


def test_texts_show_what_each_author_put_in_and_took_out(laptops: list[Laptop], folder: Path) -> None:
    apart(
        laptops,
        folder,
        Paragraph,
        "text",
        "People came back in groups of ten.",
        "People left in small groups.",
    )
    desk = laptops[0].use()
    (entry,) = record_conflicts(desk, first(laptops[0], Paragraph))
    mine = next(one for one in entry.choices if one.mine)
    assert [piece.text.strip() for piece in mine.pieces if piece.gone] == ["small groups."]
    assert "".join(piece.text for piece in mine.pieces if not piece.gone) == mine.value


def test_references_are_named_and_can_be_picked(laptops: list[Laptop], folder: Path) -> None:
    dalia = laptops[0]
    organisations = [one for one in dalia.desk.records(Organisation) if "Directorate" in (one.name_en or "")]
    apart(laptops, folder, Activity, "lead", organisations[0].id, organisations[1].id)
    (entry,) = conflicts_of(dalia.desk)
    assert {getattr(name, "en", "") for name in entry.names.values()} == {
        "Directorate of Health",
        "Directorate of Water",
    }
    offered = dict(records_to_refer(dalia.desk, "organisation"))
    assert {one.id for one in organisations} <= offered.keys()


def test_headquarters_is_told_of_its_other_areas(tmp_path: Path) -> None:
    dalia, karim = founded_area(tmp_path, "Dalia", "IQG15Q07"), founded_area(tmp_path, "Karim", "IQG18")
    activity = add_record(karim.use(), "activity", {"title_en": "Wells"})
    huda = joined(tmp_path, "Huda", invited(dalia, tmp_path / "d.masar", "headquarters"), "headquarters")
    huda.desk.close()
    package = invited(karim, tmp_path / "k.masar", "headquarters")
    newcomer = Newcomer("Huda", "Huda's organisation", "headquarters")
    huda.use()
    huda.desk = join_workspace(huda.file, package, newcomer, None, WORDS, costs=CHEAP)[0].desk
    home = dalia.desk.area
    go_to_area(huda.use(), karim.desk.area)
    set_value(huda.desk, "activity", activity, "title_en", "Deep wells")
    set_value(karim.use(), "activity", activity, "title_en", "Wells and pumps")
    karim.take(huda.pack(tmp_path / "hello.masar", "Karim"))
    huda.take(karim.pack(tmp_path / "more.masar", "Huda"))
    go_to_area(huda.use(), home)
    assert records_to_decide(huda.desk) == ()
    (there,) = other_areas(huda.desk)
    assert (there.area, there.count) == (karim.desk.area, 1)
    assert len(huda.desk.open_conflicts()) == 1
    go_to_area(huda.desk, there.area)
    assert elsewhere(huda.desk) == {}
    decide(huda.desk, only(huda), keep=0, reason="Agreed")
    assert len(huda.desk.open_conflicts()) == 0
    for laptop in (huda, dalia, karim):
        laptop.use().close()
