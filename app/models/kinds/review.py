"""Review, frozen versions, sign-off and reports."""

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
    fixed,
    line,
    moment,
    ref,
    refs,
    text,
    whole,
    yes_no,
)


class ReviewRound(Titled, frozen=True, kw_only=True):
    """A round in which a draft was sent out for comments."""

    about: ClassVar[Kind] = Kind("review_round", Home.NETWORK, "title")
    plan: Annotated[str | None, ref("plan", owner=True)] = None
    opened_on: Annotated[str | None, day()] = None
    deadline: Annotated[str | None, day()] = None
    closed_on: Annotated[str | None, day()] = None
    status: Annotated[str | None, code("round_status")] = None
    circulated_to: Annotated[tuple[str, ...], refs("organisation")] = ()


class Comment(Record, frozen=True, kw_only=True):
    """A comment on a section or activity, and its answer."""

    about: ClassVar[Kind] = Kind("comment", Home.NETWORK, "text", code_prefix="Q")
    code: Annotated[str | None, line(limit=20)] = None
    round: Annotated[str | None, ref("review_round")] = None
    section: Annotated[str | None, ref("section")] = None
    activity: Annotated[str | None, ref("activity")] = None
    organisation: Annotated[str | None, ref("organisation")] = None
    type: Annotated[str | None, code("comment_type")] = None
    text: Annotated[str | None, text(required=True)] = None
    channel: Annotated[str | None, code("comment_channel")] = None
    received_on: Annotated[str | None, day()] = None
    response: Annotated[str | None, text()] = None
    status: Annotated[str | None, code("comment_status")] = None


class FrozenVersion(Record, frozen=True, kw_only=True):
    """A version of the plan as it was frozen: canonical content, its hash, one PDF per language."""

    about: ClassVar[Kind] = Kind("frozen_version", Home.NETWORK, "number")
    plan: Annotated[str | None, ref("plan", owner=True)] = None
    number: Annotated[str | None, fixed(limit=20)] = None
    content_hash: Annotated[str | None, fixed(limit=64)] = None
    draft: Annotated[bool | None, yes_no(once=True)] = None
    frozen_at: Annotated[str | None, moment()] = None
    frozen_by: Annotated[str | None, line()] = None
    content: Annotated[str | None, line(limit=64)] = None
    pdf_en: Annotated[str | None, line(limit=64)] = None
    pdf_ar: Annotated[str | None, line(limit=64)] = None
    pdf_ckb: Annotated[str | None, line(limit=64)] = None
    pdf_fr: Annotated[str | None, line(limit=64)] = None
    expected_signatories: Annotated[tuple[str, ...], codes("")] = ()


class Signoff(Named, frozen=True, kw_only=True):
    """One signature or endorsement; it names the content hash it stands for.

    `recorded_at` is told by the clock of whoever recorded it (`recorded_by`). A signature drawn on a screen
    keeps its strokes as lines from 0 to 1, and the certificate of the witness who signed for having seen it.
    On paper, `code_on_scan` says whether the square code on the scan names this content, on which `page`.
    """

    about: ClassVar[Kind] = Kind("signoff", Home.NETWORK, "name")
    version: Annotated[str | None, ref("frozen_version", owner=True)] = None
    capacity: Annotated[str | None, line()] = None
    organisation: Annotated[str | None, ref("organisation")] = None
    role: Annotated[str | None, code("signoff_role", required=True)] = None
    decision: Annotated[str | None, code("signoff_decision")] = None
    signed_on: Annotated[str | None, day()] = None
    method: Annotated[str | None, code("signoff_method")] = None
    place: Annotated[str | None, line()] = None
    content_hash: Annotated[str | None, line(limit=64)] = None
    signed_file: Annotated[str | None, line(limit=64)] = None
    certificate: Annotated[str | None, line(limit=64)] = None
    reservation: Annotated[str | None, text()] = None
    recorded_at: Annotated[str | None, moment()] = None
    recorded_by: Annotated[str | None, line()] = None
    strokes: Annotated[str | None, text(limit=60_000)] = None
    witness: Annotated[str | None, line(limit=64)] = None
    code_on_scan: Annotated[bool | None, yes_no()] = None
    page: Annotated[int | None, whole(low=1)] = None


class Report(Titled, frozen=True, kw_only=True):
    """A periodic report."""

    about: ClassVar[Kind] = Kind("report", Home.NETWORK, "title")
    kind: Annotated[str | None, code("report_kind")] = None
    period_from: Annotated[str | None, day()] = None
    period_to: Annotated[str | None, day()] = None
    language: Annotated[str | None, code("language")] = None
    narrative: Annotated[str | None, text()] = None
    challenges: Annotated[str | None, text()] = None
    next_steps: Annotated[str | None, text()] = None
    sent_on: Annotated[str | None, day()] = None
    pages: Annotated[int | None, whole(low=0)] = None
    audiences: Annotated[tuple[str, ...], codes("training_audience")] = ()
