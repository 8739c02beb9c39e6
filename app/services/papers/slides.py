"""The sensitisation pack: ten slides in our own words, each naming its source."""

from __future__ import annotations

from app.documents.forms_content import Slide, SlidesDocument
from app.models.kinds.area import Area
from app.services.papers.scribe import Scribe

WHO = ("government", "focal", "members", "communities", "partners", "backstop")


def slides_document(scribe: Scribe, area: Area, today: str) -> SlidesDocument:
    """Return the slides for people of an area in the scribe's language; `today` is an ISO day."""
    say = scribe.words.say
    return SlidesDocument(
        language=scribe.words.language,
        title=say("sheet.slides.title"),
        above=scribe.name(area),
        made_on=today,
        training=bool(area.training),
        classification=say("sheet.open"),
        slides=_slides(scribe),
    )


def _slides(scribe: Scribe) -> tuple[Slide, ...]:
    return (
        Slide(_say(scribe, "title"), _say(scribe, "lead")),
        Slide(_say(scribe, "are"), points=_points(scribe, "are", 4), source=_source(scribe, "iasc")),
        Slide(_say(scribe, "not"), points=_points(scribe, "not", 4), source=_source(scribe, "iasc")),
        Slide(
            _say(scribe, "paths"),
            _say(scribe, "paths.lead"),
            boxes=_boxes(scribe, "return", "local", "elsewhere"),
            source=_source(scribe, "iasc"),
        ),
        Slide(
            _say(scribe, "principles"),
            boxes=_boxes(scribe, "lead_by", "take_part", "whole_area"),
            source=_source(scribe, "principles"),
        ),
        Slide(_say(scribe, "steps"), steps=_points(scribe, "step", 8), source=_source(scribe, "steps")),
        Slide(
            _say(scribe, "who"),
            rows=tuple((_say(scribe, f"who.{one}"), _say(scribe, f"who.{one}.text")) for one in WHO),
            source=_source(scribe, "who"),
        ),
        Slide(_say(scribe, "plan"), points=_points(scribe, "plan", 5), source=_source(scribe, "plan")),
        Slide(
            _say(scribe, "today"),
            boxes=_boxes(scribe, "can", "cannot"),
            source=_source(scribe, "practice"),
        ),
        Slide(_say(scribe, "after"), points=_points(scribe, "after", 4), source=_source(scribe, "practice")),
    )


def _say(scribe: Scribe, code: str) -> str:
    return scribe.words.say(f"sheet.slides.{code}")


def _points(scribe: Scribe, code: str, count: int) -> tuple[str, ...]:
    return tuple(_say(scribe, f"{code}.{number}") for number in range(1, count + 1))


def _boxes(scribe: Scribe, *codes: str) -> tuple[tuple[str, str], ...]:
    return tuple((_say(scribe, code), _say(scribe, f"{code}.text")) for code in codes)


def _source(scribe: Scribe, name: str) -> str:
    return scribe.words.say(f"sheet.slides.source.{name}")
