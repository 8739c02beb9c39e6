"""What the Plan page says of activities, targets, places, history; and picking several records."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.process.terms import Term
from app.services.views.history import FieldChange, HistoryEntry
from app.services.views.people_names import WhoEntry
from app.services.views.plan import ActivityEntry, CommitmentEntry, PlanView, VoiceEntry
from app.services.views.records import RecordRow
from app.services.views.said import Name
from app.ui.kit.pick_many import PickManyInput
from app.ui.language import use_language
from app.ui.pages.plan_activity_fields import activity_specs, code_options, objective_options
from app.ui.pages.plan_commitments import status_of
from app.ui.pages.plan_words import (
    amount_text,
    government_cell,
    objective_text,
    places_text,
    status_cell,
    target_cell,
    targets_text,
    voice_source,
)
from app.ui.pages.record_history import MOST_FIELDS, history_lines

OPTIONS = (("a", "Tal Narjis"), ("b", "Umm Rayhan"), ("c", "Bir Zanbaq"))


def target(value: str | None, unit: str = "houses", text: str | None = None) -> RecordRow:
    return RecordRow("target", "t", {"value": value, "unit": unit, "unit_text": text})


def activity(**changes: object) -> ActivityEntry:
    values: dict[str, object] = {
        "id": "a",
        "code": "A-001",
        "title": Name(en="Wells"),
        "objective": "SO4",
        "where": (),
        "lead": Name(),
        "government": Name(),
        "reason": "",
        "targets": (),
        "status": "proposed",
        "state": "planned",
    }
    return ActivityEntry(**{**values, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (target("120"), "120 houses"),
        (target("1"), "1 house"),
        (target("1850", "individuals"), "1,850 people"),
        (target("14.5", "km"), "14.5 km"),
        (target("40", "other", "pupils"), "40 pupils"),
        (target(None, "houses"), "Houses"),
        (target("7", "something new"), "7 "),
    ],
)
def test_an_amount_is_said_as_people_say_it(row: RecordRow, said: str) -> None:
    assert amount_text(row) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [("1", "بيت واحد"), ("2", "بيتان"), ("5", "5 بيوت"), ("120", "120 بيتًا"), ("100", "100 بيت")],
)
def test_arabic_counts_with_its_own_forms(qapp: QApplication, value: str, said: str) -> None:
    use_language(qapp, "ar")
    assert amount_text(target(value)) == said


def test_more_targets_are_counted() -> None:
    assert targets_text(()) == ""
    assert targets_text((target("120"), target("3", "facilities"))) == "120 houses +1"


def test_places_are_named_up_to_two() -> None:
    names = [Name(en=one) for one in ("Tal Narjis", "Umm Rayhan", "Bir Zanbaq")]
    assert [places_text(names[:count]) for count in range(4)] == [
        "",
        "Tal Narjis",
        "Tal Narjis, Umm Rayhan",
        "Tal Narjis +2",
    ]


def test_missing_things_are_chips_and_reasons_are_quiet() -> None:
    assert government_cell(activity()).tone == "missing"
    assert government_cell(activity(reason="The court is independent.")).quiet
    assert (
        government_cell(activity(government=Name(en="Directorate of Health"))).text == "Directorate of Health"
    )
    assert target_cell(activity()).tone == "missing"


def test_every_status_has_a_word_and_a_tone() -> None:
    for status, word in code_options("activity_status"):
        cell = status_cell(activity(status=status))
        assert (cell.text, bool(cell.tone)) == (word, True)


def test_an_unknown_objective_is_said() -> None:
    assert objective_text("") == "No objective yet"
    assert objective_options()[3] == ("SO4", "SO4 · Basic services")


def test_a_voice_says_who_where_and_when() -> None:
    voice = VoiceEntry(
        "v", "V-1", Name(en="…"), Term("code.affiliation.returnee"), Name(en="Tal Qasab"), "2026-02-22"
    )
    assert voice_source(voice).endswith("Tal Qasab, 22 Feb")
    assert voice_source(VoiceEntry("v", "", Name(), None, Name(), "")) == ""


def test_an_overdue_commitment_says_so_whatever_its_status() -> None:
    late = CommitmentEntry("c", "P-1", Name(), Name(), "government", "2026-01-01", "made", True, ())
    assert (status_of(late).text, status_of(late).tone) == ("Overdue", "wrong")


def test_languages_of_a_title_begin_with_the_readers(qapp: QApplication) -> None:
    assert [spec.name for spec in activity_specs(PlanView(), activity())][:2] == ["title_en", "title_ar"]
    use_language(qapp, "ar")
    assert [spec.name for spec in activity_specs(PlanView(), activity())][:2] == ["title_ar", "title_en"]


def test_a_kurdish_title_is_offered_where_there_is_one() -> None:
    entry = activity(values={"title_ckb": "بیر"})
    assert "title_ckb" in [spec.name for spec in activity_specs(PlanView(), entry)]


def change(field: str, old: object, new: object, element: str = "") -> FieldChange:
    return FieldChange(field, element, () if old is None else (old,), new)  # type: ignore[arg-type]


def told(*changes: FieldChange, **more: object) -> list[str]:
    return history_lines(HistoryEntry(WhoEntry(), "", "activity", "activity.edit", changes, **more))  # type: ignore[arg-type]


def test_history_says_old_and_new_in_words() -> None:
    assert told(change("status", "proposed", "ongoing")) == ["Status: Ongoing (was Proposed)"]
    assert told(change("starts", None, "2026-06-01")) == ["Starts: 1 Jun 2026"]
    assert told(change("donor", "A fund", None)) == ["Donor: emptied (was A fund)"]


def test_history_of_a_set_says_in_and_out() -> None:
    assert told(change("groups", None, True, "returnee")) == ["For: Returnees added"]
    assert told(change("groups", True, False, "returnee")) == ["For: Returnees taken out"]


def test_history_names_records_and_shortens_long_texts() -> None:
    named = told(change("lead", None, "o1"), names={"o1": Name(en="Open Well Network")})
    assert named == ["Lead organisation: Open Well Network"]
    assert told(change("description_en", None, "word " * 60))[0].endswith("…")


def test_long_histories_are_folded() -> None:
    lines = told(*(change("donor", None, str(number)) for number in range(MOST_FIELDS + 3)))
    assert len(lines) == MOST_FIELDS + 1
    assert lines[-1] == "and 3 more fields"


def test_adding_is_one_line_and_removing_says_so() -> None:
    assert told(change("donor", None, "x"), added=True) == ["Added"]
    assert told(removed=True) == ["Removed"]


@pytest.fixture
def picker(qtbot: QtBot) -> PickManyInput:
    made = PickManyInput(OPTIONS)
    qtbot.addWidget(made)
    return made


def test_a_picked_record_becomes_a_chip_once(picker: PickManyInput) -> None:
    kept: list[object] = []
    picker.finished.connect(lambda: kept.append(picker.value()))
    for record in ("b", "b", "a"):
        picker.add.show_value(record)
        picker.add.finished.emit()
    assert kept == [("b",), ("b", "a")]
    assert [chip.accessibleName() for chip in picker.chips] == [
        "Take out: Umm Rayhan",
        "Take out: Tal Narjis",
    ]


def test_a_chip_takes_its_record_out(picker: PickManyInput) -> None:
    picker.show_value(("a", "c"))
    picker.chips[0].click()
    assert picker.value() == ("c",)


def test_leaving_the_search_empty_changes_nothing(picker: PickManyInput) -> None:
    picker.show_value(("a",))
    kept: list[object] = []
    picker.finished.connect(lambda: kept.append(picker.value()))
    picker.add.finished.emit()
    assert kept == []


def test_a_record_that_is_not_here_yet_stays(picker: PickManyInput) -> None:
    picker.show_value(("a", "gone"))
    assert picker.value() == ("a", "gone")
    assert len(picker.chips) == 2
