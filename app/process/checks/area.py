"""Checks of the area's places: the round that the ranking uses, coordinates, sources of intentions."""

from __future__ import annotations

from collections.abc import Iterator

from app.models.book import Book
from app.models.kinds.area import Intentions, Location
from app.process import facts
from app.process.checks.finding import PRACTICE, RESPONSIBILITY, Context, Finding
from app.process.rounds import INDEXES, USED_FIELD, rounds_of
from app.process.terms import NameOf, Params, Term


def newer_rounds(book: Book, _context: Context) -> Iterator[Finding]:
    """The ranking uses the newest round of an index, or somebody is told that a newer one is here."""
    area = facts.area_of(book)
    for index in INDEXES:
        known = rounds_of(book, area, index)
        if area is not None and known.is_behind:
            params: Params = {
                "index": Term(f"code.severity_index.{index}"),
                "used": known.used,
                "newest": known.newest,
            }
            place = ("area", "area", area.id, USED_FIELD[index])
            yield Finding(0, "check.newer_round", "info", PRACTICE, *place, params)


def informal_sites(book: Book, _context: Context) -> Iterator[Finding]:
    """Coordinates of informal sites stay with the group."""
    for one in book.where(Location, type="informal_site"):
        if one.latitude or one.longitude:
            params: Params = {"location": NameOf(one.id)}
            place = ("area", "location", one.id, "latitude")
            yield Finding(0, "check.site_coordinates", "warning", RESPONSIBILITY, *place, params)


def unsourced_intentions(book: Book, _context: Context) -> Iterator[Finding]:
    """Counted intentions, the evidence for a voluntary choice, name their source."""
    for one in book.of(Intentions):
        if not one.source:
            yield Finding(
                0, "check.intentions_unsourced", "warning", PRACTICE, "voices", "intentions", one.id, "source"
            )
