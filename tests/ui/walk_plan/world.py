"""Two laptops at the end of step 5: the example's story so far, and its second focal point who joined."""

from __future__ import annotations

import os
from pathlib import Path

from services.laptops import CHEAP, WORDS, Laptop

from app.foundation.clock import SteppingClock, read_stamp
from app.services.joining import join_workspace
from app.services.opening import Newcomer, create_workspace
from app.services.packing import Parcel, make_package
from app.services.sample import chapters, founding, write_chapter
from app.services.sample import known_handles as handles_of

LAST = 15
"""The last chapter of the story before the plan is drafted."""


def at_the_end_of_step_five(folder: Path, clock: SteppingClock) -> list[Laptop]:
    """Return the laptops of Dalia and Omar, closed. Omar joined with an invitation of six words.

    The clock is where it was; the story's own dates are those of its chapters.
    """
    now = clock.now()
    dalia = _dalia(folder, clock)
    clock.move_to(now)
    invitation = folder / "for-omar.masar"
    make_package(dalia.use(), Parcel(words=WORDS, invite=True, role="focal_point"), invitation)
    omar = _omar(folder, invitation, clock)
    dalia.take(omar.pack(folder / "hello.masar", "Dalia Haddad"))
    omar.take(dalia.pack(folder / "welcome.masar", "Omar Saleh"))
    for laptop in (dalia, omar):
        laptop.use().close()
    return [dalia, omar]


def _folder(folder: Path, name: str) -> Path:
    made = folder / name
    made.mkdir(parents=True)
    os.environ["MASAR_DATA_DIR"] = str(made / "data")
    return made


def _dalia(folder: Path, clock: SteppingClock) -> Laptop:
    own, start = _folder(folder, "dalia"), founding()
    clock.move_to(read_stamp(start["begins"]))
    newcomer = Newcomer(start["person"], start["organisation"], start["role"])
    desk = create_workspace(
        own / "work.masarw", start["place"], newcomer, None, clock=clock, costs=CHEAP, training=True
    ).desk
    handles = handles_of(desk)
    for chapter in chapters():
        if int(chapter.name[:2]) <= LAST:
            write_chapter(desk, chapter, handles)
    return Laptop("Dalia Haddad", own, desk)


def _omar(folder: Path, invitation: Path, clock: SteppingClock) -> Laptop:
    own = _folder(folder, "omar")
    newcomer = Newcomer("Omar Saleh", "International Agency for Return and Recovery", "focal_point")
    opened, _ = join_workspace(
        own / "work.masarw", invitation, newcomer, None, WORDS, clock=clock, costs=CHEAP
    )
    return Laptop("Omar Saleh", own, opened.desk)
