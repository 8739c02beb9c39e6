"""Step 1, the area: four criteria with evidence and source, the decision, and the locations."""

from __future__ import annotations

from pathlib import Path

from ui.walk.eyes import said
from ui.walk.person import Person

CRITERIA = (
    ("actors_available", "met", "Eight organisations named staff; two lead."),
    ("evidence_of_need", "met", "Every assessed village of the north was rated very severe."),
    ("authority_willingness", "met", "The district asked for one plan and offered a room."),
    ("access_feasibility", "partly", "Roads are open in the dry season."),
)
MASTER_LIST = """Location,DTM ID,Role,Type,Latitude,Longitude,Individuals,Severity
Tal Zahra,5001,return,village,36.331,41.902,1840,High
Kherbat Noor,5002,return,village,36.292,41.764,960,Medium
"""
SOURCE = "Return Index, findings of round three"
DECIDED = "Need is severe and documented; authorities and partners want to plan."


def judge_the_criteria(person: Person) -> None:
    """Say of each criterion whether it is met, with evidence and a source; the first names a new source."""
    person.page("area")
    for number, (criterion, assessment, evidence) in enumerate(CRITERIA):
        person.click("area.judge", nth=number)
        assert person.sees(f"area.criterion.{criterion}")
        person.choose("field.selection_criterion.assessment", f"code.assessment.{assessment}")
        person.fill("field.selection_criterion.evidence_en", evidence)
        if number == 0:
            person.door.answers = [SOURCE]
            person.click("area.source.new")
        else:
            person.choose("field.selection_criterion.source", SOURCE)
        person.fill("field.selection_criterion.assessed_by", "Dalia Haddad")
        person.fill("field.selection_criterion.assessed_on", "6/1/2026")
    assert person.sees(said("area.met", met=3))


def decide(person: Person) -> None:
    """Record who decided, when and why."""
    person.click("area.decide")
    person.choose("field.area_decision.decision", "code.area_decision.selected")
    person.fill("field.area_decision.decided_by", "Area group with DSTWG")
    person.fill("field.area_decision.decided_on", "12/1/2026")
    person.fill("field.area_decision.rationale_en", DECIDED)
    assert person.sees(DECIDED)
    person.picture("decision")


def describe_the_source(person: Person) -> None:
    """Say what the source is, so that others can judge how far it carries."""
    person.click("area.tab.sources")
    person.row(SOURCE)
    person.fill("field.source.publisher", "IOM Iraq")
    person.fill("field.source.published_on", "1/6/2025")
    person.choose("field.source.method", "code.evidence_method.ki_interview")
    person.choose("field.source.representativeness", "code.representativeness.indicative")


def list_locations(person: Person, list_file: Path) -> None:
    """Add one place by hand and take the others from a master list."""
    person.click("area.tab.locations")
    person.door.answers = ["Tal Qasab"]
    person.click("area.location.new")
    person.choose("field.location.type", "code.location_type.village")
    person.fill("area.coordinates", "36.262, 41.861")
    person.click("area.people_series.add")
    person.choose("field.population_figure.group", "code.population_group.returnee")
    person.fill("field.population_figure.households", "140")
    person.fill("field.population_figure.as_of", "1/3/2026")
    person.choose("field.population_figure.source", SOURCE)
    person.click("area.people_series.keep")
    _import(person, list_file)
    person.click("area.tab.ranking")
    person.click("area.rank.by_severity")
    person.picture("ranking")
    person.click("area.tab.map")
    person.picture("map")


def _import(person: Person, list_file: Path) -> None:
    list_file.write_text(MASTER_LIST, encoding="utf-8")
    person.door.files = [list_file]
    person.click("area.import")
    person.choose("field.population_figure.source", SOURCE)
    person.fill("field.population_figure.as_of", "1/3/2026")
    person.fill("field.severity_rank.round", "21")
    person.picture("import")
    person.click("area.import.take")
    assert person.sees("Kherbat Noor")
