"""What the Headquarters page says of guidance and deadlines."""

from __future__ import annotations

from app.services.views.headquarters import HeadquartersView, NoticeEntry
from app.services.views.records import RecordsView, rule_of
from app.ui.kit.form import FieldSpec
from app.ui.kit.rows import Cell, TableColumn
from app.ui.language import label_text, say, words
from app.ui.record_words import options_of

TEXT_LANGUAGES = ("en", "ar")


def notice_columns(view: HeadquartersView) -> list[TableColumn]:
    """Return the columns of the list; area names come from the view."""
    names = {area.id: label_text(area.name) for area in view.areas}

    def areas(entry: NoticeEntry) -> Cell:
        return Cell(areas_text(entry, names))

    return [
        TableColumn(say("headquarters.column.what"), _kind, 130),
        TableColumn(words().field("guidance", "title"), _title, share=2),
        TableColumn(words().field("guidance", "step"), _step),
        TableColumn(say("headquarters.column.for"), areas),
        TableColumn(say("headquarters.column.day"), _day, 130),
    ]


def areas_text(entry: NoticeEntry, names: dict[str, str]) -> str:
    """Return for whom something is meant: the areas' names, or that it is for all."""
    if not entry.areas:
        return say("headquarters.all_areas")
    return words().join([names.get(area, area) for area in entry.areas])


def notice_specs(kind: str, view: HeadquartersView) -> list[FieldSpec]:
    """Return the fields of guidance or of a deadline."""
    titles = [FieldSpec(f"title_{one}", words().field(kind, f"title_{one}")) for one in TEXT_LANGUAGES]
    texts = [FieldSpec(f"text_{one}", words().field(kind, f"text_{one}"), "text") for one in TEXT_LANGUAGES]
    day = "due" if kind == "deadline" else "issued_on"
    steps = options_of(rule_of(kind, "step"), RecordsView(kind, ()), {})
    areas = tuple((area.id, label_text(area.name)) for area in view.areas)
    return [
        *titles,
        *(texts if kind == "guidance" else []),
        FieldSpec(day, words().field(kind, day), "date", half=True),
        FieldSpec("issued_by", words().field(kind, "issued_by"), half=True),
        FieldSpec("step", words().field(kind, "step"), "choice", steps),
        FieldSpec(
            "areas", say("headquarters.areas_field"), "set", areas, hint=say("headquarters.areas_hint")
        ),
    ]


def _kind(entry: NoticeEntry) -> Cell:
    tone = "wrong" if entry.over else "attention" if entry.kind == "deadline" else "accent"
    return Cell(words().kind(entry.kind), tone=tone)


def _title(entry: NoticeEntry) -> Cell:
    return Cell(label_text(entry.title) or say("records.untitled"))


def _step(entry: NoticeEntry) -> Cell:
    return Cell(
        words().code("step_id", entry.step) if entry.step else say("headquarters.any_step"), quiet=True
    )


def _day(entry: NoticeEntry) -> Cell:
    day = words().date(entry.day) if entry.day else ""
    return Cell(say("headquarters.over", day=day) if entry.over else day, quiet=not entry.over)
