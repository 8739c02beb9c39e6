"""A list of locations: columns guessed, rows matched by code, names confirmed, series only grow."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from services.laptops import found

from app.documents.workbook.reader import Table
from app.foundation.errors import UserError
from app.models.kinds.area import Location, PopulationFigure, SeverityRank
from app.models.kinds.inside import SiteCoordinates
from app.services.area_work import add_location, add_source, use_round
from app.services.desk import Desk
from app.services.field_edits import set_value
from app.services.importing_location_columns import guessed
from app.services.importing_locations import (
    Outcome,
    Setting,
    guess_mapping,
    import_locations,
    preview,
    read_location_table,
)
from app.services.typed_values import typed_day
from app.services.views.area import area_view

MASTER = (
    "Place ID\tSub-district\tLocation name\tLocation name (Arabic)\tLatitude\tLongitude"
    "\tFamilies\tIndividuals\n"
    "IQ-1\tMarkaz Sinjar\tTal Narjis\tتل نرجس\t36.262\t41.861\t58\t348\n"
    "IQ-2\tIQG15Q07N02\tGundi Hevi\t\t36.452\t41.694\t1,132\t6,792\n"
    "IQ-3\tNowhere\tAin Sunbul\t\t36.471\t\t٩٦\t\n"
)
ROUND = (
    "Location\tPlace ID\tRI score\tSeverity\nTal Narjis\tIQ-1\t78.5\tHigh\nGundi Hevi\tIQ-2\t81\tVery high\n"
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = found(tmp_path)[0].use()
    yield made
    made.close()


@pytest.fixture
def setting(desk: Desk) -> Setting:
    return Setting(source=add_source(desk, "Master list", "en"), as_of="2026-03-31")


def take(
    desk: Desk, text: str, setting: Setting, choices: Mapping[int, str] | None = None
) -> tuple[Table, Outcome]:
    table = read_location_table(text)
    return table, import_locations(desk, table, guess_mapping(desk, table), setting, choices or {})


def by_name(desk: Desk) -> dict[str, Location]:
    return {one.name_en or "": one for one in desk.records(Location)}


@pytest.mark.parametrize(("header", "field"), [
    ("DTM ID", "dtm_id"), ("Place ID", "dtm_id"), ("P-code", "pcode"), ("Sub District", "sub_district"),
    ("Location", "name"), ("Village name", "name"), ("Lat", "latitude"), ("Long", "longitude"),
    ("No. of families", "households"), ("Individuals", "individuals"), ("RI score", "score"),
    ("Severity", "category"), ("Round", "round"), ("Location type", "type"), ("خط العرض", "latitude"),
    ("اسم الموقع", "name"), ("عدد الأسر", "households"), ("الأفراد", "individuals"), ("Remarks", ""),
])  # fmt: skip
def test_columns_are_guessed_by_their_headers(header: str, field: str) -> None:
    assert guessed([header]) == ({field: header} if field else {})


def test_hxl_tags_decide_before_headers() -> None:
    headers = ("a", "b", "c", "d", "e")
    tags = ("#loc+name", "#geo+lat", "#geo+lon", "#affected+ind", "#adm3+code")
    assert guessed(headers, tags) == {
        "name": "a", "latitude": "b", "longitude": "c", "individuals": "d", "sub_district": "e"
    }  # fmt: skip


def test_a_master_list_becomes_locations_with_figures_in_one_step(desk: Desk, setting: Setting) -> None:
    _, outcome = take(desk, MASTER, setting)
    assert (outcome.rows, outcome.added, outcome.figures) == (3, 3, 3)
    assert {problem.code for problem in outcome.problems} == {"value", "half_coordinates"}
    first = by_name(desk)["Tal Narjis"]
    assert (first.name_ar, first.sub_district, first.latitude, first.role) == (
        "تل نرجس", "IQG15Q07N03", "36.262", "return"
    )  # fmt: skip
    assert {one.households for one in desk.records(PopulationFigure)} == {58, 1132, 96}
    desk.undo()
    assert desk.records(Location) == []


def test_taking_the_same_list_again_changes_nothing(desk: Desk, setting: Setting) -> None:
    take(desk, MASTER, setting)
    _, again = take(desk, MASTER, setting)
    assert (again.nothing, again.known, again.waiting) == (True, 3, ())


def test_a_new_date_adds_to_the_series_and_fills_gaps_only(desk: Desk, setting: Setting) -> None:
    take(desk, MASTER, setting)
    set_value(desk, "location", by_name(desk)["Gundi Hevi"].id, "latitude", "36.5")
    _, outcome = take(desk, MASTER, replace(setting, as_of="2026-06-30"))
    assert (outcome.added, outcome.filled, outcome.figures) == (0, 0, 3)
    assert by_name(desk)["Gundi Hevi"].latitude == "36.5"
    assert len(desk.records(PopulationFigure)) == 6


def test_another_count_of_the_same_day_is_told_and_not_taken(desk: Desk, setting: Setting) -> None:
    take(desk, MASTER, setting)
    _, outcome = take(desk, MASTER.replace("58\t348", "60\t360"), setting)
    assert outcome.nothing
    assert [problem.code for problem in outcome.problems if problem.code == "figure_here"] == ["figure_here"]
    assert {one.households for one in desk.records(PopulationFigure)} == {58, 1132, 96}


def test_a_round_adds_and_the_ranking_stays_with_the_one_it_uses(desk: Desk, setting: Setting) -> None:
    take(desk, MASTER, setting)
    take(desk, ROUND, replace(setting, round="5"))
    use_round(desk, "return_index", "5")
    _, outcome = take(desk, ROUND.replace("78.5", "61"), replace(setting, round="6"))
    assert (outcome.ranks, outcome.rounds) == (2, ("6",))
    assert {one.category for one in desk.records(SeverityRank)} == {"high"}
    rounds = area_view(desk).rounds_of("return_index")
    assert (rounds.used, rounds.newest) == ("5", "6")


def test_a_name_alone_waits_until_somebody_says_which_place_it_is(desk: Desk, setting: Setting) -> None:
    known = add_location(desk, "Tal Narjis", "en")
    set_value(desk, "location", known, "aliases", "Tell Nergis")
    text = "Location\tFamilies\nTell Nergis\t58\nKhirbat Hudhud\t44\n"
    table, outcome = take(desk, text, setting)
    (waiting,) = outcome.waiting
    assert (waiting.row.name, waiting.how, [one for one, _ in waiting.candidates]) == (
        "Tell Nergis", "name", [known]
    )  # fmt: skip
    assert outcome.added == 1
    desk.undo()
    mapping = guess_mapping(desk, table)
    for choice, added, figures in (("skip", 1, 1), ("new", 2, 2), (known, 1, 2)):
        found_so = preview(desk, table, mapping, setting, {waiting.row.number: choice})
        assert (found_so.added, found_so.figures, found_so.waiting) == (added, figures, ())


def test_a_name_spelled_nearly_so_waits_too_but_not_in_another_sub_district(
    desk: Desk, setting: Setting
) -> None:
    known = add_location(desk, "Gundi Hevi", "en")
    set_value(desk, "location", known, "sub_district", "IQG15Q07N02")
    table = read_location_table("Location\tAdmin 3\tFamilies\nGundi Hivi\tAl-Shamal\t10\n")
    mapping = guess_mapping(desk, table)
    assert [one.candidates[0][0] for one in preview(desk, table, mapping, setting, {}).waiting] == [known]
    elsewhere = read_location_table("Location\tAdmin 3\tFamilies\nGundi Hivi\tMarkaz Sinjar\t10\n")
    assert preview(desk, elsewhere, mapping, setting, {}).added == 1


def test_a_confirmed_other_spelling_becomes_an_alias(desk: Desk, setting: Setting) -> None:
    known = add_location(desk, "Tal Narjis", "en")
    set_value(desk, "location", known, "name_ar", "تل نرجس")
    table = read_location_table("Location\tLocation name (Arabic)\tFamilies\nTil Nargis\tتل نرجس\t58\n")
    import_locations(desk, table, guess_mapping(desk, table), setting, {2: known})
    assert desk.records(Location)[0].aliases == "Til Nargis"


def test_a_p_code_matches_after_the_dtm_id(desk: Desk, setting: Setting) -> None:
    known = add_location(desk, "Tal Narjis", "en")
    set_value(desk, "location", known, "pcode", "IQ-P-77")
    table, outcome = take(desk, "Location\tP-code\tDTM ID\tFamilies\nElsewhere\tiq-p-77\tIQ-9\t58\n", setting)
    assert (outcome.added, outcome.filled, outcome.figures) == (0, 1, 1)
    assert (desk.records(Location)[0].dtm_id, desk.records(Location)[0].aliases) == ("IQ-9", "Elsewhere")


def test_two_groups_of_one_new_place_are_one_location(desk: Desk, setting: Setting) -> None:
    text = "Location\tGroup\tFamilies\nBahar camp\tIDPs in camp\t296\nBahar camp\tReturnees\t12\n"
    _, outcome = take(desk, text, setting)
    assert (outcome.added, outcome.figures) == (1, 2)
    assert {one.group for one in desk.records(PopulationFigure)} == {"idp_camp", "returnee"}


def test_coordinates_of_informal_sites_go_inside(desk: Desk, setting: Setting) -> None:
    take(desk, "Location\tType\tLat\tLon\nEdge\tInformal\t36.1\t41.2\n", setting)
    assert desk.records(Location)[0].latitude is None
    assert desk.records(SiteCoordinates)[0].latitude == "36.1"


@pytest.mark.parametrize(("change", "code"), [
    ({"source": ""}, "source_needed"), ({"as_of": ""}, "day_needed"),
])  # fmt: skip
def test_what_a_list_must_say_is_asked_for(
    desk: Desk, setting: Setting, change: dict[str, str], code: str
) -> None:
    with pytest.raises(UserError, match=code):
        take(desk, MASTER, replace(setting, **change))


def test_a_severity_needs_a_round(desk: Desk, setting: Setting) -> None:
    with pytest.raises(UserError, match="round_needed"):
        take(desk, ROUND, setting)


def test_a_table_without_names_or_codes_is_refused(desk: Desk, setting: Setting) -> None:
    with pytest.raises(UserError, match="no_name_column"):
        take(desk, "Families\n58\n", setting)


def test_the_mapping_of_a_layout_is_remembered(desk: Desk, setting: Setting) -> None:
    table = read_location_table("Where\tFamilies\nTal Narjis\t58\n")
    import_locations(desk, table, {"name_en": "Where", "households": "Families"}, setting, {})
    assert guess_mapping(desk, table) == {"name_en": "Where", "households": "Families"}


@pytest.mark.parametrize(("typed", "day"), [
    ("2026-03-31", "2026-03-31"), ("31/03/2026", "2026-03-31"), ("1.4.2026", "2026-04-01"),
    ("2026-03-31 00:00:00", "2026-03-31"), ("٣١/٠٣/٢٠٢٦", "2026-03-31"), ("soon", None), ("31/31/2026", None),
])  # fmt: skip
def test_days_of_tables_are_read(typed: str, day: str | None) -> None:
    assert typed_day(typed) == day


def test_150_locations_are_taken_in_a_moment(desk: Desk, setting: Setting) -> None:
    rows = "".join(
        f"IQ-{n}\tPlace number {n}\t36.{n:03d}\t41.{n:03d}\t{n + 1}\t{6 * n + 6}\n" for n in range(150)
    )
    text = f"Place ID\tLocation\tLat\tLon\tFamilies\tIndividuals\n{rows}"
    before = time.perf_counter()
    _, outcome = take(desk, text, setting)
    assert time.perf_counter() - before < 10
    assert (outcome.added, outcome.figures, outcome.problems) == (150, 150, ())
