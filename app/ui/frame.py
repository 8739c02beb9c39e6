"""The frame of an open workspace: rail, header, banners, the stack of pages, and what they ask for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from app.foundation.errors import MasarError
from app.services.views.frame import FrameView
from app.ui.commands import NEXT_PART, Command, command_jumps, first_button, in_english
from app.ui.header import CHANGE_PERSON, Header
from app.ui.jump import Jump, Recent, Search
from app.ui.kit.button import name_button
from app.ui.kit.notice import Banner, Toast
from app.ui.kit.panel import scrolling
from app.ui.kit.parts import go_to_next_part
from app.ui.kit.reading_order import go_on
from app.ui.language import label_text, say, words
from app.ui.pages import PAGES, PageEntry
from app.ui.places import Place
from app.ui.process_here import codes_here, keep_steps
from app.ui.rail import Rail
from app.ui.session import Session
from app.ui.stack import PageStack, StackGround
from app.ui.weak import weakly, weakly_plain

NARROW = 1200
"""Pixels below which the rail shows icons alone, so that pages have room on a projector of 1024 × 768."""


class Frame(QMainWindow):
    """The window while a workspace is open. What it cannot do itself it signals to the program."""

    undo_asked = Signal()
    redo_asked = Signal()
    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    person_chosen = Signal(str)
    area_chosen = Signal(str)
    settings_asked = Signal()
    closing = Signal()
    jumped = Signal(object)

    def __init__(
        self,
        session: Session,
        entries: Sequence[PageEntry] = PAGES,
        search: Search | None = None,
        recent: Recent | None = None,
    ) -> None:
        super().__init__()
        self._session, self._entries = session, tuple(entries)
        self._search, self._recent = search, recent
        self.rail = Rail([(entry.id, entry.icon, entry.title) for entry in entries])
        self.header, self.stack = Header(), PageStack(session, entries)
        self.sample, self.message = Banner(), Banner(closable=True)
        self.drafts, self.told = Banner(closable=True), Banner(closable=True, wraps=True)
        self._told: tuple[str, ...] = ()
        self._view: FrameView | None = None
        self._saved_at = ""
        self._lay_out()
        self.toast = Toast(self._ground)
        self._wire()
        self.retranslate()
        self.resize(1366, 768)
        self.stack.setFocus()

    def show_view(self, view: FrameView) -> None:
        """Show the workspace's area, plan, people and badges."""
        self._view = view
        keep_steps(view.steps)
        self.header.show_view(view)
        self.rail.show_badges(dict(view.badges))
        kept = (entry for entry in self._entries if view.is_headquarters or not entry.only_headquarters)
        self.rail.show_only(frozenset(entry.id for entry in kept))
        self.sample.say(say("frame.training_example") if view.is_sample else "")
        area = label_text(view.area)
        self.setWindowTitle(f"{area} – {say('frame.product')}" if area else say("frame.product"))

    def show_saved(self, moment: datetime) -> None:
        """Say that everything typed is kept, and since when."""
        self._saved_at = words().time(moment)
        self.header.show_saved(say("frame.saved", time=self._saved_at))

    def show_place(self, place: object) -> None:
        """Bring a place's page to the front and go to the record there."""
        if isinstance(place, Place):
            self.stack.bring(place.page).go_to(place)

    def show_page(self, page_id: str) -> None:
        """Bring a page to the front."""
        self.stack.bring(page_id)

    def _pick_page(self, page_id: str) -> None:
        """Bring a page to the front; the one that is there already goes to its start."""
        again = page_id == self.stack.current_id
        page = self.stack.bring(page_id)
        if again:
            page.go_to_start()

    def show_alone(self, alone: bool) -> None:
        """Fill the screen with the page, without rail and header; False brings them back."""
        for part in (self.rail, self.header):
            part.setVisible(not alone)
        state, full = self.windowState(), Qt.WindowState.WindowFullScreen
        self.setWindowState(state | full if alone else state & ~full)

    def show_refusal(self, error: object) -> None:
        """Say a refusal over the page in words."""
        if isinstance(error, MasarError):
            self.message.say(words().refusal(error))

    def tell(self, *codes: str) -> None:
        """Say what the person should know of this file, under what was said before, until they close it."""
        self._told = (*self._told, *(code for code in codes if code not in self._told))
        self._say_told()

    def _say_told(self) -> None:
        self.told.say(" ".join(say(code) for code in self._told))
        name_button(self.told.close_button, say("frame.close"))

    def _heard(self) -> None:
        self._told = ()

    def open_quick_jump(self) -> None:
        """Open the quick jump beneath the search box."""
        from app.ui.quick_jump import QuickJump

        jump = QuickJump(self._jumps(), self._search, self)
        jump.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        jump.picked.connect(self._go_or_do)
        jump.stand_under(self.header.search)
        if self._recent is not None:
            self._recent(weakly(jump.show_recent))

    def go_to_next_part(self) -> None:
        """Go from the list of the page in front to the panel beside it, and back."""
        go_to_next_part(self.stack)

    def begin_at(self, place: Place) -> None:
        """Show a place and press the button with which its page begins something."""
        self.show_place(place)
        # What the page itself reads was asked for before this; its buttons are right when it is done.
        self._session.read(_nothing, weakly(self._press_first))

    def _press_first(self, _read: object) -> None:
        page = self.stack.currentWidget()
        button = first_button(page) if page is not None else None
        if button is not None:
            button.click()

    def _go_or_do(self, target: object) -> None:
        if isinstance(target, Command):
            self._do(target)
        else:
            self.jumped.emit(target)
            self.show_place(target)

    def _do(self, command: Command) -> None:
        """Do what was chosen in the quick jump."""
        if command.place is not None:
            self.begin_at(command.place)
        elif command.act == "room":
            self.show_place(Place("meetings", view="room"))
        elif command.act == "person":
            self.header.who.click()
        elif command.act == "part":
            self.go_to_next_part()
        elif command.act in ("language", "theme"):
            chosen = self.language_chosen if command.act == "language" else self.theme_chosen
            chosen.emit(command.value)
        else:
            (self.undo_asked if command.act == "undo" else self.redo_asked).emit()

    def retranslate(self) -> None:
        """Say the frame's own texts in the language in force."""
        if self._view is not None:
            self.show_view(self._view)
        if self._saved_at:
            self.header.show_saved(say("frame.saved", time=self._saved_at))
        self._say_told()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "toast"):
            self.retranslate()
        super().changeEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return go_on(self, forward)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.show_compact(self.width() < NARROW)
        self.toast.place()

    def closeEvent(self, event: QCloseEvent) -> None:
        for page in self.stack.made().values():
            page.commit_typing()
        self.closing.emit()
        super().closeEvent(event)

    def _jumps(self) -> list[Jump]:
        pages = [
            Jump(
                say(entry.title), "", entry.icon, Place(entry.id), say("frame.go_to"),
                also=in_english(entry.title),
            )
            for entry in self._entries
            if entry.id in self.rail.items and not self.rail.items[entry.id].isHidden()
        ]  # fmt: skip
        steps = [
            Jump(
                say(f"step.{step}.title"), say("frame.step", number=number), "stairs",
                Place("steps", "step", step), say("frame.page.steps"),
                also=f"{number} {in_english(f'step.{step}.title')}",
            )
            for number, step in enumerate(codes_here("step_id"), 1)
        ]  # fmt: skip
        return [*pages, *steps, *command_jumps()]

    def _wire(self) -> None:
        self.rail.picked.connect(self._pick_page)
        self.rail.settings_asked.connect(self.settings_asked)
        self.stack.shown.connect(self.rail.show_page)
        self.stack.shown.connect(weakly_plain(self.message.say, ""))
        self.told.closed.connect(self._heard)
        self.header.search_asked.connect(self.open_quick_jump)
        for mine, theirs in (
            (self.undo_asked, self.header.undo_asked),
            (self.redo_asked, self.header.redo_asked),
            (self.language_chosen, self.header.language_chosen),
            (self.theme_chosen, self.header.theme_chosen),
            (self.person_chosen, self.header.person_chosen),
            (self.area_chosen, self.header.area_chosen),
        ):
            theirs.connect(mine)
        self._session.asked_for.connect(self.show_place)
        self._session.undoable.connect(self._offer_undo)
        self._session.noticed.connect(self.toast.say)
        self._session.alone_asked.connect(self.show_alone)
        self.toast.acted.connect(self.undo_asked)
        self._add_keys()

    def _add_keys(self) -> None:
        QShortcut(QKeySequence("Ctrl+K"), self, self.open_quick_jump)
        QShortcut(QKeySequence(NEXT_PART), self, self.go_to_next_part)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self, self.undo_asked.emit)
        QShortcut(QKeySequence("Ctrl+Shift+Z"), self, self.redo_asked.emit)
        QShortcut(QKeySequence("Ctrl+Y"), self, self.redo_asked.emit)
        QShortcut(QKeySequence(CHANGE_PERSON), self, self.header.who.click)
        for number, entry in enumerate(self._entries[:10], 1):
            key = QShortcut(QKeySequence(f"Alt+{number % 10}"), self)
            key.activated.connect(self.rail.items[entry.id].click)

    def _offer_undo(self, sentence: str) -> None:
        self.toast.say(sentence, say("frame.undo"))

    def _lay_out(self) -> None:
        ground = self._ground = QWidget()
        ground.setObjectName("ground")
        beside = QVBoxLayout()
        beside.setSpacing(0)
        for part in (self.header, self.sample, self.told, self.message, self.drafts):
            beside.addWidget(part)
        # On a small screen, or one whose texts are drawn large, a page is scrolled rather than cut.
        roomy = scrolling(StackGround(self.stack))
        roomy.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        beside.addWidget(roomy, 1)
        self.sample.say("")
        self.message.say("")
        self.drafts.say("")
        whole = QHBoxLayout(ground)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.rail)
        whole.addLayout(beside, 1)
        self.setCentralWidget(ground)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)


def _nothing(_desk: object) -> None:
    """Read nothing."""
