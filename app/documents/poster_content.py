"""What the wall poster of a plan prints: one frozen value, texts already in the poster's language."""

from __future__ import annotations

from dataclasses import dataclass

from app.documents.plan_content import Objective


@dataclass(frozen=True, slots=True)
class PosterDocument:
    """The activities of a plan on a wall; `size` is A3 or A2, `counted` says in words how many stand where.

    `today` and `made_on` are ISO days.
    """

    language: str
    title: str
    area: str
    group_name: str
    counted: str
    size: str
    today: str
    made_on: str
    training: bool
    classification: str
    objectives: tuple[Objective, ...] = ()
