"""Joint work on the Plan page: who carries what, whether shares add up, what is signed or done twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from app.models.book import Book
from app.models.kinds.area import Location
from app.models.kinds.people import Organisation
from app.models.kinds.plan import Activity, Agreement, JointActivity, JointShare
from app.process import facts
from app.process.checks import joint as checks
from app.process.checks.finding import Context, Finding
from app.process.compacts import compacts_of, engagements_of, next_review
from app.process.joint import activities_of, is_whole, may_run
from app.process.overlaps import overlapping
from app.process.terms import Term, term
from app.services.desk import Desk
from app.services.views.reading import finder
from app.services.views.records import RecordsView, records_view
from app.services.views.said import Label, Name, Said, from_process, name_in


@dataclass(frozen=True, slots=True)
class ShareEntry:
    """What one organisation carries; `share` is "30%" or "" while amounts are missing."""

    id: str
    organisation: str
    name: Name
    role: Term | None
    amount: str
    share: str
    instrument: str
    reference: str = ""


@dataclass(frozen=True, slots=True)
class LinkedEntry:
    """A record that belongs to joint work: its name, what it is or stands at, and in which tone."""

    kind: str
    id: str
    name: Label
    state: Term | None
    tone: str = "neutral"
    detail: str = ""


@dataclass(frozen=True, slots=True)
class JointEntry:
    """One joint activity. `adds_up` is None while there is no budget or no share to compare."""

    id: str
    shares: tuple[ShareEntry, ...] = ()
    total: str = ""
    budget: str = ""
    currency: str = ""
    adds_up: bool | None = None
    agreements: tuple[LinkedEntry, ...] = ()
    activities: tuple[LinkedEntry, ...] = ()
    findings: tuple[tuple[str, Said], ...] = ()
    may_run: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CompactEntry:
    """One compact: its engagements and the day of its next review."""

    id: str
    engagements: tuple[LinkedEntry, ...] = ()
    next_review: str = ""
    findings: tuple[tuple[str, Said], ...] = ()


@dataclass(frozen=True, slots=True)
class OverlapEntry:
    """Two activities that may do the same twice, with what they share."""

    id: str
    first: LinkedEntry
    second: LinkedEntry
    places: tuple[Name, ...]
    groups: tuple[Term, ...]
    starts: str
    ends: str


@dataclass(frozen=True, slots=True)
class JointView(RecordsView):
    """The records of one kind with what hangs on them, by record id, and the organisations that may join.

    `languages` are those the plan is written in.
    """

    joint: Mapping[str, JointEntry] = field(default_factory=dict, hash=False)
    compacts: Mapping[str, CompactEntry] = field(default_factory=dict, hash=False)
    overlaps: tuple[OverlapEntry, ...] = ()
    organisations: tuple[tuple[str, Name], ...] = ()
    languages: tuple[str, ...] = ()


def joint_view(desk: Desk, kind: str) -> JointView:
    """Return the records of a kind of joint work."""
    plain, book = records_view(desk, kind), desk.book()
    whole = is_whole(book)
    return JointView(
        plain.kind,
        plain.rows,
        plain.others,
        plain.places,
        {one.id: joint_entry(book, one, whole=whole) for one in book.of(JointActivity)},
        {one.id: _compact(book, one, Context(desk.today)) for one in compacts_of(book)},
        overlaps_of(book),
        tuple((one.id, name_in(one, "name")) for one in book.of(Organisation)),
        plan.languages if (plan := facts.current_plan(book)) is not None else (),
    )


def joint_entry(book: Book, one: JointActivity, *, whole: bool = False) -> JointEntry:
    """Return one joint activity; `whole` when the plan is this one programme."""
    held = book.where(JointShare, joint_activity=one.id)
    amounts = [number for share in held if (number := facts.number(share.amount)) is not None]
    total, budget = sum(amounts, Decimal(0)), facts.number(one.budget)
    return JointEntry(
        one.id,
        tuple(_share(book, share, total) for share in sorted(held, key=_by_amount)),
        f"{total.normalize():f}" if amounts else "",
        one.budget or "",
        one.currency or "",
        total == budget if amounts and budget is not None else None,
        tuple(_agreement(each) for each in book.where(Agreement, joint_activity=one.id)),
        tuple(_activity(each) for each in activities_of(book, [one], whole=whole)),
        _findings(book, one),
        may_run(book, one),
        (one.exception_reason or "").strip(),
    )


def overlaps_of(book: Book) -> tuple[OverlapEntry, ...]:
    """Return the pairs of activities that may do the same twice."""
    return tuple(
        OverlapEntry(
            f"{one.first}/{one.second}",
            _activity(book.get(Activity, one.first)),
            _activity(book.get(Activity, one.second)),
            tuple(name_in(book.get(Location, place), "name") for place in one.locations),
            tuple(Term(f"code.population_group.{group}") for group in one.groups),
            one.starts,
            one.ends,
        )
        for one in overlapping(book)
    )


def unsigned_findings(book: Book) -> Mapping[str, Said]:
    """Return, by activity, the error that work goes on before the agreements of its joint work are signed."""
    found = checks.signed_before_work(book, Context(""))
    return {
        one.record: from_process(one.code, one.params, finder(book))
        for one in found
        if one.kind == "activity"
    }


def _by_amount(one: JointShare) -> tuple[Decimal, str]:
    return (-(facts.number(one.amount) or Decimal(0)), one.id)


def _share(book: Book, one: JointShare, total: Decimal) -> ShareEntry:
    amount = facts.number(one.amount)
    return ShareEntry(
        one.id,
        one.organisation or "",
        name_in(book.get(Organisation, one.organisation), "name"),
        term("joint_role", one.role),
        one.amount or "",
        f"{amount * 100 / total:.0f}%" if amount is not None and total else "",
        one.instrument or "",
        one.reference or "",
    )


def _agreement(one: Agreement) -> LinkedEntry:
    tone = "good" if one.status == "signed" else "attention"
    return LinkedEntry("agreement", one.id, name_in(one, "title"), term("agreement_status", one.status), tone)


def _activity(one: Activity | None) -> LinkedEntry:
    if one is None:
        return LinkedEntry("activity", "", Name(), None)
    tone = "good" if one.status in ("ongoing", "completed") else "neutral"
    state = term("activity_status", one.status)
    return LinkedEntry("activity", one.id, name_in(one, "title"), state, tone, one.code or "")


def _compact(book: Book, one: Agreement, context: Context) -> CompactEntry:
    engagements = []
    held = sorted(engagements_of(book, one), key=lambda each: (each.type or "~", each.due or "9", each.id))
    for each in held:
        late = facts.is_overdue(each, context.today)
        state = Term(f"code.commitment_status.{'overdue' if late else each.status or 'made'}")
        tone = "wrong" if late else "good" if each.status == "fulfilled" else "neutral"
        kind = f"code.commitment_type.{each.type}" if each.type else ""
        engagements.append(LinkedEntry("commitment", each.id, name_in(each, "text"), state, tone, kind))
    due = next_review(one)
    found = [each for each in checks.compacts(book, context) if each.record == one.id]
    return CompactEntry(one.id, tuple(engagements), due.isoformat() if due else "", _told(book, found))


def _findings(book: Book, one: JointActivity) -> tuple[tuple[str, Said], ...]:
    context = Context("")
    every = (*checks.signed_before_work(book, context), *checks.joint_activities(book, context))
    about = {one.id, *(each.id for each in book.where(Activity, joint_activity=one.id))}
    return _told(book, [each for each in every if each.record in about])


def _told(book: Book, found: list[Finding]) -> tuple[tuple[str, Said], ...]:
    """Return findings as (severity, sentence)."""
    return tuple((each.severity, from_process(each.code, each.params, finder(book))) for each in found)
