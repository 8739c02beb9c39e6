"""What a step leaves behind: which records hold each document, and where it is made or read."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from app.models.book import Book
from app.models.kinds.area import AreaDecision
from app.models.kinds.inside import Outreach, Stakeholder
from app.models.kinds.meetings import (
    AttendanceCount,
    Commitment,
    Consultation,
    Decision,
    Issue,
    Meeting,
    PaperParagraph,
)
from app.models.kinds.people import CoordinationMechanism, Member
from app.models.kinds.plan import (
    Activity,
    Agreement,
    Alignment,
    Indicator,
    JointActivity,
    Lesson,
    Paragraph,
    Section,
)
from app.models.kinds.review import Comment, FrozenVersion, Report
from app.models.record import Home, Record
from app.process import facts

Find = Callable[[Book], Sequence[Record]]


class Left(msgspec.Struct, frozen=True):
    """A document of a step: how many records hold it, the newest of them, and the page it stands on."""

    code: str
    page: str
    kind: str
    record: str = ""
    count: int = 0
    group_only: bool = False


def _of(kind: type[Record]) -> Find:
    return lambda book: book.of(kind)


def _agreements(book: Book) -> Sequence[Record]:
    return facts.agreement_meetings(book)


def _minutes(book: Book) -> Sequence[Record]:
    return [one for one in book.where(Meeting, type="roundtable") if facts.has_minutes(one)]


def _propositions(book: Book) -> Sequence[Record]:
    return book.where(PaperParagraph, paper="proposition")


def _referred(book: Book) -> Sequence[Record]:
    return [one for one in book.of(Stakeholder) if facts.filled(one.referred_by)]


def _findings(book: Book) -> Sequence[Record]:
    return book.where(Consultation, step_id="consult_further")


def _drafts(book: Book) -> Sequence[Record]:
    return [one for one in book.of(FrozenVersion) if one.draft]


def _finals(book: Book) -> Sequence[Record]:
    return [one for one in book.of(FrozenVersion) if not one.draft]


def _joint_assessments(book: Book) -> Sequence[Record]:
    return book.where(Consultation, joint=True)


def _agreements_of_joint_work(book: Book) -> Sequence[Record]:
    return [one for one in book.of(Agreement) if one.joint_activity]


def _compacts(book: Book) -> Sequence[Record]:
    return book.where(Agreement, type="compact")


def _roadmaps(book: Book) -> Sequence[Record]:
    written = {one.section for one in book.of(Paragraph)}
    return [one for one in book.where(Section, key="roadmap") if one.id in written]


_WHERE: dict[str, tuple[str, type[Record], Find]] = {
    "leaves.area_decision": ("area", AreaDecision, _of(AreaDecision)),
    "leaves.issue_list": ("voices", Issue, _of(Issue)),
    "leaves.stakeholder_map": ("stakeholders", Stakeholder, _of(Stakeholder)),
    "leaves.member_list": ("group", Member, _of(Member)),
    "leaves.proposition": ("stakeholders", PaperParagraph, _propositions),
    "leaves.agreement": ("meetings", Meeting, _agreements),
    "leaves.further_stakeholders": ("stakeholders", Stakeholder, _referred),
    "leaves.outreach_list": ("stakeholders", Outreach, _of(Outreach)),
    "leaves.inputs": ("voices", Issue, _of(Issue)),
    "leaves.minutes": ("meetings", Meeting, _minutes),
    "leaves.decision_list": ("meetings", Decision, _of(Decision)),
    "leaves.commitment_list": ("plan", Commitment, _of(Commitment)),
    "leaves.attendance": ("meetings", AttendanceCount, _of(AttendanceCount)),
    "leaves.findings": ("voices", Consultation, _findings),
    "leaves.draft_plan": ("plan", Paragraph, _of(Paragraph)),
    "leaves.activity_table": ("plan", Activity, _of(Activity)),
    "leaves.indicator_table": ("monitoring", Indicator, _of(Indicator)),
    "leaves.comment_log": ("review", Comment, _of(Comment)),
    "leaves.revised_draft": ("review", FrozenVersion, _drafts),
    "leaves.signed_plan": ("review", FrozenVersion, _finals),
    "leaves.progress_reports": ("monitoring", Report, _of(Report)),
    "leaves.lessons": ("monitoring", Lesson, _of(Lesson)),
    "leaves.mechanism_list": ("group", CoordinationMechanism, _of(CoordinationMechanism)),
    "leaves.joint_assessment": ("voices", Consultation, _joint_assessments),
    "leaves.joint_record": ("plan", JointActivity, _of(JointActivity)),
    "leaves.agreements": ("plan", Agreement, _agreements_of_joint_work),
    "leaves.compacts": ("plan", Agreement, _compacts),
    "leaves.alignment_map": ("plan", Alignment, _of(Alignment)),
    "leaves.roadmap": ("plan", Section, _roadmaps),
}


def documents_left(codes: Sequence[str], book: Book) -> tuple[Left, ...]:
    """Return each document a step leaves behind with what there is of it; unknown ones by name only."""
    return tuple(_left(code, book) for code in codes)


def _left(code: str, book: Book) -> Left:
    if code not in _WHERE:
        return Left(code, "", "")
    page, kind, find = _WHERE[code]
    found = sorted(find(book), key=lambda one: one.id)
    shown = found[-1].id if found else ""
    return Left(code, page, kind.about.name, shown, len(found), kind.about.home is Home.GROUP)
