"""Finds activities that may do the same twice: same place, objective, group and time, two organisations.

Source: lessons learned on integrated planning (avoid duplication, maximise synergies). A pair is a question
to the organisations, never a verdict.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

import msgspec

from app.models.book import Book
from app.models.kinds.plan import Activity, Alignment
from app.process import facts


class Overlap(msgspec.Struct, frozen=True):
    """Two activities by id, and what they share; the earlier one first."""

    first: str
    second: str
    locations: tuple[str, ...]
    groups: tuple[str, ...]
    starts: str
    ends: str


def overlapping(book: Book) -> tuple[Overlap, ...]:
    """Return the pairs of live activities that overlap, by code. Pairs of one joint activity are wanted."""
    alike: dict[str, list[Activity]] = defaultdict(list)
    for one in facts.live_activities(book):
        if one.starts and one.ends and one.locations:
            for purpose in _purposes(book, one):
                alike[purpose].append(one)
    pairs = {pair for found in alike.values() for pair in _pairs(found)}
    known = {one.id: one for one in facts.live_activities(book)}
    made = (_overlap(known[first], known[second]) for first, second in pairs)
    return tuple(sorted(made, key=lambda one: _order(known[one.first]) + _order(known[one.second])))


def _purposes(book: Book, one: Activity) -> set[str]:
    """Return what an activity is for: its objective, else the nodes that it is aligned with."""
    if one.objective:
        return {one.objective}
    said = book.where(Alignment, activity=one.id)
    return {f"{each.framework}/{each.code}" for each in said if each.status != "not"}


def _pairs(found: list[Activity]) -> Iterator[tuple[str, str]]:
    for one, other in combinations(sorted(found, key=_order), 2):
        together = one.joint_activity and one.joint_activity == other.joint_activity
        apart = one.lead and other.lead and one.lead != other.lead
        same_time = str(one.starts) <= str(other.ends) and str(other.starts) <= str(one.ends)
        if not (apart and same_time) or together:
            continue
        if not set(one.groups).isdisjoint(other.groups) and not set(one.locations).isdisjoint(
            other.locations
        ):
            yield one.id, other.id


def _overlap(one: Activity, other: Activity) -> Overlap:
    return Overlap(
        one.id,
        other.id,
        tuple(place for place in one.locations if place in other.locations),
        tuple(group for group in one.groups if group in other.groups),
        max(one.starts or "", other.starts or ""),
        min(one.ends or "", other.ends or ""),
    )


def _order(one: Activity) -> tuple[str, str]:
    return (one.code or "~", one.id)
