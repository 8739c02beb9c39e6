"""The training example: amounts, references, truthfulness, and that it builds through a desk."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from app.foundation.clock import SteppingClock, SystemClock
from app.foundation.errors import Cancelled, UserError
from app.foundation.progress import Progress
from app.models.codes import IASC_CRITERIA, OBJECTIVES
from app.models.kinds.plan import Activity
from app.models.record import Shape
from app.models.registry import KINDS, describe
from app.models.values import check_entry
from app.process.checks import run_checks
from app.process.checks.finding import Context
from app.process.definition import durable_solutions
from app.process.steps import step_states
from app.services.desk import Desk
from app.services.gazetteer import find_place
from app.services.opening import Newcomer, create_workspace
from app.services.sample import (
    FINISH,
    IN_A_LANGUAGE,
    Entry,
    build_sample,
    chapters,
    create_sample,
    finish_sample,
    founding,
    resolved,
    single_texts,
)

STORY = chapters()
ALL = (*STORY, *chapters(part=FINISH))
IN_LANGUAGE = {"en": ALL, "ar": (*chapters(language="ar"), *chapters(part=FINISH, language="ar"))}
ENTRIES = [entry for chapter in STORY for entry in chapter.entries]
FOUNDED = {
    "my-area": "area",
    "me": "person",
    "my-member": "member",
    "my-group": "group",
    "my-organisation": "organisation",
}
KIND_OF = FOUNDED | {entry.handle: entry.kind for entry in ENTRIES if entry.handle}


def of(kind: str) -> list[Entry]:
    """Return the entries that add a record of a kind."""
    return [entry for entry in ENTRIES if entry.kind == kind and not entry.changes]


def changed(kind: str) -> list[Entry]:
    """Return the entries that change a record that is there already."""
    return [entry for entry in ENTRIES if entry.kind == kind and entry.changes]


def handle(reference: str) -> str:
    return reference.removeprefix("@")


def references(entry: Entry) -> Iterator[tuple[str, str]]:
    for field, value in entry.values.items():
        for element in value if isinstance(value, list) else [value]:
            if isinstance(element, str) and element.startswith("@"):
                yield field, handle(element)


# ---------------------------------------------------------------- amounts


@pytest.mark.parametrize(
    ("kind", "least"),
    [
        ("selection_criterion", 4),
        ("area_decision", 1),
        ("stakeholder_view", 30),
        ("stakeholder_link", 35),
        ("consultation", 6),
        ("agenda_item", 6),
        ("issue", 30),
        ("commitment", 14),
        ("activity", 32),
        ("target", 32),
        ("indicator", 24),
        ("risk", 8),
        ("lesson", 5),
        ("comment", 12),
        ("step", 8),
        ("section", 14),
        ("training", 2),
        ("coordination_mechanism", 2),
        ("intentions", 3),
        ("alignment", 3),
        ("expectation", 3),
        ("action_point", 5),
        ("outreach", 8),
        ("engagement", 5),
    ],
)
def test_there_is_enough_of_each_kind(kind: str, least: int) -> None:
    assert len(of(kind)) >= least


def test_places_of_return_and_of_displacement() -> None:
    roles = Counter(entry.values["role"] for entry in of("location"))
    assert (roles["return"], roles["displacement"]) == (17, 6)


def test_two_districts_and_five_sub_districts_that_exist() -> None:
    area = changed("area")[0].values
    assert (len(area["districts"]), len(area["sub_districts"])) == (2, 5)
    assert all(find_place(code) for code in area["districts"] + area["sub_districts"])
    assert {entry.values["sub_district"] for entry in of("location")} == set(area["sub_districts"])


def test_the_group_has_its_people() -> None:
    roles = Counter(entry.values["role"] for entry in of("member"))
    assert [entry.values["role"] for entry in changed("member")] == ["focal_point"]
    assert (roles["focal_point"] + 1, roles["member"], roles["dstwg_national"]) == (2, 6, 1)
    functions = {entry.values.get("backstop_function") for entry in of("member")} - {None}
    assert functions == {"drafting_linkage_technical", "secretariat"}


def test_the_roundtable_counts_forty_five_people() -> None:
    counts = [
        entry.values
        for entry in of("attendance_count")
        if entry.owner is not None and entry.owner.handle == "mt-roundtable"
    ]
    women = sum(values["count"] for values in counts if values["sex"] == "female")
    assert sum(values["count"] for values in counts) == 45
    assert women / 45 >= 0.2


def test_the_roundtable_decides_and_promises() -> None:
    decided = [entry for entry in of("decision") if entry.values.get("meeting") == "@mt-roundtable"]
    promised = Counter(entry.values["role"] for entry in of("commitment"))
    assert (len(decided), promised["government"], promised.total()) == (12, 8, 14)


def test_thirty_inputs_at_the_roundtable() -> None:
    assert sum(entry.values.get("meeting") == "@mt-roundtable" for entry in of("issue")) == 30


def test_activities_cover_objectives_criteria_and_all_places() -> None:
    activities = [entry.values for entry in of("activity")]
    assert {values["objective"] for values in activities} == set(OBJECTIVES)
    assert {code for values in activities for code in values["iasc"]} | {
        entry.values["iasc"] for entry in of("indicator")
    } == set(IASC_CRITERIA)
    reached = {handle(place) for values in activities for place in values["locations"]}
    assert reached == {entry.handle for entry in of("location")}


def test_each_activity_has_target_partner_dates_and_one_lacks_its_counterpart() -> None:
    activities = of("activity")
    targeted = {entry.owner.handle for entry in of("target") if entry.owner}
    assert {entry.handle for entry in activities} == targeted
    assert all(entry.values["partners"] and entry.values["lead"] for entry in activities)
    assert all("2026-01-01" <= entry.values["starts"] < entry.values["ends"] for entry in activities)
    without = [
        entry.values["code"]
        for entry in activities
        if not {"government_counterpart", "no_counterpart_reason"} & entry.values.keys()
    ]
    assert without == ["A-014"]


def test_indicators_are_measured_twice_for_both_groups() -> None:
    for indicator in of("indicator"):
        found = Counter(
            (entry.values["group"], entry.values["is_baseline"])
            for entry in of("measurement")
            if entry.owner is indicator
        )
        assert found == Counter(
            (group, base) for group in ("displaced", "non_displaced") for base in (True, False)
        )


def test_indicators_cover_the_eight_criteria() -> None:
    assert {entry.values["iasc"] for entry in of("indicator")} == set(IASC_CRITERIA)


def test_views_are_spread_over_the_grid() -> None:
    views = [entry.values for entry in of("stakeholder_view")]
    quarters = Counter((Decimal(v["influence"]) >= 3, Decimal(v["interest"]) >= 3) for v in views)
    assert all(quarters[quarter] >= 3 for quarter in ((a, b) for a in (True, False) for b in (True, False)))
    assert all(re.fullmatch(r"\d\.\d", v["influence"]) for v in views)


# ---------------------------------------------------------------- well formed


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("number", range(len(ALL)))
def test_every_value_fits_its_field(number: int, language: str) -> None:
    for entry in IN_LANGUAGE[language][number].entries:
        values = {key: tuple(v) if isinstance(v, list) else v for key, v in entry.values.items()}
        owner = describe(entry.kind).owner
        if entry.owner is not None and owner is not None:
            values[owner.name] = "owner"
            assert entry.owner.kind == owner.rule.target
        check_entry(entry.kind, values, adding=not entry.changes)


def test_every_reference_leads_to_a_record_of_the_right_kind() -> None:
    for entry in (entry for chapter in ALL for entry in chapter.entries):
        fields = describe(entry.kind).fields
        for field, target in references(entry):
            wanted = entry.values.get("subject_kind") if field == "subject" else fields[field].rule.target
            assert KIND_OF.get(target) == wanted, (entry.kind, entry.handle, field, target)


def test_handles_name_one_record_each() -> None:
    handles = Counter(entry.handle for entry in ENTRIES if entry.handle)
    assert [name for name, count in handles.items() if count > 1] == []


def test_texts_stand_in_english_and_arabic() -> None:
    for entry in ENTRIES:
        for field in entry.values:
            if field.endswith(("_en", "_ar")):
                other = field[:-2] + ("ar" if field.endswith("_en") else "en")
                assert entry.values.get(other), (entry.kind, entry.handle, field)


def test_arabic_texts_are_arabic() -> None:
    for entry in ENTRIES:
        for field, value in entry.values.items():
            if field.endswith(("_ar", "_ckb")):
                assert re.search("[\u0621-\u064a]", value), (entry.handle, field)


def test_place_names_also_stand_in_kurdish() -> None:
    assert all(entry.values.get("name_ckb") for entry in of("location"))


def test_each_section_has_as_many_paragraphs_in_both_languages() -> None:
    for section in of("section"):
        found = Counter(p.values["language"] for p in of("paragraph") if p.owner is section)
        assert found["en"] == found["ar"] > 0, section.handle


def test_the_story_goes_forward() -> None:
    moments = [chapter.at for chapter in STORY]
    assert moments == sorted(moments)


# ---------------------------------------------------------------- truthful


def existing() -> set[str]:
    return {entry.handle for entry in of("organisation") if entry.existing}


def test_existing_offices_carry_no_influence_interest_or_position() -> None:
    for view in of("stakeholder_view"):
        assert view.owner is not None
        assert handle(view.owner.values.get("organisation", "")) not in existing()


def test_existing_offices_promise_no_figures() -> None:
    for entry in of("commitment"):
        if handle(entry.values["organisation"]) in existing():
            words = " ".join(
                str(entry.values.get(field, "")) for field in ("text_en", "text_ar", "resources")
            )
            assert not re.search(r"\d", words)
            assert "Training example" in words


def test_nobody_existing_is_in_tension() -> None:
    offices = {
        entry.handle
        for entry in of("stakeholder")
        if handle(entry.values.get("organisation", "")) in existing()
    }
    tense = [entry.values for entry in of("stakeholder_link") if entry.values["type"] == "tension"]
    assert not {handle(values[end]) for values in tense for end in ("origin", "target")} & offices


def test_individuals_follow_the_rule_of_the_tracking_matrix() -> None:
    types = {entry.handle: entry.values["type"] for entry in of("location")}
    for entry in of("population_figure"):
        place = entry.owner.handle if entry.owner else handle(entry.values["location"])
        factor = 5 if types[place] == "camp" else 6
        assert entry.values["individuals"] == entry.values["households"] * factor


@pytest.mark.parametrize("kind", ["population_figure", "severity_rank", "measurement", "intentions"])
def test_every_figure_cites_the_invented_source(kind: str) -> None:
    assert {entry.values.get("source") for entry in of(kind)} == {"@src-training"}


def test_figures_in_the_plan_text_cite_a_source() -> None:
    for entry in of("paragraph"):
        if re.search(r"\d[\d,]{2,}|\bpercent\b", entry.values["text"]):
            assert entry.values.get("source"), entry.values["text"][:60]


def test_the_index_follows_the_role_of_the_place() -> None:
    roles = {entry.handle: entry.values["role"] for entry in of("location")}
    for entry in of("severity_rank"):
        place = entry.owner.handle if entry.owner else entry.values["location"].removeprefix("@")
        index = "displacement_index" if roles[place] == "displacement" else "return_index"
        assert entry.values["index"] == index


def test_splits_are_never_more_than_the_whole() -> None:
    for entry in of("target"):
        for parts in (("women", "men", "girls", "boys"), ("idps", "returnees", "host")):
            total = sum(entry.values.get(part, 0) for part in parts)
            assert total <= Decimal(entry.values["value"]), entry.owner


def test_contacts_stand_there_with_consent() -> None:
    assert of("contact")
    assert all(entry.values["consent"] is True for entry in of("contact"))


# ---------------------------------------------------------------- in Arabic


def single_texts_used() -> set[str]:
    """Return every text in the story that stands in one language only."""
    left_out = {"code", "link", "period", "return_round", "version", "library_code"}
    left_out |= {"currency", "file_name", "media_type", "subject", "subject_kind"}
    left_out |= {"template", "aliases", "phone", "email", "governorate", "sub_district", "starts", "ends"}
    found = set()
    for entry in (entry for chapter in ALL for entry in chapter.entries if entry.kind != "paragraph"):
        fields = describe(entry.kind).fields
        for field, value in entry.values.items():
            spoken = fields[field].rule.shape in (Shape.LINE, Shape.TEXT) and not IN_A_LANGUAGE.search(field)
            is_number = field == "round" and " " not in str(value)
            if spoken and field not in left_out and not is_number:
                found.add(value)
    return found


def test_every_text_of_one_language_has_its_arabic() -> None:
    assert single_texts_used() == set(single_texts(language="ar"))


def test_figures_are_the_same_in_arabic() -> None:
    for english, arabic in single_texts(language="ar").items():
        assert set(re.findall(r"\d+", arabic)) <= set(re.findall(r"\d+", english)), english


def test_in_arabic_only_single_texts_change() -> None:
    english = [entry for chapter in ALL for entry in chapter.entries]
    arabic = [entry for chapter in IN_LANGUAGE["ar"] for entry in chapter.entries]
    pairs = [
        (field, value, other.values[field])
        for one, other in zip(english, arabic, strict=True)
        for field, value in one.values.items()
        if other.values[field] != value
    ]
    assert len(pairs) > 400
    assert not [field for field, _, _ in pairs if IN_A_LANGUAGE.search(field)]


# ---------------------------------------------------------------- built


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("sample")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MASAR_DATA_DIR", str(folder / "data"))
        opened = create_sample(folder / "sample.masar", clock=SteppingClock(datetime(2026, 1, 1, tzinfo=UTC)))
        yield opened.desk
        opened.desk.close()


def statuses(desk: Desk, day: str) -> list[str]:
    return [state.status for state in step_states(durable_solutions(), desk.book(), day)]


def errors(desk: Desk, day: str) -> list[str]:
    return [one.code for one in run_checks(desk.book(), Context(day)) if one.severity == "error"]


def test_everything_is_there_once_built(desk: Desk) -> None:
    expected = Counter(entry.kind for entry in ENTRIES if not entry.changes)
    expected.update(FOUNDED.values())
    for kind, count in expected.items():
        assert len(desk.records(KINDS[kind])) == count, kind


def test_it_is_marked_as_training_and_stays_so(desk: Desk) -> None:
    assert desk.training
    with pytest.raises(UserError, match="value_fixed"), desk.write("area.edit") as unit:
        unit.set(KINDS["area"], desk.area, training=False)


def test_it_leaves_work_in_steps_six_and_seven(desk: Desk) -> None:
    assert statuses(desk, "2026-04-22")[:7] == ["done"] * 5 + ["in_progress"] * 2
    assert errors(desk, "2026-04-22") == ["check.activity_counterpart", "check.open_must"]


def test_voices_lead_to_activities(desk: Desk) -> None:
    post = desk.records(Activity, code="A-014")[0]
    assert len(post.voices) == 3


def test_changes_carry_the_dates_of_the_story(desk: Desk) -> None:
    assert desk.recent(1)[0].written.startswith("2026-04-22")


def test_finishing_settles_what_is_open(tmp_path: Path) -> None:
    desk = create_sample(
        tmp_path / "sample.masar", clock=SteppingClock(datetime(2026, 1, 1, tzinfo=UTC))
    ).desk
    finish_sample(desk)
    assert statuses(desk, "2026-05-20")[:7] == ["done"] * 7
    assert errors(desk, "2026-05-20") == []
    desk.close()


def test_a_real_area_takes_no_example(tmp_path: Path) -> None:
    newcomer = Newcomer("Dalia Haddad", "Sunbula Development Organisation", "focal_point")
    desk = create_workspace(tmp_path / "real.masar", "IQG15Q07", newcomer, None, clock=SystemClock()).desk
    with pytest.raises(UserError, match="not_a_training_area"):
        build_sample(desk)
    desk.close()


def test_cancelling_leaves_no_file(tmp_path: Path) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        create_sample(tmp_path / "sample.masar", progress=progress)
    assert not (tmp_path / "sample.masar").exists()


def test_an_unknown_handle_is_refused() -> None:
    with pytest.raises(UserError, match="unknown_handle"):
        resolved(["@nobody"], {})


def test_the_founder_sits_in_a_district_of_the_area() -> None:
    assert founding()["place"] in changed("area")[0].values["districts"]
