"""Signatures in words: what stands in the box of a new one, and what was found out about those made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from app.documents.signing import trust
from app.documents.signing.values import (
    CERTIFICATION_FIELD,
    Message,
    SignatureAppearance,
    SignatureReport,
    fingerprint,
)
from app.models.strokes import Strokes
from app.words.catalogue import Words

_SHOWN_DIGITS = 12
_LONGEST_NOTE = 160
_DAYS = frozenset({"start", "end"})
_MOMENT = "moment"


def appearance(
    words: Words,
    certificate: bytes,
    moment: datetime,
    capacity: str = "",
    *,
    name: str = "",
    organisation: str = "",
    draft: bool = False,
    decision: str = "",
    reservation: str = "",
) -> SignatureAppearance:
    """Return what stands in the box of a signature, in the language of `words`.

    Name and organisation are those of the certificate (DER) unless given, for instance in the document's
    script. A draft says that the signature does not count; a `decision` (list `signoff_decision`) other than
    plainly to endorse is said, with what was written to it.
    """
    lines = [words.say("signing.appearance.certificate", fingerprint=short(fingerprint(certificate)))]
    lines += _notes(words, decision, reservation, draft)
    return SignatureAppearance(
        name=name or trust.signer_name(certificate),
        capacity=capacity,
        organisation=organisation or trust.signer_organisation(certificate),
        moment=words.say("signing.appearance.signed", moment=words.moment(moment)),
        lines=tuple(lines),
        right_to_left=words.right_to_left,
    )


def drawn_appearance(
    words: Words,
    witness: bytes,
    moment: datetime,
    strokes: Strokes,
    *,
    name: str,
    capacity: str = "",
    organisation: str = "",
    draft: bool = False,
    decision: str = "",
    reservation: str = "",
) -> SignatureAppearance:
    """Return what stands in the box of a signature drawn by hand; the witness (DER) signs for it."""
    seen = words.say("signing.appearance.witnessed", name=trust.signer_name(witness))
    drawn = words.say("signing.appearance.drawn", moment=words.moment(moment))
    certificate = words.say("signing.appearance.certificate", fingerprint=short(fingerprint(witness)))
    return SignatureAppearance(
        name=name,
        capacity=capacity,
        organisation=organisation,
        moment=f"{drawn} · {seen}",
        lines=(*_notes(words, decision, reservation, draft), certificate),
        right_to_left=words.right_to_left,
        strokes=strokes,
    )


def _notes(words: Words, decision: str, reservation: str, draft: bool) -> Iterator[str]:
    if decision not in ("", "endorse"):
        said = words.code("signoff_decision", decision)
        note = " ".join(reservation.split())[:_LONGEST_NOTE]
        yield words.say("signing.appearance.note", decision=said, text=note) if note else said
    if draft:
        yield words.say("signing.appearance.draft")


def short(digest: str) -> str:
    """Return the start of a fingerprint as people compare it: "7F3A 91C2 0B5E"."""
    start = digest[:_SHOWN_DIGITS].upper()
    return " ".join(start[at : at + 4] for at in range(0, len(start), 4))


def heading(report: SignatureReport, words: Words) -> str:
    """Return who signed in which field, when by the signer's own clock, with which certificate."""
    if not report.fingerprint:
        return words.say("signing.signer.unreadable", field=field_name(report.field, words))
    closing = report.certification and report.field == CERTIFICATION_FIELD
    code = "signing.signer.certified" if closing else "signing.signer.signed"
    moment = words.moment(report.moment) if report.moment else words.say("signing.signer.no_moment")
    digest = short(report.fingerprint)
    return words.say(
        code,
        who=_who(report, words),
        field=field_name(report.field, words),
        moment=moment,
        fingerprint=digest,
    )


def _who(report: SignatureReport, words: Words) -> str:
    name = report.name or field_name(report.field, words)
    if not report.organisation:
        return name
    return words.say("signing.signer.who", name=name, organisation=report.organisation)


def say(message: Message, words: Words) -> str:
    """Return a message as a sentence."""
    params = dict(message.params)
    if "field" in params:
        params["field"] = field_name(str(params["field"]), words)
    for day in _DAYS & params.keys():
        params[day] = words.date(str(params[day]))
    if _MOMENT in params:
        params[_MOMENT] = words.moment(str(params[_MOMENT]))
    return words.say(message.code, **params)


def field_name(field: str, words: Words) -> str:
    """Return what a signature field is called: "focal point 1" for focal_point_1; others keep their name."""
    name, _, number = field.rpartition("_")
    if number.isdecimal() and words.has(f"signing.place.{name}"):
        return words.say(f"signing.place.{name}", number=number)
    return words.say(f"signing.place.{field}") if words.has(f"signing.place.{field}") else field
