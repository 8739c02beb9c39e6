"""What frozen versions hold, read back as records, and what differs between two of them."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from app.foundation.errors import UserError
from app.models.book import Book
from app.models.kinds.review import FrozenVersion
from app.models.registry import KINDS
from app.services.desk import Desk
from app.services.documents import manuscript
from app.services.papers.content import content_hash
from app.services.papers.scribe import Scribe
from app.services.version_difference import Difference, difference
from app.services.views.review_versions import versions_of
from app.storage.staging import read_blob
from app.words.catalogue import Words

NOW = ""
"""Stands for the plan as it is now, where a version is named."""


class _Content(msgspec.Struct):
    format: int
    plan: str
    version: str
    records: dict[str, list[dict[str, object]]]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two that are compared: its name in words ("Draft 0.1"), hash and moment ("" for now)."""

    id: str
    name: str
    content_hash: str
    frozen_at: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions and what differs between them. `same` when their contents are equal to the byte."""

    before: Side
    after: Side
    difference: Difference

    @property
    def same(self) -> bool:
        """Whether nothing that a plan prints differs."""
        return not self.difference.chapters


def compare_versions(desk: Desk, before: str, after: str, language: str) -> Comparison:
    """Return what changed from one version to another; NOW is the plan as it stands.

    Raises UserError `unknown_record`, `version_not_here`, `version_altered`, `no_plan`.
    """
    words = Words(language)
    old, new = version_book(desk, before), version_book(desk, after)
    made = difference(Scribe(old, words), Scribe(new, words))
    return Comparison(_side(desk, before, words), _side(desk, after, words), made)


def version_book(desk: Desk, version_id: str) -> Book:
    """Return the records that a version holds, or those that the plan would print now.

    Raises as `compare_versions`.
    """
    if version_id == NOW:
        return book_of(manuscript(desk).content)
    version = desk.find(FrozenVersion, version_id)
    if version is None:
        raise UserError("unknown_record", kind="frozen_version", id=version_id[:80])
    with desk.workspace.read() as connection:
        content = read_blob(connection, version.content) if version.content else None
    if content is None:
        raise UserError("version_not_here", number=version.number or "")
    if content_hash(content) != version.content_hash:
        raise UserError("version_altered", number=version.number or "")
    return book_of(content)


def book_of(content: bytes) -> Book:
    """Return the records of a plan's content; kinds and fields of a newer program are left out.

    Raises UserError `version_unreadable`.
    """
    try:
        found = msgspec.json.decode(content, type=_Content)
        return Book(
            [
                msgspec.convert({"space": "", **values}, KINDS[kind])
                for kind, listed in found.records.items()
                if kind in KINDS
                for values in listed
            ]
        )
    except msgspec.MsgspecError as error:
        raise UserError("version_unreadable") from error


def _side(desk: Desk, version_id: str, words: Words) -> Side:
    if version_id == NOW:
        return Side(NOW, words.say("review.compare.now"), "", "")
    entry = next(one for one in versions_of(desk) if one.id == version_id)
    code = "review.draft_title" if entry.draft else "review.version_title"
    name = words.say(code, number=f"{entry.number}{entry.mark}")
    return Side(version_id, name, entry.content_hash, entry.frozen_at)


def version_named(desk: Desk, named: str) -> str:
    """Return the id of a version by its number ("0.1", "1.0b"), id or the start of its content hash.

    `now` is the plan as it stands. Raises UserError `unknown_version`, `several_versions`.
    """
    if named == "now":
        return NOW
    entries = versions_of(desk)
    found = [one.id for one in entries if named in (one.id, f"{one.number}{one.mark}")]
    found = found or [one.id for one in entries if one.number == named]
    if not found and len(named) >= 6:
        found = [one.id for one in entries if one.content_hash.startswith(named.replace(" ", "").lower())]
    if not found:
        raise UserError("unknown_version", number=named[:80])
    if len(found) > 1:
        raise UserError("several_versions", number=named[:20])
    return found[0]
