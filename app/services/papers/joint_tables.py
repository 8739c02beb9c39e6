"""What the document of a joint programme prints beside its texts, from the records of the joint work.

Sources: UNDG format for joint programmes of 2008 (work plan, cover with signatories); lessons learned on
integrated planning (levels of integration, document register, agreements signed before implementation).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from app.documents.plan_content import FiguresTable
from app.models.kinds.plan import Activity, Agreement, Indicator, JointActivity, JointShare
from app.process import facts
from app.process.gaps import gaps_of
from app.process.joint import activities_of, organisations
from app.services.papers.plan_tables import targets
from app.services.papers.quarters import quarters_text
from app.services.papers.scribe import Scribe

Rows = list[tuple[str, ...]]
EMPTY = "–"


class JointTables:
    """The tables of the joint activities, or of the one that was asked for."""

    def __init__(self, scribe: Scribe, only: str = "") -> None:
        self._scribe, self._say, self._only = scribe, scribe.words.say, only
        every = sorted(scribe.book.of(JointActivity), key=lambda one: (one.code or "~", one.id))
        self.every = tuple(one for one in every if only in ("", one.id))

    def management(self) -> list[FiguresTable]:
        """Return who leads and steers, and who takes part with which document of its own."""
        made = [self._pairs(self._title(one), self._arranged(one)) for one in self.every]
        return [*made, *self._registers()]

    def funds(self) -> list[FiguresTable]:
        """Return how funds are managed, with the shares that add up to the budget."""
        made: list[FiguresTable] = []
        for one in self.every:
            made.append(
                self._pairs(self._say("papers.joint.modality_of", title=self._title(one)), self._money(one))
            )
            made += self._shares(one)
        return made

    def agreements(self) -> list[FiguresTable]:
        """Return the agreements that must be signed before work starts, and exceptions with their reason."""
        ids = {one.id for one in self.every}
        held = [one for one in self._scribe.book.of(Agreement) if one.joint_activity in ids]
        rows = [self._agreement(one) for one in sorted(held, key=lambda one: (one.type or "", one.id))]
        reasons = [reason for one in self.every if (reason := (one.exception_reason or "").strip())]
        note = self._say("papers.joint.signed_first")
        if reasons:
            note = f"{note} {self._say('papers.joint.exception', reason='; '.join(reasons))}"
        return self._table(
            "agreements", ("agreement", "type", "parties", "status", "signed_on"), rows, note=note
        )

    def work_plan(self) -> list[FiguresTable]:
        """Return the common work plan with budget, and the youth and gender markers."""
        listed = self._activities()
        currency = _only(one.currency for one in listed if one.budget)
        rows: Rows = [self._planned(one, currency) for one in listed]
        amounts = [number for one in listed if (number := facts.number(one.budget)) is not None]
        if amounts:
            total = self._scribe.amount(str(sum(amounts, Decimal(0))))
            rows.append((self._say("papers.joint.total"), "", "", "", total))
        heads = ("activity", "responsible", "quarters", "funds", "amount")
        made = self._table("work_plan", heads, rows, {4}, total=bool(amounts), currency=currency)
        marked = [one for one in listed if one.gender_marker or one.youth_marker]
        code = self._scribe.code
        markers: Rows = [
            (self._activity(one), code("marker", one.gender_marker), code("marker", one.youth_marker))
            for one in marked
        ]
        return made + self._table("markers", ("activity", "gender", "youth"), markers)

    def results(self) -> list[FiguresTable]:
        """Return what is to be reached, with its indicators."""
        ids = {one.id for one in self._activities()}
        every = self._scribe.book.of(Indicator)
        asked = [one for one in every if not self._only or ids & set(one.activities)]
        rows = [self._indicator(one) for one in sorted(asked, key=lambda one: (one.code or "", one.id))]
        reached: Rows = [
            (self._activity(one), targets(self._scribe, one)) for one in self._activities()
            if targets(self._scribe, one)
        ]  # fmt: skip
        heads = ("indicator", "baseline", "target", "frequency", "responsible")
        return self._table("outputs", ("activity", "target"), reached) + self._table(
            "indicators", heads, rows, {1, 2}
        )

    def resources(self) -> list[FiguresTable]:
        """Return how resources are raised and joined, and who works for the programme."""
        field = self._scribe.words.field
        names = ("resource_mobilisation", "staffing", "integration_arrangements")
        made: list[FiguresTable] = []
        for one in self.every:
            rows = [(field("joint_activity", name), self._scribe.name(one, name)) for name in names]
            made.append(self._pairs(self._title(one), rows))
        return [one for one in made if one.rows]

    def _activities(self) -> Sequence[Activity]:
        return activities_of(self._scribe.book, self.every, whole=not self._only)

    def _title(self, one: JointActivity) -> str:
        return self._scribe.line(one.code or "", self._scribe.name(one, "title"))

    def _activity(self, one: Activity) -> str:
        return self._scribe.line(one.code or "", self._scribe.name(one, "title"))

    def _arranged(self, one: JointActivity) -> Rows:
        scribe, field = self._scribe, self._scribe.words.field
        shares = scribe.book.where(JointShare, joint_activity=one.id)
        said = {
            "purpose": scribe.name(one, "purpose"),
            "lead": scribe.organisation(one.lead),
            "national_partner": scribe.organisation(one.national_partner),
            "integration_level": scribe.code("integration_level", one.integration_level),
            "steering_body": scribe.name(one, "steering_body"),
            "programme_manager": one.programme_manager or "",
        }
        heads = {name: field("joint_activity", name) for name in said} | {
            "purpose": self._say("papers.joint.purpose")
        }
        rows: Rows = [(heads[name], text) for name, text in said.items()]
        for role in ("inside", "outside"):
            names = scribe.organisations(share.organisation or "" for share in shares if share.role == role)
            rows.append((scribe.code("joint_role", role), names))
        return rows

    def _money(self, one: JointActivity) -> Rows:
        scribe, field = self._scribe, self._scribe.words.field
        agents = ("managing_agent", "administrative_agent", "convening_agent")
        rows: Rows = [(field("joint_activity", "modality"), scribe.code("modality", one.modality))]
        rows += [(field("joint_activity", name), scribe.organisation(getattr(one, name))) for name in agents]
        budget = " ".join(filter(None, (scribe.amount(one.budget), one.currency))) if one.budget else ""
        return [*rows, (field("joint_activity", "budget"), budget)]

    def _shares(self, one: JointActivity) -> list[FiguresTable]:
        scribe = self._scribe
        shares = [
            s
            for s in scribe.book.where(JointShare, joint_activity=one.id)
            if facts.number(s.amount) is not None
        ]
        total = sum((facts.number(s.amount) or Decimal(0) for s in shares), Decimal(0))
        rows: Rows = [
            (scribe.organisation(s.organisation), scribe.code("joint_role", s.role), scribe.amount(s.amount),
             _percent(scribe, facts.number(s.amount), total))
            for s in sorted(shares, key=lambda s: -(facts.number(s.amount) or Decimal(0)))
        ]  # fmt: skip
        if not rows:
            return []
        rows.append(
            (self._say("papers.joint.total"), "", scribe.amount(str(total)), _percent(scribe, total, total))
        )
        budget = facts.number(one.budget)
        short = budget is not None and budget != total
        note = self._say("papers.joint.not_adding_up", budget=scribe.amount(one.budget)) if short else ""
        return self._table(
            "shares", ("organisation", "role", "amount", "share"), rows, {2, 3}, note, total=True
        )

    def _registers(self) -> list[FiguresTable]:
        scribe = self._scribe
        rows: Rows = []
        for one in self.every:
            held = {
                s.organisation: s
                for s in scribe.book.where(JointShare, joint_activity=one.id)
                if s.organisation
            }
            for organisation in sorted(organisations(one) | set(held), key=scribe.organisation):
                share = held.get(organisation)
                rows.append((
                    scribe.organisation(organisation),
                    scribe.code("joint_role", share.role if share else None) or EMPTY,
                    (share.instrument if share else None) or EMPTY,
                    (share.reference if share else None) or EMPTY,
                ))  # fmt: skip
        return self._table("register", ("organisation", "role", "instrument", "reference"), rows)

    def _agreement(self, one: Agreement) -> tuple[str, ...]:
        scribe = self._scribe
        return (
            scribe.name(one, "title"),
            scribe.code("agreement_type", one.type),
            scribe.organisations(one.organisations) or EMPTY,
            scribe.code("agreement_status", one.status),
            scribe.day(one.signed_on) or EMPTY,
        )

    def _planned(self, one: Activity, currency: str) -> tuple[str, ...]:
        scribe = self._scribe
        partners = scribe.organisations(one.partners)
        said = (scribe.amount(one.budget), "" if currency else one.currency)
        amount = " ".join(filter(None, said)) if one.budget else EMPTY
        return (
            self._activity(one),
            scribe.line(scribe.organisation(one.lead), partners),
            quarters_text(scribe.words, one.starts, one.ends) or EMPTY,
            one.donor or EMPTY,
            amount,
        )

    def _indicator(self, one: Indicator) -> tuple[str, ...]:
        scribe, gaps = self._scribe, gaps_of(self._scribe.book, one)
        baseline = next((gap.baseline for gap in gaps if gap.baseline is not None), None)
        told = scribe.words.hundredths if one.unit == "percent" else scribe.words.number
        return (
            scribe.line(one.library_code or one.code or "", scribe.name(one)),
            told(baseline.value) if baseline is not None else EMPTY,
            told(one.target) if one.target else EMPTY,
            one.frequency or EMPTY,
            scribe.organisation(one.owner_organisation) or EMPTY,
        )

    def _head(self, code: str, currency: str) -> str:
        text = self._say(f"papers.col.{code}")
        return f"{text} ({currency})" if currency and code == "amount" else text

    def _pairs(self, title: str, rows: Iterable[tuple[str, ...]]) -> FiguresTable:
        heads = (self._say("papers.col.arrangement"), self._say("papers.col.agreed"))
        return FiguresTable(title, heads, tuple(row for row in rows if row[1]))

    def _table(
        self, title: str, heads: Sequence[str], rows: Rows, numeric: Iterable[int] = (), note: str = "",
        *, total: bool = False, currency: str = "",
    ) -> list[FiguresTable]:  # fmt: skip
        if not rows:
            return []
        columns = tuple(self._head(one, currency) for one in heads)
        name = self._say(f"papers.joint.{title}")
        return [FiguresTable(name, columns, tuple(rows), frozenset(numeric), (), note, total)]


def _only(currencies: Iterable[str | None]) -> str:
    """Return the currency of all amounts, "" where they differ."""
    found = {one or "" for one in currencies}
    return found.pop() if len(found) == 1 else ""


def _percent(scribe: Scribe, part: Decimal | None, whole: Decimal) -> str:
    """Return a share to a tenth of a percent: whole ones of three parts seldom add up to 100."""
    if not whole:
        return ""
    return scribe.words.hundredths(f"{(part or Decimal(0)) * 100 / whole:.1f}".removesuffix(".0"))
