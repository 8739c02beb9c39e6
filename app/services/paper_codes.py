"""The square codes of printed papers, read from a photo or scan: to which record a filled form belongs.

A form says `MASAR:MEETING:<id>`, a plan and minutes `MASAR:<content hash>` with `:<page>` on all pages but
the cover, a person's card `MASAR-CARD-…`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from app.documents.attached import page_count, page_pixels, prepared
from app.foundation.errors import UserError
from app.models.kinds.meetings import Consultation, Meeting
from app.models.kinds.review import FrozenVersion
from app.models.record import Record
from app.services.attachments import ChosenFile
from app.services.desk import Desk
from app.services.views.said import Name, name_in

State = Literal["here", "elsewhere", "version", "document", "card", "foreign", "none"]
WIDE, LONGEST = 1700, 2600
"""Pixels of a page as the reader of codes is given it: some 200 to the inch of A4."""
MOST_PAGES = 8
"""Pages of one scan that are looked at."""
LONGEST_SHOWN = 60
_KINDS: dict[str, type[Record]] = {"MEETING": Meeting, "CONSULTATION": Consultation}
_RECORD = re.compile(r"MASAR:([A-Z_]+):([0-9A-Fa-f-]{36})(?::[0-9]{1,4})?")
_DOCUMENT = re.compile(r"MASAR:([0-9A-Fa-f]{64})(?::([0-9]{1,4}))?")
_CARD = "MASAR-CARD-"


@dataclass(frozen=True, slots=True)
class PaperPlace:
    """A record that a paper may belong to."""

    kind: str
    id: str
    code: str
    title: Name


@dataclass(frozen=True, slots=True)
class PaperFound:
    """What the codes on one file say.

    `state`: its record is `here`, or belongs to a workspace `elsewhere`; it is a `version` of the plan that
    is here or another `document` of this program, somebody's `card`, a `foreign` code, or there is `none`.
    `places` are where it may be attached, the likeliest first; `text` is a code nobody here knows.
    """

    state: State
    places: tuple[PaperPlace, ...] = ()
    text: str = ""


def codes_on(file: ChosenFile) -> tuple[str, ...]:
    """Return the texts of the square codes on a file: of its first page that has any. Needs no desk.

    A page that cannot be drawn has none.
    """
    try:
        for number in range(min(page_count(file.kept.data, file.kept.media_type), MOST_PAGES)):
            if found := _on_page(file, number):
                return found
    except UserError:
        return ()
    return ()


def _on_page(file: ChosenFile, number: int) -> tuple[str, ...]:
    import zxingcpp
    from PIL import Image

    drawn = page_pixels(file.kept.data, file.kept.media_type, number, WIDE, LONGEST)
    picture = Image.frombytes("RGB", (drawn.width, drawn.height), drawn.rgb).convert("L")
    return tuple(sorted({code.text for code in zxingcpp.read_barcodes(picture) if code.text}))


def version_on(data: bytes, name: str) -> tuple[str, int]:
    """Return content hash and page that the square code on a scan names; "" and 0 where there is none."""
    try:
        codes = codes_on(ChosenFile(name, prepared(data, name)))
    except UserError:
        return "", 0
    found = next(filter(None, map(_DOCUMENT.fullmatch, codes)), None)
    return (found[1].lower(), int(found[2] or 0)) if found else ("", 0)


def papers_of(desk: Desk, codes: Sequence[tuple[str, ...]]) -> tuple[PaperFound, ...]:
    """Return for each file what its codes say, the most telling one first."""
    return tuple(_paper(desk, found) for found in codes)


def _paper(desk: Desk, codes: tuple[str, ...]) -> PaperFound:
    said = [_one(desk, text) for text in codes] or [PaperFound("none")]
    return min(said, key=lambda one: _ORDER.index(one.state))


_ORDER: tuple[State, ...] = ("here", "version", "elsewhere", "document", "card", "foreign", "none")


def _one(desk: Desk, text: str) -> PaperFound:
    if record := _RECORD.fullmatch(text):
        return _of_record(desk, record[1], record[2].lower())
    if document := _DOCUMENT.fullmatch(text):
        digest = document[1].lower()
        known = any(one.content_hash == digest for one in desk.records(FrozenVersion))
        return PaperFound("version" if known else "document", text=digest[:12])
    return PaperFound("card" if text.startswith(_CARD) else "foreign", text=text[:LONGEST_SHOWN])


def _of_record(desk: Desk, name: str, record_id: str) -> PaperFound:
    kind = _KINDS.get(name)
    found = desk.find(kind, record_id) if kind is not None else None
    if found is None:
        return PaperFound("elsewhere", text=name)
    follow = desk.records(Consultation, meeting=found.id) if isinstance(found, Meeting) else []
    return PaperFound("here", tuple(_place(one) for one in (found, *follow)))


def _place(one: Record) -> PaperPlace:
    return PaperPlace(one.about.name, one.id, str(getattr(one, "code", None) or ""), name_in(one, "title"))
