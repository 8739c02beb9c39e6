"""What the Voices page says of inputs, consultations, intentions and expectations."""

from __future__ import annotations

from functools import partial

from app.models.codes import CODE_LISTS
from app.process.voice_coverage import VOICES
from app.services.views.home import GuidanceEntry
from app.services.views.said import Name
from app.services.views.voices import Linked, VoiceRow
from app.services.views.voices_consultations import ConsultationRow, ConsultationsView
from app.services.views.voices_intentions import ExpectationRow, IntentionRow
from app.ui.kit.form import FieldSpec
from app.ui.kit.inputs import Options
from app.ui.kit.rows import Cell
from app.ui.language import label_text, say, words
from app.ui.pages.meetings_words import dotted

BECAME_TONES = {
    "open": "attention",
    "linked": "attention",
    "adopted": "good",
    "partly": "accent",
    "not_adopted": "neutral",
    "answered": "good",
}
SEVERITY_TONES = {"3": "wrong", "2": "attention", "1": "neutral"}
INFORMED_TONES = {"before": "good", "late": "attention", "no": "attention"}
LANGUAGES = ("en", "ar", "ckb", "fr")


def name_text(name: Name) -> str:
    """Return a name, or that there is none yet."""
    return label_text(name) or say("records.untitled")


def who_text(row: VoiceRow | ExpectationRow) -> str:
    """Return which group said it."""
    return label_text(row.who) if row.who else ""


def became_cell(row: VoiceRow) -> Cell:
    """Return what became of an input as a chip."""
    return Cell(say(f"voices.became.{row.became}"), tone=BECAME_TONES[row.became])


def became_line(row: VoiceRow) -> str:
    """Return in a sentence what became of an input."""
    if row.activities and row.waits:
        return say("voices.line.linked_to", count=len(row.activities))
    if row.activities:
        return say("voices.line.answered_by", count=len(row.activities))
    return say(f"voices.line.{row.became}")


def severity_cell(row: VoiceRow) -> Cell:
    """Return the weight of an input as a chip."""
    text = words().code("issue_severity", row.severity) if row.severity else ""
    return Cell(text, tone=SEVERITY_TONES.get(row.severity, "neutral"))


def linked_text(linked: Linked | None) -> str:
    """Return a record with its code before its title."""
    if linked is None:
        return ""
    return dotted(linked.code, label_text(linked.title)) or say("records.untitled")


def heard_at_cell(row: VoiceRow) -> Cell:
    """Return where an input was heard: the code, and small beneath it the title, which is long."""
    heard = row.source
    if heard is None or not heard.code:
        return Cell(linked_text(heard), quiet=True)
    return Cell(heard.code, under=label_text(heard.title), quiet=True)


def beneath(row: VoiceRow) -> str:
    """Return what stands beneath an input in the list: code, who, place, day."""
    day = words().date(row.raised_on, "day_month") if row.raised_on else ""
    return dotted(row.code, who_text(row), label_text(row.place), day)


def voice_name(voice: str) -> str:
    """Return one of the voices of the coverage picture."""
    return say(f"voices.voice.{voice}")


def voice_names() -> list[str]:
    """Return all voices in their order."""
    return [voice_name(one) for one in VOICES]


def missing_line(view: ConsultationsView) -> str:
    """Return what the coverage picture lacks, as sentences."""
    if not view.events:
        return say("voices.nobody_heard")
    said = [say("voices.events", count=view.events)]
    if view.missing:
        said.append(say("voices.missing", voices=[say(f"voices.in_line.{one}") for one in view.missing]))
    if view.uncounted:
        said.append(say("voices.uncounted", voices=[say(f"voices.in_line.{one}") for one in view.uncounted]))
    if view.places_missing:
        said.append(say("voices.places_missing", count=view.places_missing, total=view.places_wanted))
    if len(said) == 1:
        said.append(say("voices.all_heard"))
    return " ".join(said)


def method_name(method: str) -> str:
    """Return a method of the coverage picture in words, short enough for its rows."""
    return say(f"voices.method.{method}")


def people_cell(row: ConsultationRow) -> Cell:
    """Return how many people were heard, women beneath."""
    if row.people is None:
        return Cell("–", quiet=True)
    women = say("voices.women", count=row.women) if row.women is not None else ""
    return Cell(words().number(row.people), under=women)


def feedback_cell(row: ConsultationRow) -> Cell:
    """Return when people were told what was heard, or that they were not."""
    if row.fed_back_on:
        return Cell(words().date(row.fed_back_on, "day_month"), quiet=True)
    return Cell(say("voices.not_fed_back"), tone="attention") if row.status == "finished" else Cell("")


def informed_cell(row: IntentionRow) -> Cell:
    """Return whether people were informed before they chose."""
    return Cell(say(f"voices.informed.{row.informed}"), tone=INFORMED_TONES[row.informed])


def guidance_line(entry: GuidanceEntry) -> str:
    """Return a deadline or guidance of headquarters in one line."""
    who = entry.issued_by or say("frame.page.headquarters")
    day = words().date(entry.day, "day_month") if entry.day else ""
    code = "home.deadline_by" if entry.kind == "deadline" else "home.guidance_by"
    return dotted(label_text(entry.title), say(code, who=who, day=day))


def day_text(day: str) -> str:
    """Return a day, or that there is none yet."""
    return words().date(day) if day else say("meetings.no_day")


def day_width() -> int:
    """Return the room for a day with its year: the Iraqi months have long names."""
    return 148 if words().right_to_left else 104


def code_options(code_list: str) -> Options:
    """Return (value, text) of a code list."""
    return tuple((value, words().code(code_list, value)) for value in CODE_LISTS[code_list])


def objective_options() -> Options:
    """Return the eight objectives as "SO4 · Basic services"."""
    return tuple((one, dotted(one, words().code("so", one))) for one in CODE_LISTS["so"])


def text_names(base: str, values: object) -> tuple[str, ...]:
    """Return the fields of a text in the languages in use, the language in force first."""
    held = values if isinstance(values, dict) else {}
    used = [one for one in LANGUAGES if one in ("en", "ar", words().language) or held.get(f"{base}_{one}")]
    used.sort(key=lambda one: one != words().language)
    return tuple(f"{base}_{one}" for one in used)


def said_specs(kind: str, values: object) -> tuple[FieldSpec, ...]:
    """Return the fields of what was said, in the languages in use, and by which group."""
    field, why = partial(words().field, kind), say("voices.by_group")
    return (
        *(FieldSpec(name, field(name), "text") for name in text_names("text", values)),
        FieldSpec("raised_by", field("raised_by"), "choice", code_options("affiliation"), hint=why),
    )
