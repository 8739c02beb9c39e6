"""Which meetings can be added: one of each type, and one of each mechanism or sub-group."""

from __future__ import annotations

from functools import partial

from app.models.codes import CODE_LISTS
from app.services.group_work import plan_meeting_of
from app.services.meeting_work import add_meeting
from app.services.views.meetings import MeetingsView
from app.ui.language import label_text, say, words
from app.ui.session import OnDesk

OF_MECHANISM = "mechanism:"
"""Before the id of a mechanism among the types of meeting."""


def sorts_of_meeting(view: MeetingsView | None) -> list[tuple[str, str]]:
    """Return (sort, text) of every meeting that can be added; the mechanisms come last."""
    types = [(one, words().code("meeting_type", one)) for one in CODE_LISTS["meeting_type"]]
    forums = view.mechanisms if view is not None else ()
    named = [(one, say("meetings.of_mechanism", name=label_text(name))) for one, name in forums]
    return [*types, *((f"{OF_MECHANISM}{one}", text) for one, text in named)]


def adding(sort: str) -> OnDesk:
    """Return the service call that adds a planned meeting of a sort, named for it."""
    if sort.startswith(OF_MECHANISM):
        return partial(plan_meeting_of, mechanism=sort.removeprefix(OF_MECHANISM))
    title = words().code("meeting_type", sort)
    return partial(add_meeting, meeting_type=sort, title=title, language=words().language)
