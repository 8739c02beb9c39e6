"""Records that were found, and places visited lately, as the quick jump shows them."""

from __future__ import annotations

from app.services.desk import Desk
from app.services.searching import Found, find_everywhere
from app.services.visits import visits
from app.ui.jump import Jump
from app.ui.language import label_text, say, words
from app.ui.pages import PAGES
from app.ui.places import Place, place_of

LONGEST = 160


def found_records(desk: Desk, text: str) -> list[Jump]:
    """Return what contains all words of a text, spelling of letters aside, by kind."""
    found: list[Jump] = []
    for group in find_everywhere(desk, text):
        heading = say(f"kind.{group.kind}.many")
        if group.total > len(group.found):
            heading = say("frame.found_of", what=heading, shown=len(group.found), count=group.total)
        found += [jump_to(one, heading) for one in group.found]
    return found


def visited_records(desk: Desk) -> list[Jump]:
    """Return the records visited last."""
    return [jump_to(one, say("frame.recent"), with_kind=True) for one in visits(desk)]


def jump_to(one: Found, heading: str, *, with_kind: bool = False) -> Jump:
    """Return a found thing: its name, where it belongs, and the passage that was found."""
    place = place_of(*(one.goes_to if one.goes_to[1] else (one.kind, one.id)))
    parts = (words().kind(one.kind) if with_kind else "", one.code, label_text(one.where))
    title = " ".join(label_text(one.title).split()) or words().kind(one.kind)
    return Jump(
        title[:LONGEST], " · ".join(part for part in parts if part), icon_of(place), place,
        group=heading, said=one.said,
    )  # fmt: skip


def icon_of(place: Place) -> str:
    """Return the icon of the page a place lies on."""
    return next((entry.icon for entry in PAGES if entry.id == place.page), "file-text")
