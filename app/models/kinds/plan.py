"""The Plan of Action: texts, activities with targets, indicators, risks, lessons."""

from __future__ import annotations

from typing import Annotated, ClassVar

from app.models.record import (
    Explained,
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
    order,
    ref,
    refs,
    text,
    whole,
    yes_no,
)


class Plan(Titled, frozen=True, kw_only=True):
    """One plan cycle of the area; frozen versions hang on it."""

    about: ClassVar[Kind] = Kind("plan", Home.NETWORK, "title", natural_key=("cycle",))
    cycle: Annotated[str | None, fixed(limit=20)] = None
    code: Annotated[str | None, line(limit=20)] = None
    version: Annotated[str | None, line(limit=20)] = None
    period_from: Annotated[str | None, day()] = None
    period_to: Annotated[str | None, day()] = None
    languages: Annotated[tuple[str, ...], codes("language")] = ()
    status: Annotated[str | None, code("plan_status")] = None
    closed_on: Annotated[str | None, day()] = None
    classification: Annotated[str | None, code("sensitivity")] = None
    host_reason: Annotated[str | None, text()] = None
    due: Annotated[str | None, day()] = None
    under_lead_of: Annotated[str | None, ref("organisation")] = None


class Section(Record, frozen=True, kw_only=True):
    """A section of the plan; its text is a list of paragraphs."""

    about: ClassVar[Kind] = Kind("section", Home.NETWORK, "key", natural_key=("plan", "key"))
    plan: Annotated[str | None, ref("plan", owner=True)] = None
    key: Annotated[str | None, code("section_key", required=True, once=True)] = None
    original_language: Annotated[str | None, code("language")] = None
    writer: Annotated[str | None, ref("member")] = None
    ready: Annotated[bool | None, yes_no()] = None
    sources: Annotated[tuple[str, ...], refs("source")] = ()


class Paragraph(Record, frozen=True, kw_only=True):
    """One paragraph of a section in one language."""

    about: ClassVar[Kind] = Kind("paragraph", Home.NETWORK, "text")
    section: Annotated[str | None, ref("section", owner=True)] = None
    language: Annotated[str | None, code("language", required=True, once=True)] = None
    style: Annotated[str | None, code("paragraph_style")] = None
    text: Annotated[str | None, text(required=True)] = None
    source: Annotated[str | None, ref("source")] = None
    position: Annotated[str | None, order()] = None


class Activity(Titled, frozen=True, kw_only=True):
    """An activity of the plan: objective, where, for whom, led by, with which government counterpart."""

    about: ClassVar[Kind] = Kind("activity", Home.NETWORK, "title", code_prefix="A")
    code: Annotated[str | None, line(limit=20)] = None
    description_en: Annotated[str | None, text()] = None
    description_ar: Annotated[str | None, text()] = None
    description_ckb: Annotated[str | None, text()] = None
    description_fr: Annotated[str | None, text()] = None
    objective: Annotated[str | None, code("so")] = None
    other_objectives: Annotated[tuple[str, ...], codes("so")] = ()
    iasc: Annotated[tuple[str, ...], codes("iasc")] = ()
    principles: Annotated[tuple[str, ...], codes("principle")] = ()
    locations: Annotated[tuple[str, ...], refs("location")] = ()
    groups: Annotated[tuple[str, ...], codes("population_group")] = ()
    lead: Annotated[str | None, ref("organisation")] = None
    focal_person: Annotated[str | None, ref("member")] = None
    partners: Annotated[tuple[str, ...], refs("organisation")] = ()
    government_counterpart: Annotated[str | None, ref("organisation")] = None
    no_counterpart_reason: Annotated[str | None, text()] = None
    origin: Annotated[str | None, code("activity_origin")] = None
    status: Annotated[str | None, code("activity_status")] = None
    starts: Annotated[str | None, day()] = None
    ends: Annotated[str | None, day()] = None
    modality: Annotated[str | None, code("activity_modality")] = None
    spectrum: Annotated[str | None, code("spectrum")] = None
    budget: Annotated[str | None, decimal(low=0)] = None
    currency: Annotated[str | None, line(limit=3)] = None
    donor: Annotated[str | None, line()] = None
    intentions_evidence: Annotated[str | None, text()] = None
    land_checked: Annotated[bool | None, yes_no()] = None
    youth_marker: Annotated[str | None, code("marker")] = None
    gender_marker: Annotated[str | None, code("marker")] = None
    due_diligence: Annotated[str | None, text()] = None
    voices: Annotated[tuple[str, ...], refs("issue")] = ()
    depends_on: Annotated[tuple[str, ...], refs("activity")] = ()
    joint_activity: Annotated[str | None, ref("joint_activity")] = None
    position: Annotated[str | None, order()] = None


class Target(Record, frozen=True, kw_only=True):
    """What an activity is to reach, with splits that are never more than the whole."""

    about: ClassVar[Kind] = Kind("target", Home.NETWORK, "unit")
    activity: Annotated[str | None, ref("activity", owner=True)] = None
    indicator: Annotated[str | None, ref("indicator")] = None
    unit: Annotated[str | None, code("unit", required=True)] = None
    unit_text: Annotated[str | None, line(limit=60)] = None
    value: Annotated[str | None, decimal(required=True, low=0)] = None
    baseline: Annotated[str | None, decimal(low=0)] = None
    due: Annotated[str | None, day()] = None
    women: Annotated[int | None, whole(low=0)] = None
    men: Annotated[int | None, whole(low=0)] = None
    girls: Annotated[int | None, whole(low=0)] = None
    boys: Annotated[int | None, whole(low=0)] = None
    elderly: Annotated[int | None, whole(low=0)] = None
    idps: Annotated[int | None, whole(low=0)] = None
    returnees: Annotated[int | None, whole(low=0)] = None
    host: Annotated[int | None, whole(low=0)] = None


class Progress(Record, frozen=True, kw_only=True):
    """What an activity had reached at a date."""

    about: ClassVar[Kind] = Kind("progress", Home.NETWORK, "reported_on")
    activity: Annotated[str | None, ref("activity", owner=True)] = None
    target: Annotated[str | None, ref("target")] = None
    reported_on: Annotated[str | None, day(required=True)] = None
    reached: Annotated[str | None, decimal(low=0)] = None
    percent: Annotated[int | None, whole(low=0, high=100)] = None
    women: Annotated[int | None, whole(low=0)] = None
    men: Annotated[int | None, whole(low=0)] = None
    girls: Annotated[int | None, whole(low=0)] = None
    boys: Annotated[int | None, whole(low=0)] = None
    elderly: Annotated[int | None, whole(low=0)] = None
    idps: Annotated[int | None, whole(low=0)] = None
    returnees: Annotated[int | None, whole(low=0)] = None
    host: Annotated[int | None, whole(low=0)] = None
    narrative: Annotated[str | None, text()] = None
    obstacles: Annotated[str | None, text()] = None
    verified_by: Annotated[str | None, line()] = None
    correction_reason: Annotated[str | None, line()] = None


class Indicator(Named, frozen=True, kw_only=True):
    """An indicator, compared between displaced and non-displaced people."""

    about: ClassVar[Kind] = Kind("indicator", Home.NETWORK, "name", code_prefix="I")
    code: Annotated[str | None, line(limit=20)] = None
    library_code: Annotated[str | None, line(limit=20)] = None
    iasc: Annotated[str | None, code("iasc")] = None
    objective: Annotated[str | None, code("so")] = None
    type: Annotated[str | None, code("indicator_type")] = None
    unit: Annotated[str | None, code("indicator_unit")] = None
    direction: Annotated[str | None, code("direction")] = None
    level: Annotated[str | None, code("indicator_level")] = None
    compared: Annotated[tuple[str, ...], codes("compared_group")] = ()
    displaced_only_reason: Annotated[str | None, text()] = None
    collection_plan: Annotated[str | None, text()] = None
    frequency: Annotated[str | None, line(limit=60)] = None
    target: Annotated[str | None, decimal()] = None
    owner_organisation: Annotated[str | None, ref("organisation")] = None
    activities: Annotated[tuple[str, ...], refs("activity")] = ()
    source: Annotated[str | None, ref("source")] = None


class Measurement(Record, frozen=True, kw_only=True):
    """One value of an indicator for one group, place and period."""

    about: ClassVar[Kind] = Kind(
        "measurement", Home.NETWORK, "period", natural_key=("indicator", "period", "place", "group")
    )
    indicator: Annotated[str | None, ref("indicator", owner=True)] = None
    period: Annotated[str | None, fixed(limit=20)] = None
    place: Annotated[str | None, fixed(limit=40)] = None
    group: Annotated[str | None, code("compared_group", required=True, once=True)] = None
    is_baseline: Annotated[bool | None, yes_no()] = None
    value: Annotated[str | None, decimal()] = None
    sample_size: Annotated[int | None, whole(low=0)] = None
    measured_on: Annotated[str | None, day()] = None
    method: Annotated[str | None, code("evidence_method")] = None
    representativeness: Annotated[str | None, code("representativeness")] = None
    round: Annotated[str | None, line(limit=40)] = None
    source: Annotated[str | None, ref("source")] = None


class OwnFramework(Titled, frozen=True, kw_only=True):
    """A framework that somebody brought along: its definition as it was read, checked when it came in."""

    about: ClassVar[Kind] = Kind("own_framework", Home.NETWORK, "title", natural_key=("key",))
    key: Annotated[str | None, fixed(limit=40)] = None
    definition: Annotated[str | None, text(required=True, limit=200_000)] = None


class FrameworkAnswer(Record, frozen=True, kw_only=True):
    """Why a node of a framework, such as an objective or a criterion, is not addressed here."""

    about: ClassVar[Kind] = Kind(
        "framework_answer", Home.NETWORK, "code", natural_key=("framework", "own_framework", "code")
    )
    framework: Annotated[str | None, code("framework", required=True, once=True)] = None
    own_framework: Annotated[str | None, ref("own_framework", once=True)] = None
    code: Annotated[str | None, fixed(limit=60)] = None
    not_addressed_reason: Annotated[str | None, text()] = None


class OutsideProject(Titled, frozen=True, kw_only=True):
    """A project outside the plan that may be aligned with it (ISSSS: aligned and alignable projects)."""

    about: ClassVar[Kind] = Kind("outside_project", Home.NETWORK, "title")
    organisation: Annotated[str | None, ref("organisation")] = None
    donor: Annotated[str | None, line()] = None
    status: Annotated[str | None, code("pipeline_status")] = None
    planned_launch: Annotated[str | None, day()] = None
    summary: Annotated[str | None, text()] = None


class Alignment(Record, frozen=True, kw_only=True):
    """How an activity, a commitment, an outside project or (none named) the plan relates to a node."""

    about: ClassVar[Kind] = Kind(
        "alignment",
        Home.NETWORK,
        "code",
        natural_key=("activity", "commitment", "project", "framework", "own_framework", "code"),
    )
    activity: Annotated[str | None, ref("activity", once=True)] = None
    commitment: Annotated[str | None, ref("commitment", once=True)] = None
    project: Annotated[str | None, ref("outside_project", once=True)] = None
    framework: Annotated[str | None, code("framework", required=True, once=True)] = None
    own_framework: Annotated[str | None, ref("own_framework", once=True)] = None
    code: Annotated[str | None, fixed(limit=60)] = None
    explanation: Annotated[str | None, text()] = None
    status: Annotated[str | None, code("alignment_status")] = None


class JointActivity(Titled, frozen=True, kw_only=True):
    """A joint activity or programme of two or more organisations (UNDG guidance).

    `national_partner` is the national coordinating authority, which signs the programme document.
    """

    about: ClassVar[Kind] = Kind("joint_activity", Home.NETWORK, "title", code_prefix="J")
    code: Annotated[str | None, line(limit=20)] = None
    lead: Annotated[str | None, ref("organisation")] = None
    organisations: Annotated[tuple[str, ...], refs("organisation")] = ()
    modality: Annotated[str | None, code("modality")] = None
    integration_level: Annotated[str | None, code("integration_level")] = None
    managing_agent: Annotated[str | None, ref("organisation")] = None
    administrative_agent: Annotated[str | None, ref("organisation")] = None
    convening_agent: Annotated[str | None, ref("organisation")] = None
    national_partner: Annotated[str | None, ref("organisation")] = None
    purpose_en: Annotated[str | None, text()] = None
    purpose_ar: Annotated[str | None, text()] = None
    purpose_ckb: Annotated[str | None, text()] = None
    purpose_fr: Annotated[str | None, text()] = None
    programme_manager: Annotated[str | None, line()] = None
    steering_body_en: Annotated[str | None, line()] = None
    steering_body_ar: Annotated[str | None, line()] = None
    steering_body_ckb: Annotated[str | None, line()] = None
    steering_body_fr: Annotated[str | None, line()] = None
    resource_mobilisation_en: Annotated[str | None, text()] = None
    resource_mobilisation_ar: Annotated[str | None, text()] = None
    resource_mobilisation_ckb: Annotated[str | None, text()] = None
    resource_mobilisation_fr: Annotated[str | None, text()] = None
    staffing_en: Annotated[str | None, text()] = None
    staffing_ar: Annotated[str | None, text()] = None
    staffing_ckb: Annotated[str | None, text()] = None
    staffing_fr: Annotated[str | None, text()] = None
    integration_arrangements_en: Annotated[str | None, text()] = None
    integration_arrangements_ar: Annotated[str | None, text()] = None
    integration_arrangements_ckb: Annotated[str | None, text()] = None
    integration_arrangements_fr: Annotated[str | None, text()] = None
    budget: Annotated[str | None, decimal(low=0)] = None
    currency: Annotated[str | None, line(limit=3)] = None
    status: Annotated[str | None, code("activity_status")] = None
    exception_reason: Annotated[str | None, text()] = None


class JointShare(Record, frozen=True, kw_only=True):
    """What one organisation carries of a joint activity, inside the integrated section or from outside.

    The amounts of all organisations add up to the budget of the joint activity. `instrument` and `reference`
    make the document register: in which document of its own each organisation plans and reports its part.
    """

    about: ClassVar[Kind] = Kind("joint_share", Home.NETWORK, "organisation")
    joint_activity: Annotated[str | None, ref("joint_activity")] = None
    organisation: Annotated[str | None, ref("organisation")] = None
    role: Annotated[str | None, code("joint_role", required=True)] = None
    amount: Annotated[str | None, decimal(low=0)] = None
    instrument: Annotated[str | None, line()] = None
    reference: Annotated[str | None, line(limit=60)] = None


class Agreement(Titled, frozen=True, kw_only=True):
    """An agreement that must be signed before joint work starts, or a compact with an authority.

    A compact holds commitments of a national or provincial (governorate) authority, see `level`, and what
    the mission and donors do in return; it is reviewed every `review_months`, else quarterly.
    """

    about: ClassVar[Kind] = Kind("agreement", Home.NETWORK, "title")
    joint_activity: Annotated[str | None, ref("joint_activity")] = None
    type: Annotated[str | None, code("agreement_type")] = None
    level: Annotated[str | None, code("level")] = None
    status: Annotated[str | None, code("agreement_status")] = None
    authority: Annotated[str | None, ref("organisation")] = None
    organisations: Annotated[tuple[str, ...], refs("organisation")] = ()
    priorities_en: Annotated[str | None, text()] = None
    priorities_ar: Annotated[str | None, text()] = None
    priorities_ckb: Annotated[str | None, text()] = None
    priorities_fr: Annotated[str | None, text()] = None
    in_return_en: Annotated[str | None, text()] = None
    in_return_ar: Annotated[str | None, text()] = None
    in_return_ckb: Annotated[str | None, text()] = None
    in_return_fr: Annotated[str | None, text()] = None
    review_months: Annotated[int | None, whole(low=1, high=24)] = None
    reviewed_on: Annotated[str | None, day()] = None
    validated_on: Annotated[str | None, day()] = None
    signed_on: Annotated[str | None, day()] = None


class CostShare(Record, frozen=True, kw_only=True):
    """What a mission and the resident-coordinator system each pay of a post with two or three hats."""

    about: ClassVar[Kind] = Kind("cost_share", Home.NETWORK, "post")
    post: Annotated[str | None, line(required=True)] = None
    hats: Annotated[str | None, code("hats")] = None
    item: Annotated[str | None, code("cost_item")] = None
    mission: Annotated[str | None, decimal(low=0)] = None
    coordinator_system: Annotated[str | None, decimal(low=0)] = None
    shared_budget: Annotated[str | None, decimal(low=0)] = None
    currency: Annotated[str | None, line(limit=3)] = None


class Risk(Titled, frozen=True, kw_only=True):
    """A risk with likelihood and impact 1 to 5."""

    about: ClassVar[Kind] = Kind("risk", Home.NETWORK, "title", code_prefix="R")
    code: Annotated[str | None, line(limit=20)] = None
    category: Annotated[str | None, code("risk_category")] = None
    likelihood: Annotated[int | None, whole(low=1, high=5)] = None
    impact: Annotated[int | None, whole(low=1, high=5)] = None
    mitigation_en: Annotated[str | None, text()] = None
    mitigation_ar: Annotated[str | None, text()] = None
    owner: Annotated[str | None, line()] = None
    due: Annotated[str | None, day()] = None
    status: Annotated[str | None, code("risk_status")] = None
    early_sign: Annotated[str | None, text()] = None


class Lesson(Explained, frozen=True, kw_only=True):
    """A lesson, free of names."""

    about: ClassVar[Kind] = Kind("lesson", Home.NETWORK, "title", code_prefix="L")
    code: Annotated[str | None, line(limit=20)] = None
    type: Annotated[str | None, code("lesson_type")] = None
    step_id: Annotated[str | None, code("step_id")] = None
    objective: Annotated[str | None, code("so")] = None
    recommendation_en: Annotated[str | None, text()] = None
    recommendation_ar: Annotated[str | None, text()] = None
    replicable: Annotated[bool | None, yes_no()] = None
    reuse_en: Annotated[str | None, text()] = None
    reuse_ar: Annotated[str | None, text()] = None
    sources: Annotated[tuple[str, ...], refs("source")] = ()
    shared_with_dstwg: Annotated[bool | None, yes_no()] = None
