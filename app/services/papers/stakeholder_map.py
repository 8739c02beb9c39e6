"""The stakeholder map on paper, for the group alone: the grid, the relations, and everybody by sphere.

Neither contacts nor private notes are in it; positions and ratings are, so it never leaves the group.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.documents.plan_content import Drawing, Figure, Part, Tone
from app.documents.report_content import ReportCell, ReportColumn, ReportDocument, ReportSection, ReportTable
from app.drawing.power_interest_grid import FAMILIES, Actor, GridNames, power_interest_grid
from app.drawing.relation_map import LINK_TYPES, Link, Node, arrange, relation_map
from app.foundation.errors import UserError
from app.foundation.progress import Progress
from app.models.kinds.area import Area
from app.models.kinds.inside import Stakeholder
from app.models.kinds.people import Member
from app.process.facts import current_plan
from app.services.desk import Desk
from app.services.papers.scribe import Scribe
from app.services.views.stakeholders import StakeholderEntry, StakeholdersView, stakeholders
from app.words.catalogue import Words

WIDE, HIGH, SIZE = 742.0, 392.0, 8.0
"""The pictures in points, as a page on its side holds them."""
MIDDLE = 3.0
MOST_NAMED = 60
"""Of more stakeholders than these the pictures show codes: nobody can point at a sign on paper."""
QUADRANTS = ("work_closely", "keep_satisfied", "keep_informed", "watch")
UNRATED = "unrated"
POSITION_TONES: dict[str, Tone] = {"supportive": "good", "hesitant": "attention", "opposed": "wrong"}
POSITION_MARKS = {"supportive": "+", "neutral": "=", "hesitant": "±", "opposed": "×", "unknown": "?"}


def stakeholders_pdf(desk: Desk, language: str, progress: Progress | None = None) -> bytes:
    """Return the stakeholder map of the area in front as a PDF. Raises UserError `group_only`, Cancelled."""
    from app.documents.pdf.report import render_report

    return render_report(stakeholders_document(desk, language), Words(language), progress)


def stakeholders_document(desk: Desk, language: str) -> ReportDocument:
    """Return what the stakeholder map prints. Raises UserError `group_only` where the group is not held."""
    area = desk.find(Area, desk.area)
    if area is None or not desk.sees_group:
        raise UserError("group_only")
    words = Words(language)
    paper = _Paper(Scribe(desk.book(), words), stakeholders(desk))
    return ReportDocument(
        language=language,
        kind=words.say("paper.stakeholders"),
        title=paper.scribe.name(current_plan(desk.book()), "title"),
        area=paper.scribe.name(area),
        group_name=paper.scribe.group_name(area),
        when=words.date(desk.today, "long"),
        training=desk.training,
        classification=words.say("stake_map.inside"),
        made_on=desk.today,
        figures=paper.figures(),
        summary=(Part("text", words.say("stake_map.what_it_is")),),
        sections=(
            paper.at_a_glance(),
            paper.grid(),
            paper.relations(),
            paper.spheres(),
        ),
        wide=True,
        inside=True,
    )


def quadrant(entry: StakeholderEntry) -> str:
    """Return the part of the grid in which somebody stands, else that it is not rated."""
    influence, interest = entry.rating.influence, entry.rating.interest
    if influence is None or interest is None:
        return UNRATED
    if influence >= MIDDLE:
        return "work_closely" if interest >= MIDDLE else "keep_satisfied"
    return "keep_informed" if interest >= MIDDLE else "watch"


@dataclass(frozen=True, slots=True)
class _Paper:
    scribe: Scribe
    view: StakeholdersView

    def figures(self) -> tuple[Figure, ...]:
        """Return how many there are, stand on the grid, are related, and should be looked at again."""
        rows = self.view.rows
        counted = {
            "known": len(rows),
            "placed": sum(one.rating.placed for one in rows),
            "relations": len(self.view.relations),
            "due": self.view.due,
        }
        return tuple(
            Figure(self.scribe.amount(count), self._say(f"figure.{name}", count=count))
            for name, count in counted.items()
        )

    def at_a_glance(self) -> ReportSection:
        """Return who stands in which part of the grid, by name."""
        rows = [
            (
                ReportCell(self._approach(part), self._say(f"approach.{part}.why"), strong=True),
                ReportCell(self.scribe.amount(len(found))),
                ReportCell(self._names(found)),
            )
            for part in (*QUADRANTS, UNRATED)
            if (found := [one for one in self._ranked() if quadrant(one) == part])
        ]
        columns = (
            ReportColumn(self._say("column.approach"), 19),
            ReportColumn(self._say("column.count"), 6, numeric=True),
            ReportColumn(self._say("column.who"), 75),
        )
        return ReportSection(self._say("glance"), tables=(ReportTable(columns, tuple(rows)),))

    def grid(self) -> ReportSection:
        """Return the power–interest grid of all who have both ratings."""
        from app.documents.pdf.shapes import measure

        placed = [one for one in self.view.rows if one.rating.placed]
        actors = [
            Actor(one.id, self._label(one), one.rating.influence or 1, one.rating.interest or 1, one.family)
            for one in placed
        ]
        if not actors:
            return ReportSection("")
        picture = power_interest_grid(
            actors,
            self._grid_names(),
            WIDE,
            HIGH,
            measure,
            mirrored=self.scribe.words.right_to_left,
            size=SIZE,
        )
        left = len(self.view.rows) - len(placed)
        caption = self._say("grid.caption", day=self.scribe.day(self.view.today))
        caption += f" {self._say('grid.left', count=left)}" if left else ""
        caption += self._key()
        return ReportSection(self._say("grid"), drawings=(Drawing("", picture, caption),))

    def relations(self) -> ReportSection:
        """Return the relation map of all who are related to somebody."""
        from app.documents.pdf.shapes import measure

        links = [Link(one.origin, one.target, one.type, one.two_way) for one in self.view.relations]
        related = {end for link in links for end in (link.origin, link.target)}
        nodes = [Node(one.id, self._label(one), one.family) for one in self.view.rows if one.id in related]
        if not nodes:
            return ReportSection("")
        places = arrange([one.id for one in nodes], [(link.origin, link.target) for link in links])
        places |= {one.id: one.place for one in self.view.rows if one.place is not None}
        types = {name: self.scribe.code("link_type", name) for name in LINK_TYPES}
        mirrored = self.scribe.words.right_to_left
        picture = relation_map(nodes, links, places, types, WIDE, HIGH, measure, mirrored=mirrored, size=SIZE)
        left = len(self.view.rows) - len(nodes)
        caption = self._say("relations.caption")
        caption += f" {self._say('relations.left', count=left)}" if left else ""
        caption += self._key()
        return ReportSection(self._say("relations"), drawings=(Drawing("", picture, caption),))

    def spheres(self) -> ReportSection:
        """Return everybody, sphere by sphere, the most influential first."""
        rows: list[tuple[ReportCell, ...]] = []
        for family in FAMILIES:
            found = [self._row(one) for one in self._ranked() if one.family == family]
            head = ReportCell(self.scribe.words.say(f"drawing.family.{family}"), strong=True)
            rows += [(head,), *found] if found else []
        weights = {"stakeholder": 26, "influence": 8, "interest": 8, "position": 14, "approach": 18,
                   "brings": 26, "keeper": 15}  # fmt: skip
        columns = tuple(
            ReportColumn(self._say(f"column.{name}"), weight, numeric=name in ("influence", "interest"))
            for name, weight in weights.items()
        )
        return ReportSection(self._say("spheres"), tables=(ReportTable(columns, tuple(rows)),))

    def _row(self, one: StakeholderEntry) -> tuple[ReportCell, ...]:
        scribe, rating = self.scribe, one.rating
        record = scribe.book.get(Stakeholder, one.id)
        brings, needs = (record.can_bring or "", record.needs or "") if record else ("", "")
        wants = self._say("needs", text=needs) if needs else ""
        keeper = scribe.name(scribe.book.get(Member, record.keeper)) if record else ""
        code = one.code if self._crowded else ""
        sort = scribe.line(code, scribe.code("org_type", one.type), scribe.code("level", one.level))
        checked = self._say("checked", day=scribe.day(one.checked_on)) if one.checked_on else ""
        return (
            ReportCell(self._name(one), sort, strong=True),
            ReportCell(self._rated(rating.influence)),
            ReportCell(self._rated(rating.interest)),
            self._position(one),
            ReportCell(
                self._approach(quadrant(one)),
                scribe.code("engagement_level", record.engagement_level if record else None),
            ),
            ReportCell(brings or wants, wants if brings else ""),
            ReportCell(keeper, self._say("again") if one.is_due else checked),
        )

    def _rated(self, rating: float | None) -> str:
        return "–" if rating is None else self.scribe.amount(f"{rating:g}")

    def _position(self, one: StakeholderEntry) -> ReportCell:
        position, rating = one.rating.position, one.rating
        if not position:
            return ReportCell("–")
        said = f"{POSITION_MARKS.get(position, '')} {self.scribe.code('position', position)}".strip()
        since = (
            self._say("position_on", day=self.scribe.day(rating.position_on)) if rating.position_on else ""
        )
        return ReportCell(said, since, POSITION_TONES.get(position, "plain"))

    @property
    def _crowded(self) -> bool:
        return len(self.view.rows) > MOST_NAMED

    def _label(self, entry: StakeholderEntry) -> str:
        """Return what stands beside a sign: the code where there is no room for names; the list has both."""
        return (entry.code if self._crowded else "") or self._name(entry)

    def _key(self) -> str:
        return f" {self._say('codes')}" if self._crowded else ""

    def _approach(self, part: str) -> str:
        if part == UNRATED:
            return self._say("approach.unrated")
        return self.scribe.words.say(f"drawing.grid.{part}")

    def _ranked(self) -> list[StakeholderEntry]:
        return sorted(
            self.view.rows,
            key=lambda one: (-(one.rating.influence or 0), -(one.rating.interest or 0), one.code, one.id),
        )

    def _names(self, entries: Sequence[StakeholderEntry]) -> str:
        return self.scribe.words.join([self._name(one) for one in entries])

    def _name(self, entry: StakeholderEntry) -> str:
        record = self.scribe.book.get(Stakeholder, entry.id)
        own = self.scribe.name(record) or self.scribe.organisation(record.organisation if record else None)
        return own or entry.code or self._say("nameless")

    def _grid_names(self) -> GridNames:
        say = self.scribe.words.say
        return GridNames(
            say("drawing.grid.keep_satisfied"),
            say("drawing.grid.work_closely"),
            say("drawing.grid.watch"),
            say("drawing.grid.keep_informed"),
            say("drawing.grid.influence"),
            say("drawing.grid.interest"),
            {family: say(f"drawing.family.{family}") for family in FAMILIES},
        )

    def _say(self, code: str, **params: object) -> str:
        return self.scribe.words.say(f"stake_map.{code}", **params)
