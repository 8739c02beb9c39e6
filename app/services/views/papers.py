"""The documents page: which documents there are, what each can be about, what they leave out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from app.services.desk import Desk
from app.services.paper_kinds import PAPERS, PaperKind
from app.services.paper_subjects import SUBJECTS, Choice, subjects
from app.services.papers.printable import HIGHEST_CLASS, held_back
from app.services.papers.progress_report import last_quarter
from app.words.catalogue import Words

SHELVES = ("plan", "meeting", "joint", "data")
NEEDED = {"joint": 1, "compact": 1, "frozen": 1, "meeting": 1, "consultation": 1, "versions": 2}
"""How many there must be of what a document is about; it is not offered while there are fewer."""


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A document that can be made. `id` is its code."""

    id: str
    kind: PaperKind


@dataclass(frozen=True, slots=True)
class PapersView:
    """Documents that can be made, the subjects they choose from, the last quarter and today as ISO days.

    `held` counts records that documents leave out by kind, for each highest class that they print (0, 1, 2).
    """

    rows: tuple[PaperRow, ...] = ()
    subjects: dict[str, tuple[Choice, ...]] = field(default_factory=dict)
    held: tuple[Counter[str], ...] = (Counter(), Counter(), Counter())
    starts: str = ""
    ends: str = ""
    today: str = ""


def papers_view(desk: Desk, language: str) -> PapersView:
    """Return the documents of the area in front; subjects are named in a language."""
    words, quarter, book = Words(language), last_quarter(desk.today), desk.book()
    found = {about: subjects(desk, about, words) for about in SUBJECTS}
    missing = {about for about, least in NEEDED.items() if len(found[about]) < least}
    listed = sorted(PAPERS, key=lambda kind: SHELVES.index(kind.shelf))
    rows = tuple(PaperRow(kind.code, kind) for kind in listed if kind.about not in missing)
    held = tuple(held_back(book, desk.area, highest=highest) for highest in range(HIGHEST_CLASS + 1))
    return PapersView(rows, found, held, quarter.starts, quarter.ends, desk.today)
