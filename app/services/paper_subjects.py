"""What a document can be about: a meeting, an authority, versions …; found by name, listed to choose."""

from __future__ import annotations

from collections.abc import Callable

from app.foundation.errors import UserError
from app.models.kinds.meetings import Consultation, Meeting
from app.models.kinds.plan import JointActivity
from app.process.compacts import compacts_of
from app.services.desk import Desk
from app.services.one_page_work import authorities
from app.services.papers.poster import SIZES
from app.services.views.review_versions import versions_of
from app.words.catalogue import Words

ALL = "all"
Choice = tuple[str, str]
"""An id, and what a person reads for it."""


def subjects(desk: Desk, about: str, words: Words) -> tuple[Choice, ...]:
    """Return what a document of this area can be about; empty when there is nothing or no choice."""
    return SUBJECTS[about](desk, words) if about else ()


def named_meeting(desk: Desk, named: str) -> str:
    """Return the id of a meeting by its id, day or title; without a name, of the only one.

    Raises UserError `no_meeting`, `several_meetings`, `unknown_record`.
    """
    every = desk.records(Meeting)
    found = [one for one in every if not named or named in _names(one)]
    if not every:
        raise UserError("no_meeting")
    if not found:
        raise UserError("unknown_record", kind="meeting", id=named[:80])
    if len(found) > 1:
        raise UserError("several_meetings")
    return found[0].id


def named_consultation(desk: Desk, named: str) -> str:
    """Return the id of a consultation by its id, code, day or title; "" for none named, which means all.

    Raises UserError `unknown_record`.
    """
    if named in ("", ALL):
        return ""
    found = [one for one in desk.records(Consultation) if named in (one.code, *_names(one))]
    if not found:
        raise UserError("unknown_record", kind="consultation", id=named[:80])
    return found[0].id


def _names(one: Meeting | Consultation) -> set[str | None]:
    return {one.id, one.held_on, one.title_en, one.title_ar, one.title_ckb, one.title_fr}


def _meetings(desk: Desk, words: Words) -> tuple[Choice, ...]:
    every = sorted(desk.records(Meeting), key=lambda one: (one.held_on or "", one.id), reverse=True)
    return tuple((one.id, _dated(words, words.pick(one, "title"), one.held_on)) for one in every)


def _consultations(desk: Desk, words: Words) -> tuple[Choice, ...]:
    every = sorted(desk.records(Consultation), key=lambda one: (one.held_on or "", one.id), reverse=True)
    all_of_them = (ALL, words.say("paper.every_consultation"))
    return (all_of_them, *((one.id, _dated(words, words.pick(one, "title"), one.held_on)) for one in every))


def _dated(words: Words, name: str, day: str | None) -> str:
    return words.say("paper.dated", name=name, day=words.date(day)) if day else name


def _versions(desk: Desk, words: Words) -> tuple[Choice, ...]:
    return ("now", words.say("paper.as_it_is")), *_frozen(desk, words)


def _frozen(desk: Desk, words: Words) -> tuple[Choice, ...]:
    return tuple(
        (one.id, words.say("paper.version", number=f"{one.number}{one.mark}")) for one in versions_of(desk)
    )


def _joint(desk: Desk, words: Words) -> tuple[Choice, ...]:
    return tuple((one.id, words.pick(one, "title")) for one in desk.records(JointActivity))


def _compacts(desk: Desk, words: Words) -> tuple[Choice, ...]:
    return tuple((one.id, words.pick(one, "title")) for one in compacts_of(desk.book()))


def _authorities(desk: Desk, words: Words) -> tuple[Choice, ...]:
    return tuple((one, name.read(words.language)) for one, name in authorities(desk))


def _sizes(_desk: Desk, _words: Words) -> tuple[Choice, ...]:
    return tuple((size, size) for size in SIZES)


SUBJECTS: dict[str, Callable[[Desk, Words], tuple[Choice, ...]]] = {
    "meeting": _meetings,
    "consultation": _consultations,
    "version": _versions,
    "versions": _versions,
    "frozen": _frozen,
    "joint": _joint,
    "compact": _compacts,
    "authority": _authorities,
    "size": _sizes,
}
