"""What became of a meeting: how step 4 stands because of it, and where its lines went."""

from __future__ import annotations

from dataclasses import dataclass

from app.models.book import Book
from app.models.kinds.meetings import ActionPoint, Commitment, Decision, Issue, Meeting
from app.process import facts
from app.process.definition import StepDefinition, process_of
from app.process.gates import GATES
from app.process.reasons import View
from app.services.views.reading import finder
from app.services.views.said import Said, from_process

_MARKS = {"yes": "met", "partly": "partly", "no": "open", "unseen": "note"}


@dataclass(frozen=True, slots=True)
class GateEntry:
    """One rule of the step a meeting serves: met, partly, open or note; the rule and how it stands."""

    mark: str
    text: Said
    detail: Said


@dataclass(frozen=True, slots=True)
class After:
    """Where the lines of a meeting went. `step` is the step it serves, "" for none."""

    step: str = ""
    number: int = 0
    gates: tuple[GateEntry, ...] = ()
    inputs: int = 0
    answered: int = 0
    decisions: int = 0
    commitments: int = 0
    commitments_open: int = 0
    actions: int = 0
    actions_open: int = 0
    minutes_on: str = ""
    approved_by: str = ""


def after(book: Book, meeting: Meeting, today: str, *, sees_group: bool = True) -> After:
    """Return what became of a meeting."""
    inputs = book.where(Issue, meeting=meeting.id)
    commitments = book.where(Commitment, meeting=meeting.id)
    actions = book.where(ActionPoint, meeting=meeting.id)
    step = process_of(book).step_of_meeting(meeting.type or "")
    return After(
        step.id if step else "",
        step.number if step else 0,
        _gates(step, View(book, today, sees_group)) if step else (),
        len(inputs),
        sum(facts.filled(one.response) or (one.effect or "open") != "open" for one in inputs),
        len(book.where(Decision, meeting=meeting.id)),
        len(commitments),
        sum(one.status not in facts.KEPT for one in commitments),
        len(actions),
        sum(one.status not in ("done", "dropped") for one in actions),
        meeting.minutes_on or "",
        meeting.minutes_approved_by or "",
    )


def _gates(step: StepDefinition, view: View) -> tuple[GateEntry, ...]:
    find = finder(view.book)
    reasons = [GATES[gate.name](view, **gate.params) for gate in step.gates]
    return tuple(
        GateEntry(
            _MARKS[one.met],
            from_process(one.code, one.params, find),
            from_process(one.detail, one.params, find),
        )
        for one in reasons
    )
