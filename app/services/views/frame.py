"""What stands round every page: the area, the plan, who is at work, and what waits where."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PersonChoice:
    """Someone who works on this laptop."""

    id: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class AreaChoice:
    """An area this workspace holds."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class FrameView:
    """The header and the rail. `plan` and `version` are texts of the group; `role` is a role's code.

    `badges` holds (page id, number) of what waits on a page.
    """

    area: str
    plan: str
    version: str
    person: PersonChoice
    people: tuple[PersonChoice, ...] = ()
    areas: tuple[AreaChoice, ...] = ()
    is_sample: bool = False
    is_headquarters: bool = False
    can_undo: bool = False
    can_redo: bool = False
    badges: tuple[tuple[str, int], ...] = ()
