"""Schedules that are written down: between them every named move does something."""

from __future__ import annotations

from collections.abc import Callable

from services import exchange_moves as moves
from services import exchange_roster as on_roster
from services import exchange_stories as stories
from services.exchange_schedules import Exchange, Step

from app.models.kinds.plan import Activity

DALIA, OMAR, NADIA, KARIM, RANA, SAMI, HUDA = range(7)
RANAS_COPY = 7


def _together(story: Callable[..., None], who: int, whose: int, *hows: int) -> list[Step]:
    return [(story, {"who": who, "whose": whose, "area": 0, "how": how}) for how in hows]


DISAGREEING: tuple[Step, ...] = (
    *_together(Exchange.disagree, DALIA, 0, 0, 1),
    *_together(Exchange.decide_together, OMAR, 1, 0, 1, 2, 3),
    *_together(Exchange.forget_together, DALIA, 1, 0, 1, 2, 3),
    *_together(Exchange.merge_together, NADIA, 0, 1, 2),
    *_together(Exchange.remove_and_bring_back, SAMI, 0, 0, 3),
    *_together(Exchange.undo_and_redo, OMAR, 0, 1, 2),
)
"""Two write apart, decide, remove for good, merge, undo."""

ON_THE_WAY: tuple[Step, ...] = (
    (Exchange.back_up, {"who": OMAR}),
    *_together(Exchange.undo_together, DALIA, 0, 0, 1, 2, 3),
    *_together(Exchange.wait_for_the_first, NADIA, 0, 0, 1),
    *_together(Exchange.ask_together, SAMI, 0, 0),
    (Exchange.add, {"who": KARIM, "area": 1, "text": "wells"}),
    (Exchange.edit, {"who": RANA, "area": 1, "edit": moves.edit_title, "which": 0, "text": "schools"}),
    (Exchange.groups, {"who": RANA, "area": 1, "which": 0, "groups": {"returnee"}}),
    (Exchange.target, {"who": RANA, "area": 1, "which": 0, "value": 2}),
    (Exchange.deadline, {"area": 0, "which": 0, "text": "wells"}),
    (Exchange.forge, {"who": KARIM, "area": 1, "which": 0, "text": "wells"}),
    (Exchange.attach, {"who": KARIM, "area": 1, "kind": Activity, "which": 0, "text": "wells"}),
    (Exchange.remove_apart, {"who": SAMI, "whose": 0, "area": 1, "which": 0, "text": "wells"}),
    (Exchange.pack, {"who": DALIA, "area": 0, "whom": [1, 2], "part": ""}),
    (Exchange.take_twice, {"who": NADIA, "which": 0}),
    (Exchange.pack_for_words, {"who": DALIA, "area": 0, "part": "all"}),
    (Exchange.lose, {"which": 0}),
    (Exchange.put_back, {"which": 0}),
    (Exchange.reopen, {"who": NADIA}),
    (Exchange.slip, {"who": DALIA, "area": 0, "which": 0, "whom": 1, "text": "wells"}),
)
"""Packages set aside, waiting, asked for and lost; files restored and copied."""

PEOPLE: tuple[Step, ...] = (
    (Exchange.say_of_somebody, {"who": DALIA, "name": "Nadia", "said": on_roster.name_steward}),
    (Exchange.gone_and_back, {"who": DALIA, "name": "Nadia", "parting": stories.lost}),
    (Exchange.gone_and_back, {"who": KARIM, "name": "Rana", "parting": on_roster.say_left}),
    (Exchange.revoke, {"who": DALIA, "name": "Omar", "until": ""}),
    (Exchange.move_cut, {"who": DALIA, "until": "2027-01-01"}),
    (Exchange.cut_in_country, {"area": 0, "name": "Omar", "until": ""}),
    (Exchange.hand_over, {"who": DALIA, "whom": 2, "area": 0}),
)
"""Laptops that are lost and found, people who go and come back."""

WRITTEN = (DISAGREEING, ON_THE_WAY, PEOPLE)

_BEGUN_BY_A_COPY: tuple[Step, ...] = (
    (Exchange.fork, {"who": RANA}),
    (Exchange.forge, {"who": RANAS_COPY, "area": 0, "which": 0, "text": "wells"}),
    *_together(Exchange.forget_together, RANAS_COPY, 1, 0),
    (Exchange.undo_and_redo, {"who": SAMI, "whose": 5, "area": 1, "how": 3}),
)
"""The copy of a laptop writes in the country before the laptop does, which has that from a third."""

FOUND: dict[str, tuple[Step, ...]] = {
    "who is called lost by somebody who was lost themselves is told by six words": (
        (Exchange.gone_and_back, {"who": DALIA, "name": "Omar", "parting": stories.lost}),
        (Exchange.revoke, {"who": OMAR, "name": "Nadia", "until": ""}),
    ),
    "who undid a take and whose clock went back is sent it again": (
        *_together(Exchange.merge_together, DALIA, 8, 2),
        *_together(Exchange.ask_together, SAMI, 0, 0),
        (Exchange.untake, {"who": DALIA}),
        *_together(Exchange.disagree, OMAR, 0, 1),
    ),
    "whom somebody sent away stays away when that one comes back": (
        (Exchange.part_with_somebody, {"who": OMAR, "name": "Nadia", "parting": on_roster.refuse}),
        (Exchange.revoke, {"who": DALIA, "name": "Omar", "until": ""}),
        (Exchange.count_again, {"who": DALIA, "area": 0}),
    ),
    "what a copy began goes on": (
        *_BEGUN_BY_A_COPY,
        (Exchange.forge, {"who": RANA, "area": 0, "which": 0, "text": "wells"}),
    ),
    "what a copy began and was undone is begun anew": (
        *_BEGUN_BY_A_COPY,
        (Exchange.untake, {"who": RANA}),
        (Exchange.forge, {"who": RANA, "area": 0, "which": 0, "text": "wells"}),
    ),
}
"""The shortest schedules that failed once: that ended in different states, or in which nothing was taken."""
