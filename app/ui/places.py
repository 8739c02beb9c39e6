"""Where something is in the window: a page, and on it a record or a view."""

from __future__ import annotations

import msgspec


class Place(msgspec.Struct, frozen=True):
    """A page by id, and the record (kind, id) or the view (a tab) to show on it."""

    page: str
    kind: str = ""
    id: str = ""
    view: str = ""


_KINDS_ON: dict[str, tuple[str, ...]] = {
    "area": (
        *("area", "location", "selection_criterion", "area_decision", "population_figure", "severity_rank"),
        *("source", "place", "place_alias"),
    ),
    "group": (
        *("group", "member", "nomination", "person", "organisation", "official_card", "training"),
        *("coordination_mechanism", "contribution", "expansion", "backstopping"),
    ),
    "steps": ("step", "task", "guidance", "deadline"),
    "stakeholders": (
        *("stakeholder", "stakeholder_view", "stakeholder_link", "contact", "engagement", "outreach"),
        *("assistance", "paper_paragraph"),
    ),
    "meetings": (
        *("meeting", "agenda_item", "decision", "action_point", "named_attendance", "guest"),
        "commitment",
        "attendance_count",
    ),
    "voices": ("issue", "consultation", "consultation_count", "intentions", "expectation"),
    "plan": (
        *("plan", "section", "paragraph", "activity", "target", "risk", "joint_activity", "agreement"),
        *("alignment", "framework_answer", "own_framework", "outside_project", "joint_share", "cost_share"),
        "harm_screen",
    ),
    "review": ("review_round", "comment", "frozen_version", "signoff"),
    "monitoring": (
        *("indicator", "indicator_entry", "measurement", "progress", "lesson", "shared_lesson", "report"),
        *("milestone", "uptake", "revision"),
    ),
    "exchange": ("steward", "invitation", "comparison", "revocation", "conflict", "package"),
}
PAGE_OF_KIND: dict[str, str] = {kind: page for page, kinds in _KINDS_ON.items() for kind in kinds}
"""On which page records of a kind are shown; kinds not named are shown on Home."""


def place_of(kind: str, record_id: str = "") -> Place:
    """Return where a record of a kind is shown."""
    return Place(PAGE_OF_KIND.get(kind, "home"), kind, record_id)


_FORMS: dict[str, tuple[str, str]] = {
    "outside_project": ("plan", "alignment"),
    **dict.fromkeys(("coordinates", "population_figure", "severity_rank"), ("area", "location")),
    "criterion": ("area", "selection_criterion"),
    "area_decision": ("area", "area_decision"),
    "location": ("area", ""),
    "location_list": ("area", ""),
    "source": ("area", ""),
    **dict.fromkeys(
        ("engagement", "contact", "stakeholder_link", "rating", "assistance"), ("stakeholders", "stakeholder")
    ),
    **dict.fromkeys(
        ("line", "agenda_item", "attendance_count", "named_attendance", "guest"), ("meetings", "meeting")
    ),
    **dict.fromkeys(("consultation_count", "consultation_input"), ("voices", "consultation")),
    **dict.fromkeys(("skip_reason", "task"), ("steps", "step")),
    **dict.fromkeys(("card", "contribution"), ("group", "member")),
    "comment": ("review", ""),
    "section_comment": ("plan", ""),
    "milestone": ("monitoring", "activity"),
    **dict.fromkeys(("signoff", "sign_draw", "sign_brought"), ("review", "frozen_version")),
    **dict.fromkeys(
        ("stakeholder", "paper_paragraph", "named", "promise", "authority_meeting", "import"),
        ("stakeholders", ""),
    ),
    "paragraph": ("plan", ""),
}


def place_of_form(form: str, owner: str) -> Place:
    """Return where a form stands whose record is not there yet, with what that will belong to."""
    if form == "record":
        return place_of(owner)
    page, kind = _FORMS.get(form, ("home", ""))
    return Place(page, kind, owner.partition("/")[0] if kind else "")
