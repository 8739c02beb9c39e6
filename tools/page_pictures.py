"""Pictures of pages: which there are, what their names say, and the workspaces they are taken of.

A name is `page[.view][:kind[=id]][@state]`: `stakeholders.grid`, `area:location` (the first location),
`steps:step=3`, `home@today`. The states are those of `STATES`; without one it is the example as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from app.foundation.clock import SteppingClock, read_stamp
from app.models.kinds.meetings import Meeting
from app.models.registry import KINDS
from app.services.desk import Desk
from app.services.opening import Newcomer, create_workspace
from app.services.sample import founding
from app.services.views.home import show_only_mine, shows_only_mine
from app.ui.desk_window import DeskWindow
from app.ui.door import QtDoor
from app.ui.frame import Frame
from app.ui.language import use_language, use_theme
from app.ui.operations import Operations
from app.ui.pages import PAGES
from app.ui.pictures import Wanted, paint_pages
from app.ui.places import Place
from app.ui.welcome import Welcome
from tools.zone import agree_on_a_compact

STEPS = tuple(f"steps:step={number}" for number in range(1, 9))
VIEWS = (
    *("area.locations", "area.ranking", "area.map", "area.sources"),
    *("area:area", "area:location", "area.map:location", "area:source", "area:selection_criterion"),
    *("group.nominations", "group.organisations", "group.learning", "group.work", "group.weeks"),
    *("group.support", "group.support:meeting", "group.contributions", "group.coordination"),
    *("group:member", "group:nomination", "group:organisation", "group:training"),
    *("group:contribution", "group:coordination_mechanism"),
    *("steps.overview", *STEPS, "steps:task"),
    *("stakeholders.grid", "stakeholders.relations", "stakeholders.outreach", "stakeholders.support"),
    *("stakeholders.authority", "stakeholders:stakeholder", "stakeholders.grid:stakeholder"),
    *("stakeholders.relations:stakeholder", "stakeholders:outreach"),
    *("meetings.before", "meetings.room", "meetings.after", "meetings.names", "meetings.register"),
    "meetings:commitment",
    *("voices.consultations", "voices.intentions", "voices.expectations"),
    *("voices:issue", "voices:consultation", "voices:intentions", "voices:expectation"),
    *("plan.text", "plan.timeline", "plan.principles", "plan.commitments", "plan:activity"),
    *("plan.coverage", "plan.frameworks", "plan.agreements", "plan:alignment=issss", "plan:joint_activity"),
    *("review:comment", "review:review_round", "review.versions", "headquarters", "exchange.duplicates"),
    *("monitoring.indicators", "monitoring.follow_up", "monitoring.lessons", "monitoring.reports"),
    *("monitoring:progress", "monitoring:indicator", "monitoring:milestone"),
)
OF_STEPS_1_TO_5 = ("home", "area", "group", "steps", "stakeholders", "meetings", "voices")
OTHER_STATES = (
    *("home@today", "home@mine"),
    *(f"{page}@empty" for page in (*OF_STEPS_1_TO_5, "steps.overview", "area.map", "stakeholders.grid")),
    *(f"group.{tab}@empty" for tab in ("nominations", "learning", "work", "support", "coordination")),
    *(f"voices.{tab}@empty" for tab in ("consultations", "intentions", "expectations")),
    *("stakeholders.outreach@empty", "stakeholders.authority@empty", "stakeholders.support@empty"),
    *("plan:agreement@zone", "plan:joint_activity@zone", "plan.frameworks@zone", "home@zone"),
    "documents.compact@zone",
)
PAGE_VIEWS = (
    "welcome",
    *(entry.id for entry in PAGES if not entry.only_headquarters),
    *VIEWS,
    *OTHER_STATES,
)
_NAME = re.compile(r"(?P<page>\w+)(\.(?P<view>\w+))?(:(?P<kind>\w+)(=(?P<id>\w+))?)?(@\w+)?")


@dataclass(frozen=True, slots=True)
class Stage:
    """Where pictures are taken: the example's desk, what runs operations, a folder for other workspaces."""

    desk: Desk
    operations: Operations
    folder: Path


class Windows:
    """Makes frames over one desk and keeps them while they are shown."""

    def __init__(self, desk: Desk, operations: Operations) -> None:
        self._desk, self._operations = desk, operations
        self._open: list[DeskWindow] = []

    def frame(self) -> Frame:
        """Return the frame of a new window; the one before lets go of the desk."""
        self.close()
        window = DeskWindow(self._desk, self._operations, QtDoor())
        window.frame.show_saved(self._desk.clock.now())
        self._open = [window]
        return window.frame

    def close(self) -> None:
        """Let go of the desk."""
        for window in self._open:
            window.session.close()
        self._open = []


def place_in(desk: Desk, name: str) -> Place:
    """Return where a picture's name leads; a kind without an id leads to the first record of it.

    Raises ValueError for a name that is none.
    """
    found = _NAME.fullmatch(name)
    if found is None:
        raise ValueError(name)
    kind, record = found["kind"] or "", found["id"] or ""
    if kind in KINDS and not record:
        record = next((one.id for one in desk.records(KINDS[kind])), "")
    return Place(found["page"], kind, record, found["view"] or "")


@contextmanager
def _today(stage: Stage) -> Iterator[Desk]:
    """Stand on the morning of the last meeting that was called."""
    clock, day = stage.desk.clock, max(one.held_on or "" for one in stage.desk.records(Meeting))
    assert isinstance(clock, SteppingClock)
    before = clock.now()
    clock.move_to(read_stamp(f"{day}T06:30:00Z"))
    yield stage.desk
    clock.move_to(before)


@contextmanager
def _mine(stage: Stage) -> Iterator[Desk]:
    """Show a person with little time what is theirs."""
    before = shows_only_mine(stage.desk)
    show_only_mine(stage.desk, True)
    yield stage.desk
    show_only_mine(stage.desk, before)


@contextmanager
def _empty(stage: Stage) -> Iterator[Desk]:
    """Begin an area in which nothing is entered yet."""
    start = founding()
    newcomer = Newcomer(start["person"], start["organisation"], start["role"])
    clock = SteppingClock(read_stamp(start["begins"]))
    desk = create_workspace(stage.folder / "empty.masarw", start["place"], newcomer, None, clock=clock).desk
    yield desk
    desk.close()
    (stage.folder / "empty.masarw").unlink()


@contextmanager
def _zone(stage: Stage) -> Iterator[Desk]:
    """Begin a priority-zone programme with a compact and what the authority engages for in it."""
    start = founding()
    newcomer = Newcomer(start["person"], start["organisation"], start["role"])
    clock, file = SteppingClock(read_stamp("2026-04-22T10:00:00Z")), stage.folder / "zone.masarw"
    desk = create_workspace(file, start["place"], newcomer, None, clock=clock, process="priority_zone").desk
    agree_on_a_compact(desk)
    yield desk
    desk.close()
    file.unlink()


STATES = {"today": _today, "mine": _mine, "empty": _empty, "zone": _zone}


def paint_states(stage: Stage, folder: Path, wanted: Wanted) -> list[Path]:
    """Write `<name>-<language>-<theme>.png` for each wanted page, in the state it names; return the files."""
    made = _paint(stage.desk, stage, folder, wanted, [one for one in wanted.pages if "@" not in one])
    for state, prepared in STATES.items():
        names = [one for one in wanted.pages if one.endswith(f"@{state}")]
        if names:
            with prepared(stage) as desk:
                made += _paint(desk, stage, folder, wanted, names)
    return made


def _paint(desk: Desk, stage: Stage, folder: Path, wanted: Wanted, names: Sequence[str]) -> list[Path]:
    if not names:
        return []
    windows = Windows(desk, stage.operations)
    place: Callable[[str], Place] = lambda name: place_in(desk, name)  # noqa: E731
    try:
        # a page that names no view shows the one before, so these come first
        ordered = sorted(names, key=lambda name: not name.partition("@")[0].isalpha())
        chosen = replace(wanted, pages=tuple(ordered), place=place)
        return paint_pages(windows.frame, stage.operations, folder, chosen)
    finally:
        windows.close()


def paint_welcome(application: QApplication, folder: Path, wanted: Wanted) -> list[Path]:
    """Write `welcome-<language>-<theme>.png` for each look and return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for language, theme in wanted.looks:
        use_theme(application, theme)
        use_language(application, language)
        made.append(folder / f"welcome-{language}-{theme}.png")
        _grab(Welcome([]), wanted.size, made[-1])
    return made


def _grab(widget: QWidget, size: tuple[int, int], file: Path) -> None:
    widget.resize(*size)
    widget.grab().save(str(file))
    widget.deleteLater()
