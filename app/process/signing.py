"""How far the final version is signed.

Source: DSTWG update (government lead, focal points drive the plan). Signed means: at least one
government signatory and the focal points, all over the same content hash. Another process names who signs
in its file: a joint programme is signed by every participating organisation and the national authority
(UNDG format of 2008), an integrated strategic framework by the mission and the country team.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from app.models.book import Book
from app.models.kinds.plan import JointActivity
from app.models.kinds.review import FrozenVersion, Signoff
from app.process import facts
from app.process.joint import FEWEST, organisations
from app.process.scope import USUAL_PARTIES, scope_of

GOVERNMENT_ROLES = frozenset({"governor", "mayor", "line_directorate", "national_authority"})
FOCAL_POINTS = 2
ENDORSING = frozenset({"endorse", "endorse_with_reservation"})


class Party(msgspec.Struct, frozen=True):
    """One side that must sign: its name among `PARTIES`, how many of it have signed, and how many must."""

    name: str
    given: int = 0
    expected: int = 1

    @property
    def complete(self) -> bool:
        """Whether enough of this side have signed."""
        return self.given >= self.expected


class Standing(msgspec.Struct, frozen=True):
    """What counts towards "signed": the sign-offs, by whom, and the day of the last one."""

    counted: tuple[str, ...] = ()
    parties: tuple[Party, ...] = (Party("government"), Party("focal_points", expected=FOCAL_POINTS))
    on: str | None = None

    @property
    def complete(self) -> bool:
        """Whether the plan is signed by everyone its process names."""
        return all(one.complete for one in self.parties)

    @property
    def usual(self) -> bool:
        """Whether government and focal points are those who sign, as for a Plan of Action."""
        return tuple(one.name for one in self.parties) == USUAL_PARTIES

    def of(self, name: str) -> Party:
        """Return one side; one that need not sign expects nobody."""
        return next((one for one in self.parties if one.name == name), Party(name, expected=0))


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
        return Standing(parties=_parties(book, []))
    given = [one for one in book.where(Signoff, version=version.id) if counts(one, version)]
    valid = [one for one in given if not facts.before(today, one.signed_on)]
    return Standing(
        tuple(one.id for one in valid),
        _parties(book, valid),
        facts.latest([one.signed_on for one in valid]),
    )


def participating(book: Book) -> tuple[str, ...]:
    """Return the organisations that take part in the joint activities, those that lead first."""
    every = book.of(JointActivity)
    leads = [one.lead for one in every if one.lead]
    others = sorted({organisation for one in every for organisation in organisations(one)})
    return tuple(dict.fromkeys([*leads, *others]))


def _parties(book: Book, valid: list[Signoff]) -> tuple[Party, ...]:
    return tuple(_party(book, name, valid) for name in scope_of(book).signs)


def _party(book: Book, name: str, valid: list[Signoff]) -> Party:
    if name == "organisations":
        expected = participating(book)
        given = {one.organisation for one in valid if one.organisation in expected}
        return Party(name, len(given), max(len(expected), FEWEST))
    roles = {"government": GOVERNMENT_ROLES, "focal_points": {"abc_focal_point"}}.get(name, {name})
    people = _people(one for one in valid if one.role in roles)
    return Party(name, people, FOCAL_POINTS if name == "focal_points" else 1)


def _people(signoffs: Iterable[Signoff]) -> int:
    """Return how many people signed: whoever signed the PDF of several languages counts once."""
    return len({one.name_en or one.name_ar or one.certificate or one.id for one in signoffs})
