"""Panels beside a meeting: one record of it (details, agenda item, line), and counting people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from app.services.follow_up import close_action, review_commitment
from app.services.meeting_work import count_people
from app.services.views.meetings import MeetingsView
from app.services.views.meetings_room import Room
from app.ui.kit.button import Button
from app.ui.kit.form import FieldSpec, Form
from app.ui.kit.panel import SidePanel
from app.ui.kit.text import label
from app.ui.language import label_text, say, words
from app.ui.pages.count_form import CountForm
from app.ui.pages.forgetting import ForgetButton
from app.ui.pages.meetings_words import age_line
from app.ui.pages.record_panel import RecordPanel
from app.ui.pages.stakeholders_words import code_options, record_options
from app.ui.session import Session

WIDTH = 310
_HALF = frozenset({"whole", "yes_no"})
_CODES: dict[str, str] = {
    "type": "meeting_type",
    "status": "meeting_status",
    "mode": "meeting_mode",
    "agreement_form": "agreement_form",
    "raised_by": "affiliation",
    "group": "population_group",
    "objective": "so",
    "severity": "issue_severity",
    "effect": "issue_effect",
    "basis": "decision_basis",
    "priority": "priority",
    "side": "guest_side",
    "answer": "guest_answer",
    "channel": "channel",
    "role": "commitment_role",
    "affiliation": "affiliation",
    "sex": "sex",
    "age_band": "age_band",
}
_OWN_CODES: dict[tuple[str, str], str] = {
    ("agenda_item", "type"): "agenda_type",
    ("commitment", "type"): "commitment_type",
    ("commitment", "status"): "commitment_status",
    ("action_point", "status"): "action_status",
}
_SORTS: dict[str, str] = {
    **dict.fromkeys(("held_on", "agreement_on", "minutes_on", "due"), "date"),
    **dict.fromkeys(("reviewed_on", "closed_on", "asked_on"), "date"),
    **dict.fromkeys(("minutes", "seats"), "whole"),
    **dict.fromkeys(("sensitisation", "agreement_reached", "done", "consent", "signed_sheet"), "yes_no"),
    **dict.fromkeys(
        ("purpose", "expected_outcome", "agreement_text", "summary_en", "summary_ar", "summary"), "text"
    ),
    **dict.fromkeys(("text_en", "text_ar", "response", "reservation", "resources", "conditions"), "text"),
    **dict.fromkeys(("evidence", "materials", "follow_up", "counterpart_obligation"), "text"),
}
FIELDS: dict[str, tuple[str, ...]] = {
    "meeting": (
        *(
            "title_en",
            "title_ar",
            "type",
            "mechanism",
            "status",
            "held_on",
            "mode",
            "starts",
            "ends",
            "venue",
            "venue_offered_by",
        ),
        *("authority", "agreement_reached", "agreement_on", "agreement_form", "agreement_text"),
        *("languages", "chair", "note_taker", "purpose", "expected_outcome"),
        *("sensitisation", "sensitisation_by", "materials"),
        *("members_present", "summary_en", "summary_ar", "minutes_on", "minutes_approved_by"),
    ),
    "agenda_item": ("title_en", "title_ar", "type", "minutes", "presenter", "done", "summary"),
    "issue": (
        *(
            "text_en",
            "text_ar",
            "raised_by",
            "group",
            "location",
            "objective",
            "severity",
            "effect",
            "response",
        ),
        "agenda_item",
    ),
    "decision": ("text_en", "text_ar", "agreed_by", "basis", "reservation", "agenda_item"),
    "commitment": (
        *("text_en", "text_ar", "organisation", "representative", "type", "objective", "due", "status"),
        *("resources", "conditions", "counterpart_obligation", "evidence", "reviewed_on", "role"),
        "agenda_item",
    ),
    "action_point": (
        *("text_en", "text_ar", "responsible", "organisation", "due", "priority", "status", "follow_up"),
        *("closed_on", "agenda_item"),
    ),
    "guest": ("name_en", "name_ar", "side", "answer", "channel", "asked_on", "asked_by", "seats", "note"),
    "named_attendance": (
        *("person_name", "organisation", "affiliation", "sex", "age_band", "consent", "signed_sheet"),
    ),
}
_AGREEMENT = frozenset({"authority", "agreement_reached", "agreement_on", "agreement_form", "agreement_text"})


def specs_for(kind: str, view: MeetingsView, values: Mapping[str, Any]) -> list[FieldSpec]:
    """Return the fields in which a record of a meeting is edited."""
    left_out = _AGREEMENT if kind == "meeting" and values.get("type") != "authority_meeting" else frozenset()
    return [_spec(kind, name, view) for name in FIELDS[kind] if name not in left_out]


def _spec(kind: str, name: str, view: MeetingsView) -> FieldSpec:
    title = words().field(kind, name)
    code_list = _OWN_CODES.get((kind, name)) or _CODES.get(name, "")
    if code_list:
        options = code_options(code_list)
        return FieldSpec(name, title, "choice", options, half=all(len(text) < 15 for _, text in options))
    if name == "members_present":
        return FieldSpec(name, title, "set", record_options(view.members))
    if name == "languages":
        return FieldSpec(name, title, "set", code_options("language"))
    references = {
        "location": view.locations,
        "organisation": view.organisations,
        "authority": view.organisations,
        "mechanism": view.mechanisms,
        "asked_by": view.members,
    }
    if kind == "named_attendance" and name == "organisation":
        return FieldSpec(name, title)
    if name in references:
        return FieldSpec(name, title, "reference", record_options(references[name]))
    if name == "agenda_item":
        return FieldSpec(name, title, "choice", _agenda_options(view))
    sort = _SORTS.get(name, "line")
    return FieldSpec(name, title, sort, half=sort in _HALF or name in ("starts", "ends"))


def _agenda_options(view: MeetingsView) -> Sequence[tuple[str, str]]:
    items = view.room.agenda if view.room else ()
    return [(item.id, f"{words().number(item.number)} · {label_text(item.title)}") for item in items]


class LinePanel(RecordPanel):
    """Edits any record of a meeting; the kind may change from one opening to the next."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "meeting", WIDTH)
        self.followed, self.forget = Button("", "outlined", "check"), ForgetButton(session, "link")
        self._ended = False
        self.followed.clicked.connect(self.follow_up)
        self.forget.forgotten.connect(self.leave)
        self.foot.insertWidget(0, self.followed)
        self.foot.addWidget(self.forget)
        self.followed.hide()
        self.forget.hide()

    def retranslate(self) -> None:
        super().retranslate()
        self.forget.retranslate()

    def follow(self, kind: str, ended: bool) -> None:
        """Offer to say that a commitment was reviewed today, or that an action point is done."""
        self._ended = ended
        codes = {
            "commitment": "roundtable.register.reviewed_today",
            "action_point": "roundtable.register.reopen" if ended else "roundtable.register.close",
        }
        self.followed.setVisible(kind in codes and not (kind == "commitment" and ended))
        self.followed.setText(say(codes[kind]) if kind in codes else "")

    def follow_up(self) -> None:
        """Say that the commitment was reviewed today, or that the action point is done or open again."""
        self.commit()
        if self.kind == "commitment":
            self.session.write(partial(review_commitment, commitment=self.record))
        else:
            self.session.write(partial(close_action, action=self.record, done=self._ended is False))

    def show_any(self, kind: str, record_id: str, values: Mapping[str, Any], view: MeetingsView) -> None:
        """Show a record of a kind in `FIELDS`."""
        if kind != self.kind:
            self.commit()
            self.kind, self._built = kind, (FieldSpec("", ""),)
        self.follow(kind, self._ended and record_id == self.record)
        self.forget.setVisible(kind == "named_attendance")
        if kind == "named_attendance":
            self.forget.be_about(kind, record_id, str(values.get("person_name") or ""))
        self.show_record(record_id, values, specs_for(kind, view, values))


class CountPanel(SidePanel):
    """Counts people by affiliation, sex and age; every number keeps itself."""

    def __init__(self, session: Session) -> None:
        super().__init__(width=WIDTH)
        self.session, self.meeting = session, ""
        self.counts, self.sum = (
            CountForm(session, "attendance_count", "affiliation"),
            label("", "small", wrap=True),
        )
        self.keep, self.begun = self.counts.keep, self.counts.begun
        self.counts.counted.connect(self._count)
        self.body.addWidget(self.counts)
        self.body.addWidget(self.sum)
        self.body.addLayout(self.counts.lines)

    @property
    def form(self) -> Form:
        """The form in which people are counted."""
        return self.counts.form

    def retranslate(self) -> None:
        """Say the panel's own texts in the language in force."""
        self.name_close(say("frame.close"))
        self.counts.retranslate()
        if self.isVisible():
            self.title.setText(say("meetings.in_the_room"))

    def show_room(self, room: Room) -> None:
        """Show who is counted at a meeting."""
        self.meeting, counted = room.id, room.attendance
        self.open_with(say("meetings.in_the_room"))
        women, men = counted.by_sex("female"), counted.by_sex("male")
        said = say("meetings.count.sum", count=counted.total, women=women, men=men)
        self.sum.setText(f"{said}\n{age_line(counted)}" if counted.total else say("meetings.nobody_counted"))
        self.counts.show_lines(counted.lines)

    def take_away(self, affiliation: str, sex: str, age_band: str) -> None:
        """Take a line away; undo brings it back."""
        self.counts.take_away(affiliation, sex, age_band)

    def _count(self, affiliation: str, sex: str, age_band: str, count: int) -> None:
        work = partial(count_people, meeting=self.meeting, affiliation=affiliation, sex=sex)
        self.session.write(partial(work, age_band=age_band, count=count))
