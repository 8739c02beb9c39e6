"""Work on what people said: inputs and what became of them, consultations, intentions; one undo step each."""

from __future__ import annotations

from collections.abc import Iterable

from app.models.kinds.area import Intentions
from app.models.kinds.inside import PrivateNote
from app.models.kinds.meetings import Consultation, ConsultationCount, Expectation, Issue
from app.models.kinds.plan import Activity
from app.models.record import Record
from app.process.definition import process_of
from app.process.steps import step_states
from app.services.counting import count_line
from app.services.desk import Desk

LEFT_OUT = "…"
"""Stands where a name was, in a text that leaves the group."""


def add_voice(desk: Desk, text: str, language: str, consultation: str = "") -> str:
    """Add an input in a language and return its id; it was raised today, or on its consultation's day.

    Raises UserError.
    """
    heard = desk.find(Consultation, consultation) if consultation else None
    raised_on = (heard.held_on if heard else None) or desk.today
    with desk.write("issue.add") as unit:
        return unit.add(
            Issue,
            "",
            consultation=heard.id if heard else None,
            scope=heard.scope if heard else None,
            raised_on=raised_on,
            effect="open",
            **{f"text_{language}": text},
        )


def link_voices(desk: Desk, activity: str, voices: Iterable[str]) -> int:
    """Say that an activity answers these inputs; return how many it did not answer before."""
    held = desk.find(Activity, activity)
    if held is None:
        return 0
    fresh = [voice for voice in dict.fromkeys(voices) if voice not in held.voices]
    if fresh:
        with desk.write("issue.link") as unit:
            unit.set(Activity, held.id, voices=(*held.voices, *fresh))
    return len(fresh)


def unlink_voice(desk: Desk, activity: str, voice: str) -> None:
    """Say that an activity does not answer an input."""
    held = desk.find(Activity, activity)
    if held is not None and voice in held.voices:
        with desk.write("issue.link") as unit:
            unit.set(Activity, held.id, voices=tuple(one for one in held.voices if one != voice))


def answer_voices(desk: Desk, voices: Iterable[str], effect: str) -> int:
    """Say of several inputs what became of them, a code of `issue_effect`; return how many changed."""
    found = [desk.find(Issue, voice) for voice in dict.fromkeys(voices)]
    changing = [one for one in found if one is not None and one.effect != effect]
    if changing:
        with desk.write("issue.answer") as unit:
            for one in changing:
                unit.set(Issue, one.id, effect=effect)
    return len(changing)


def keep_inside(desk: Desk, kind: str, record_id: str, field: str, piece: str) -> None:
    """Move a wording that names a person into a private note of the group; the name leaves the text.

    `kind` is issue or expectation. Does nothing when the text no longer holds the piece.
    """
    record: type[Record] = Expectation if kind == "expectation" else Issue
    held = desk.find(record, record_id)
    said = str(getattr(held, field, None) or "")
    if piece and piece in said:
        with desk.write("issue.keep_inside") as unit:
            unit.add(PrivateNote, subject_kind=kind, subject=record_id, note=said)
            unit.set(record, record_id, **{field: said.replace(piece, LEFT_OUT)})


def add_consultation(desk: Desk, title: str, language: str) -> str:
    """Add a planned consultation and return its id.

    It belongs to the last step of consulting whose turn has come: the step before it is done. With the eight
    steps that is step 3, and step 5 once the roundtable is done. Raises UserError.
    """
    with desk.write("consultation.add") as unit:
        return unit.add(
            Consultation, "", status="planned", step_id=_step(desk), **{f"title_{language}": title}
        )


def _step(desk: Desk) -> str:
    process = process_of(desk.book())
    states = step_states(process, desk.book(), desk.today, sees_group=desk.sees_group)
    done = {one.number for one in states if one.status == "done"}
    first, *later = process.steps_at("voices") or process.steps[:1]
    return next((one.id for one in reversed(later) if one.number - 1 in done), first.id)


def count_consulted(desk: Desk, consultation: str, group: str, sex: str, age_band: str, count: int) -> None:
    """Say how many people of one group, sex and age band a consultation heard; nought takes the line away."""
    key = {"consultation": consultation, "group": group, "sex": sex, "age_band": age_band}
    count_line(desk, ConsultationCount, key, count)


def add_intentions(desk: Desk, group: str) -> str:
    """Add a count of what people of a group intend, of today, and return its id. Raises UserError.

    The pathway is never guessed.
    """
    with desk.write("intentions.add") as unit:
        return unit.add(Intentions, group=group, recorded_on=desk.today)


def add_expectation(desk: Desk, text: str, language: str) -> str:
    """Add an expectation in a language, raised today, and return its id. Raises UserError."""
    with desk.write("expectation.add") as unit:
        return unit.add(Expectation, "", raised_on=desk.today, **{f"text_{language}": text})
