"""The balance of the group as a drawing, what is said about it with its source, and the official cards."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.drawing.group_balance import BalanceNames, Row, Scale, Side, Sign, group_balance
from app.services.views.group import GroupView
from app.services.views.group_members import Balance, MemberEntry
from app.services.views.home import FindingEntry
from app.ui.kit.card import Card
from app.ui.kit.link import TextLink
from app.ui.kit.picture import PictureView, measure
from app.ui.kit.text import column, empty_layout, label
from app.ui.language import put, say, words
from app.ui.pages.group_words import called, joined
from app.ui.process_here import is_plan_of_action
from app.ui.weak import weakly_plain

WIDTH = 284
_LISTS = {"spectrum": "spectrum", "scope": "actor_scope", "sex": "sex"}
_MOST = 4


class BalanceCard(Card):
    """The drawing with what is missing beneath it. `picked` carries the id of a member."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.view = PictureView()
        self.said, self.source = column(gap=6), label("", "tiny", wrap=True)
        self.view.picked.connect(self.picked)
        self.body.setSpacing(8)
        self.body.addWidget(self.view)
        self.body.addLayout(self.said)
        self.body.addWidget(self.source)

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        self.set_title(say("group.balance"))
        self.source.setText(
            say("steps.source", source=words().join([say("source.dstwg_areas"), say("source.dstwg_roles")]))
        )

    def show_balance(self, view: GroupView) -> None:
        """Draw the balance, and say what the checks found."""
        self.setVisible(is_plan_of_action())
        leads = {one.id for one in view.members if one.role == "focal_point"}
        sides = [_side(view.balance, name, leads) for name in view.balance.sides]
        names = BalanceNames(
            words().code("role", "focal_point"), words().code("role", "member"), say("group.balance.expected")
        )
        picture = group_balance(
            scales(view.balance), sides, names, WIDTH, measure, mirrored=words().right_to_left, size=12
        )
        self.view.show_picture(picture, said_of(view.balance))
        empty_layout(self.said)
        for finding in view.findings[:_MOST]:
            self.said.addWidget(self._finding(finding))

    def _finding(self, finding: FindingEntry) -> QWidget:
        if finding.kind != "member" or not finding.id:
            return label(put(finding.text), "attention" if finding.severity != "info" else "small", wrap=True)
        made = TextLink(put(finding.text))
        made.clicked.connect(weakly_plain(self._pick, finding.id))
        return made

    def _pick(self, member: str) -> None:
        self.picked.emit(member)


class CardsCard(Card):
    """Who can be reached by partners: the official cards of focal points and backstoppers."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.why = label("", "tiny", wrap=True)
        self.lines = column(gap=8)
        self.body.setSpacing(8)
        self.body.addLayout(self.lines)
        self.body.addWidget(self.why)

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        self.set_title(words().say("kind.official_card.many"))
        self.why.setText(say("group.cards.why"))

    def show_members(self, members: Sequence[MemberEntry]) -> None:
        """Show the cards of those who serve."""
        empty_layout(self.lines)
        for one in members:
            if one.is_serving and one.may_have_card:
                self.lines.addWidget(self._line(one))

    def _line(self, one: MemberEntry) -> QWidget:
        made, name = QWidget(), TextLink(called(one))
        name.clicked.connect(weakly_plain(self._pick, one.id))
        role = words().code("role", one.role)
        reach = [one.card.phone, one.card.email] if one.card.consent else []
        said = joined(reach) if any(reach) else say("group.card.none")
        made.setLayout(column(name, label(joined([role]), "tiny"), label(said, "small", wrap=True), gap=1))
        return made

    def _pick(self, member: str) -> None:
        self.picked.emit(member)


def scales(balance: Balance) -> list[Scale]:
    """Return the counts against what is expected; members count alone or with the focal points, as fits."""
    together = balance.members + balance.focal_points
    low, high = balance.low, balance.high
    members = balance.members if low <= balance.members <= high or not low <= together <= high else together
    two, more = balance.expected_focal_points, balance.expected_backstoppers
    return [
        Scale(
            say("group.scale.focal_points"), balance.focal_points, two, two, _of(balance.focal_points, two)
        ),
        Scale(
            say("group.scale.members"),
            members,
            low,
            high,
            say("group.scale.range", number=members, low=low, high=high),
        ),
        Scale(
            say("group.scale.backstoppers"),
            balance.backstoppers,
            more,
            max(9, balance.backstoppers),
            say("group.scale.at_least", number=balance.backstoppers, low=more),
        ),
    ]


def _of(number: int, total: int) -> str:
    return say("group.scale.of", number=number, total=total)


def _side(balance: Balance, name: str, leads: set[str]) -> Side:
    parts, total = balance.sides[name], balance.members + balance.focal_points
    rows = [
        Row(part_name(name, part.code), [Sign(one, one in leads) for one in _leading(part.members, leads)])
        for part in parts
    ]
    heavy = next(
        (part.code for part in parts if name == "spectrum" and len(part.members) * 2 > total > 1), ""
    )
    unsaid = balance.unsaid.get(name, 0)
    heading = say(f"group.side.{name}")
    if unsaid:
        heading = joined([heading, say("group.side.unsaid", count=unsaid)])
    return Side(heading, rows, part_name(name, heavy) if heavy else "")


def _leading(members: Sequence[str], leads: set[str]) -> list[str]:
    return sorted(members, key=lambda one: one not in leads)


def part_name(side: str, code: str) -> str:
    """Return what a part of a side is called."""
    return say(f"drawing.family.{code}") if side == "family" else words().code(_LISTS[side], code)


def said_of(balance: Balance) -> str:
    """Return the picture in words, for a screen reader."""
    counts = [f"{scale.label}: {scale.said}" for scale in scales(balance)]
    parts = [
        f"{part_name(name, part.code)}: {len(part.members)}"
        for name, side in balance.sides.items()
        for part in side
    ]
    return ". ".join((say("group.balance"), *counts, *parts))
