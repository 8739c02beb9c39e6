"""Organisations, the group and its members, and the roster that says whose work is taken."""

from __future__ import annotations

from typing import Annotated, ClassVar

from app.models.record import (
    Home,
    Kind,
    Named,
    Record,
    Titled,
    code,
    codes,
    day,
    decimal,
    fixed,
    line,
    ref,
    refs,
    text,
    whole,
    yes_no,
)


class Organisation(Named, frozen=True, kw_only=True):
    """An organisation, office or community structure; types follow IATI with local additions."""

    about: ClassVar[Kind] = Kind("organisation", Home.NETWORK, "name")
    acronym: Annotated[str | None, line(limit=40)] = None
    type: Annotated[str | None, code("org_type")] = None
    scope: Annotated[str | None, code("actor_scope")] = None
    spectrum: Annotated[tuple[str, ...], codes("spectrum")] = ()
    same_as: Annotated[tuple[str, ...], refs("organisation")] = ()


class Person(Named, frozen=True, kw_only=True):
    """Someone who works in this plan, with public keys if they write in Masar."""

    about: ClassVar[Kind] = Kind("person", Home.NETWORK, "name", natural_key=("sign_key",))
    sign_key: Annotated[str | None, fixed(personal=True, limit=64)] = None
    age_key: Annotated[str | None, line(limit=100)] = None
    certificate: Annotated[str | None, line(limit=4_000)] = None
    issued: Annotated[str | None, line(limit=4_000)] = None
    organisation_name: Annotated[str | None, line()] = None
    role: Annotated[str | None, code("role")] = None
    ended: Annotated[str | None, day()] = None


class Steward(Record, frozen=True, kw_only=True):
    """Names a person who may change the roster."""

    about: ClassVar[Kind] = Kind("steward", Home.NETWORK, "person", natural_key=("person",))
    person: Annotated[str | None, ref("person", required=True, once=True)] = None
    granted: Annotated[bool | None, yes_no()] = None


class Invitation(Record, frozen=True, kw_only=True):
    """The public half of the key that lets one newcomer join."""

    about: ClassVar[Kind] = Kind("invitation", Home.NETWORK, "note", natural_key=("public_key",))
    public_key: Annotated[str | None, fixed(limit=64)] = None
    note: Annotated[str | None, line()] = None
    role: Annotated[str | None, code("role")] = None
    withdrawn: Annotated[bool | None, yes_no()] = None


class Comparison(Record, frozen=True, kw_only=True):
    """One steward compared the eight words of a person's keys; it counts for all."""

    about: ClassVar[Kind] = Kind("comparison", Home.NETWORK, "person", natural_key=("person",))
    person: Annotated[str | None, ref("person", required=True, once=True)] = None
    compared_on: Annotated[str | None, day()] = None


class Revocation(Record, frozen=True, kw_only=True):
    """A lost device: the last change of it that is still accepted in the network space."""

    about: ClassVar[Kind] = Kind("revocation", Home.NETWORK, "replica", natural_key=("replica",))
    replica: Annotated[str | None, fixed(limit=40)] = None
    sequence: Annotated[int | None, whole(low=0)] = None
    hash: Annotated[str | None, line(limit=64)] = None
    reason: Annotated[str | None, line()] = None


class GroupCut(Record, frozen=True, kw_only=True):
    """What a revocation means in the group's own space: the last change there that is still accepted."""

    about: ClassVar[Kind] = Kind("group_cut", Home.GROUP, "revocation", natural_key=("revocation",))
    revocation: Annotated[str | None, ref("revocation", required=True, once=True)] = None
    sequence: Annotated[int | None, whole(low=0)] = None
    hash: Annotated[str | None, line(limit=64)] = None


class Group(Named, frozen=True, kw_only=True):
    """The area-based coordination group itself."""

    about: ClassVar[Kind] = Kind("group", Home.NETWORK, "name")
    formed_on: Annotated[str | None, day()] = None
    rhythm: Annotated[str | None, line()] = None
    constituency: Annotated[str | None, text()] = None
    terms: Annotated[str | None, text()] = None


class Member(Named, frozen=True, kw_only=True):
    """A focal point, member, backstopper or observer; represents a constituency, not only an office."""

    about: ClassVar[Kind] = Kind("member", Home.NETWORK, "name")
    person: Annotated[str | None, ref("person")] = None
    organisation: Annotated[str | None, ref("organisation")] = None
    role: Annotated[str | None, code("role", required=True)] = None
    spectrum: Annotated[str | None, code("spectrum")] = None
    represents: Annotated[str | None, line()] = None
    from_area: Annotated[bool | None, yes_no()] = None
    skills: Annotated[str | None, line()] = None
    backstop_function: Annotated[str | None, code("backstop_function")] = None
    sex: Annotated[str | None, code("sex")] = None
    potential: Annotated[str | None, text()] = None
    potential_asked_on: Annotated[str | None, day()] = None
    started: Annotated[str | None, day()] = None
    ended: Annotated[str | None, day()] = None
    same_as: Annotated[tuple[str, ...], refs("member")] = ()


class OfficialCard(Record, frozen=True, kw_only=True):
    """Work contact of a focal point or backstopper, shared with consent so that partners can reach the
    group."""

    about: ClassVar[Kind] = Kind("official_card", Home.NETWORK, "member")
    member: Annotated[str | None, ref("member", owner=True)] = None
    phone: Annotated[str | None, line(personal=True, limit=40)] = None
    email: Annotated[str | None, line(personal=True, limit=120)] = None
    consent: Annotated[bool | None, yes_no()] = None
    consent_on: Annotated[str | None, day()] = None


class Training(Titled, frozen=True, kw_only=True):
    """An induction or training, and who it reached."""

    about: ClassVar[Kind] = Kind("training", Home.NETWORK, "title")
    type: Annotated[str | None, code("training_type")] = None
    topics: Annotated[tuple[str, ...], codes("induction_topic")] = ()
    hours: Annotated[str | None, decimal(low=0, high=1000)] = None
    organisations: Annotated[tuple[str, ...], refs("organisation")] = ()
    audience: Annotated[tuple[str, ...], codes("training_audience")] = ()
    given_by: Annotated[str | None, line()] = None
    held_on: Annotated[str | None, day()] = None
    women: Annotated[int | None, whole(low=0)] = None
    men: Annotated[int | None, whole(low=0)] = None
    members: Annotated[tuple[str, ...], refs("member")] = ()
    follow_up: Annotated[str | None, text()] = None


class CoordinationMechanism(Named, frozen=True, kw_only=True):
    """A forum or technical sub-group the plan links to: its level, chair, rhythm and terms of reference."""

    about: ClassVar[Kind] = Kind("coordination_mechanism", Home.NETWORK, "name")
    type: Annotated[str | None, code("mechanism_type")] = None
    focus: Annotated[str | None, code("sub_group_focus")] = None
    level: Annotated[str | None, code("mechanism_level")] = None
    chair: Annotated[str | None, line()] = None
    frequency: Annotated[str | None, line()] = None
    terms: Annotated[str | None, text()] = None
    planning_unit: Annotated[str | None, line()] = None
    departments: Annotated[str | None, text()] = None
    profiles: Annotated[str | None, text()] = None
    organisations: Annotated[tuple[str, ...], refs("organisation")] = ()
    members: Annotated[tuple[str, ...], refs("member")] = ()


class Contribution(Record, frozen=True, kw_only=True):
    """What a member gave besides attending: mapping, a venue, information, hours (DSTWG update)."""

    about: ClassVar[Kind] = Kind("contribution", Home.NETWORK, "what")
    member: Annotated[str | None, ref("member", required=True)] = None
    type: Annotated[str | None, code("contribution_type")] = None
    what: Annotated[str | None, line(required=True)] = None
    given_on: Annotated[str | None, day()] = None
    hours: Annotated[str | None, decimal(low=0, high=1000)] = None
    step_id: Annotated[str | None, code("step_id")] = None


class Expansion(Titled, frozen=True, kw_only=True):
    """A further area that may be taken into the scope, with the conditions for it (DSTWG update; ISSSS)."""

    about: ClassVar[Kind] = Kind("expansion", Home.NETWORK, "title")
    place: Annotated[str | None, line(limit=20)] = None
    status: Annotated[str | None, code("expansion_status")] = None
    reason: Annotated[str | None, text()] = None
    conditions: Annotated[str | None, text()] = None
    noted_on: Annotated[str | None, day()] = None
    review_on: Annotated[str | None, day()] = None
