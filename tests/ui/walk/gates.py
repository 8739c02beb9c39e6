"""What the Steps page says of a step: its rules, in words, and whether they are met."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QWidget
from ui.walk.eyes import named, plain, said
from ui.walk.person import Person

from app.ui.kit.finding import Mark, ReasonRow
from app.ui.kit.step_list import StepItem
from app.ui.pages.step_tasks import TaskRow

W = TypeVar("W", bound=QWidget)


def shown(person: Person, part: type[W]) -> list[W]:
    """Return what can be seen of a sort of widget, as it stands."""
    return [one for one in person.walker.frame.findChildren(part) if one.isVisible()]


def look_at(person: Person, number: int) -> dict[str, str]:
    """Open a step on the Steps page and return the sign of each of its rules, by its sentence."""
    person.page("steps")
    person.click_on(shown(person, StepItem)[number - 1])
    rows = shown(person, ReasonRow)
    assert all(one.link.isVisible() and one.finding.why for one in rows), "a rule without link or reason"
    return {plain(one.finding.text): one.findChildren(Mark)[0].text() for one in rows}


def is_not_done(person: Person, number: int) -> list[str]:
    """Return the rules that are open, after seeing that the page says so in words."""
    rules = look_at(person, number)
    assert person.sees("steps.not_done_because")
    assert not person.sees("steps.done_because")
    person.picture("step-open")
    return [text for text, sign in rules.items() if sign != "✓"]


def is_done(person: Person, number: int, count: int) -> None:
    """See that all rules of a step are met and that its chip says it is done."""
    rules = look_at(person, number)
    assert set(rules.values()) == {"✓"}, rules
    assert len(rules) == count, rules
    assert person.sees("steps.done_because")
    assert person.sees("steps.status.done")


def follow(person: Person, rule: str) -> None:
    """Go where a rule that is open sends the person."""
    name = f"{said('steps.go_there')}: {said(rule)}"
    assert named(name), name
    person.click(name)


def tick_tasks(person: Person) -> None:
    """Tick the tasks of the step that is shown, one after the other."""
    rows = person.walker.frame.findChildren(TaskRow)
    for number in range(sum(one.isVisible() for one in rows)):
        person.click_on(shown(person, TaskRow)[number].box)
    assert all(one.box.isChecked() for one in shown(person, TaskRow))
    person.picture("step-done")
