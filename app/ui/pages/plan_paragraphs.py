"""One paragraph of the plan as an editor that keeps itself, and a column of them in one language."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from app.foundation.errors import UserError
from app.models.codes import CODE_LISTS
from app.services.begun import finish_begun
from app.services.field_edits import remove_record, set_value
from app.services.plan_text import move_paragraph
from app.services.views.plan_text import ParagraphEntry
from app.ui.begun import BegunEntry
from app.ui.kit.button import Button, icon_button, name_button
from app.ui.kit.field import FieldEditor
from app.ui.kit.inputs import Options, TextInput, Value
from app.ui.kit.text import column, label, row
from app.ui.language import label_text, say, words
from app.ui.session import Session
from app.ui.weak import weakly, weakly_plain

LINES, MOST_LINES = 3, 16


class ParagraphEditor(QWidget):
    """A paragraph with a menu: move up, move down, style, source, remove."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.entry = ParagraphEntry("", "", "", "")
        self.sources: Options = ()
        self.field = FieldEditor("", TextInput(LINES, MOST_LINES), "text")
        self.field.title.hide()
        self.field.committed.connect(self._commit)
        self.field.drafted.connect(self._draft)
        self.menu_button = icon_button("ellipsis-vertical", "")
        self.menu_button.clicked.connect(self.open_menu)
        beside = row(self.field, self.menu_button, gap=4)
        beside.setStretch(0, 1)
        beside.setAlignment(self.menu_button, Qt.AlignmentFlag.AlignTop)
        self.setLayout(beside)

    def show_paragraph(self, entry: ParagraphEntry, number: int, sources: Options) -> None:
        """Show a paragraph, the `number`th of its section; `sources` are those it may name."""
        self.entry, self.sources = entry, sources
        self.field.show_value(entry.text)
        source = label_text(entry.source)
        style = words().code("paragraph_style", entry.style) if entry.style != "text" else ""
        self.field.set_hint(
            " · ".join(
                part
                for part in (
                    style,
                    say("plan.table_hint") if entry.style == "table" else "",
                    say("plan.source", source=source) if source else "",
                )
                if part
            )
        )
        language = words().code("language", entry.language)
        self.field.control.main().setAccessibleName(
            say("plan.paragraph_of", number=number, language=language)
        )
        name_button(self.menu_button, say("plan.paragraph_menu", number=number))

    def shift(self, by: int) -> None:
        """Move the paragraph up (-1) or down (1)."""
        self.field.commit()
        self._session.write(partial(move_paragraph, paragraph=self.entry.id, by=by))

    def set_style(self, style: str) -> None:
        """Set the paragraph in another style."""
        self._set("style", style)

    def set_source(self, source: str) -> None:
        """Name the source of the paragraph, or none for ""."""
        self._set("source", source or None)

    def take_away(self) -> None:
        """Remove the paragraph; the toast offers to undo it."""
        said = say("records.removed", title=self.entry.text[:50])
        self._session.write(
            partial(remove_record, kind="paragraph", record_id=self.entry.id), weakly(self._offer, said)
        )

    def open_menu(self) -> None:
        """Open the menu of what can be done with the paragraph."""
        menu = self.make_menu()
        menu.popup(self.menu_button.mapToGlobal(QPoint(0, self.menu_button.height())))

    def make_menu(self) -> QMenu:
        """Return the menu."""
        menu = QMenu(self)
        menu.addAction(say("plan.move_up")).triggered.connect(weakly_plain(self.shift, -1))
        menu.addAction(say("plan.move_down")).triggered.connect(weakly_plain(self.shift, 1))
        styles = menu.addMenu(say("plan.paragraph_style"))
        for style in CODE_LISTS["paragraph_style"]:
            action = styles.addAction(words().code("paragraph_style", style))
            action.setCheckable(True)
            action.setChecked(style == self.entry.style)
            action.triggered.connect(weakly_plain(self.set_style, style))
        named = menu.addMenu(words().field("paragraph", "source"))
        for source, title in (("", say("plan.no_source")), *self.sources):
            action = named.addAction(title.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(source == self.entry.source_id)
            action.triggered.connect(weakly_plain(self.set_source, source))
        menu.addSeparator()
        menu.addAction(say("records.remove")).triggered.connect(weakly_plain(self.take_away))
        return menu

    def _commit(self, value: Value) -> None:
        self._set("text", value)

    def _draft(self, value: Value) -> None:
        self._session.keep_draft("paragraph", self.entry.id, "text", value)

    def _set(self, name: str, value: Value) -> None:
        work = partial(set_value, kind="paragraph", record_id=self.entry.id, name=name, value=value)
        self._session.write(work, None, weakly(self._refused))

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self.field.set_error(words().refusal(error))
        else:
            self._session.operations.crashed.emit(error)

    def _offer(self, said: str, _result: object) -> None:
        self._session.offer_undo(said)


class ParagraphColumn(QWidget):
    """The paragraphs of a section in one language, and a box to write the next one.

    Editors stay while their paragraph does, so that typing in one goes on while another is kept.
    """

    added = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._section, self.language = session, "", ""
        self.sources: Options = ()
        self.editors: dict[str, ParagraphEditor] = {}
        self.head = label("", "strong")
        self.empty = label("", "quiet", wrap=True)
        self.add, self.new = Button("", "link", "plus"), FieldEditor("", TextInput(LINES, MOST_LINES))
        self.new.title.hide()
        self.new.hide()
        self.add.clicked.connect(self.begin_new)
        self.new.committed.connect(self._write_new)
        self.begun = BegunEntry(session, "paragraph", self)
        self.begun.watch({"text": self.new.control})
        self.begun.restored.connect(self._bring_back)
        self.begun.wanted.connect(self._focus_new)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        self.setLayout(column(self.head, self.empty, self._rows, self.new, row(self.add, 1), 1, gap=10))

    def show_paragraphs(
        self, section: str, language: str, entries: Sequence[ParagraphEntry], sources: Options = ()
    ) -> None:
        """Show a section (by its key) in a language; `sources` are those its paragraphs may name."""
        self.sources = sources
        if (section, language) != (self._section, self.language):
            self.commit()
            self.begun.keep_typing()
            self._put_new(None)
        self.begun.belong(f"{section}/{language}" if section else "")
        self._section, self.language = section, language
        spoken = words().code("language", language)
        self.head.setText(spoken)
        self.empty.setText(say("plan.not_in_language", language=spoken))
        self.empty.setVisible(not entries)
        self.add.setText(say("plan.add_paragraph"))
        self.add.setAccessibleName(f"{say('plan.add_paragraph')}: {spoken}")
        self.new.control.main().setAccessibleName(say("plan.new_paragraph"))
        self.new.set_hint(say("plan.new_paragraph"))
        self._show(entries)

    def commit(self) -> None:
        """Keep what is being typed."""
        for editor in self.editors.values():
            if editor.field.is_being_edited():
                editor.field.commit()
        if self.new.is_being_edited():
            self.new.commit()

    def begin_new(self) -> None:
        """Open an empty paragraph at the end."""
        self.new.show_value(None)
        self.new.show()
        self._focus_new()

    def _write_new(self, value: Value) -> None:
        if not isinstance(value, str):
            return
        self._put_new(None)
        owner = self.begun.owner
        self.begun.stop()
        work = partial(finish_begun, form="paragraph", owner=owner, values={"text": value})
        self._session.write(work, None, weakly(self._not_written, owner, value))

    def _not_written(self, owner: str, value: str, error: BaseException) -> None:
        if not isinstance(error, UserError):
            self._session.operations.crashed.emit(error)
            return
        if owner == self.begun.owner and self.new.isHidden():
            self._put_new(value)
        self.new.set_error(words().refusal(error))

    def _bring_back(self, values: dict[str, Value]) -> None:
        self._put_new(values.get("text"))

    def _put_new(self, text: Value) -> None:
        self.new.show_value(None)
        self.new.control.show_value(text)
        self.new.setVisible(text is not None)
        self.new.set_error("")

    def _focus_new(self) -> None:
        self.new.control.main().setFocus()

    def _show(self, entries: Sequence[ParagraphEntry]) -> None:
        wanted = {entry.id for entry in entries}
        for gone in [one for one in self.editors if one not in wanted]:
            editor = self.editors.pop(gone)
            self._rows.removeWidget(editor)
            editor.hide()
            editor.deleteLater()
        for number, entry in enumerate(entries):
            editor = self._editor(entry.id)
            if self._rows.indexOf(editor) != number:
                self._rows.insertWidget(number, editor)
            editor.show_paragraph(entry, number + 1, self.sources)

    def _editor(self, paragraph: str) -> ParagraphEditor:
        if paragraph not in self.editors:
            self.editors[paragraph] = ParagraphEditor(self._session)
        return self.editors[paragraph]
