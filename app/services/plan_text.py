"""Writing the plan's text: paragraphs of a section in one language, added, moved and kept in order."""

from __future__ import annotations

from app.foundation.errors import UserError
from app.models.kinds.plan import Paragraph, Plan, Section
from app.models.order_keys import between
from app.process import facts
from app.services.desk import Desk
from app.services.ordering import settle
from app.services.unit import Unit


def add_paragraph(desk: Desk, section: str, language: str, text: str) -> str:
    """Add a paragraph at the end of a section (by its key) and return its id.

    Makes the section when nobody has written in it, and the plan when there is none yet.
    """
    with desk.write("paragraph.add") as unit:
        owner = _section(desk, unit, section, language)
        last = max((one.position or "" for one in paragraphs(desk, owner, language)), default="")
        position = between(last, "")
        return unit.add(
            Paragraph, section=owner, language=language, style="text", text=text, position=position
        )


def _section(desk: Desk, unit: Unit, key: str, language: str) -> str:
    plan = facts.current_plan(desk.book())
    plan_id = plan.id if plan else unit.add(Plan, **_first(desk))
    found = desk.records(Section, plan=plan_id, key=key)
    if found:
        return found[0].id
    return unit.add(Section, plan=plan_id, key=key, original_language=language)


def begin_plan(desk: Desk) -> str:
    """Begin the plan of this year and return its id."""
    with desk.write("plan.add") as unit:
        return unit.add(Plan, **_first(desk))


def _first(desk: Desk) -> dict[str, object]:
    return {"cycle": desk.today[:4], "languages": ("en", "ar"), "status": "drafting"}


def section_of(desk: Desk, unit: Unit, key: str, language: str) -> str:
    """Return the id of a section of the plan by its key; makes section and plan when need be."""
    return _section(desk, unit, key, language)


def paragraphs(desk: Desk, section: str, language: str) -> list[Paragraph]:
    """Return the paragraphs of a section (by id) in one language, in their order."""
    found = desk.records(Paragraph, section=section, language=language)
    return sorted(found, key=lambda one: (one.position or "", one.id))


def move_paragraph(desk: Desk, paragraph: str, by: int) -> bool:
    """Move a paragraph up (-1) or down (1) among those of its section and language.

    Returns whether it moved; the first does not move up, the last not down. Raises UserError
    `unknown_record`.
    """
    moved = desk.find(Paragraph, paragraph)
    if moved is None:
        raise UserError("unknown_record", kind="paragraph", id=paragraph)
    rest = paragraphs(desk, moved.section or "", moved.language or "")
    place = next(number for number, one in enumerate(rest) if one.id == paragraph)
    if not 0 <= place + by < len(rest):
        return False
    rest.insert(place + by, rest.pop(place))
    with desk.write("paragraph.edit") as unit:
        settle(unit, Paragraph, rest, place + by)
    return True


def set_section(desk: Desk, section: str, name: str, value: str | bool | None) -> None:
    """Change a field of a section (by its key), such as `ready` or `writer`; makes the section if need be."""
    with desk.write("section.edit") as unit:
        owner = _section(desk, unit, section, "en")
        unit.set(Section, owner, **{name: value})
