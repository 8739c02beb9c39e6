"""A comment beside the list: what was said, where it leads, and the answer."""

from __future__ import annotations

from app.process.facts import NEEDS_REASON
from app.services.views.review import CommentEntry, ReviewView, RoundEntry
from app.ui.kit.button import Button
from app.ui.kit.text import label, row
from app.ui.kit.tip import set_tip
from app.ui.language import label_text, say, words
from app.ui.pages.record_history import HistoryList
from app.ui.pages.record_panel import RecordPanel
from app.ui.pages.review_words import about_text, comment_specs, dotted, listed, round_specs, round_title
from app.ui.session import Session

WIDTH = 340


class CommentPanel(RecordPanel):
    """The answer comes first; what came in can be put right beneath it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "comment", WIDTH)
        self.said, self.link = label("", "", wrap=True), Button("", "link", "file-text")
        self.history = HistoryList(session)
        self._entry: CommentEntry | None = None
        self.body.insertWidget(0, self.said)
        self.body.insertLayout(1, row(self.link, 1))
        self.body.addWidget(self.history)
        self.link.clicked.connect(self.go_there)

    def retranslate(self) -> None:
        super().retranslate()
        self.history.retranslate()

    def show_comment(self, view: ReviewView, entry: CommentEntry) -> None:
        """Show a comment with its answer."""
        self._entry = entry
        sort = words().code("comment_type", entry.type) if entry.type else ""
        self.open_with(label_text(entry.who) or words().kind("comment"), dotted(entry.code, sort))
        self.said.setText(say("review.quoted", text=entry.text))
        self.link.setText(say(f"review.go_to_{entry.about_kind or 'section'}", code=entry.about_code))
        set_tip(self.link, about_text(entry))
        self.link.setAccessibleName(say("review.go_to", what=about_text(entry)))
        self.link.setVisible(bool(entry.about_kind))
        self.show_record(entry.id, entry.values, comment_specs(view.choices))
        unexplained = entry.status in NEEDS_REASON and not entry.response.strip()
        self.form.fields["response"].set_error(say("review.reason_missing") if unexplained else "")
        self.history.show_record(entry.id)

    def go_there(self) -> None:
        """Show the section or activity the comment speaks of."""
        if self._entry is not None and self._entry.about_kind:
            self.commit()
            self.session.go_to_record(self._entry.about_kind, self._entry.about_id)


class RoundPanel(RecordPanel):
    """A round: when it opened, until when, and to whom the draft was sent."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "review_round", WIDTH)
        self.silent = label("", "small", wrap=True)
        self.body.insertWidget(0, self.silent)

    def show_round(self, view: ReviewView, entry: RoundEntry) -> None:
        """Show a round."""
        self.open_with(round_title(entry), words().kind("review_round"))
        self.silent.setText(say("review.round.silent", names=listed(entry.silent)))
        self.silent.setVisible(bool(entry.silent))
        self.show_record(entry.id, entry.values, round_specs(view.choices))
