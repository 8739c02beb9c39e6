"""What is being entered for a record that is not there yet: a draft like any other, never in the log.

A form is named for what it makes, and its owner is what that will belong to: the stakeholder of a contact,
the meeting of a line, "section/language" of a paragraph. A form that keeps itself is finished by a service;
one with a button of its own is filled again and waits for the person.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

from app.foundation.clock import stamp
from app.foundation.errors import UserError
from app.services.desk import Desk
from app.services.drafts import commit_draft, discard_draft, drafts
from app.storage.drafts import Draft, DraftValue, delete_form, read_drafts, write_draft
from app.storage.workspace import Transaction

MARK = "+"
"""Before the name of a form, where a draft of a record names the record's kind."""
Values = Mapping[str, DraftValue]


@dataclass(frozen=True, slots=True)
class Begun:
    """What was entered into a form, by the names of its fields; `typed_at` is the last moment (UTC)."""

    form: str
    owner: str
    typed_at: str
    values: dict[str, DraftValue] = field(default_factory=dict)


def keep_begun(desk: Desk, form: str, owner: str, values: Values, *, at_once: bool = False) -> None:
    """Keep what is entered in the place of what was kept of the same form; nothing entered keeps nothing.

    `at_once`: do not wait for a long transaction; its turn in the file comes afterwards. Nothing is dropped
    then: what is gone from the form may be about to become a record.
    """
    now, kind = stamp(desk.clock.now()), MARK + form
    held = [Draft(kind, owner, name, value, now) for name, value in values.items() if value not in _NOTHING]
    if at_once:
        desk.workspace.keep_at_once(partial(_add, held=held))
        return
    with desk.workspace.write() as connection:
        delete_form(connection, kind, owner)
        _add(connection, held)
    desk.workspace.aside.drop(partial(delete_form, kind=kind, record=owner))


def _add(connection: Transaction, held: Sequence[Draft]) -> None:
    for one in held:
        write_draft(connection, one)


_NOTHING = (None, "", ())


def drop_begun(desk: Desk, form: str, owner: str) -> None:
    """Drop what was entered into a form."""
    keep_begun(desk, form, owner, {})


def begun(desk: Desk) -> list[Begun]:
    """Return what was entered and never became a record, the oldest first."""
    with desk.workspace.read() as connection:
        held = [draft for draft in read_drafts(connection) if draft.kind.startswith(MARK)]
    found: dict[tuple[str, str], Begun] = {}
    for draft in held:
        key = (draft.kind.removeprefix(MARK), draft.record)
        values = found[key].values if key in found else {}
        found[key] = Begun(*key, draft.typed_at, {**values, draft.field: draft.value})
    return sorted(found.values(), key=lambda one: (one.typed_at, one.form, one.owner))


def begun_values(desk: Desk, form: str, owner: str) -> dict[str, DraftValue]:
    """Return what was entered into one form, {} for nothing."""
    return next((one.values for one in begun(desk) if (one.form, one.owner) == (form, owner)), {})


def finish_begun(desk: Desk, form: str, owner: str, values: Values) -> None:
    """Make the record of a form that keeps itself, as one undo step, and drop the draft.

    Raises UserError `value_<rule>`; the draft stays then.
    """
    FINISHED[form](desk, owner, values)
    drop_begun(desk, form, owner)


def keep_all(desk: Desk, until: str) -> list[Begun]:
    """Keep every draft typed up to a moment: fields are written, forms that keep themselves are finished.

    Returns the forms that wait for the person, the newest last. A field's text that its record refuses was
    never a value and is dropped; the person sees the record as it is.
    """
    for draft in drafts(desk):
        if draft.typed_at <= until:
            with suppress(UserError):
                commit_draft(desk, draft)
            discard_draft(desk, draft.kind, draft.record, draft.field)
    for one in _begun_until(desk, until):
        if one.form in FINISHED:
            with suppress(UserError):
                finish_begun(desk, one.form, one.owner, one.values)
    return _begun_until(desk, until)


def discard_all(desk: Desk, until: str) -> None:
    """Drop every draft typed up to a moment, of fields and of forms."""
    for draft in drafts(desk):
        if draft.typed_at <= until:
            discard_draft(desk, draft.kind, draft.record, draft.field)
    for one in _begun_until(desk, until):
        drop_begun(desk, one.form, one.owner)


def _begun_until(desk: Desk, moment: str) -> list[Begun]:
    return [one for one in begun(desk) if one.typed_at <= moment]


def typed_last(desk: Desk) -> str:
    """Return the moment (UTC) of the newest draft of either sort, "" when there is none."""
    moments = [one.typed_at for one in drafts(desk)] + [one.typed_at for one in begun(desk)]
    return max(moments, default="")


def _keep_card(desk: Desk, owner: str, values: Values) -> None:
    from app.services.group_work import keep_card

    keep_card(desk, owner, values)


def _decide(desk: Desk, _owner: str, values: Values) -> None:
    from app.services.area_work import decide

    decide(desk, values)


def _locate(desk: Desk, owner: str, values: Values) -> None:
    from app.services.area_work import set_coordinates

    set_coordinates(desk, owner, str(values.get("coordinates") or ""))


def _judge(desk: Desk, owner: str, values: Values) -> None:
    from app.services.area_work import judge

    judge(desk, owner, values)


def _write_paper(desk: Desk, owner: str, values: Values) -> None:
    from app.services.one_page_work import write_paragraph

    paper, _, language = owner.partition("/")
    for part, text in values.items():
        write_paragraph(desk, paper, part, language, str(text or ""))


def _add_paragraph(desk: Desk, owner: str, values: Values) -> None:
    from app.services.plan_text import add_paragraph

    section, _, language = owner.partition("/")
    add_paragraph(desk, section, language, str(values.get("text") or ""))


def _rate(desk: Desk, owner: str, values: Values) -> None:
    from app.services.stakeholder_work import rate

    rate(desk, owner, values)


def _change_step(desk: Desk, owner: str, values: Values) -> None:
    from app.services.step_tasks import change_step

    change_step(desk, owner, values)


def _change_task(desk: Desk, owner: str, values: Values) -> None:
    from app.services.step_tasks import change_task

    step, _, template = owner.partition("/")
    change_task(desk, step, "", template, values)


FINISHED: dict[str, Callable[[Desk, str, Values], None]] = {
    "card": _keep_card,
    "area_decision": _decide,
    "coordinates": _locate,
    "criterion": _judge,
    "paper_paragraph": _write_paper,
    "paragraph": _add_paragraph,
    "rating": _rate,
    "step": _change_step,
    "task": _change_task,
}
"""The forms that keep themselves, each with what makes its record.

The services are imported as they are needed: the window comes up without them.
"""
