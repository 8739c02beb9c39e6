"""What speaks for and against each principle of the planning approach; nothing is scored."""

from __future__ import annotations

from dataclasses import dataclass

from app.models.book import Book
from app.models.record import Record
from app.process.principles import evidence
from app.services.views.reading import finder
from app.services.views.said import Label, Said, from_process, name_of

NAMED = 3
"""Records that are named."""


@dataclass(frozen=True, slots=True)
class EvidenceEntry:
    """One observation; `kind` and `id` lead to the first of the records it rests on.

    `examples` name those that speak against, and those that speak for when they are few.
    """

    principle: str
    speaks_for: bool
    text: Said
    examples: tuple[Label, ...] = ()
    more: int = 0
    kind: str = ""
    id: str = ""


def principles_of(book: Book, today: str) -> tuple[EvidenceEntry, ...]:
    """Return the evidence for and against each principle, in the order of the principles."""
    find, found = finder(book), []
    for one in evidence(book, today):
        held = [record for key in one.records if (record := book.get(Record, key)) is not None]
        names = tuple(dict.fromkeys(label for record in held if (label := name_of(record))))
        told = one.side == "against" or len(names) <= NAMED
        first = held[0] if held else None
        found.append(
            EvidenceEntry(
                one.principle,
                one.side == "for",
                from_process(one.code, one.params, find),
                names[:NAMED] if told else (),
                max(len(names) - NAMED, 0) if told else 0,
                type(first).about.name if first is not None else "",
                first.id if first is not None else "",
            )
        )
    return tuple(found)
