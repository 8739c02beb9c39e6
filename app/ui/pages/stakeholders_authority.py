"""Engaging the authority (step 2): why it is or is not done, the note, meetings, whom they name, promises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from app.services.stakeholder_work import add_authority_meeting, add_named, add_promise
from app.services.views.records import Value
from app.services.views.stakeholders import StakeholdersView
from app.services.views.stakeholders_authority import (
    AuthorityMeeting,
    AuthorityView,
    Counterpart,
    NamedOne,
    Promise,
)
from app.services.views.steps import ReasonEntry
from app.ui.asking import Ask
from app.ui.kit.button import Button
from app.ui.kit.card import Card, row_frame
from app.ui.kit.chip import Chip
from app.ui.kit.finding import Finding, ReasonRow
from app.ui.kit.link import TextLink
from app.ui.kit.panel import scrolling
from app.ui.kit.text import GAP, column, empty_layout, label, row
from app.ui.language import label_text, put, say, words
from app.ui.pages.paper_dialog import PaperDialog, open_paper
from app.ui.pages.stakeholders_authority_sections import NamedSection, PromiseSection
from app.ui.pages.stakeholders_words import OUTREACH_TONES, record_options
from app.ui.places import Place
from app.ui.session import OnDesk, Session
from app.ui.weak import weakly, weakly_plain

MOST = 7
"""So many counterparts are shown at first."""


class AuthorityTab(QWidget):
    """`picked` carries a stakeholder, `meeting_picked` a meeting whose agreement is to be shown."""

    picked = Signal(str)
    meeting_picked = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self._all = session, False
        self._counterparts: tuple[Counterpart, ...] = ()
        self.asking = Ask(
            session,
            "authority_meeting",
            "stakeholders.authority.add_meeting",
            "stakeholders.authority.title",
            self,
        )
        self.asking.belong("authority")
        self.reasons, self.note, self.meetings = Card(), Card(), Card()
        self.counterparts, self.people, self.promises = Card(), Card(), Card()
        self.write_note, self.add_meeting = Button("", "outlined", "file-text"), Button("", "quiet", "plus")
        self.step, self._step = Button("", "link"), ""
        self.note_why = label("", "small_text", wrap=True)
        self.named, self.promise = NamedSection(session), PromiseSection(session)
        self._lay_out()
        self.write_note.clicked.connect(self.open_note)
        self.add_meeting.clicked.connect(self.ask_meeting)
        self.asking.wanted.connect(self.ask_meeting)
        self.named.kept.connect(self._keep_named)
        self.promise.kept.connect(self._keep_promise)
        self.step.clicked.connect(weakly_plain(self.go_to_step))

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        self.note.set_title(words().code("paper", "proposition"))
        self.note_why.setText(say("stakeholders.authority.note"))
        self.write_note.setText(say("stakeholders.authority.write"))
        self.meetings.set_title(say("stakeholders.authority.meetings"))
        self.add_meeting.setText(say("stakeholders.authority.add_meeting"))
        self.setAccessibleName(say("stakeholders.tab.authority"))
        for section in (self.named, self.promise):
            section.retranslate()

    def show_view(self, view: StakeholdersView) -> None:
        """Show how the engagement stands."""
        authority = view.authority
        for section in (self.named, self.promise):
            section.belong("authority")
        self.named.offer(record_options((one.id, one.name) for one in authority.counterparts))
        self.promise.offer(record_options(view.organisations))
        self._show_reasons(authority)
        self._show_meetings(authority.meetings)
        self._show_counterparts(authority.counterparts)
        self.named.fill([self._named(one, one is authority.named[-1]) for one in authority.named])
        self.promise.fill([self._promise(one, one is authority.promises[-1]) for one in authority.promises])

    def open_note(self) -> PaperDialog:
        """Open the proposition note: its texts and the page as it prints."""
        return open_paper(self.session, "proposition", self.window())

    def ask_meeting(self) -> None:
        """Ask for a title and add a meeting with an authority; its agreement then stands beside the list."""
        self.asking.ask(_meeting_titled, weakly(self.pick_meeting))

    def _keep_named(self, values: Mapping[str, Value]) -> None:
        work = partial(
            add_named,
            authority=str(values.get("authority") or ""),
            name=str(values["name"]),
            org_type=str(values["type"]) if values.get("type") else None,
            language=words().language,
        )
        self.session.write(work, weakly(self._named_kept, str(values["name"])))

    def _named_kept(self, name: str, _result: object) -> None:
        self.session.offer_undo(say("stakeholders.named.kept", name=name))

    def _keep_promise(self, values: Mapping[str, Value]) -> None:
        self.session.write(partial(add_promise, values=values, language=words().language))

    def go(self, place: Place) -> None:
        """Show a place."""
        self.session.go(place)

    def show_all(self) -> None:
        """Show every counterpart."""
        self._all = True
        self._show_counterparts(self._counterparts)

    def pick(self, stakeholder: str) -> None:
        """Ask for a stakeholder to be opened."""
        self.picked.emit(stakeholder)

    def pick_meeting(self, meeting: object) -> None:
        """Ask for a meeting's agreement to be opened."""
        self.meeting_picked.emit(str(meeting))

    def go_to_reason(self, reason: ReasonEntry) -> None:
        """Open the meeting a rule is about, else the way to make one."""
        if reason.id:
            self.pick_meeting(reason.id)
        else:
            self.ask_meeting()

    def go_to_step(self) -> None:
        """Open the step that meets the authority."""
        self.go(Place("steps", "step", self._step))

    def _show_reasons(self, view: AuthorityView) -> None:
        done = view.status == "done"
        code = "stakeholders.authority.done" if done else "stakeholders.authority.open"
        self.reasons.set_title(say(code, number=view.number))
        self.step.setText(say("stakeholders.authority.step", number=view.number))
        self._step = view.step
        self.reasons.setVisible(bool(view.step))
        empty_layout(self.reasons.body)
        for reason in view.reasons:
            tone = "good" if reason.mark == "met" else "attention"
            finding = Finding("", tone, put(reason.text), put(reason.detail))
            link = say("steps.open" if reason.mark == "met" else "steps.go_there")
            made = ReasonRow(reason.mark, finding, link, reason is view.reasons[-1])
            made.picked.connect(weakly_plain(self.go_to_reason, reason))
            self.reasons.body.addWidget(made)

    def _show_meetings(self, meetings: Sequence[AuthorityMeeting]) -> None:
        empty_layout(self.meeting_rows)
        for one in meetings:
            self.meeting_rows.addWidget(self._meeting(one, one is meetings[-1]))
        if not meetings:
            self.meeting_rows.addWidget(label(say("stakeholders.authority.no_meeting"), "quiet", wrap=True))

    def _meeting(self, one: AuthorityMeeting, last: bool) -> QFrame:
        link = TextLink(label_text(one.title) or say("records.untitled"))
        link.clicked.connect(weakly_plain(self.pick_meeting, one.id))
        parts = [
            words().date(one.held_on) if one.held_on else "",
            words().code("agreement_form", one.form) if one.form and one.agreed else "",
            say("stakeholders.authority.files", count=one.files) if one.files else "",
        ]
        return _line(link, _joined(parts), agreement_chip(one), last)

    def _show_counterparts(self, counterparts: Sequence[Counterpart]) -> None:
        self._counterparts = tuple(counterparts)
        met = sum(bool(one.met_on) for one in counterparts)
        said = say("stakeholders.authority.met", count=met, total=len(counterparts)) if counterparts else ""
        self.counterparts.set_title(say("stakeholders.authority.counterparts"), said)
        empty_layout(self.counterparts.body)
        shown = counterparts if self._all else counterparts[:MOST]
        for one in shown:
            self.counterparts.body.addWidget(self._counterpart(one, one is counterparts[-1]))
        if len(counterparts) > len(shown):
            more = Button(say("stakeholders.authority.more", count=len(counterparts) - len(shown)), "link")
            more.clicked.connect(self.show_all)
            self.counterparts.body.addLayout(row(more, 1))
        if not counterparts:
            self.counterparts.body.addWidget(label(say("stakeholders.authority.none"), "quiet", wrap=True))

    def _counterpart(self, one: Counterpart, last: bool) -> QFrame:
        link = TextLink(label_text(one.name) or say("records.untitled"))
        link.clicked.connect(weakly_plain(self.pick, one.id))
        parts = [words().code("org_type", one.type) if one.type else ""]
        parts.append(words().code("level", one.level) if one.level else "")
        if one.agreed:
            chip = Chip(say("stakeholders.authority.agreed"), "good")
        elif one.met_on:
            day = words().date(one.met_on, "day_month")
            chip = Chip(say("stakeholders.authority.met_on", day=day), "accent")
        else:
            chip = Chip(say("stakeholders.authority.not_met"))
        return _line(link, _joined(parts), chip, last)

    def _named(self, one: NamedOne, last: bool) -> QWidget:
        link = TextLink(label_text(one.name) or say("records.untitled"))
        link.clicked.connect(weakly_plain(self.pick, one.id))
        chip = Chip(words().code("outreach_status", one.status), OUTREACH_TONES.get(one.status, "neutral"))
        chip.setVisible(bool(one.status))
        return _line(link, say("stakeholders.named.named_by", name=label_text(one.by)), chip, last)

    def _promise(self, one: Promise, last: bool) -> QWidget:
        link = TextLink(label_text(one.text) or say("records.untitled"))
        link.clicked.connect(weakly_plain(self.go, Place("plan", "commitment", one.id, "commitments")))
        day = words().date(one.due).replace(" ", "\u00a0") if one.due else ""
        due = say("stakeholders.promises.due", day=day) if day else ""
        status = words().code("commitment_status", "overdue" if one.overdue else one.status)
        tone = "attention" if one.overdue else "good" if one.status == "fulfilled" else "neutral"
        chip = Chip(status, tone)
        chip.setVisible(bool(one.status))
        return _line(link, _joined([one.code, label_text(one.by), due]), chip, last)

    def _lay_out(self) -> None:
        self.note.body.setSpacing(8)
        self.note.body.addWidget(self.note_why)
        self.note.body.addLayout(row(self.write_note, 1))
        self.reasons.head.addWidget(self.step)
        self.meetings.head.addWidget(self.add_meeting)
        self.meeting_rows = column(gap=0)
        self.meetings.body.addLayout(self.meeting_rows)
        for section in (self.named, self.promise):
            section.rows.setSpacing(0)
        self.people.body.addWidget(self.named)
        self.promises.body.addWidget(self.promise)
        leading = column(self.reasons, self.meetings, self.promises, 1, gap=GAP)
        trailing = column(self.note, self.people, self.counterparts, 1, gap=GAP)
        both = row(leading, trailing, gap=GAP)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        inside = QWidget()
        inside.setObjectName("scrolled")
        inside.setLayout(both)
        self.setLayout(column(scrolling(inside)))


def _meeting_titled(title: str) -> OnDesk:
    return partial(add_authority_meeting, title=title, language=words().language)


def agreement_chip(one: AuthorityMeeting) -> Chip:
    """Return how far a meeting led to an agreement."""
    if one.agreed:
        return Chip(say("stakeholders.authority.agreed"), "good")
    if one.agreed is False:
        return Chip(say("stakeholders.authority.refused"), "wrong")
    if one.held:
        return Chip(say("stakeholders.authority.not_recorded"), "attention")
    return Chip(say("stakeholders.authority.planned"))


def _joined(parts: Sequence[str]) -> str:
    # Each part keeps its own direction, so that a day beside an Arabic name stays whole.
    isolated = (f"\u2068{part}\u2069" for part in parts if part)
    return say("stakeholders.separator").strip("|").join(isolated)


def _line(link: QWidget, under: str, chip: QWidget, last: bool) -> QFrame:
    made = row_frame(last)
    texts = column(link, label(under, "tiny", wrap=True), gap=1)
    whole = row(texts, chip, gap=10)
    whole.setStretch(0, 1)
    whole.setContentsMargins(0, 6, 0, 7)
    made.setLayout(whole)
    return made
