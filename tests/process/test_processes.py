"""Every process of the program: its texts, its pages, and that nothing assumes the eight steps."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.foundation.errors import UserError
from app.models.book import Book
from app.models.codes import CODE_LISTS
from app.models.kinds.area import Area, AreaDecision, Step
from app.models.kinds.plan import Activity, Alignment, Paragraph, Plan, Section, Target
from app.process.checks import CHECK_NAMES, CHECKS, numbers_of, run_checks
from app.process.checks.fields import PAGE_OF
from app.process.checks.finding import Context
from app.process.definition import load, process_named, process_of, step_anywhere
from app.process.documents_left import documents_left
from app.process.nodes import built_in
from app.process.scope import process_id, scope_of
from app.process.steps import current_step, step_states
from app.words.catalogue import Words
from tests.process.books import TODAY, make

OTHERS = CODE_LISTS["process"][1:]
every = pytest.mark.parametrize("name", CODE_LISTS["process"])
neighbours = pytest.mark.parametrize("name", OTHERS)


def area(process: str) -> Area:
    return make(Area, "area", name_en="Area", process=process)


def test_steps_of_all_processes_are_the_code_list_in_order() -> None:
    ids = [step.id for name in CODE_LISTS["process"] for step in process_named(name).steps]
    assert tuple(ids) == CODE_LISTS["step_id"]


@pytest.mark.parametrize("language", ["en", "ar"])
@every
def test_every_text_of_every_process_is_written(name: str, language: str) -> None:
    words, process = Words(language), process_named(name)
    codes = [process.title, process.about, process.source]
    for step in process.steps:
        codes += [step.title, step.short, step.purpose, step.guidance, step.source, *step.leaves]
        codes += [one.text for one in (*step.tasks, *step.duties)]
        assert len(words.say(step.guidance).split("\n\n")) >= 2
    assert [code for code in codes if not words.has(code)] == []


@pytest.mark.parametrize("language", ["en", "ar"])
@every
def test_every_rule_says_how_it_stands(name: str, language: str) -> None:
    words, book = Words(language), Book([area(name)])
    for state in step_states(process_named(name), book, TODAY):
        for reason in state.reasons:
            assert words.has(reason.code)
            assert words.has(reason.detail)
            stands = [f"{reason.code}.{met}" for met in ("yes", "no")]
            assert [code for code in stands if not words.has(code)] == []


@every
def test_pages_and_documents_are_known(name: str) -> None:
    process = process_named(name)
    assert {step.page for step in process.steps} <= set(PAGE_OF.values())
    left = [one for step in process.steps for one in documents_left(step.leaves, Book([]))]
    assert [one.code for one in left if not one.page] == []


@every
def test_an_area_follows_the_process_it_names(name: str) -> None:
    book = Book([area(name)])
    assert process_of(book).id == process_id(book) == scope_of(book).process == name


@pytest.mark.parametrize("area_says", [None, "", "process_of_the_future"])
def test_without_a_process_known_here_the_eight_steps_hold(area_says: str | None) -> None:
    book = Book([make(Area, "area", process=area_says)])
    assert len(process_of(book).steps) == 8


@every
def test_an_empty_area_begins_at_the_first_step(name: str) -> None:
    process, book = process_named(name), Book([area(name)])
    states = step_states(process, book, TODAY)
    assert [one.number for one in states] == list(range(1, len(process.steps) + 1))
    assert "done" not in {one.status for one in states}
    assert current_step(states, process).id == process.steps[0].id


@neighbours
def test_outlines_name_what_is_required_and_findings_say_what_is_missing(name: str) -> None:
    scope = process_named(name).scope
    assert len(scope.required) >= 5
    found = run_checks(Book([area(name), make(Plan, "plan", cycle="2026")]), Context(TODAY))
    missing = [one.params["key"] for one in found if one.code == "check.section_empty"]
    assert sorted(map(str, missing)) == sorted(scope.required)


@neighbours
def test_a_written_outline_leaves_nothing_to_find(name: str) -> None:
    keys = process_named(name).scope.required
    sections = [make(Section, f"s-{key}", plan="plan", key=key) for key in keys]
    texts = [make(Paragraph, f"p-{key}", section=f"s-{key}", language="en", text="Said.") for key in keys]
    book = Book([area(name), make(Plan, "plan", cycle="2026"), *sections, *texts])
    assert [one.code for one in run_checks(book, Context(TODAY)) if one.check == 1] == []


@neighbours
def test_the_rules_of_a_plan_of_action_do_not_hold_elsewhere(name: str) -> None:
    found = {one.code for one in run_checks(Book([area(name)]), Context(TODAY))}
    assert not found & {"check.block_empty", "check.no_roundtable", "check.no_agreement", "check.no_plan"}
    assert set(numbers_of(Book([area(name)]))) < set(numbers_of(Book([])))


def test_names_of_checks_are_their_own() -> None:
    assert len(CHECK_NAMES) == sum(len(checks) for checks in CHECKS.values())


@neighbours
def test_an_activity_has_its_place_in_the_framework_of_the_process(name: str) -> None:
    framework = process_named(name).scope.framework
    node = built_in(framework).nodes[0].id
    activity = make(
        Activity, "a1", title_en="Work", lead="org", status="proposed", starts="2026-01-01",
        ends="2026-12-31", no_counterpart_reason="None.",
    )  # fmt: skip
    target = make(Target, "t1", activity="a1", unit="individuals", value="10")
    link = make(Alignment, "l1", activity="a1", framework=framework, code=node)
    bare = Book([area(name), activity, target])
    placed = Book([area(name), activity, target, link])
    assert "check.activity_unplaced" in {one.code for one in run_checks(bare, Context(TODAY))}
    assert not {one.code for one in run_checks(placed, Context(TODAY)) if one.check == 8}


def test_a_step_is_done_when_its_rules_are_met_whatever_the_process() -> None:
    process = process_named("priority_zone")
    records = [area("priority_zone"), make(Step, "st", step_id="pz_zone", actual_start="2026-01-02")]
    records.append(
        make(AreaDecision, "d", decision="selected", rationale_en="Need.", decided_on="2026-01-03")
    )
    state = step_states(process, Book(records), TODAY)[0]
    assert (state.status, state.reasons[0].met) == ("in_progress", "yes")


def test_the_meeting_with_the_authority_belongs_to_a_step_of_the_process() -> None:
    found = {name: process_named(name).step_of_meeting("authority_meeting") for name in CODE_LISTS["process"]}
    assert {name: step.id if step else "" for name, step in found.items()} == {
        "durable_solutions": "engage_authority",
        "integrated_framework": "",
        "joint_programme": "",
        "priority_zone": "pz_engage",
        "security_sector": "ssr_dialogue",
    }


def test_a_step_is_found_in_whichever_process_has_it() -> None:
    step = step_anywhere("jp_sign")
    assert step is not None
    assert step.number == 5
    assert step_anywhere("no_such") is None


def test_a_process_nobody_knows_is_refused() -> None:
    with pytest.raises(UserError) as caught:
        process_named("no_such")
    assert "joint_programme" in Words("en").refusal(caught.value)


PROCESS = """
id = "other"
source = "source.practice"
framework = "ssr"
leaves_out = ["five_blocks"]
outline = [{ section = "risk", required = true }]
[[steps]]
id = "one"
number = 1
page = "plan"
source = "source.practice"
gates = [
    { rule = "recorded", says = "progress_told", kind = "report", sent_on = "*", least = 2 },
    { rule = "nodes_covered", framework = "ssr", nodes = ["vision"] },
    { rule = "sections_written", sections = ["risk"] },
]
"""


def test_a_definition_says_what_its_rules_look_at(tmp_path: Path) -> None:
    path = tmp_path / "process.toml"
    path.write_text(PROCESS, encoding="utf-8")
    process = load(path)
    assert process.scope.required == ("risk",)
    assert process.steps[0].gates[1].params == {"framework": "ssr", "nodes": ("vision",)}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('leaves_out = ["five_blocks"]', 'leaves_out = ["six_blocks"]'),
        ('framework = "ssr"\nleaves', 'framework = "nato"\nleaves'),
        ('[{ section = "risk"', '[{ section = "danger"'),
        ("required = true", 'needed = "yes"'),
        ('nodes = ["vision"]', 'nodes = ["dream"]'),
        ('framework = "ssr", nodes', 'framework = "nato", nodes'),
        ('sections = ["risk"]', 'sections = ["danger"]'),
        ('kind = "report"', 'kind = "rumour"'),
        ('sent_on = "*"', 'sung_on = "*"'),
        ('says = "progress_told", ', ""),
    ],
)
def test_a_definition_that_names_what_is_not_there_is_refused(tmp_path: Path, old: str, new: str) -> None:
    assert old in PROCESS
    path = tmp_path / "process.toml"
    path.write_text(PROCESS.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(UserError, match="bad_definition"):
        load(path)
