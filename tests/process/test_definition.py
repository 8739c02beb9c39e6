from __future__ import annotations

from pathlib import Path

import pytest

from app.foundation.errors import UserError
from app.models.codes import CODE_LISTS
from app.process import definition, frameworks
from app.process.checks.fields import PAGE_OF
from app.process.definition import durable_solutions, load
from app.words.catalogue import Words

STEP = """
id = "other"
source = "source.practice"
[[steps]]
id = "one"
number = 1
page = "plan"
source = "source.practice"
duties = ["members"]
leaves = ["minutes"]
tasks = [{ id = "talk", role = "members" }]
expects = [{ kind = "meeting", type = "roundtable" }]
gates = [{ rule = "further_consultation", step = "one" }]
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "process.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_eight_steps_are_the_first_of_the_code_list() -> None:
    assert tuple(step.id for step in durable_solutions().steps) == CODE_LISTS["step_id"][:8]


def test_only_further_consultation_is_conditional() -> None:
    assert [step.id for step in durable_solutions().steps if step.conditional] == ["consult_further"]


def test_another_process_is_another_file(tmp_path: Path) -> None:
    step = load(written(tmp_path, STEP)).steps[0]
    assert (step.title, step.tasks[0].text, step.leaves) == (
        "step.one.title",
        "step.one.task.talk",
        ("leaves.minutes",),
    )
    assert step.gates[0].params == {"step": "one"}
    assert load(written(tmp_path, STEP)).step("two") is None


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('id = "other"', "", "id"),
        ("number = 1", "number = 2", "steps.number"),
        ("number = 1", 'number = "1"', "steps[0].number"),
        ('page = "plan"', 'pages = "plan"', "steps[0].pages"),
        ('role = "members"', 'role = "mayor"', "steps[0].tasks[0].role: mayor"),
        ('duties = ["members"]', 'duties = ["all"]', "steps[0].role: all"),
        ('duties = ["members"]', "duties = 3", "steps[0].duties"),
        ('kind = "meeting"', 'kind = "party"', "steps[0].expects[0].kind: party"),
        ('type = "roundtable"', 'shape = "round"', "steps[0].expects[0].kind: meeting"),
        ('type = "roundtable"', 'type = ["roundtable"]', "steps[0].expects[0].type"),
        ('rule = "further_consultation"', 'rule = "magic"', "steps[0].gates[0].rule: magic"),
        ('step = "one"', 'spell = "one"', "steps[0].gates[0].rule: further_consultation"),
        ('page = "plan"', 'page = "plan"\nimplementing = "plan_signed"', "steps[0].gates"),
        ('page = "plan"', 'page = "plan"\nconditional = "yes"', "steps[0].conditional"),
        ("tasks = [{ id", 'tasks = [{ id = "talk", role = "members" }, { id', "steps[0].tasks.id"),
    ],
)
def test_a_wrong_shape_is_refused_by_name(tmp_path: Path, old: str, new: str, what: str) -> None:
    with pytest.raises(UserError) as caught:
        load(written(tmp_path, STEP.replace(old, new, 1)))
    assert caught.value.code == "bad_definition"
    assert caught.value.params["what"] == what


def test_what_is_no_toml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="bad_definition"):
        load(written(tmp_path, "id = "))


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="bad_definition"):
        load(tmp_path / "none.toml")


def test_the_framework_is_that_of_the_code_lists() -> None:
    found = frameworks.durable_solutions()
    assert tuple(one.id for one in found.objectives) == CODE_LISTS["so"]
    assert found.criteria == CODE_LISTS["iasc"]
    assert found.principles == CODE_LISTS["principle"]
    assert found.selection_criteria == CODE_LISTS["criterion"]


def test_objectives_and_criteria_point_to_each_other() -> None:
    found = frameworks.durable_solutions()
    assert next(one.criteria for one in found.objectives if one.id == "SO2") == ("4", "2")
    assert found.objectives_for("2") == ("SO2", "SO4")


@pytest.mark.parametrize(
    "text",
    [
        'id = "x"\nobjectives = "so"\ncriteria = "ssr"',
        'id = "x"\nobjectives = "so"\ncriteria = "none"',
        'id = "x"\ntitle = "y"',
    ],
)
def test_a_wrong_framework_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(UserError, match="bad_definition"):
        frameworks.load(written(tmp_path, text))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_text_of_every_step_is_written(language: str) -> None:
    words = Words(language)
    for step in durable_solutions().steps:
        texts = [step.title, step.short, step.purpose, step.guidance, step.source, *step.leaves]
        texts += [task.text for task in step.tasks] + [duty.text for duty in step.duties]
        assert [code for code in texts if not words.has(code)] == []
        assert len(words.say(step.guidance).split("\n\n")) >= 4


def test_pages_are_those_of_the_rail() -> None:
    rail = {"area", "group", "steps", "stakeholders", "meetings", "voices", "plan", "review", "monitoring"}
    assert {step.page for step in definition.durable_solutions().steps} <= rail
    assert set(PAGE_OF.values()) == rail
