"""Kinds that never leave the group: views of people and organisations, contacts, private notes."""

from __future__ import annotations

from typing import Annotated, ClassVar

from app.models.record import (
    Home,
    Kind,
    Named,
    Record,
    code,
    codes,
    day,
    decimal,
    line,
    ref,
    refs,
    text,
    whole,
    yes_no,
)


class Stakeholder(Named, frozen=True, kw_only=True):
    """An organisation, group or office with a stake (register of IOM's reintegration handbook, annex 6)."""

    about: ClassVar[Kind] = Kind("stakeholder", Home.GROUP, "name", code_prefix="K")
    code: Annotated[str | None, line(limit=20)] = None
    organisation: Annotated[str | None, ref("organisation")] = None
    type: Annotated[str | None, code("org_type")] = None
    level: Annotated[str | None, code("level")] = None
    places: Annotated[tuple[str, ...], codes("")] = ()
    objectives: Annotated[tuple[str, ...], codes("so")] = ()
    sectors: Annotated[tuple[str, ...], codes("sector")] = ()
    role_in_solutions: Annotated[str | None, text()] = None
    can_bring: Annotated[str | None, text()] = None
    needs: Annotated[str | None, text()] = None
    may_hinder: Annotated[str | None, text()] = None
    access_note: Annotated[str | None, text()] = None
    engagement_level: Annotated[str | None, code("engagement_level")] = None
    keeper: Annotated[str | None, ref("member")] = None
    invited_to_roundtable: Annotated[bool | None, yes_no()] = None
    referred_by: Annotated[str | None, line()] = None
    verified_on: Annotated[str | None, day(latest=True)] = None
    map_x: Annotated[str | None, decimal(low=0, high=1, latest=True)] = None
    map_y: Annotated[str | None, decimal(low=0, high=1, latest=True)] = None
    same_as: Annotated[tuple[str, ...], refs("stakeholder")] = ()


class StakeholderView(Record, frozen=True, kw_only=True):
    """How one person sees a stakeholder: influence and interest 1 to 5, position with date and author.

    Views of several people stand side by side; without an author it is the group's own or from a list.
    """

    about: ClassVar[Kind] = Kind(
        "stakeholder_view", Home.GROUP, "stakeholder", natural_key=("stakeholder", "author")
    )
    stakeholder: Annotated[str | None, ref("stakeholder", owner=True)] = None
    author: Annotated[str | None, ref("person", once=True)] = None
    influence: Annotated[str | None, decimal(low=1, high=5)] = None
    interest: Annotated[str | None, decimal(low=1, high=5)] = None
    position: Annotated[str | None, code("position")] = None
    position_by: Annotated[str | None, line()] = None
    position_on: Annotated[str | None, day()] = None
    seen_by: Annotated[str | None, line()] = None
    seen_on: Annotated[str | None, day(latest=True)] = None


class StakeholderLink(Record, frozen=True, kw_only=True):
    """A typed, directed relation between two stakeholders (Net-Map)."""

    about: ClassVar[Kind] = Kind("stakeholder_link", Home.GROUP, "type")
    origin: Annotated[str | None, ref("stakeholder", owner=True)] = None
    target: Annotated[str | None, ref("stakeholder", required=True)] = None
    type: Annotated[str | None, code("link_type", required=True)] = None
    strength: Annotated[int | None, whole(low=1, high=3)] = None
    two_way: Annotated[bool | None, yes_no()] = None
    note: Annotated[str | None, line()] = None


class Contact(Record, frozen=True, kw_only=True):
    """A person to talk to at a stakeholder; never exported, shared only with consent."""

    about: ClassVar[Kind] = Kind("contact", Home.GROUP, "person_name")
    stakeholder: Annotated[str | None, ref("stakeholder", owner=True)] = None
    person_name: Annotated[str | None, line(required=True, personal=True)] = None
    title: Annotated[str | None, line(personal=True)] = None
    phone: Annotated[str | None, line(personal=True, limit=40)] = None
    email: Annotated[str | None, line(personal=True, limit=120)] = None
    language: Annotated[str | None, code("language")] = None
    consent: Annotated[bool | None, yes_no()] = None
    legal_basis: Annotated[str | None, code("legal_basis")] = None
    share_level: Annotated[str | None, code("share_level")] = None
    retain_until: Annotated[str | None, day()] = None
    same_as: Annotated[tuple[str, ...], refs("contact")] = ()


class Engagement(Record, frozen=True, kw_only=True):
    """One contact with a stakeholder."""

    about: ClassVar[Kind] = Kind("engagement", Home.GROUP, "summary")
    stakeholder: Annotated[str | None, ref("stakeholder", owner=True)] = None
    held_on: Annotated[str | None, day()] = None
    channel: Annotated[str | None, code("channel")] = None
    by: Annotated[str | None, ref("member")] = None
    summary: Annotated[str | None, text(required=True)] = None
    follow_up: Annotated[str | None, text()] = None
    framework: Annotated[str | None, code("framework")] = None
    own_framework: Annotated[str | None, ref("own_framework")] = None
    node: Annotated[str | None, line(limit=60)] = None


class Outreach(Record, frozen=True, kw_only=True):
    """Who is asked for inputs, by whom, through which platform, and what came back."""

    about: ClassVar[Kind] = Kind("outreach", Home.GROUP, "stakeholder")
    stakeholder: Annotated[str | None, ref("stakeholder", owner=True)] = None
    scope: Annotated[str | None, code("actor_scope")] = None
    by: Annotated[str | None, ref("member")] = None
    through: Annotated[str | None, line()] = None
    brought_in_by: Annotated[str | None, ref("stakeholder")] = None
    channel: Annotated[str | None, code("channel")] = None
    contacted_on: Annotated[str | None, day()] = None
    status: Annotated[str | None, code("outreach_status")] = None
    answer: Annotated[str | None, text()] = None


class Assistance(Record, frozen=True, kw_only=True):
    """What a stakeholder supports, where and for whom: the group's map of assistance."""

    about: ClassVar[Kind] = Kind("assistance", Home.GROUP, "what")
    stakeholder: Annotated[str | None, ref("stakeholder", owner=True)] = None
    what: Annotated[str | None, line(required=True)] = None
    objective: Annotated[str | None, code("so")] = None
    sector: Annotated[str | None, code("sector")] = None
    locations: Annotated[tuple[str, ...], refs("location")] = ()
    groups: Annotated[tuple[str, ...], codes("population_group")] = ()
    status: Annotated[str | None, code("assistance_status")] = None
    until: Annotated[str | None, day()] = None
    source: Annotated[str | None, ref("source")] = None


class Nomination(Record, frozen=True, kw_only=True):
    """Someone put forward for the group, and what was noted about it."""

    about: ClassVar[Kind] = Kind("nomination", Home.GROUP, "candidate")
    candidate: Annotated[str | None, line(required=True, personal=True)] = None
    organisation: Annotated[str | None, ref("organisation")] = None
    nominated_by: Annotated[str | None, line()] = None
    channel: Annotated[str | None, code("nomination_channel")] = None
    nominated_on: Annotated[str | None, day()] = None
    outreach_status: Annotated[str | None, code("outreach_status")] = None
    asked_by: Annotated[str | None, ref("member")] = None
    role: Annotated[str | None, code("role")] = None
    spectrum: Annotated[str | None, code("spectrum")] = None
    represents: Annotated[str | None, line()] = None
    sex: Annotated[str | None, code("sex")] = None
    criteria: Annotated[tuple[str, ...], codes("nomination_criterion")] = ()
    criteria_note: Annotated[str | None, text()] = None
    consent: Annotated[bool | None, yes_no()] = None
    phone: Annotated[str | None, line(personal=True, limit=40)] = None
    email: Annotated[str | None, line(personal=True, limit=120)] = None
    decision: Annotated[str | None, code("nomination_decision")] = None
    decided_on: Annotated[str | None, day()] = None
    reason: Annotated[str | None, text()] = None
    member: Annotated[str | None, ref("member")] = None


class NamedAttendance(Record, frozen=True, kw_only=True):
    """One named person at a meeting; only counts leave the group."""

    about: ClassVar[Kind] = Kind("named_attendance", Home.GROUP, "person_name")
    meeting: Annotated[str | None, ref("meeting", owner=True)] = None
    person_name: Annotated[str | None, line(required=True, personal=True)] = None
    organisation: Annotated[str | None, line()] = None
    affiliation: Annotated[str | None, code("affiliation")] = None
    sex: Annotated[str | None, code("sex")] = None
    age_band: Annotated[str | None, code("age_band")] = None
    consent: Annotated[bool | None, yes_no()] = None
    signed_sheet: Annotated[bool | None, yes_no()] = None


class PrivateNote(Record, frozen=True, kw_only=True):
    """A note for the group only, about any record."""

    about: ClassVar[Kind] = Kind("private_note", Home.GROUP, "note")
    subject_kind: Annotated[str | None, line(limit=40)] = None
    subject: Annotated[str | None, line(limit=40)] = None
    note: Annotated[str | None, text(required=True)] = None


class SiteCoordinates(Record, frozen=True, kw_only=True):
    """Coordinates of an informal site, kept inside the group."""

    about: ClassVar[Kind] = Kind("site_coordinates", Home.GROUP, "location", natural_key=("location",))
    location: Annotated[str | None, ref("location", owner=True)] = None
    latitude: Annotated[str | None, decimal(low=-90, high=90)] = None
    longitude: Annotated[str | None, decimal(low=-180, high=180)] = None


class HarmScreen(Record, frozen=True, kw_only=True):
    """Do-no-harm screen of an activity: one divider, one connector, effect, mitigation (CDA)."""

    about: ClassVar[Kind] = Kind("harm_screen", Home.GROUP, "divider", natural_key=("activity",))
    activity: Annotated[str | None, ref("activity", owner=True)] = None
    divider: Annotated[str | None, text()] = None
    connector: Annotated[str | None, text()] = None
    effect: Annotated[str | None, text()] = None
    mitigation: Annotated[str | None, text()] = None
    reviewed_on: Annotated[str | None, day()] = None
    locations: Annotated[tuple[str, ...], refs("location")] = ()
