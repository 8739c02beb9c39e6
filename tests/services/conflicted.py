"""Laptops on which the same things were edited apart, for tests of deciding."""

from __future__ import annotations

from pathlib import Path

from services.laptops import Laptop, bring_everyone_up_to_date, found

from app.models.kinds.people import Organisation
from app.models.kinds.plan import Activity, Paragraph, Target
from app.services.field_edits import add_record, set_value
from app.services.plan_text import add_paragraph

Sort = type[Activity] | type[Target] | type[Paragraph] | type[Organisation]


def founded(folder: Path) -> list[Laptop]:
    """Return closed laptops of three people with an activity, its target, a paragraph, two organisations."""
    laptops = found(folder, "Omar", "Nadia")
    desk = laptops[0].use()
    for name in ("Directorate of Health", "Directorate of Water"):
        add_record(desk, "organisation", {"name_en": name})
    activity = add_record(
        desk, "activity", {"title_en": "Cash for work", "code": "A-007", "starts": "2026-03-01"}
    )
    add_record(desk, "target", {"activity": activity, "unit": "individuals", "value": "300"})
    add_paragraph(desk, "context_overview", "en", "People came back in small groups.")
    bring_everyone_up_to_date(laptops, folder)
    for laptop in laptops:
        laptop.use().close()
    return laptops


def first(laptop: Laptop, kind: Sort, **equals: object) -> str:
    """Return the id of the first record of a kind."""
    return str(laptop.desk.records(kind, **equals)[0].id)  # type: ignore[arg-type]


def edit(laptop: Laptop, kind: Sort, name: str, value: str) -> None:
    """Edit a field of the first record of a kind on a laptop."""
    set_value(laptop.use(), kind.about.name, first(laptop, kind), name, value)


def send(sender: Laptop, receiver: Laptop, folder: Path) -> None:
    """Bring everything of one laptop to another."""
    package = folder / f"{sender.name}-{len(list(folder.iterdir()))}.masar"
    receiver.take(sender.pack(package, receiver.name))
    receiver.use()


def apart(laptops: list[Laptop], folder: Path, kind: Sort, name: str, *values: str) -> None:
    """Let as many people as there are values edit a field apart; Dalia, the first, then holds them all."""
    dalia, *others = laptops[: len(values)]
    for laptop, value in zip((dalia, *others), values, strict=True):
        edit(laptop, kind, name, value)
    for other in others:
        send(other, dalia, folder)
