"""What hangs on a joint activity or a compact beside its fields: findings, shares, agreements, work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.process.compacts import ENGAGEMENTS
from app.services.field_edits import add_record
from app.services.joint_work import add_agreement
from app.services.views.joint import CompactEntry, JointEntry, JointView, LinkedEntry
from app.services.views.said import Said
from app.ui.asking import Ask
from app.ui.kit.button import Button
from app.ui.kit.chip import Chip
from app.ui.kit.finding import Finding, FindingRow
from app.ui.kit.flow import flowing
from app.ui.kit.link import TextLink
from app.ui.kit.text import column, empty_layout, label, row
from app.ui.language import label_text, put, say, words
from app.ui.pages.plan_joint_shares import ShareList
from app.ui.places import Place
from app.ui.session import OnDesk, Session
from app.ui.weak import weakly_plain

TONES = {"error": "wrong", "warning": "attention", "info": "neutral"}


class LinkedList(QWidget):
    """A title and records under it, each a link with the state it is in."""

    def __init__(self, session: Session, title: str, nothing: str) -> None:
        super().__init__()
        self._session, self._title, self._nothing = session, title, nothing
        self.title, self.rows = label("", "strong"), QVBoxLayout()
        self.rows.setSpacing(6)
        self.links: list[TextLink] = []
        self.setLayout(column(self.title, self.rows, gap=6))

    def retranslate(self) -> None:
        """Say the title in the language in force."""
        self.title.setText(say(self._title))

    def show_entries(self, entries: Sequence[LinkedEntry]) -> None:
        """Show records."""
        empty_layout(self.rows)
        self.links = []
        for one in entries:
            named = " · ".join(part for part in (_detail(one), label_text(one.name)) if part)
            link = TextLink(named or say("records.untitled"))
            link.clicked.connect(weakly_plain(self._session.go_to_record, one.kind, one.id))
            chip = Chip(label_text(one.state), one.tone) if one.state else Chip()
            self.links.append(link)
            line = row(link, chip, gap=8)
            line.setStretch(0, 1)
            self.rows.addLayout(line)
        if not entries:
            self.rows.addWidget(label(say(self._nothing), "quiet", wrap=True))


def _detail(one: LinkedEntry) -> str:
    """Return a code as it is, and the word of a code list."""
    return say(one.detail) if one.detail.startswith("code.") else one.detail


class FindingList(QWidget):
    """What is found, one row each; hidden while there is nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = column(gap=2)
        self.setLayout(self.rows)

    def show_findings(self, findings: Sequence[tuple[str, Said]]) -> None:
        """Show findings, each with its severity."""
        empty_layout(self.rows)
        for severity, text in findings:
            chip = say(f"severity.{severity}")
            self.rows.addWidget(FindingRow(Finding(chip, TONES[severity], put(text))))
        self.setVisible(bool(findings))


class JointBox(QWidget):
    """Of one joint activity. `printed` asks for the programme document."""

    printed = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.record = session, ""
        self.findings, self.shares = FindingList(), ShareList(session)
        self.agreements = LinkedList(session, "joint.agreements", "joint.no_agreements")
        self.activities = LinkedList(session, "joint.work_plan", "joint.no_activities")
        self.add_agreement = Button("", "link", "plus")
        self.print, self.sign = Button("", "outlined", "download"), Button("", "link", "signature")
        self.asking = Ask(session, "joint_agreement", "joint.ask_agreement", "joint.ask_agreement_why", self)
        self.add_agreement.clicked.connect(self.ask_agreement)
        self.asking.wanted.connect(self.ask_agreement)
        self.print.clicked.connect(weakly_plain(self._ask_print))
        self.sign.clicked.connect(weakly_plain(self._look))
        parts = (self.findings, self.shares, self.agreements)
        printing = flowing(self.print, self.sign, gap=10)
        self.setLayout(column(printing, *parts, row(self.add_agreement, 1), self.activities, gap=12))

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        for part in (self.shares, self.agreements, self.activities):
            part.retranslate()
        self.add_agreement.setText(say("joint.add_agreement"))
        self.print.setText(say("joint.print_programme"))
        self.sign.setText(say("joint.look_and_sign"))

    def commit(self) -> None:
        """Keep what is being typed."""
        self.shares.commit()

    def show_joint(self, view: JointView, joint: JointEntry) -> None:
        """Show what hangs on a joint activity."""
        self.record = joint.id
        self.asking.belong(joint.id)
        self.findings.show_findings(joint.findings)
        self.shares.show_joint(view, joint)
        self.agreements.show_entries(joint.agreements)
        self.activities.show_entries(joint.activities)

    def ask_agreement(self) -> None:
        """Ask what the agreement is called and add it."""
        self.asking.ask(partial(_agreement, self.record, words().language))

    def _look(self) -> None:
        self.session.go(Place("documents", "joint_activity", self.record, "joint-programme"))

    def _ask_print(self) -> None:
        self.printed.emit(self.record)


class CompactBox(QWidget):
    """Of one compact: its engagements, and ways to add one of each type. `printed` asks for the PDF."""

    printed = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.record, self._authority, self._kind = session, "", "", ENGAGEMENTS[0]
        self.findings, self.review = FindingList(), label("", "small", wrap=True)
        self.engagements = LinkedList(session, "joint.engagements", "joint.no_engagements")
        self.print, self.sign = Button("", "outlined", "download"), Button("", "link", "signature")
        self.print.clicked.connect(weakly_plain(self._ask_print))
        self.sign.clicked.connect(weakly_plain(self._look))
        self.adding = {kind: Button("", "link", "plus") for kind in ENGAGEMENTS}
        self.asking = Ask(
            session, "engagement_made", "joint.ask_engagement", "joint.ask_engagement_why", self
        )
        self.asking.wanted.connect(self._ask)
        for kind, button in self.adding.items():
            button.clicked.connect(weakly_plain(self.ask_engagement, kind))
        buttons = column(*(row(button, 1) for button in self.adding.values()), gap=2)
        printing = flowing(self.print, self.sign, gap=10)
        self.setLayout(column(printing, self.findings, self.review, self.engagements, buttons, gap=12))

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        self.engagements.retranslate()
        self.print.setText(say("joint.print_compact"))
        self.sign.setText(say("joint.look_and_sign"))
        for kind, button in self.adding.items():
            button.setText(say(f"joint.add_{kind}"))

    def show_compact(self, compact: CompactEntry, authority: str) -> None:
        """Show what a compact holds; `authority` is the organisation whose engagements these are."""
        self.record, self._authority = compact.id, authority
        self.asking.belong(compact.id)
        self.findings.show_findings(compact.findings)
        due = compact.next_review
        self.review.setText(
            say("joint.next_review", day=words().date(due)) if due else say("joint.no_review")
        )
        self.engagements.show_entries(compact.engagements)

    def ask_engagement(self, kind: str) -> None:
        """Ask what the authority engages itself to and add it."""
        self._kind = kind
        self._ask()

    def _look(self) -> None:
        self.session.go(Place("documents", "agreement", self.record, "compact"))

    def _ask(self) -> None:
        kind = words().code("commitment_type", self._kind)
        self.asking.ask(self._engagement(), kind=kind)

    def _engagement(self) -> Callable[[str], OnDesk]:
        values = {
            "agreement": self.record,
            "type": self._kind,
            "role": "government",
            "status": "made",
            "organisation": self._authority or None,
        }
        return partial(_commitment, values, words().language)

    def _ask_print(self) -> None:
        self.printed.emit(self.record)


def _agreement(joint: str, language: str, text: str) -> OnDesk:
    return partial(add_agreement, joint=joint, title=text, language=language)


def _commitment(values: dict[str, str | None], language: str, text: str) -> OnDesk:
    given = {**{name: value for name, value in values.items() if value}, f"text_{language}": text}
    return partial(add_record, kind="commitment", values=given)
