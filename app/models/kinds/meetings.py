"""Meetings, consultations, what was said, decided, promised and left to do."""

from __future__ import annotations

from typing import Annotated, ClassVar

from app.models.record import (
    Home,
    Kind,
    Named,
    Record,
    Titled,
    Worded,
    code,
    codes,
    day,
    line,
    moment,
    order,
    ref,
    refs,
    text,
    time_of_day,
    whole,
    yes_no,
)


class Meeting(Titled, frozen=True, kw_only=True):
    """A meeting or roundtable: header, purpose, sensitisation, agreement with the authority, minutes."""

    about: ClassVar[Kind] = Kind("meeting", Home.NETWORK, "title", code_prefix="M")
    code: Annotated[str | None, line(limit=20)] = None
    type: Annotated[str | None, code("meeting_type", required=True)] = None
    status: Annotated[str | None, code("meeting_status")] = None
    step_id: Annotated[str | None, code("step_id")] = None
    held_on: Annotated[str | None, day()] = None
    starts: Annotated[str | None, time_of_day()] = None
    ends: Annotated[str | None, time_of_day()] = None
    venue: Annotated[str | None, line()] = None
    venue_offered_by: Annotated[str | None, line()] = None
    mode: Annotated[str | None, code("meeting_mode")] = None
    languages: Annotated[tuple[str, ...], codes("language")] = ()
    organiser: Annotated[str | None, ref("organisation")] = None
    mechanism: Annotated[str | None, ref("coordination_mechanism")] = None
    authority: Annotated[str | None, ref("organisation")] = None
    chair: Annotated[str | None, line()] = None
    note_taker: Annotated[str | None, line()] = None
    purpose: Annotated[str | None, text()] = None
    expected_outcome: Annotated[str | None, text()] = None
    sensitisation: Annotated[bool | None, yes_no()] = None
    sensitisation_by: Annotated[str | None, line()] = None
    materials: Annotated[str | None, text()] = None
    agreement_reached: Annotated[bool | None, yes_no()] = None
    agreement_form: Annotated[str | None, code("agreement_form")] = None
    agreement_on: Annotated[str | None, day()] = None
    agreement_text: Annotated[str | None, text()] = None
    summary_en: Annotated[str | None, text()] = None
    summary_ar: Annotated[str | None, text()] = None
    minutes_on: Annotated[str | None, day()] = None
    minutes_approved_by: Annotated[str | None, line()] = None
    backstoppers: Annotated[tuple[str, ...], refs("member")] = ()
    members_present: Annotated[tuple[str, ...], refs("member")] = ()
    locations: Annotated[tuple[str, ...], refs("location")] = ()


class Backstopping(Record, frozen=True, kw_only=True):
    """Which of the two functions somebody served at one meeting, where it is not their usual one."""

    about: ClassVar[Kind] = Kind("backstopping", Home.NETWORK, "function", natural_key=("meeting", "member"))
    meeting: Annotated[str | None, ref("meeting", owner=True)] = None
    member: Annotated[str | None, ref("member", required=True, once=True)] = None
    function: Annotated[str | None, code("backstop_function")] = None


class AgendaItem(Titled, frozen=True, kw_only=True):
    """One item of an agenda, with its minutes and who presents it."""

    about: ClassVar[Kind] = Kind("agenda_item", Home.NETWORK, "title")
    meeting: Annotated[str | None, ref("meeting", owner=True)] = None
    type: Annotated[str | None, code("agenda_type")] = None
    minutes: Annotated[int | None, whole(low=0, high=600)] = None
    presenter: Annotated[str | None, line()] = None
    summary: Annotated[str | None, text()] = None
    started_at: Annotated[str | None, moment()] = None
    done: Annotated[bool | None, yes_no()] = None
    position: Annotated[str | None, order()] = None


class AttendanceCount(Record, frozen=True, kw_only=True):
    """How many people of one sex, age band and affiliation attended."""

    about: ClassVar[Kind] = Kind(
        "attendance_count",
        Home.NETWORK,
        "affiliation",
        natural_key=("meeting", "affiliation", "sex", "age_band"),
    )
    meeting: Annotated[str | None, ref("meeting", owner=True)] = None
    affiliation: Annotated[str | None, code("affiliation", required=True, once=True)] = None
    sex: Annotated[str | None, code("sex", required=True, once=True)] = None
    age_band: Annotated[str | None, code("age_band", required=True, once=True)] = None
    count: Annotated[int | None, whole(low=0, high=10_000)] = None


class Consultation(Titled, frozen=True, kw_only=True):
    """A consultation or assessment: method, whom it reached, what came out and was fed back."""

    about: ClassVar[Kind] = Kind("consultation", Home.NETWORK, "title", code_prefix="C")
    code: Annotated[str | None, line(limit=20)] = None
    step_id: Annotated[str | None, code("step_id")] = None
    meeting: Annotated[str | None, ref("meeting")] = None
    organisation: Annotated[str | None, ref("organisation")] = None
    scope: Annotated[str | None, code("actor_scope")] = None
    method: Annotated[str | None, code("consultation_method")] = None
    status: Annotated[str | None, code("consultation_status")] = None
    held_on: Annotated[str | None, day()] = None
    groups: Annotated[tuple[str, ...], codes("population_group")] = ()
    locations: Annotated[tuple[str, ...], refs("location")] = ()
    women: Annotated[int | None, whole(low=0)] = None
    men: Annotated[int | None, whole(low=0)] = None
    questions: Annotated[str | None, text()] = None
    summary_en: Annotated[str | None, text()] = None
    summary_ar: Annotated[str | None, text()] = None
    fed_back_on: Annotated[str | None, day()] = None
    fed_back_how: Annotated[str | None, text()] = None
    joint: Annotated[bool | None, yes_no()] = None
    organisations: Annotated[tuple[str, ...], refs("organisation")] = ()
    risks: Annotated[str | None, text()] = None
    opportunities: Annotated[str | None, text()] = None
    options: Annotated[str | None, text()] = None
    recommendation: Annotated[str | None, text()] = None


class ConsultationCount(Record, frozen=True, kw_only=True):
    """How many people of one population group, sex and age band a consultation heard."""

    about: ClassVar[Kind] = Kind(
        "consultation_count",
        Home.NETWORK,
        "group",
        natural_key=("consultation", "group", "sex", "age_band"),
    )
    consultation: Annotated[str | None, ref("consultation", owner=True)] = None
    group: Annotated[str | None, code("population_group", required=True, once=True)] = None
    sex: Annotated[str | None, code("sex", required=True, once=True)] = None
    age_band: Annotated[str | None, code("age_band", required=True, once=True)] = None
    count: Annotated[int | None, whole(low=0, high=10_000)] = None


class Issue(Worded, frozen=True, kw_only=True):
    """An input: an issue or need raised by a group of people, never by a named person."""

    about: ClassVar[Kind] = Kind("issue", Home.NETWORK, "text", code_prefix="V")
    code: Annotated[str | None, line(limit=20)] = None
    raised_by: Annotated[str | None, code("affiliation")] = None
    group: Annotated[str | None, code("population_group")] = None
    location: Annotated[str | None, ref("location")] = None
    objective: Annotated[str | None, code("so")] = None
    severity: Annotated[str | None, code("issue_severity")] = None
    scope: Annotated[str | None, code("actor_scope")] = None
    meeting: Annotated[str | None, ref("meeting")] = None
    agenda_item: Annotated[str | None, ref("agenda_item")] = None
    consultation: Annotated[str | None, ref("consultation")] = None
    source: Annotated[str | None, ref("source")] = None
    raised_on: Annotated[str | None, day()] = None
    response: Annotated[str | None, text()] = None
    effect: Annotated[str | None, code("issue_effect")] = None
    position: Annotated[str | None, order()] = None


class Decision(Worded, frozen=True, kw_only=True):
    """What a meeting decided, and on what basis."""

    about: ClassVar[Kind] = Kind("decision", Home.NETWORK, "text", code_prefix="D")
    code: Annotated[str | None, line(limit=20)] = None
    meeting: Annotated[str | None, ref("meeting", owner=True)] = None
    agenda_item: Annotated[str | None, ref("agenda_item")] = None
    agreed_by: Annotated[str | None, line()] = None
    basis: Annotated[str | None, code("decision_basis")] = None
    reservation: Annotated[str | None, text()] = None
    position: Annotated[str | None, order()] = None


class Commitment(Worded, frozen=True, kw_only=True):
    """What an authority, partner or member promised, by when, and whether it was kept."""

    about: ClassVar[Kind] = Kind("commitment", Home.NETWORK, "text", code_prefix="P")
    code: Annotated[str | None, line(limit=20)] = None
    organisation: Annotated[str | None, ref("organisation")] = None
    representative: Annotated[str | None, line()] = None
    role: Annotated[str | None, code("commitment_role")] = None
    type: Annotated[str | None, code("commitment_type")] = None
    resources: Annotated[str | None, text()] = None
    conditions: Annotated[str | None, text()] = None
    counterpart_obligation: Annotated[str | None, text()] = None
    due: Annotated[str | None, day()] = None
    status: Annotated[str | None, code("commitment_status")] = None
    reviewed_on: Annotated[str | None, day()] = None
    evidence: Annotated[str | None, text()] = None
    objective: Annotated[str | None, code("so")] = None
    activities: Annotated[tuple[str, ...], refs("activity")] = ()
    agreement: Annotated[str | None, ref("agreement")] = None
    meeting: Annotated[str | None, ref("meeting")] = None
    agenda_item: Annotated[str | None, ref("agenda_item")] = None
    position: Annotated[str | None, order()] = None


class ActionPoint(Worded, frozen=True, kw_only=True):
    """Something someone will do after a meeting."""

    about: ClassVar[Kind] = Kind("action_point", Home.NETWORK, "text", code_prefix="T")
    code: Annotated[str | None, line(limit=20)] = None
    meeting: Annotated[str | None, ref("meeting", owner=True)] = None
    agenda_item: Annotated[str | None, ref("agenda_item")] = None
    responsible: Annotated[str | None, line()] = None
    organisation: Annotated[str | None, ref("organisation")] = None
    due: Annotated[str | None, day()] = None
    priority: Annotated[str | None, code("priority")] = None
    status: Annotated[str | None, code("action_status")] = None
    closed_on: Annotated[str | None, day()] = None
    follow_up: Annotated[str | None, text()] = None
    position: Annotated[str | None, order()] = None


class Expectation(Worded, frozen=True, kw_only=True):
    """An expectation that was raised, and the message given in answer."""

    about: ClassVar[Kind] = Kind("expectation", Home.NETWORK, "text")
    meeting: Annotated[str | None, ref("meeting")] = None
    consultation: Annotated[str | None, ref("consultation")] = None
    raised_by: Annotated[str | None, code("affiliation")] = None
    raised_on: Annotated[str | None, day()] = None
    message_given: Annotated[str | None, text()] = None
    message_on: Annotated[str | None, day()] = None


class PaperParagraph(Worded, frozen=True, kw_only=True):
    """A paragraph of a one-page paper as a person wrote it; without it the paper says what it computes."""

    about: ClassVar[Kind] = Kind("paper_paragraph", Home.NETWORK, "text", natural_key=("paper", "part"))
    paper: Annotated[str | None, code("paper", required=True, once=True)] = None
    part: Annotated[str | None, code("paper_part", required=True, once=True)] = None


class Attachment(Named, frozen=True, kw_only=True):
    """A file that hangs on a record; its bytes are kept by their SHA-256."""

    about: ClassVar[Kind] = Kind("attachment", Home.OWNER, "name")
    file_name: Annotated[str | None, line(limit=120)] = None
    subject_kind: Annotated[str | None, line(limit=40)] = None
    subject: Annotated[str | None, line(limit=40)] = None
    sha256: Annotated[str | None, line(limit=64)] = None
    size: Annotated[int | None, whole(low=0)] = None
    media_type: Annotated[str | None, line(limit=100)] = None
    always_travels: Annotated[bool | None, yes_no()] = None


class DecisionReason(Record, frozen=True, kw_only=True):
    """Why a conflict was decided as it was; it stands in the changeset of the decision.

    Of a decision about several records `subject` is the first of them.
    """

    about: ClassVar[Kind] = Kind("decision_reason", Home.OWNER, "reason")
    subject_kind: Annotated[str | None, line(limit=40)] = None
    subject: Annotated[str | None, line(limit=40)] = None
    reason: Annotated[str | None, text(required=True, limit=2_000)] = None
