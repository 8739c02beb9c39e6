"""The consultation report: who was listened to and how, what was said, what became of it, and its limits.

People are counted by group, sex and age and never named.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from app.documents.plan_content import Fact, Figure, Part, Tone
from app.documents.report_content import (
    ReportCell,
    ReportColumn,
    ReportDocument,
    ReportSection,
    ReportTable,
    report_table,
)
from app.foundation.errors import UserError
from app.foundation.progress import Progress
from app.models.codes import CODE_LISTS, OBJECTIVES
from app.models.kinds.area import Area, Location
from app.models.kinds.meetings import (
    AttendanceCount,
    Consultation,
    ConsultationCount,
    Decision,
    Expectation,
    Issue,
)
from app.services.desk import Desk
from app.services.papers.annexes import by_sex
from app.services.papers.intention_picture import intentions
from app.services.papers.occasions import Occasion, occasions, only
from app.services.papers.plan import source_text
from app.services.papers.printable import HIGHEST_CLASS, printable
from app.services.papers.scribe import Scribe
from app.services.views.voices_consultations import consultations_view
from app.words.catalogue import Words

EFFECT_TONES: dict[str, Tone] = {
    "adopted": "good",
    "partly": "accent",
    "not_adopted": "wrong",
    "open": "attention",
}


def consultation_pdf(
    desk: Desk,
    language: str,
    consultation: str = "",
    highest: int = HIGHEST_CLASS,
    progress: Progress | None = None,
) -> bytes:
    """Return the report on one consultation, or on all, as a PDF. Raises as its document, and Cancelled."""
    from app.documents.pdf.report import render_report

    content = consultation_document(desk, language, consultation, highest)
    return render_report(content, Words(language), progress)


def consultation_document(
    desk: Desk, language: str, consultation: str = "", highest: int = HIGHEST_CLASS
) -> ReportDocument:
    """Return what the report on one consultation prints, by its id, or on all of the area.

    Raises UserError `unknown_record`, `nobody_consulted`.
    """
    area = desk.find(Area, desk.area)
    book = printable(desk.book(), desk.area, highest=highest)
    one = book.get(Consultation, consultation)
    if area is None or (consultation and one is None):
        raise UserError("unknown_record", kind="consultation", id=consultation[:80])
    scribe = Scribe(only(book, one) if one else book, Words(language))
    found = occasions(scribe.book, desk.today)
    if not found:
        raise UserError("nobody_consulted")
    return _Report(scribe, found, desk, one).document(area)


class _Report:
    """A report on one consultation, or on all occasions, the earliest first."""

    def __init__(
        self, scribe: Scribe, found: tuple[Occasion, ...], desk: Desk, one: Consultation | None
    ) -> None:
        self.scribe, self.found, self.desk, self.one = scribe, found, desk, one
        self.words, self._say = scribe.words, scribe.words.say
        self.heard = {one.record.id for one in found} | {one.meeting.id for one in found if one.meeting}
        self.inputs = [
            one
            for one in scribe.book.of(Issue)
            if one.consultation in self.heard or one.meeting in self.heard
        ]

    def document(self, area: Area) -> ReportDocument:
        """Return what the report prints."""
        # Sources are numbered as they are first cited: the order of these lines is that of the pages.
        sections = (
            *(() if self.one else (self._where(),)),
            *self._who(),
            self._found_out(),
            self._said(),
            intentions(self.scribe),
            self._decided(),
            self._expected(),
            self._answered(),
            self._limits(),
        )
        return ReportDocument(
            language=self.words.language,
            kind=self._say("paper.consultation"),
            title=self.scribe.name(self.one, "title"),
            area=self.scribe.name(area),
            group_name=self.scribe.group_name(area),
            when=self._period(),
            training=bool(area.training),
            classification=self._say("papers.for_partners"),
            made_on=self.desk.today,
            facts=self._facts(),
            figures=self._figures(),
            summary=(Part("text", self._outcome()),) if self.inputs else (),
            sections=sections,
            sources=tuple(source_text(self.scribe, each) for _number, each in self.scribe.sources()),
        )

    def _period(self) -> str:
        days = [one.day for one in self.found if one.day]
        if not days or days[0] == days[-1]:
            return self.words.date(days[0], "long") if days else ""
        start, end = self.words.date(days[0]), self.words.date(days[-1])
        return self._say("report.from_to", start=start, end=end)

    def _facts(self) -> tuple[Fact, ...]:
        """Return what a report on one consultation says of it; that on all says it in a table."""
        one, field = self.one, self.words.field
        if one is None:
            return ()
        told = (
            (field("consultation", "method"), self.scribe.code("consultation_method", one.method)),
            (field("consultation", "organisation"), self.scribe.organisation(one.organisation)),
            (field("consultation", "locations"), self.scribe.places(one.locations)),
        )
        return tuple(Fact(label, value) for label, value in told if value)

    def _figures(self) -> tuple[Figure, ...]:
        people, women = sum(one.people for one in self.found), sum(one.of_sex("female") for one in self.found)
        counted = (
            (0 if self.one else len(self.found), "consultation.occasions"),
            (people, "papers.people"),
            (women, "consultation.women"),
            (len(self.inputs), "papers.inputs"),
        )
        return tuple(
            Figure(self.scribe.amount(count), self._say(code, count=count))
            for count, code in counted
            if count
        )

    def _outcome(self) -> str:
        """Return what became of the inputs, in one sentence."""
        effects = Counter(one.effect or "open" for one in self.inputs)
        counts = {code: effects[code] for code in CODE_LISTS["issue_effect"]}
        return self._say("consultation.outcome", count=len(self.inputs), **counts)

    def _where(self) -> ReportSection:
        field = self.words.field
        columns = (
            ReportColumn(field("consultation", "held_on"), 14),
            ReportColumn(self._say("kind.consultation"), 38),
            ReportColumn(field("consultation", "method"), 19),
            ReportColumn(field("consultation", "locations"), 24),
            ReportColumn(self._say("consultation.people"), 21, numeric=True),
        )
        rows = tuple(map(self._occasion, self.found))
        return ReportSection(self._say("consultation.where"), tables=(ReportTable(columns, rows),))

    def _occasion(self, one: Occasion) -> tuple[ReportCell, ...]:
        record = one.record
        if isinstance(record, Consultation):
            by, how = record.organisation, self.scribe.code("consultation_method", record.method)
        else:
            by, how = record.organiser, self.scribe.code("meeting_type", record.type)
        women, men = one.of_sex("female"), one.of_sex("male")
        sexes = self._say("consultation.sexes", women=women, men=men) if women or men else ""
        return (
            ReportCell(self.scribe.day(one.day)),
            ReportCell(self.scribe.name(record, "title"), self.scribe.organisation(by), strong=True),
            ReportCell(how),
            ReportCell(self.scribe.places(record.locations)),
            ReportCell(self.scribe.amount(one.people or None) or "–", sexes),
        )

    def _who(self) -> tuple[ReportSection, ...]:
        """Return people by group of the population or affiliation, and by age: numbers, never names."""
        counts = [count for one in self.found for count in one.counts]
        told = [one for one in counts if isinstance(one, ConsultationCount)]
        attended = [one for one in counts if isinstance(one, AttendanceCount)]
        tables = [
            by_sex(self.scribe, told, "group", self._say("consultation.by_group")),
            by_sex(self.scribe, attended, "affiliation", self._say("consultation.by_affiliation")),
            by_sex(self.scribe, counts, "age_band", self._say("papers.ages")),
        ]
        counted, people = sum(one.count or 0 for one in counts), sum(one.people for one in self.found)
        note = self._say("consultation.counted", counted=counted, people=people) if counted < people else ""
        known = [one for one in tables if one is not None]
        made = (
            *map(report_table, known[:-1]),
            *(report_table(replace(one, note=note)) for one in known[-1:]),
        )
        return (ReportSection(self._say("consultation.who"), tables=made),)

    def _found_out(self) -> ReportSection:
        """Return what was asked and what came out, of each occasion that has a summary."""
        parts = [part for one in self.found for part in self._outcome_of(one)]
        return ReportSection(self._say("consultation.found"), tuple(parts))

    def _outcome_of(self, one: Occasion) -> list[Part]:
        record, summary = one.record, self.scribe.name(one.record, "summary")
        told = record if isinstance(record, Consultation) else None
        texts = [text for text in (summary, told.recommendation if told else "") if text]
        if not texts:
            return []
        heading = [] if self.one else [Part("heading", self.scribe.name(record, "title"))]
        asked = [Part("quote", told.questions)] if told and told.questions else []
        return [*heading, *asked, *(Part("text", text) for text in texts)]

    def _said(self) -> ReportSection:
        """Return the inputs by objective with what became of each."""
        rows: list[tuple[ReportCell, ...]] = []
        for code in (*OBJECTIVES, None):
            listed = [one for one in self.inputs if (one.objective or None) == code]
            if listed:
                theme = self.scribe.code("so", code) or self._say("papers.no_objective")
                told = self._say("consultation.inputs", count=len(listed))
                rows.append((ReportCell(self.scribe.line(theme, told)),))
                rows += [
                    self._input(one) for one in sorted(listed, key=lambda one: (one.code or "~", one.id))
                ]
        columns = (
            ReportColumn(self._say("documents.column.code"), 8),
            ReportColumn(self._say("documents.column.said"), 50),
            ReportColumn(self._say("consultation.became"), 40),
        )
        return ReportSection(
            self._say("documents.minutes.voices"), tables=(ReportTable(columns, tuple(rows)),)
        )

    def _input(self, one: Issue) -> tuple[ReportCell, ...]:
        place = self.scribe.name(self.scribe.book.get(Location, one.location))
        who = self.scribe.code("affiliation", one.raised_by) or self.scribe.code(
            "population_group", one.group
        )
        effect = one.effect or "open"
        return (
            ReportCell(one.code or ""),
            ReportCell(self.scribe.name(one, "text"), self.scribe.line(who, place)),
            ReportCell(self.scribe.code("issue_effect", effect), one.response or "", EFFECT_TONES[effect]),
        )

    def _decided(self) -> ReportSection:
        """Return what was decided where people were heard."""
        decided = [one for one in self.scribe.book.of(Decision) if one.meeting in self.heard]
        rows = [
            (
                ReportCell(one.code or ""),
                ReportCell(self.scribe.name(one, "text")),
                ReportCell(self.scribe.code("decision_basis", one.basis)),
            )
            for one in sorted(decided, key=lambda one: (one.code or "~", one.id))
        ]
        heads = (("code", 8), ("decision", 60), ("reached", 22))
        columns = tuple(ReportColumn(self._say(f"documents.column.{head}"), weight) for head, weight in heads)
        title = self._say("documents.minutes.decisions")
        return ReportSection(title, tables=(ReportTable(columns, tuple(rows)),))

    def _expected(self) -> ReportSection:
        """Return expectations, each with the message given in answer."""
        parts: list[Part] = []
        for one in sorted(self.scribe.book.of(Expectation), key=lambda one: (one.raised_on or "", one.id)):
            answer = one.message_given or self._say("consultation.no_message")
            parts += [Part("quote", self.scribe.name(one, "text")), Part("text", answer)]
        return ReportSection(self._say("consultation.expected"), tuple(parts))

    def _answered(self) -> ReportSection:
        """Return when and how people were told what became of what they said."""
        rows = [self._told(one.record) for one in self.found if isinstance(one.record, Consultation)]
        field = self.words.field
        columns = (
            ReportColumn(self._say("kind.consultation"), 46),
            ReportColumn(field("consultation", "fed_back_on"), 20),
            ReportColumn(field("consultation", "fed_back_how"), 44),
        )
        return ReportSection(self._say("consultation.answered"), tables=(ReportTable(columns, tuple(rows)),))

    def _told(self, one: Consultation) -> tuple[ReportCell, ...]:
        day = ReportCell(self.scribe.day(one.fed_back_on))
        if not one.fed_back_on:
            day = ReportCell(self._say("consultation.not_fed_back"), tone="attention")
        return ReportCell(self.scribe.name(one, "title")), day, ReportCell(one.fed_back_how or "")

    def _limits(self) -> ReportSection:
        """Return what the report cannot say: who was not heard or counted, where nobody was, what is open."""
        view = consultations_view(self.scribe.book, self.desk.today)
        waiting = sum((one.effect or "open") == "open" for one in self.inputs)
        uncounted = sum(not one.people for one in self.found)
        lines = [self._say("consultation.limit.sample")]
        if not self.one and view.missing:
            lines.append(self._say("voices.missing", voices=self._voices(view.missing)))
        if view.uncounted:
            lines.append(self._say("voices.uncounted", voices=self._voices(view.uncounted)))
        if not self.one and view.places_missing:
            total = view.places_wanted
            lines.append(self._say("consultation.limit.places", count=view.places_missing, total=total))
        if uncounted:
            lines.append(self._say("consultation.limit.uncounted", count=uncounted))
        if waiting:
            lines.append(self._say("consultation.limit.open", count=waiting))
        return ReportSection(self._say("consultation.limits"), tuple(Part("bullet", line) for line in lines))

    def _voices(self, voices: tuple[str, ...]) -> str:
        return self.words.join([self._say(f"voices.in_line.{one}") for one in voices])
