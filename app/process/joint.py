"""What a joint activity or programme still lacks before work starts.

Source: UNDG guidance on joint programmes (modalities and agents) and lessons learned on integrated
planning (common management, levels of integration, signature before implementation).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

import msgspec

from app.models.book import Book
from app.models.kinds.plan import Activity, Agreement, JointActivity, JointShare
from app.process import facts
from app.process.scope import process_id
from app.process.terms import Params

FEWEST = 2
UNDER_WAY = frozenset({"ongoing", "delayed", "completed"})
GIVEN = ("lead", "integration_level", "modality")
AGENTS = {"pooled": "managing_agent", "pass_through": "administrative_agent"}


class Lack(msgspec.Struct, frozen=True):
    """Something that a joint activity lacks: code under `check.joint_`, grave or not, and its field."""

    code: str
    field: str
    grave: bool = False
    params: Params = msgspec.field(default_factory=dict)


def organisations(joint: JointActivity) -> frozenset[str]:
    """Return the organisations that take part, the lead among them."""
    return frozenset(one for one in (*joint.organisations, joint.lead) if one)


def lacks(book: Book, joint: JointActivity) -> tuple[Lack, ...]:
    """Return what is missing or does not fit in the arrangements of a joint activity."""
    return (*_partners(joint), *_agents(joint), *_shares(book, joint), *_work_plan(book, joint))


def unsigned(book: Book, joint: JointActivity) -> tuple[str, ...]:
    """Return the agreements of a joint activity that are not signed."""
    return tuple(one.id for one in book.where(Agreement, joint_activity=joint.id) if one.status != "signed")


def may_run(book: Book, joint: JointActivity) -> bool:
    """Return whether work may go on: every agreement is signed, at least one, or a reason says why not."""
    agreed = book.where(Agreement, joint_activity=joint.id)
    return bool(agreed and not unsigned(book, joint)) or facts.filled(joint.exception_reason)


def _partners(joint: JointActivity) -> Iterator[Lack]:
    if len(organisations(joint)) < FEWEST:
        yield Lack("alone", "organisations")
    for field in GIVEN:
        if not getattr(joint, field):
            yield Lack(f"no_{field}", field)
    if not facts.says(joint, "steering_body"):
        yield Lack("no_steering_body", "steering_body_en")


def _agents(joint: JointActivity) -> Iterator[Lack]:
    """Pooled funds need a managing agent, passed-through funds an administrative agent, parallel none."""
    wanted = AGENTS.get(joint.modality or "")
    if wanted and not getattr(joint, wanted):
        yield Lack(f"no_{wanted}", wanted, grave=True)
    if joint.modality == "parallel":
        for field in AGENTS.values():
            if getattr(joint, field):
                yield Lack("needless_agent", field)


def _shares(book: Book, joint: JointActivity) -> Iterator[Lack]:
    shares, budget = book.where(JointShare, joint_activity=joint.id), facts.number(joint.budget)
    given = [facts.number(one.amount) for one in shares]
    total = sum((one for one in given if one is not None), Decimal(0))
    if budget is not None and shares and total != budget:
        params: Params = {"total": f"{total.normalize():f}", "budget": f"{budget.normalize():f}"}
        yield Lack("shares_do_not_add_up", "budget", grave=True, params=params)
    without = organisations(joint) - {
        one.organisation for one in shares if facts.number(one.amount) is not None
    }
    if joint.status in UNDER_WAY and (budget is None or without):
        yield Lack("no_shares", "budget", params={"count": len(without)})


def _work_plan(book: Book, joint: JointActivity) -> Iterator[Lack]:
    """The activities of the common work plan cost what the budget says, as far as their cost is known."""
    planned = activities_of(book, [joint], whole=is_whole(book))
    costs = [
        cost
        for one in planned
        if one.currency in (None, joint.currency) and (cost := facts.number(one.budget)) is not None
    ]
    total, budget = sum(costs, Decimal(0)), facts.number(joint.budget)
    if costs and budget is not None and total != budget:
        params: Params = {"total": f"{total.normalize():f}", "budget": f"{budget.normalize():f}"}
        yield Lack("work_plan_differs", "budget", params=params)


def is_whole(book: Book) -> bool:
    """Return whether the plan is one joint programme, to which every activity belongs."""
    return process_id(book) == "joint_programme" and len(book.of(JointActivity)) == 1


def activities_of(book: Book, joint: Iterable[JointActivity], *, whole: bool = False) -> tuple[Activity, ...]:
    """Return the common work plan of joint activities: their live activities, by start and code.

    With `whole` the plan is one joint programme: activities that name no joint activity belong to it too.
    """
    ids = {one.id for one in joint}
    live = facts.live_activities(book)
    own = [one for one in live if one.joint_activity in ids or (whole and not one.joint_activity)]
    return tuple(sorted(own, key=lambda one: (one.starts or "9", one.code or "~", one.id)))
