"""Boxes to sign on a page: who each was prepared for, which are spare, and which one a person signs in."""

from __future__ import annotations

from dataclasses import dataclass

from app.foundation.errors import UserError
from app.models.kinds.people import Member, Organisation
from app.models.kinds.review import FrozenVersion
from app.process.signing import GOVERNMENT_ROLES
from app.services.desk import Desk
from app.words.catalogue import Words

GOVERNMENT, SPARE, NOBODYS = "government", "spare_", 5
"""The authority's field, how spare fields begin, and the rank of a box prepared for somebody else."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who is to sign: names in any language, the record ids of member and organisation, a `signoff_role`."""

    names: frozenset[str]
    role: str
    member: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A box that nobody has signed: its field, what it is called in the document's language."""

    field: str
    called: str

    @property
    def spare(self) -> bool:
        """Whether anybody may sign here."""
        return self.field.startswith(SPARE)


def open_boxes(pdf: bytes) -> tuple[Box, ...]:
    """Return the boxes nobody has signed yet, in the order of the page. Raises as `documents.signing`."""
    from app.documents.signing.sign import open_fields
    from app.documents.signing.wording import field_name

    words = _words_of(pdf)
    return tuple(
        Box(name, field_name(name, words) if name.startswith(SPARE) or not said else said)
        for name, said in open_fields(pdf).items()
    )


def box_for(desk: Desk, pdf: bytes, version: FrozenVersion | None, signer: Signer) -> Box:
    """Return the open box prepared for somebody, else the first spare one.

    Prepared is the box of the role (the authority's for a mayor), the one that a version keeps for the
    member, one that bears the person's name, then the organisation's. The authority's box is nobody's by
    the organisation alone. Raises UserError `no_open_field`, and as `open_boxes`.
    """
    boxes, words = open_boxes(pdf), _words_of(pdf)
    office = GOVERNMENT if signer.role in GOVERNMENT_ROLES else signer.role
    own = {_label(words, name) for name in signer.names}
    offices = {_label(words, name) for name in _names(desk, signer.organisation)}
    held = dict(one.split("=", 1) for one in (version.expected_signatories if version else ()) if "=" in one)

    def rank(one: Box) -> int:
        kept = held.get(one.field, "")
        prepared = (
            one.field == office,
            _is(desk, kept, signer),
            one.called in own,
            one.field != GOVERNMENT and (kept == signer.organisation != "" or one.called in offices),
            one.spare,
        )
        return prepared.index(True) if True in prepared else len(prepared)

    ranked = [(rank(one), place) for place, one in enumerate(boxes)]
    best, place = min(ranked, default=(NOBODYS, 0))
    if best >= NOBODYS:
        raise UserError("no_open_field")
    return boxes[place]


def _is(desk: Desk, held: str, signer: Signer) -> bool:
    """Return whether a box is kept for this member, or for one of this name."""
    return held == signer.member if signer.member else bool(signer.names & _names(desk, held))


def _names(desk: Desk, record: str) -> frozenset[str]:
    """Return what a member or an organisation is called, in all languages."""
    found = (desk.find(Member, record) or desk.find(Organisation, record)) if record else None
    if found is None:
        return frozenset()
    return frozenset(filter(None, (found.name_en, found.name_ar, found.name_ckb, found.name_fr)))


def _label(words: Words, name: str) -> str:
    """Return what a box of this name is called."""
    return words.say("signing.field.signatory", name=name)


def _words_of(pdf: bytes) -> Words:
    from app.documents.signing.language import language_of

    return Words(language_of(pdf) or "en")
