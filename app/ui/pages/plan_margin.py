"""The margin of a section: comments on it, with a way to answer and to add one, and who changed what."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.review_work import comment_on_section
from app.services.views.history import section_history
from app.services.views.plan_text import MarginComment, SectionEntry
from app.ui.asking import Ask
from app.ui.kit.button import Button
from app.ui.kit.chip import Chip
from app.ui.kit.text import column, empty_layout, label, row
from app.ui.language import label_text, say, words
from app.ui.pages.record_history import HistoryList
from app.ui.pages.review_words import STATUS_TONES
from app.ui.places import Place
from app.ui.session import OnDesk, Session
from app.ui.weak import weakly_plain

WIDTH = 232


class SectionMargin(QWidget):
    """Stands beside the text of one section."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._section = session, SectionEntry("")
        self.setFixedWidth(WIDTH)
        self.title, self.rows = label("", "strong"), QVBoxLayout()
        self.rows.setSpacing(12)
        self.add, self.history = Button("", "link", "message-square"), HistoryList(session, section_history)
        self.asking = Ask(session, "section_comment", "plan.margin.add", "plan.margin.why", self)
        self.asking.wanted.connect(self.ask)
        self.add.clicked.connect(self.ask)
        whole = column(self.title, self.rows, self.add, self.history, 1, gap=10)
        whole.setAlignment(self.add, Qt.AlignmentFlag.AlignLeading)
        self.setLayout(whole)

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        self.add.setText(say("plan.margin.add"))
        self.history.retranslate()
        self.show_section(self._section)

    def show_section(self, section: SectionEntry) -> None:
        """Show the comments on a section and what was changed in it."""
        self._section = section
        self.asking.belong(section.key)
        self.title.setText(say("plan.margin.title", count=len(section.comments)))
        empty_layout(self.rows)
        for one in section.comments:
            self.rows.addWidget(self._comment(one))
        self.history.setVisible(bool(section.id))
        self.history.show_record(section.id)

    def ask(self) -> None:
        """Ask what a comment on this section says, and add it."""
        self.asking.ask(self._commented)

    def _commented(self, text: str) -> OnDesk:
        return partial(comment_on_section, key=self._section.key, text=text, language=words().language)

    def _comment(self, one: MarginComment) -> QWidget:
        made, status = QWidget(), one.status or "open"
        chip = Chip(words().code("comment_status", status), STATUS_TONES.get(status, "neutral"))
        open_it = Button(one.code or say("kind.comment"), "link")
        open_it.setAccessibleName(say("plan.margin.open", code=one.code, text=one.text[:80]))
        open_it.clicked.connect(weakly_plain(self._go, one.id))
        sort = words().code("comment_type", one.type) if one.type else ""
        under = " · ".join(part for part in (sort, label_text(one.who)) if part)
        made.setLayout(
            column(
                row(open_it, 1, chip),
                label(one.text, "small_text", wrap=True),
                label(under, "tiny", wrap=True),
                gap=2,
            )
        )
        return made

    def _go(self, comment: str) -> None:
        self._session.go(Place("review", "comment", comment))
