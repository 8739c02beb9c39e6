"""Review & sign: comments and their answers; frozen versions and the signatures on them."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from app.services.review_work import add_comment, close_round, open_round, reopen_round
from app.services.views.review import CommentEntry, ReviewView, RoundEntry, review_view
from app.ui.asking import Ask
from app.ui.kit.front import FrontStack
from app.ui.kit.later import Later, hide_made, made
from app.ui.kit.tabs import SegmentedTabs
from app.ui.kit.text import GAP, row
from app.ui.kit.tip import set_tip
from app.ui.language import say, words
from app.ui.page import Page
from app.ui.pages.review_book import ReviewBookWork
from app.ui.pages.review_comment_panel import CommentPanel, RoundPanel
from app.ui.pages.review_comments import CommentsTab
from app.ui.pages.review_signing import SigningWork
from app.ui.pages.review_versions import VersionsTab
from app.ui.places import Place
from app.ui.session import OnDesk, Session
from app.ui.weak import weakly

TABS = ("comments", "versions")
PANELS = ("comment_panel", "round_panel")
_TAB_OF_KIND = {
    "comment": "comments",
    "review_round": "comments",
    "frozen_version": "versions",
    "signoff": "versions",
}
SIGNING_FORMS = {"signoff": "paper", "sign_draw": "draw", "sign_brought": "brought"}
REVIEW_STEP = Place("steps", "step", "review")


class ReviewPage(Page):
    """Two tabs over one view, with a panel for the comment or round that is open."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.tabs = SegmentedTabs([(name, "") for name in TABS])
        self.header.add_middle(self.tabs)
        self.book = self.header.add_action("", "outlined", "table")
        self.new_round = self.header.add_action("", "outlined", "send")
        self.verify = self.header.add_action("", "outlined", "shield-check")
        self.freeze_draft = self.header.add_action("", "outlined", "file-pen")
        self.add = self.header.add_action("", "primary", "plus")
        self.freeze = self.header.add_action("", "primary", "lock")
        self.comments = CommentsTab()
        self.signing = SigningWork(session, self)
        self.books = ReviewBookWork(session, self)
        self.asking = Ask(session, "comment", "review.add_comment", "review.comment_why", self)
        self.asking.belong("round")
        self.asking.wanted.connect(self.add_comment)
        self._wanted = Place("review")
        self.setAcceptDrops(True)
        self._lay_out()
        self._wire()
        self._show_tab("comments")
        self.retranslate()

    @Later
    def versions(self) -> VersionsTab:
        """The frozen versions and the signatures on them."""
        tab = VersionsTab()
        self.stack.addWidget(tab)
        tab.readiness.papers.clicked.connect(self.signing.ask_papers)
        tab.started.connect(self.signing.ask_draft)
        tab.guidance.connect(self._ask_guidance)
        tab.readiness.picked.connect(self._go_to_finding)
        tab.asked.connect(self.signing.act)
        return tab

    @Later
    def comment_panel(self) -> CommentPanel:
        """The editor of a comment."""
        panel = CommentPanel(self.session)
        self.beside.addWidget(panel)
        return panel

    @Later
    def round_panel(self) -> RoundPanel:
        """The editor of a round."""
        panel = RoundPanel(self.session)
        self.beside.addWidget(panel)
        return panel

    def read(self, desk: Any) -> ReviewView:
        return review_view(desk)

    def show_view(self, view: ReviewView) -> None:
        self._name_tabs(view)
        self.comments.show_view(view)
        if self.tabs.current() == "versions":
            self.versions.show_view(view)
        self.signing.view = self.books.view = view
        self.freeze_draft.setEnabled(view.freezing.can_freeze)
        self.freeze.setEnabled(view.freezing.can_freeze and not view.freezing.errors)
        self._name_actions()
        self._go_where_wanted()
        self._show_panels(view)

    def retranslate(self) -> None:
        self.header.set_title(say("frame.page.review"))
        for part in (self.comments, *made(self, ("versions", *PANELS))):
            part.retranslate()
        self._name_tabs(self._view if isinstance(self._view, ReviewView) else ReviewView())
        self._name_actions()

    def go_to(self, place: Place) -> None:
        self._wanted = place
        if self._view is not None:
            self.reload()

    def commit_typing(self) -> None:
        for panel in made(self, PANELS):
            panel.commit()

    def open_comment(self, record_id: str) -> None:
        """Show a comment in the panel."""
        entry = self._comment(record_id)
        if entry is not None:
            hide_made(self, "round_panel")
            self.comment_panel.show_comment(self._view, entry)
            self.comments.choose(record_id)

    def open_round(self, record_id: str) -> None:
        """Show a round in the panel."""
        entry = self._round(record_id)
        if entry is not None:
            hide_made(self, "comment_panel")
            self.comments.show_round(record_id)
            self.round_panel.show_round(self._view, entry)

    def add_comment(self) -> None:
        """Ask what a comment on the round that is shown says, add it and open it."""
        self.asking.ask(self._commented, weakly(self._added, "comment"))

    def add_round(self) -> None:
        """Open a round of comments on the plan, and show it."""
        self.session.write(open_round, weakly(self._added, "review_round"))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _file_of(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _file_of(event)
        if path is not None:
            event.acceptProposedAction()
            take = self.books.take_file if path.suffix.lower() == ".xlsx" else self.signing.verify_file
            take(path)

    def _ask_book(self) -> None:
        self.books.ask(self.comments.round_id())

    def _close_round(self, round_id: str) -> None:
        self.session.write(partial(close_round, round_id=round_id))

    def _reopen_round(self, round_id: str) -> None:
        self.session.write(partial(reopen_round, round_id=round_id))

    def _commented(self, text: str) -> OnDesk:
        return partial(add_comment, text=text, round_id=self.comments.round_id())

    def _added(self, kind: str, record_id: object) -> None:
        self._wanted = Place("review", kind, str(record_id))
        self.reload()

    def _go_where_wanted(self) -> None:
        place, self._wanted = self._wanted, Place("review")
        tab = place.view if place.view in TABS else _TAB_OF_KIND.get(place.kind, "")
        if tab:
            self.tabs.choose(tab)
        if place.kind == "comment":
            self.open_comment(place.id)
        elif place.kind == "review_round":
            self.open_round(place.id)
        elif place.kind == "frozen_version":
            self.versions.choose(place.id)
            self._go_on_signing(place.id)
        elif place.kind == "signoff":
            self.versions.choose(self._version_of(place.id))

    def _go_on_signing(self, version: str) -> None:
        form, owner = self.session.begun_asked_for
        if owner == version and form in SIGNING_FORMS:
            self.session.begun_asked_for = ("", "")
            self.signing.act(SIGNING_FORMS[form], version, "")

    def _version_of(self, signoff: str) -> str:
        for version in self._view.versions:
            given = [party.signature for party in version.expected if party.signature] + [*version.others]
            if any(one.id == signoff for one in given):
                return str(version.id)
        return ""

    def _show_panels(self, view: ReviewView) -> None:
        for name, find, show in (
            ("comment_panel", self._comment, self.open_comment),
            ("round_panel", self._round, self.open_round),
        ):
            for panel in made(self, (name,)):
                if not panel.isVisible():
                    continue
                if find(panel.record) is None:
                    panel.leave()
                else:
                    show(panel.record)

    def _comment(self, record_id: str) -> CommentEntry | None:
        held = self._view.comments if isinstance(self._view, ReviewView) else ()
        return next((one for one in held if one.id == record_id), None)

    def _round(self, record_id: str) -> RoundEntry | None:
        held = self._view.rounds if isinstance(self._view, ReviewView) else ()
        return next((one for one in held if one.id == record_id), None)

    def _show_tab(self, name: str) -> None:
        self.commit_typing()
        on_comments = name == "comments"
        self.stack.setCurrentWidget(self.with_panels if on_comments else self.versions)
        if not on_comments and isinstance(self._view, ReviewView):
            self.versions.show_view(self._view)
        for button in (self.book, self.new_round, self.add):
            button.setVisible(on_comments)
        for button in (self.verify, self.freeze_draft, self.freeze):
            button.setVisible(not on_comments)
        if not on_comments:
            hide_made(self, *PANELS)

    def _name_tabs(self, view: ReviewView) -> None:
        counts = {"comments": len(view.comments), "versions": len(view.versions)}
        titles = [(name, say(f"review.tab.{name}"), counts[name]) for name in TABS]
        self.tabs.set_tabs(
            [(name, f"{title} {words().number(count)}" if count else title) for name, title, count in titles]
        )

    def _name_actions(self) -> None:
        freezing = self._view.freezing if isinstance(self._view, ReviewView) else ReviewView().freezing
        self.book.setText(say("review.book.ask"))
        self.new_round.setText(say("review.round.open"))
        self.add.setText(say("review.add_comment"))
        self.verify.setText(say("review.verify"))
        self.freeze_draft.setText(say("review.freeze_draft"))
        number = freezing.next_final
        self.freeze.setText(say("review.freeze_final", number=number) if number else say("review.freeze_any"))
        set_tip(self.freeze, say("review.freeze_blocked", count=freezing.errors) if freezing.errors else "")

    def _ask_guidance(self) -> None:
        self.session.go(REVIEW_STEP)

    def _go_to_finding(self, page: str, kind: str, record_id: str) -> None:
        self.session.go(Place(page, kind, record_id))

    def _wire(self) -> None:
        self.tabs.chosen.connect(self._show_tab)
        self.book.clicked.connect(self._ask_book)
        self.new_round.clicked.connect(self.add_round)
        self.add.clicked.connect(self.add_comment)
        self.verify.clicked.connect(self.signing.ask_file)
        self.freeze.clicked.connect(self.signing.ask_final)
        self.freeze_draft.clicked.connect(self.signing.ask_draft)
        self.comments.picked.connect(self.open_comment)
        self.comments.started.connect(self.add_round)
        self.comments.empty.asked.connect(self._ask_guidance)
        self.comments.card.edited.connect(self.open_round)
        self.comments.card.closed_now.connect(self._close_round)
        self.comments.card.opened_again.connect(self._reopen_round)

    def _lay_out(self) -> None:
        self.stack = FrontStack()
        self.beside, self.with_panels = row(self.comments, gap=GAP), QWidget()
        self.beside.setStretch(0, 1)
        self.with_panels.setLayout(self.beside)
        self.stack.addWidget(self.with_panels)
        self.content.addWidget(self.stack, 1)


def _file_of(event: QDropEvent) -> Path | None:
    files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
    return Path(files[0]) if len(files) == 1 else None
