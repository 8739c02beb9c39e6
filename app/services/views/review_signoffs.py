"""All sign-offs of a version as one table: who, in what capacity, how, when by whose clock, valid or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from app.foundation.errors import UserError
from app.models.kinds.people import Organisation
from app.models.kinds.review import FrozenVersion, Signoff
from app.models.strokes import Strokes, strokes_from
from app.process import facts
from app.process.signing import ENDORSING
from app.services.desk import Desk
from app.services.signatures import trust_of
from app.services.views.review_versions import name_here
from app.services.views.said import Name, name_in
from app.storage.staging import read_blob

if TYPE_CHECKING:
    from app.documents.signing.values import SignatureReport, Trust


@dataclass(frozen=True, slots=True)
class SignoffLine:
    """One sign-off. `valid` when it counts; `why` are codes of what is to be said of it, the gravest first.

    `recorded_at` is told by the clock of `recorded_by`.
    """

    id: str
    name: Name
    capacity: str
    role: str
    organisation: Name
    decision: str
    reservation: str
    method: str
    day: str
    place: str
    recorded_at: str
    recorded_by: Name
    page: int
    strokes: Strokes | None
    valid: bool
    why: tuple[str, ...]


def signoff_lines(desk: Desk, version_id: str) -> tuple[SignoffLine, ...]:
    """Return every sign-off of a version with what was found out about it, the first one first."""
    version = desk.find(FrozenVersion, version_id)
    if version is None:
        return ()
    given = sorted(
        desk.records(Signoff, version=version_id),
        key=lambda one: (one.recorded_at or one.signed_on or "", one.id),
    )
    trust = trust_of(desk)
    return tuple(_line(desk, version, one, trust) for one in given)


def _line(desk: Desk, version: FrozenVersion, one: Signoff, trust: Trust) -> SignoffLine:
    book = desk.book()
    why = tuple(_reasons(desk, version, one, trust))
    return SignoffLine(
        id=one.id,
        name=name_in(one, "name"),
        capacity=one.capacity or "",
        role=one.role or "",
        organisation=name_in(book.get(Organisation, one.organisation), "name"),
        decision=one.decision or "",
        reservation=one.reservation or "",
        method=one.method or "",
        day=one.signed_on or "",
        place=one.place or "",
        recorded_at=one.recorded_at or "",
        recorded_by=name_here(book, one.recorded_by or ""),
        page=one.page or 0,
        strokes=_strokes(one.strokes),
        valid=not any(code in INVALID for code in why),
        why=why,
    )


INVALID = frozenset({"other_content", "declined", "to_come", "not_in_file", "damaged", "revoked", "borrowed"})
"""What keeps a sign-off from counting; anything else is worth knowing and does not."""
_STANDING = {
    "unknown": "unknown_here",
    "unknown_issuer": "unknown_here",
    "issuer_withdrawn": "unknown_here",
    "revoked": "revoked",
    "name_borrowed": "borrowed",
}
"""What is to be said of a standing; a key that was lost later signed before that was recorded."""


def _reasons(desk: Desk, version: FrozenVersion, one: Signoff, trust: Trust) -> Iterator[str]:
    if not version.content_hash or one.content_hash != version.content_hash:
        yield "other_content"
    if one.decision not in ENDORSING:
        yield "declined"
    if facts.before(desk.today, one.signed_on):
        yield "to_come"
    if version.draft:
        yield "draft"
    yield from _of_ink(one) if one.method == "wet_ink_scan" else _of_file(desk, one, trust)


def _of_ink(one: Signoff) -> Iterator[str]:
    if not one.signed_file:
        yield "no_scan"
    elif not one.code_on_scan:
        yield "no_code_on_scan"
    else:
        yield "code_fits"


def _of_file(desk: Desk, one: Signoff, trust: Trust) -> Iterator[str]:
    """Yield what is wrong with the signature in the signed file: one's own, or that of the witness."""
    with desk.workspace.read() as connection:
        data = read_blob(connection, one.signed_file) if one.signed_file else None
    if data is None:
        yield "file_not_here"
        return
    wanted = one.witness if one.method == "drawn" else one.certificate
    found = [report for report in _reports(data, trust) if report.fingerprint == wanted]
    report = found[-1] if found else None
    if report is None:
        yield "not_in_file"
    elif not report.intact:
        yield "damaged"
    else:
        yield _STANDING.get(report.standing, "witnessed" if one.method == "drawn" else "intact")


@lru_cache(maxsize=32)
def _reports(data: bytes, trust: Trust) -> tuple[SignatureReport, ...]:
    from app.documents.signing.values import CERTIFICATION_FIELD
    from app.documents.signing.verify import verify

    try:
        found = verify(data, trust)
    except UserError:
        return ()
    return tuple(report for report in found.signatures if report.field != CERTIFICATION_FIELD)


def _strokes(text: str | None) -> Strokes | None:
    try:
        return strokes_from(text) if text else None
    except UserError:
        return None
