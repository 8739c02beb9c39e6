"""How far the final version is signed.

Source: DSTWG update (government lead, focal points drive the plan). Signed means: at least one
government signatory and the focal points, all over the same content hash.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from app.models.book import Book
from app.models.kinds.review import FrozenVersion, Signoff
from app.process import facts

GOVERNMENT_ROLES = frozenset({"governor", "mayor", "line_directorate"})
FOCAL_POINTS = 2
ENDORSING = frozenset({"endorse", "endorse_with_reservation"})


class Standing(msgspec.Struct, frozen=True):
    """What counts towards "signed": the sign-offs, by whom, and the day of the last one."""

    counted: tuple[str, ...] = ()
    government: int = 0
    focal_points: int = 0
    focal_points_expected: int = FOCAL_POINTS
    on: str | None = None

    @property
    def complete(self) -> bool:
        """Whether the plan is signed."""
        return self.government > 0 and self.focal_points >= self.focal_points_expected


def final_versions(book: Book) -> tuple[FrozenVersion, ...]:
    """Return the final (not draft) frozen versions of the current plan, oldest first."""
    plan = facts.current_plan(book)
    finals = (one for one in book.of(FrozenVersion) if one.draft is False)
    own = (one for one in finals if plan is None or one.plan in (None, plan.id))
    return tuple(sorted(own, key=lambda one: (one.frozen_at or "", one.number or "", one.id)))


def final_version(book: Book) -> FrozenVersion | None:
    """Return the final version that was frozen last."""
    return next(reversed(final_versions(book)), None)


def counts(signoff: Signoff, version: FrozenVersion) -> bool:
    """Return whether a sign-off endorses exactly the content of this version."""
    same = bool(version.content_hash) and signoff.content_hash == version.content_hash
    return same and signoff.decision in ENDORSING


def standing(book: Book, today: str) -> Standing:
    """Return how far the final version is signed as of today."""
    version = final_version(book)
    if version is None:
        return Standing()
    given = [one for one in book.where(Signoff, version=version.id) if counts(one, version)]
    valid = [one for one in given if not facts.before(today, one.signed_on)]
    return Standing(
        tuple(one.id for one in valid),
        _people(one for one in valid if one.role in GOVERNMENT_ROLES),
        _people(one for one in valid if one.role == "abc_focal_point"),
        FOCAL_POINTS,
        facts.latest([one.signed_on for one in valid]),
    )


def _people(signoffs: Iterable[Signoff]) -> int:
    """Return how many people signed: whoever signed the PDF of several languages counts once."""
    return len({one.name_en or one.name_ar or one.certificate or one.id for one in signoffs})
