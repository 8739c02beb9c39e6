"""Taking back what a package changed by an ordinary changeset, when its take can no longer be undone."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from app.foundation.errors import UserError
from app.models.current import standing
from app.models.kinds.country import HEADQUARTERS_KINDS
from app.models.personal import ROSTER_KINDS
from app.models.record import Merge
from app.models.registry import KINDS, describe
from app.models.values import Value, same
from app.services.desk import Desk
from app.services.unit import Unit
from app.storage.logged import ALIVE, Logged, Register
from app.storage.packages import check_taken
from app.storage.setting_aside import last_take
from app.storage.taken import changes_of_take

ACTION = "package.back"


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What was (or would be) taken back, by kind: records removed again, brought back, changed back.

    `left` changes stay: someone has changed them since, or they are not ordinary content (people, devices,
    what only headquarters writes).
    """

    removed: dict[str, int] = field(default_factory=dict)
    restored: dict[str, int] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)
    left: int = 0

    @property
    def empty(self) -> bool:
        """Whether there is nothing to take back."""
        return not (self.removed or self.restored or self.changed)


@dataclass(frozen=True, slots=True)
class _Step:
    """One field to write: what it held without the package. Of a set, which `elements` are in it again."""

    kind: str
    record: str
    space: str
    name: str
    value: Value = None
    elements: dict[str, bool] = field(default_factory=dict)


def look_back(desk: Desk, take: int | None = None) -> TakenBack:
    """Return what `take_back_changes` would do; nothing is changed. Raises as it does."""
    steps, left = _steps(desk, take)
    return _told(steps, left)


def take_back_changes(desk: Desk, take: int | None = None) -> TakenBack:
    """Write what stood before a package was taken (the last one, unless told), as one ordinary changeset.

    It travels like any other work and can be undone. Who joined stays, and what they said of themselves then.
    Raises UserError `no_package_taken`, `unknown_take`, `nothing_to_take_back`.
    """
    steps, left = _steps(desk, take)
    told = _told(steps, left)
    if told.empty:
        raise UserError("nothing_to_take_back")
    with desk.write(ACTION) as unit:
        for step in steps:
            _write(unit, desk, step)
    return told


def _write(unit: Unit, desk: Desk, step: _Step) -> None:
    kind = KINDS[step.kind]
    if not step.elements:
        unit.decide(kind, step.record, step.space, step.name, step.value)
        return
    record = desk.find(kind, step.record)
    if record is not None:
        kept = set(getattr(record, step.name) or ())
        kept = {one for one in kept if step.elements.get(one, True)}
        kept |= {one for one, there in step.elements.items() if there}
        unit.set(kind, step.record, **{step.name: tuple(sorted(kept))})


def _steps(desk: Desk, take: int | None) -> tuple[list[_Step], int]:
    with desk.workspace.read() as connection:
        chosen = take if take is not None else last_take(connection)
        if chosen is None:
            raise UserError("no_package_taken")
        check_taken(connection, chosen)
        brought, entries = changes_of_take(connection, chosen)
    by_record: dict[str, list[Logged]] = defaultdict(list)
    for item in brought:
        by_record[item.register[0]].append(item)
    steps, left = list[_Step](), 0
    package = {item.changeset for item in brought}
    introductions = {item.changeset for item in brought if item.kind in ROSTER_KINDS}
    for record, items in by_record.items():
        introduced = all(item.changeset in introductions for item in items)
        found = [] if introduced else _of_record(desk, record, items, entries, package)
        steps += found
        left += len({item.register for item in items}) - len(found) if not _whole(found) else 0
    return steps, left


def _whole(steps: list[_Step]) -> bool:
    """Whether a record is removed, with all that the package said of it."""
    return any(step.name == ALIVE and step.value is False for step in steps)


def _of_record(
    desk: Desk, record: str, items: list[Logged], entries: dict[Register, list[Logged]], package: set[int]
) -> list[_Step]:
    kind, space = items[0].kind, items[0].space
    if kind not in KINDS or kind in ROSTER_KINDS or (kind in HEADQUARTERS_KINDS and not desk.may_guide()):
        return []
    others = [
        one.changeset
        for register, found in entries.items()
        for one in found
        if register[0] == record and one.changeset not in package
    ]
    here = desk.find(KINDS[kind], record) is not None
    if not any(changeset < min(package) for changeset in others):
        # New with the package: it goes as a whole, or stays once somebody has worked on it.
        return [_Step(kind, record, space, ALIVE, False)] if here and not others else []
    steps: dict[str, _Step] = {}
    for register in {item.register for item in items}:
        before = _before(register, kind, entries[register], package)
        if before is not None:
            _, name, element = register
            step = steps.setdefault(name, _Step(kind, record, space, name))
            steps[name] = _Step(kind, record, space, name, before[0], step.elements)
            if element:
                step.elements[element] = before[0] is True
    return list(steps.values())


def _before(register: Register, kind: str, logged: list[Logged], package: set[int]) -> tuple[Value] | None:
    """Return the value before the package, or None if someone has written since or nothing would change.

    A record nobody removed is there; an element nobody added is not in its set.
    """
    _, name, element = register
    if name != ALIVE and describe(kind).fields[name].rule.merge is Merge.ONCE:
        return None
    now = standing(one.entry for one in logged)
    brought = {one.entry.ref for one in logged if one.changeset in package}
    if not now.current or any(entry.ref not in brought for entry in now.current):
        return None
    before = standing(one.entry for one in logged if one.changeset not in package)
    missing: Value = True if name == ALIVE else False if element else None
    value = before.shown if before.current else missing
    return None if same(value, now.shown) else (value,)


def _told(steps: list[_Step], left: int) -> TakenBack:
    removed, restored, changed = Counter[str](), Counter[str](), Counter[str]()
    for record in {step.record for step in steps}:
        own = [step for step in steps if step.record == record]
        alive = next((step.value for step in own if step.name == ALIVE), None)
        counted = removed if alive is False else restored if alive is True else changed
        counted[own[0].kind] += 1
    return TakenBack(dict(removed), dict(restored), dict(changed), left)
