"""Who is expected to sign the plan, as its process names them, and in which field of the page."""

from __future__ import annotations

from dataclasses import dataclass

from app.models.book import Book
from app.models.kinds.people import Member
from app.models.kinds.plan import JointActivity
from app.process.facts import agreement_meetings, current_plan
from app.process.scope import USUAL, scope_of
from app.process.signing import FOCAL_POINTS, participating

MOST_ORGANISATIONS = 12
"""Boxes for participating organisations on the page to sign; more sign in spare ones."""


@dataclass(frozen=True, slots=True)
class Expected:
    """One box to sign: its field, the capacity as a code of `papers`, the member or the organisation."""

    field: str
    capacity: str
    member: str = ""
    organisation: str = ""

    @property
    def entry(self) -> str:
        """What a frozen version keeps of it: `field=record id`, or the field alone for an office."""
        held = self.member or (self.organisation if self.field.startswith("organisation_") else "")
        return f"{self.field}={held}" if held else self.field


def expected_signatures(book: Book) -> tuple[Expected, ...]:
    """Return who is expected to sign, in the order of the page: authority first, the DSTWG last."""
    scope = scope_of(book)
    found = [one for party in scope.signs for one in _of_party(book, party)]
    if scope.process == USUAL:
        found.append(Expected("dstwg", "papers.for_dstwg"))
    return tuple(found)


def _of_party(book: Book, party: str) -> list[Expected]:
    if party == "government":
        return _government(book)
    if party == "focal_points":
        points = [m for m in book.of(Member) if m.role == "focal_point" and not m.ended]
        ordered = sorted(points, key=lambda m: m.id)[:FOCAL_POINTS]
        return [
            Expected(f"focal_point_{place}", "code.role.focal_point", one.id, one.organisation or "")
            for place, one in enumerate(ordered, 1)
        ]
    if party == "organisations":
        signing = participating(book)[:MOST_ORGANISATIONS]
        return [
            Expected(f"organisation_{place}", "papers.for_organisation", "", one)
            for place, one in enumerate(signing, 1)
        ]
    return [Expected(party, f"papers.for_{party}")]


def _government(book: Book) -> list[Expected]:
    """The national authority of the joint work, or the authority under whose lead the plan stands."""
    national = next((one.national_partner for one in book.of(JointActivity) if one.national_partner), None)
    if national:
        return [Expected("government", "papers.for_national_authority", "", national)]
    plan = current_plan(book)
    met = next((one.authority for one in agreement_meetings(book) if one.authority), None)
    authority = (plan.under_lead_of if plan is not None else None) or met
    return [Expected("government", "papers.for_authority", "", authority or "")]
