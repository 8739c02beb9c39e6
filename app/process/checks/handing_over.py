"""Checks of what leaves the program: exports and signatures. Checks 12 and 13."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from app.models.book import Book
from app.models.kinds.review import Signoff
from app.process import signing
from app.process.checks.finding import Context, Finding
from app.process.terms import NameOf, Params

CLASSES = "source.data_responsibility"
SIGNING = "source.signing"


def exports(_book: Book, context: Context) -> Iterator[Finding]:
    """Check 12: exports keep to the class, hold no contact data, and the HXL workbook is valid."""
    tried = context.exports
    if tried is None:
        yield Finding(12, "check.exports_untried", "info", CLASSES, "exchange")
        return
    if tried.contacts:
        yield Finding(
            12, "check.contacts_exported", "error", CLASSES, "exchange", params={"count": tried.contacts}
        )
    if tried.above_class:
        yield Finding(
            12, "check.above_class", "error", CLASSES, "exchange", params={"count": tried.above_class}
        )
    for problem in tried.hxl_problems:
        yield Finding(12, "check.hxl_problem", "error", "source.hxl", "exchange", params={"problem": problem})


def hashes(book: Book, _context: Context) -> Iterator[Finding]:
    """Check 13: the hash on every signature of the final version equals the hash of its content."""
    version = signing.final_version(book)
    for one in book.where(Signoff, version=version.id) if version else ():
        place = ("review", "signoff", one.id, "content_hash")
        params: Params = {"who": NameOf(one.id), "number": version.number or "" if version else ""}
        if not one.content_hash:
            yield Finding(13, "check.signature_without_hash", "error", SIGNING, *place, params)
        elif version and one.content_hash != version.content_hash:
            yield Finding(13, "check.signature_elsewhere", "error", SIGNING, *place, params)


def declined(book: Book, _context: Context) -> Iterator[Finding]:
    """Check 13: someone declined to sign the final version."""
    version = signing.final_version(book)
    for one in book.where(Signoff, version=version.id, decision="decline") if version else ():
        place = ("review", "signoff", one.id, "decision")
        yield Finding(13, "check.declined", "warning", SIGNING, *place, {"who": NameOf(one.id)})


def same_number(book: Book, _context: Context) -> Iterator[Finding]:
    """Check 13: two final versions with one number were frozen apart; one must go on."""
    finals = signing.final_versions(book)
    numbers = Counter(version.number for version in finals)
    for number, count in sorted(numbers.items(), key=str):
        hashes_of = {version.content_hash for version in finals if version.number == number}
        if count > 1 and len(hashes_of) > 1:
            params: Params = {"number": number or "", "count": count}
            yield Finding(
                13, "check.frozen_apart", "warning", SIGNING, "review", "frozen_version", params=params
            )
