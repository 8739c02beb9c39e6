"""Work on the area on a real workspace: what each service writes in one undo step, what the page is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from services.laptops import found

from app.foundation.errors import UserError
from app.models.kinds.area import Area, AreaDecision, Location, PopulationFigure, SelectionCriterion
from app.models.kinds.inside import SiteCoordinates
from app.services.area_work import (
    add_figure,
    add_location,
    add_severity,
    add_source,
    decide,
    judge,
    rank_at,
    rank_by_severity,
    read_degrees,
    set_coordinates,
    set_location_type,
    use_round,
)
from app.services.desk import Desk
from app.services.field_edits import set_value
from app.services.place_names import below, place_options
from app.services.views.area import AreaView, area_view
from app.services.views.area_locations import LocationEntry


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = found(tmp_path)[0].use()
    yield made
    made.close()


def placed(desk: Desk, *names: str) -> list[str]:
    return [add_location(desk, name, "en") for name in names]


def entry(desk: Desk, record_id: str) -> LocationEntry:
    shown = area_view(desk).location(record_id)
    assert shown is not None
    return shown


def ranking(view: AreaView) -> list[tuple[int, str]]:
    return [(one.rank, one.name.en) for one in view.locations if one.rank is not None]


def test_the_first_judgement_makes_the_criterion_and_notes_who_and_when(desk: Desk) -> None:
    judge(desk, "evidence_of_need", {"evidence_en": "Steady returns"})
    judge(desk, "evidence_of_need", {"assessment": "met"})
    (one,) = desk.records(SelectionCriterion)
    assert (one.assessment, one.evidence_en) == ("met", "Steady returns")
    assert (one.assessed_on, one.assessed_by) == (desk.today, "Dalia")
    desk.undo()
    assert desk.records(SelectionCriterion)[0].assessment is None


def test_the_verdict_follows_the_areas_own_rule(desk: Desk) -> None:
    assert area_view(desk).verdict.needed == 2
    for criterion in ("actors_available", "evidence_of_need"):
        judge(desk, criterion, {"assessment": "met"})
    decide(desk, {"decision": "selected"})
    verdict = area_view(desk).verdict
    assert (verdict.met, verdict.open, verdict.reached, verdict.departs) == (2, 2, True, False)
    set_value(desk, "area", desk.area, "criteria_needed", 4)
    assert area_view(desk).verdict.departs
    decide(desk, {"departure_reason": "The governor asked for it"})
    assert area_view(desk).verdict.reason == "The governor asked for it"


def test_not_selecting_an_area_that_meets_the_rule_departs_too(desk: Desk) -> None:
    for criterion in ("actors_available", "evidence_of_need"):
        judge(desk, criterion, {"assessment": "met"})
    decide(desk, {"decision": "not_selected"})
    assert area_view(desk).verdict.departs


def test_a_decision_selects_a_candidate_in_the_same_step(desk: Desk) -> None:
    set_value(desk, "area", desk.area, "status", "candidate")
    decide(desk, {"rationale_en": "Need is severe"})
    decide(desk, {"decision": "selected"})
    (one,) = desk.records(AreaDecision)
    assert (one.decision, one.decided_on, desk.records(Area)[0].status) == (
        "selected",
        desk.today,
        "selected",
    )
    desk.undo()
    assert desk.records(Area)[0].status == "candidate"


@pytest.mark.parametrize(("typed", "pair"), [
    ("36.262, 41.861", ("36.262", "41.861")),
    ("36.262 41.861", ("36.262", "41.861")),
    ("٣٦٫٢٦٢، ٤١٫٨٦١".replace("،", ";"), ("36.262", "41.861")),
    ("36.262° N, 41.861° E", ("36.262", "41.861")),
])  # fmt: skip
def test_coordinates_are_read_as_people_write_them(typed: str, pair: tuple[str, str]) -> None:
    assert read_degrees(typed) == pair


@pytest.mark.parametrize("typed", ["36.262", "north of the river", "96.2, 41.8", "36.2, 341"])
def test_what_is_no_place_on_the_globe_is_refused(typed: str) -> None:
    with pytest.raises(UserError, match="not_coordinates"):
        read_degrees(typed)


def test_coordinates_of_informal_sites_stay_inside(desk: Desk) -> None:
    (one,) = placed(desk, "Edge of town")
    set_coordinates(desk, one, "36.1, 41.2")
    assert not entry(desk, one).inside
    set_location_type(desk, one, "informal_site")
    assert desk.records(Location)[0].latitude is None
    assert desk.records(SiteCoordinates)[0].latitude == "36.1"
    assert (entry(desk, one).latitude, entry(desk, one).inside) == (36.1, True)
    set_coordinates(desk, one, "36.3, 41.4")
    assert desk.records(Location)[0].latitude is None
    set_location_type(desk, one, "village")
    assert (desk.records(Location)[0].latitude, desk.records(SiteCoordinates)) == ("36.3", [])


def test_figures_are_a_series_and_the_newest_count(desk: Desk) -> None:
    (one,), source = placed(desk, "Tal Narjis"), add_source(desk, "Master list", "en")
    first = {"group": "returnee", "source": source, "as_of": "2025-12-31"}
    add_figure(desk, one, {**first, "households": 58, "individuals": 348})
    add_figure(desk, one, {**first, "as_of": "2026-03-31", "households": 64, "individuals": 384})
    add_figure(desk, one, {**first, "group": "host_community", "individuals": 100})
    shown = entry(desk, one)
    assert (shown.people, shown.households, shown.as_of) == (384, 64, "2026-03-31")
    assert [figure.newest for figure in shown.figures if figure.group == "returnee"] == [True, False]
    with pytest.raises(UserError, match="figure_is_here"):
        add_figure(desk, one, {**first, "households": 1})
    assert len(desk.records(PopulationFigure)) == 3


def test_people_that_do_not_fit_the_households_are_told_with_what_is_usual(desk: Desk) -> None:
    (one,), source = placed(desk, "Camp"), add_source(desk, "Master list", "en")
    key = {"source": source, "as_of": "2026-03-31", "households": 100}
    add_figure(desk, one, {**key, "group": "returnee", "individuals": 500})
    add_figure(desk, one, {**key, "group": "idp_camp", "individuals": 500})
    add_figure(desk, one, {**key, "group": "idp_out_of_camp", "individuals": 300})
    expected = {figure.group: (figure.factor, figure.expected) for figure in entry(desk, one).figures}
    assert expected == {"returnee": (6, 0), "idp_camp": (5, 0), "idp_out_of_camp": (6, 600)}
    assert entry(desk, one).hints == 1


def test_a_new_round_waits_until_it_is_used(desk: Desk) -> None:
    (one,) = placed(desk, "Tal Narjis")
    for number, score in (("5", "78.5"), ("6", "61")):
        add_severity(desk, one, {"index": "return_index", "round": number, "score": score})
    use_round(desk, "return_index", "5")
    rounds = area_view(desk).rounds_of("return_index")
    assert (rounds.used, rounds.newest, rounds.is_behind) == ("5", "6", True)
    used = entry(desk, one).used
    assert used is not None
    assert used.score == 78.5
    use_round(desk, "return_index", "6")
    assert not area_view(desk).rounds_of("return_index").is_behind
    with pytest.raises(UserError, match="round_is_here"):
        add_severity(desk, one, {"index": "return_index", "round": "6", "score": "10"})


def test_ranks_stay_without_gaps_and_moving_is_one_step(desk: Desk) -> None:
    a, b, c = placed(desk, "A", "B", "C")
    for one in (a, b, c):
        rank_at(desk, one, 99)
    assert ranking(area_view(desk)) == [(1, "A"), (2, "B"), (3, "C")]
    rank_at(desk, c, 1)
    assert ranking(area_view(desk)) == [(1, "C"), (2, "A"), (3, "B")]
    rank_at(desk, a, 0)
    assert ranking(area_view(desk)) == [(1, "C"), (2, "B")]
    desk.undo()
    desk.undo()
    assert ranking(area_view(desk)) == [(1, "A"), (2, "B"), (3, "C")]


def test_ordering_by_severity_puts_the_gravest_first(desk: Desk) -> None:
    a, b, c, _ = placed(desk, "A", "B", "C", "D")
    for one, category, score in ((a, "medium", "50"), (b, "high", "70"), (c, "high", "90")):
        add_severity(desk, one, {"index": "return_index", "round": "5", "category": category, "score": score})
    assert rank_by_severity(desk) == 3
    assert ranking(area_view(desk)) == [(1, "C"), (2, "B"), (3, "A")]
    desk.undo()
    assert ranking(area_view(desk)) == []


def test_places_are_found_below_each_other(desk: Desk) -> None:
    places = place_options(desk.book())
    assert {one.pcode[:5] for one in below(places, "district", ["IQG15"])} == {"IQG15"}
    assert "baaj" in next(one.folded for one in places if one.pcode == "IQG15Q02")


def test_figures_without_a_source_are_listed_and_sources_know_their_uses(desk: Desk) -> None:
    (one,), source = placed(desk, "Tal Narjis"), add_source(desk, "Return Index", "en")
    add_severity(desk, one, {"index": "return_index", "round": "5", "score": "70"})
    judge(desk, "evidence_of_need", {"evidence_en": "Severe", "source": source})
    view = area_view(desk)
    assert [(use.kind, use.detail) for use in view.unsourced] == [("severity_rank", "5")]
    (shown,) = view.sources
    assert [use.kind for use in shown.uses] == ["selection_criterion"]
    assert shown.incomplete == ("publisher", "method", "representativeness")
    cited = view.cited(source)
    assert cited is not None
    assert (cited.id, cited.title, len(cited.uses)) == (shown.id, shown.title, 0)
