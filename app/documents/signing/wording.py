"""Signatures in words: what stands in the box of a new one, and what was found out about those made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from app.documents.signing import trust
from app.documents.signing.values import (
    Message,
    SignatureAppearance,
    SignatureReport,
    Verification,
    fingerprint,
)
from app.words.catalogue import Words

_SHOWN_DIGITS = 12


def appearance(
    words: Words,
    certificate: bytes,
    moment: datetime,
    capacity: str = "",
    *,
    name: str = "",
    organisation: str = "",
    draft: bool = False,
) -> SignatureAppearance:
    """Return what stands in the box of a signature, in the language of `words`.

    Name and organisation are those of the certificate (DER) unless given, for instance in the document's
    script. A draft says that the signature does not count.
    """
    lines = [words.say("signing.appearance.certificate", fingerprint=short(fingerprint(certificate)))]
    if draft:
        lines.append(words.say("signing.appearance.draft"))
    return SignatureAppearance(
        name=name or trust.signer_name(certificate),
        capacity=capacity,
        organisation=organisation or trust.signer_organisation(certificate),
        moment=words.say("signing.appearance.signed", moment=words.moment(moment)),
        lines=tuple(lines),
        right_to_left=words.right_to_left,
    )


def short(digest: str) -> str:
    """Return the start of a fingerprint as people compare it: "7F3A 91C2 0B5E"."""
    start = digest[:_SHOWN_DIGITS].upper()
    return " ".join(start[at : at + 4] for at in range(0, len(start), 4))


def sentences(verification: Verification, words: Words) -> Iterator[str]:
    """Yield the verdict, then who signed and what is to be said of each signature, one sentence a line."""
    yield from (say(message, words) for message in verification.messages)
    for report in verification.signatures:
        yield heading(report, words)
        yield from (say(message, words) for message in report.messages)


def heading(report: SignatureReport, words: Words) -> str:
    """Return who signed in which field, when by the signer's own clock, with which certificate."""
    if not report.fingerprint:
        return words.say("signing.signer.unreadable", field=report.field)
    code = "signing.signer.certified" if report.certification else "signing.signer.signed"
    moment = words.moment(report.moment) if report.moment else words.say("signing.signer.no_moment")
    digest = short(report.fingerprint)
    return words.say(code, who=_who(report, words), field=report.field, moment=moment, fingerprint=digest)


def _who(report: SignatureReport, words: Words) -> str:
    name = report.name or report.field
    if not report.organisation:
        return name
    return words.say("signing.signer.who", name=name, organisation=report.organisation)


def say(message: Message, words: Words) -> str:
    """Return a message as a sentence."""
    return words.say(message.code, **message.params)
