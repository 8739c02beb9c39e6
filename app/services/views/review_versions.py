"""Frozen versions of the plan: what stops freezing, who is expected to sign each, and who has."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from app.models.book import Book
from app.models.kinds.people import Member, Organisation, Person
from app.models.kinds.review import FrozenVersion, Signoff
from app.process import facts
from app.process.checks import run_checks
from app.process.checks.finding import Context, Finding
from app.process.readiness import blocking
from app.process.signing import GOVERNMENT_ROLES, counts, final_version
from app.process.terms import Term
from app.services.desk import Desk
from app.services.documents import next_number
from app.services.version_changes import changed_since
from app.services.views.home import FindingEntry
from app.services.views.reading import finder
from app.services.views.said import Label, Name, from_process, name_in

LANGUAGES = ("en", "ar", "ckb", "fr")
_TWO = 2


@dataclass(frozen=True, slots=True)
class SignatureEntry:
    """One sign-off. `counts` when it endorses exactly this version's content and its day has come."""

    id: str
    name: Name
    capacity: str
    organisation: Name
    role: str
    decision: str
    method: str
    day: str
    place: str
    counts: bool
    certificate: str = ""


@dataclass(frozen=True, slots=True)
class PartyEntry:
    """Somebody who is expected to sign, and the signature that stands for them, if there is one."""

    key: str
    name: Label
    signature: SignatureEntry | None = None


@dataclass(frozen=True, slots=True)
class VersionEntry:
    """A frozen version. `mark` tells versions of one number apart: "a", "b"; `mine` when I signed it."""

    id: str
    number: str
    mark: str
    draft: bool
    frozen_at: str
    frozen_by: Name
    content_hash: str
    languages: tuple[str, ...]
    expected: tuple[PartyEntry, ...] = ()
    others: tuple[SignatureEntry, ...] = ()
    mine: bool = False

    @property
    def signed(self) -> int:
        """How many of those expected have signed."""
        return sum(one.signature is not None for one in self.expected)

    @property
    def missing(self) -> tuple[Label, ...]:
        """Who is expected and has not signed."""
        return tuple(one.name for one in self.expected if one.signature is None)


@dataclass(frozen=True, slots=True)
class FreezingEntry:
    """Whether the plan can be frozen: its next numbers, its languages, and what blocks a final version.

    `changed_from` is the number of the last final version when the plan says something else by now.
    """

    can_freeze: bool = False
    next_draft: str = ""
    next_final: str = ""
    languages: tuple[str, ...] = ()
    errors: int = 0
    blocking: tuple[FindingEntry, ...] = ()
    changed_from: str = ""


def freezing_of(desk: Desk) -> FreezingEntry:
    """Return what the next frozen version would be, and what stops a final one."""
    book = desk.book()
    plan = facts.current_plan(book)
    if plan is None:
        return FreezingEntry()
    found = blocking(run_checks(book, Context(desk.today, sees_group=desk.sees_group)))
    own = tuple(one for one in LANGUAGES if one in plan.languages)
    return FreezingEntry(
        can_freeze=desk.writer is not None,
        next_draft=next_number(desk, draft=True),
        next_final=next_number(desk, draft=False),
        languages=own or ("en", "ar"),
        errors=len(found),
        blocking=_once_each(found, book),
        changed_from=_changed_from(desk, book),
    )


def _changed_from(desk: Desk, book: Book) -> str:
    version = final_version(book)
    return (version.number or "") if version is not None and changed_since(desk, version) else ""


def _once_each(found: Iterable[Finding], book: Book) -> tuple[FindingEntry, ...]:
    groups: dict[str, list[Finding]] = {}
    for one in found:
        groups.setdefault(one.code, []).append(one)
    return tuple(_finding(group, book) for group in groups.values())


def _finding(group: list[Finding], book: Book) -> FindingEntry:
    first = group[0]
    text = from_process(first.code, first.params, finder(book))
    return FindingEntry(
        first.severity, text, first.source, first.page, first.kind, first.record, len(group) - 1
    )


def versions_of(desk: Desk) -> tuple[VersionEntry, ...]:
    """Return all frozen versions, the newest first."""
    book = desk.book()
    frozen = sorted(book.of(FrozenVersion), key=lambda one: (one.frozen_at or "", one.id))
    marks = _marks(frozen)
    own = _fingerprint(desk.identity_card().certificate) if desk.writer else ""
    return tuple(_version(book, one, marks[one.id], desk.today, own) for one in reversed(frozen))


def _marks(frozen: list[FrozenVersion]) -> dict[str, str]:
    """Return "a", "b" … for versions that were frozen apart under one number, "" for all others."""
    often = Counter((one.number, one.draft) for one in frozen)
    seen: Counter[tuple[str | None, bool | None]] = Counter()
    marks: dict[str, str] = {}
    for one in frozen:
        key = (one.number, one.draft)
        marks[one.id] = chr(ord("a") + seen[key] % 26) if often[key] >= _TWO else ""
        seen[key] += 1
    return marks


def _version(book: Book, one: FrozenVersion, mark: str, today: str, own: str) -> VersionEntry:
    signatures = [_signature(book, given, one, today) for given in book.where(Signoff, version=one.id)]
    free = [given for given in signatures if given.counts]
    expected: list[PartyEntry] = []
    for entry in sorted(one.expected_signatories, key=_order):
        party = _party(book, entry, free)
        expected.append(party)
        free = [given for given in free if given is not party.signature]
    taken = {party.signature.id for party in expected if party.signature}
    return VersionEntry(
        id=one.id,
        number=one.number or "",
        mark=mark,
        draft=one.draft is True,
        frozen_at=one.frozen_at or "",
        frozen_by=name_here(book, one.frozen_by or ""),
        content_hash=one.content_hash or "",
        languages=tuple(code for code in LANGUAGES if getattr(one, f"pdf_{code}")),
        expected=tuple(expected),
        others=tuple(given for given in signatures if given.id not in taken),
        mine=bool(own) and any(given.certificate == own for given in signatures),
    )


def _order(entry: str) -> tuple[int, str]:
    field = entry.partition("=")[0]
    return (0 if field == "government" else 2 if field == "dstwg" else 1, entry)


def _signature(book: Book, given: Signoff, version: FrozenVersion, today: str) -> SignatureEntry:
    return SignatureEntry(
        id=given.id,
        name=name_in(given, "name"),
        capacity=given.capacity or "",
        organisation=name_in(book.get(Organisation, given.organisation), "name"),
        role=given.role or "",
        decision=given.decision or "",
        method=given.method or "",
        day=given.signed_on or "",
        place=given.place or "",
        counts=counts(given, version) and not facts.before(today, given.signed_on),
        certificate=given.certificate or "",
    )


def _party(book: Book, entry: str, free: list[SignatureEntry]) -> PartyEntry:
    field, _, member_id = entry.partition("=")
    if not member_id:
        roles = GOVERNMENT_ROLES if field == "government" else {field}
        found = next((given for given in free if given.role in roles), None)
        return PartyEntry(entry, Term(f"review.party.{field}"), found)
    if body := book.get(Organisation, member_id):
        name = name_in(body, "name")
        signed = next((given for given in free if given.organisation == name), None)
        return PartyEntry(entry, name, signed)
    member = book.get(Member, member_id)
    name = name_in(member, "name")
    found = next((given for given in free if _is_by(book, given, member, name)), None)
    return PartyEntry(entry, name or Term("review.party.focal_point"), found)


def _is_by(book: Book, given: SignatureEntry, member: Member | None, name: Name) -> bool:
    """Whether a signature is a member's: by the certificate of their keys, else on paper by the very name."""
    person = book.get(Person, member.person) if member is not None else None
    if given.certificate:
        return person is not None and given.certificate == _fingerprint(person.certificate or "")
    texts = {name.en, name.ar, name.ckb, name.fr} - {""}
    return bool(texts & {given.name.en, given.name.ar, given.name.ckb, given.name.fr})


def name_here(book: Book, name: str) -> Name:
    """Return a name in all languages in which the group knows it, else as it was written."""
    found = (one for one in book.of(Member) if name and name in (one.name_en, one.name_ar, one.name_ckb))
    return name_in(next(found, None), "name") or Name(plain=name)


def _fingerprint(certificate: str) -> str:
    """Return SHA-256 of a certificate that is written in base64, "" for none."""
    return sha256(base64.b64decode(certificate)).hexdigest() if certificate else ""
