"""What a planning process asks of its plan: outline, framework of its activities, checks that hold.

Read from the process file by itself, so that checks can ask without knowing steps and gates.
"""

from __future__ import annotations

from functools import cache

import msgspec

from app.foundation.paths import resources
from app.models.book import Book
from app.models.codes import CODE_LISTS
from app.process import facts
from app.process.nodes import BUILT_IN
from app.process.reading import Reader, once, read

USUAL = "durable_solutions"
PROCESSES = CODE_LISTS["process"]
PARTIES = ("government", "focal_points", "organisations", "mission", "country_team")
"""Who may have to sign the plan of a process."""
USUAL_PARTIES = ("government", "focal_points")


class Heading(msgspec.Struct, frozen=True):
    """One section of the plan's outline; a required one must say something before the plan is final."""

    section: str
    required: bool = False


class Scope(msgspec.Struct, frozen=True):
    """The outline in order, the framework of activities, the checks left out by name, and who signs."""

    process: str
    framework: str
    outline: tuple[Heading, ...]
    leaves_out: frozenset[str] = frozenset()
    signs: tuple[str, ...] = USUAL_PARTIES

    @property
    def sections(self) -> tuple[str, ...]:
        """The sections of the outline, in order."""
        return tuple(one.section for one in self.outline)

    @property
    def required(self) -> tuple[str, ...]:
        """The sections that must say something."""
        return tuple(one.section for one in self.outline if one.required)


def scope_in(reader: Reader) -> Scope:
    """Return the scope that a process file defines. Raises UserError `bad_definition`."""
    outline = tuple(
        Heading(_section(one, one.text("section")), one.yes_no("required"))
        for one in reader.tables("outline")
    )
    once(reader, "outline", tuple(one.section for one in outline))
    framework = reader.optional("framework") or "so"
    if framework not in BUILT_IN:
        raise reader.refuse("framework")
    signs = reader.texts("signs") or USUAL_PARTIES
    if not set(signs) <= set(PARTIES):
        raise reader.refuse("signs")
    return Scope(reader.text("id"), framework, outline, frozenset(reader.texts("leaves_out")), signs)


def _section(reader: Reader, section: str) -> str:
    reader.only("section", "required")
    if section not in CODE_LISTS["section_key"]:
        raise reader.refuse(f"section: {section}")
    return section


def process_id(book: Book) -> str:
    """Return the process of the area; one that this program does not know counts as the usual one."""
    area = facts.area_of(book)
    chosen = area.process if area else None
    return chosen if chosen in PROCESSES else USUAL


@cache
def scope_named(process: str) -> Scope:
    """Return the scope of a process of the program."""
    return scope_in(read(resources() / "processes" / f"{process}.toml"))


def scope_of(book: Book) -> Scope:
    """Return the scope of the area's process."""
    return scope_named(process_id(book))
