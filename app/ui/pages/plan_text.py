"""The text of the plan: its sections with what is missing, and two languages side by side."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QVBoxLayout, QWidget

from app.services.plan_text import set_section
from app.services.views.plan import PlanView
from app.services.views.plan_text import SectionEntry, TextView
from app.ui.kit.button import Button
from app.ui.kit.card import Card
from app.ui.kit.chip import CheckChip, Chip
from app.ui.kit.finding import Mark
from app.ui.kit.inputs import ChoiceInput
from app.ui.kit.panel import scrolling
from app.ui.kit.text import GAP, column, empty_layout, label, row
from app.ui.language import label_text, say, words
from app.ui.pages.plan_activity_fields import LANGUAGES, named
from app.ui.pages.plan_margin import SectionMargin
from app.ui.pages.plan_paragraphs import ParagraphColumn
from app.ui.session import Session
from app.ui.weak import weakly_plain

OUTLINE, BESIDE = 268, 1060
"""Widths of the outline, and of the tab from which on the margin has room beside the texts."""
_MARKS = {"ready": "met", "written": "partly", "partly": "partly", "empty": "open"}
_TONES = {"ready": "good", "written": "accent", "partly": "attention", "empty": "wrong"}


class RowButton(Button):
    """A button as high as what is laid out in it."""

    def sizeHint(self) -> QSize:
        inside = self.layout()
        return inside.sizeHint() if inside is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        inside = self.layout()
        return inside.minimumSize() if inside is not None else super().minimumSizeHint()


class SectionList(QWidget):
    """The sections in order, each with a mark and a word; `picked` carries a key."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[str, Button] = {}
        self._said: list[tuple[str, str, str]] = []
        self._group = QButtonGroup(self)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)

    def show_sections(self, view: TextView, chosen: str) -> None:
        """Show the sections, one of them chosen; rows that say the same stay, and the focus with them."""
        said = [(one.key, words().code("section_key", one.key), state_text(one)) for one in view.sections]
        if said == self._said:
            self.buttons[chosen].setChecked(True)
            return
        self._said = said
        focused = next((key for key, one in self.buttons.items() if one.hasFocus()), "")
        for button in self.buttons.values():
            self._group.removeButton(button)
        empty_layout(self._rows)
        self.buttons = {section.key: self._row(section, section.key == chosen) for section in view.sections}
        self._rows.addStretch(1)
        if focused in self.buttons:
            self.buttons[focused].setFocus()

    def pick(self, key: str) -> None:
        """Ask for a section to be shown."""
        self.picked.emit(key)

    def _row(self, section: SectionEntry, chosen: bool) -> Button:
        title = words().code("section_key", section.key)
        state = state_text(section)
        made = RowButton("", "row")
        made.setCheckable(True)
        made.setChecked(chosen)
        made.setAccessibleName(f"{title}: {state}")
        mark = Mark(_MARKS[section.state])
        texts = column(1, label(title, "small_text", wrap=True), label(state, "tiny", wrap=True), 1, gap=0)
        inside = row(mark, texts, gap=10)
        inside.setStretch(1, 1)
        inside.setContentsMargins(8, 5, 6, 5)
        made.setLayout(inside)
        for part in (mark, *made.findChildren(QWidget)):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        made.clicked.connect(weakly_plain(self.pick, section.key))
        self._group.addButton(made)
        self._rows.addWidget(made)
        return made


class TextTab(QWidget):
    """Outline at the leading side, the chosen section beside it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._view: PlanView | None = None
        self.chosen = ""
        self.outline, self.outline_card, self.card = SectionList(), Card(), Card()
        self.chip, self.ready, self.hint = Chip(), QCheckBox(), label("", "tiny", wrap=True)
        self.writer = ChoiceInput(())
        self.writer_label = label("", "small")
        self.first, self.second = ParagraphColumn(session), ParagraphColumn(session)
        self.margin = SectionMargin(session)
        self.first_language, self.second_language = ChoiceInput((), nothing=""), ChoiceInput((), nothing="")
        self.originals = tuple((CheckChip("", name), choice) for name, choice in self._choices())
        self._lay_out()
        self._wire()

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        for chip, _choice in self.originals:
            chip.setText(say("plan.original"))
        self.ready.setText(say("plan.section_ready"))
        self.margin.retranslate()
        self.writer_label.setText(words().field("section", "writer"))
        self.writer.main().setAccessibleName(words().field("section", "writer"))
        self.first_language.main().setAccessibleName(say("plan.first_language"))
        self.second_language.main().setAccessibleName(say("plan.second_language"))

    def show_view(self, view: PlanView) -> None:
        """Show the texts of the plan."""
        self._view = view
        self._offer_languages(view.text)
        self.chosen = self.chosen or view.text.sections[0].key
        written = sum(section.state in ("ready", "written") for section in view.text.sections)
        self.outline_card.set_title(
            say("plan.sections"), say("plan.sections_written", count=written, total=len(view.text.sections))
        )
        self.outline.show_sections(view.text, self.chosen)
        self._show_section(view)

    def choose(self, key: str) -> None:
        """Show another section."""
        self.commit()
        self.chosen = key
        if self._view is not None:
            self.show_view(self._view)

    def section_of(self, record_id: str) -> str:
        """Return the key of the section that a section or paragraph record belongs to, "" for none."""
        sections = self._view.text.sections if self._view else ()
        for section in sections:
            texts = (one.id for entries in section.paragraphs.values() for one in entries)
            if record_id and (section.id == record_id or record_id in texts):
                return section.key
        return ""

    def commit(self) -> None:
        """Keep what is being typed."""
        self.first.commit()
        self.second.commit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The margin goes beneath the texts where three columns would be too narrow to read.
        beside = self.width() >= BESIDE
        if beside != (self.texts.indexOf(self.margin) >= 0):
            self.texts.removeWidget(self.margin)
            self.beneath.removeWidget(self.margin)
            (self.texts if beside else self.beneath).addWidget(self.margin)

    def _show_section(self, view: PlanView) -> None:
        section = next(one for one in view.text.sections if one.key == self.chosen)
        self.card.set_title(words().code("section_key", section.key))
        self.chip.show_state(state_text(section), _TONES[section.state])
        self.ready.setChecked(section.ready)
        self.hint.setText(say("plan.section_from_records") if section.from_records else "")
        self.hint.setVisible(section.from_records)
        self.writer.set_options(named(view.choices.members))
        self.writer.show_value(section.writer or None)
        self.margin.show_section(section)
        for shown, (chip, choice) in zip((self.first, self.second), self.originals, strict=True):
            language = str(choice.value() or "en")
            chip.setVisible(bool(section.id))
            chip.setChecked(section.original == language)
            held = section.paragraphs.get(language, ())
            shown.show_paragraphs(section.key, language, held, named(view.choices.sources))

    def _offer_languages(self, view: TextView) -> None:
        options = [(one, words().code("language", one)) for one in LANGUAGES]
        first = words().language if words().language in view.languages else view.languages[0]
        second = next((one for one in view.languages if one != first), "ar" if first != "ar" else "en")
        for choice, value in ((self.first_language, first), (self.second_language, second)):
            held = choice.value()
            choice.set_options(options)
            choice.show_value(held or value)

    def _choices(self) -> tuple[tuple[str, ChoiceInput], ...]:
        return (("first", self.first_language), ("second", self.second_language))

    def _set_original(self) -> None:
        """Note that the language whose mark was clicked is the one that the others are translated from."""
        chip = self.sender()
        language = next((choice.value() for one, choice in self.originals if one is chip), None)
        work = partial(set_section, section=self.chosen, name="original_language", value=str(language))
        self._session.write(work)

    def _language_chosen(self) -> None:
        if self._view is not None:
            self.commit()
            self._show_section(self._view)

    def _set_ready(self, on: bool) -> None:
        self._session.write(partial(set_section, section=self.chosen, name="ready", value=on))

    def _set_writer(self) -> None:
        writer = str(self.writer.value() or "") or None
        self._session.write(partial(set_section, section=self.chosen, name="writer", value=writer))

    def _wire(self) -> None:
        self.outline.picked.connect(self.choose)
        for chip, choice in self.originals:
            choice.finished.connect(self._language_chosen)
            chip.clicked.connect(self._set_original)
        self.ready.clicked.connect(self._set_ready)
        self.writer.finished.connect(self._set_writer)

    def _lay_out(self) -> None:
        self.outline_card.set_padding(10, 12)
        self.outline_card.head.setContentsMargins(6, 0, 6, 0)
        self.outline_card.body.addWidget(scrolling(_plain(self.outline)), 1)
        self.outline_card.setFixedWidth(OUTLINE)
        self.card.head.insertWidget(1, self.chip)
        for part in (self.writer_label, self.writer, self.ready):
            self.card.head.addWidget(part)
        self.writer.setFixedWidth(170)
        for choice in (self.first_language, self.second_language):
            choice.setFixedWidth(134)
        texts = self.texts = row(self.first, self.second, self.margin, gap=18)
        texts.setStretch(0, 1)
        texts.setStretch(1, 1)
        inside = QWidget()
        self.beneath = column(texts, gap=16)
        inside.setLayout(self.beneath)
        for shown, (chip, choice) in zip((self.first, self.second), self.originals, strict=True):
            shown.head.hide()
            shown.layout().insertLayout(0, row(choice, chip, 1))  # type: ignore[union-attr]
        self.card.body.addWidget(self.hint)
        self.card.body.addWidget(scrolling(_plain(inside)), 1)
        whole = row(self.outline_card, self.card, gap=GAP)
        whole.setStretch(1, 1)
        self.setLayout(whole)


def state_text(section: SectionEntry) -> str:
    """Return a section's state in words, with who writes it while it is not ready."""
    text = say(f"plan.section.{section.state}")
    who = label_text(section.writer_name) if section.state != "ready" else ""
    return f"{text} · {who}" if who else text


def _plain(inside: QWidget) -> QWidget:
    inside.setObjectName("scrolled")
    return inside
