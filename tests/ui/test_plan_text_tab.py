"""The text of the plan: sections, two languages side by side, paragraphs that keep themselves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot
from services.example import example_desk
from ui.walking import bring_forward
from ui.windows import Window

from app.models.codes import CODE_LISTS
from app.models.kinds.area import Source
from app.models.kinds.plan import Paragraph, Section
from app.models.kinds.review import Comment
from app.services.field_edits import remove_record, set_value
from app.ui.kit.button import Button
from app.ui.language import use_language
from app.ui.pages.plan import PlanPage
from app.ui.pages.plan_text import TextTab
from app.ui.places import Place


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    made = Window(example_desk(tmp_path))
    yield made
    made.close()


@pytest.fixture
def tab(window: Window, qtbot: QtBot) -> Iterator[TextTab]:
    page = window.show(PlanPage)
    qtbot.addWidget(page)
    page.tabs.choose("text")
    yield page.text
    page.close()


def paragraphs(window: Window, key: str, language: str) -> list[Paragraph]:
    section = next(one for one in window.desk.records(Section) if one.key == key)
    found = window.desk.records(Paragraph, section=section.id, language=language)
    return sorted(found, key=lambda one: one.position or "")


def test_every_section_is_listed_with_its_state(tab: TextTab) -> None:
    assert list(tab.outline.buttons) == list(CODE_LISTS["section_key"][:14])
    assert tab.outline.buttons["context_overview"].accessibleName() == "Context overview: ready"
    assert tab.outline.buttons["annex"].accessibleName().startswith("Annex: written, not marked ready")


def test_two_languages_stand_side_by_side(window: Window, tab: TextTab) -> None:
    assert (tab.first.language, tab.second.language) == ("en", "ar")
    assert len(tab.first.editors) == len(tab.second.editors) == 4
    first = paragraphs(window, "context_overview", "en")[0]
    assert tab.first.editors[first.id].field.value() == first.text


def test_choosing_a_section_shows_its_text(window: Window, tab: TextTab) -> None:
    tab.outline.pick("risk")
    assert tab.card.title.text() == "Risks"
    assert set(tab.first.editors) == {one.id for one in paragraphs(window, "risk", "en")}
    assert "fills this section from the records" in tab.hint.text()


def test_a_paragraph_keeps_itself(window: Window, tab: TextTab) -> None:
    first = paragraphs(window, "context_overview", "en")[0]
    editor = tab.first.editors[first.id]
    editor.field.control.box.setPlainText("One plan for two districts.")  # type: ignore[attr-defined]
    editor.field.commit()
    window.settle()
    assert paragraphs(window, "context_overview", "en")[0].text == "One plan for two districts."
    assert tab.first.editors[first.id] is editor


def test_typing_in_one_paragraph_goes_on_while_another_is_kept(window: Window, tab: TextTab) -> None:
    first, second = paragraphs(window, "context_overview", "en")[:2]
    tab.first.editors[second.id].field.control.box.setPlainText("Half a sent")  # type: ignore[attr-defined]
    tab.first.editors[first.id].set_style("quote")
    window.settle()
    box = tab.first.editors[second.id].field.control.box  # type: ignore[attr-defined]
    assert box.toPlainText() == "Half a sent"
    assert paragraphs(window, "context_overview", "en")[0].style == "quote"


def test_leaving_the_section_keeps_what_was_typed(window: Window, tab: TextTab) -> None:
    first = paragraphs(window, "context_overview", "en")[0]
    tab.first.editors[first.id].field.control.box.setPlainText("Kept on leaving.")  # type: ignore[attr-defined]
    tab.choose("risk")
    window.settle()
    assert paragraphs(window, "context_overview", "en")[0].text == "Kept on leaving."


def test_an_emptied_paragraph_is_refused_beneath_it(window: Window, tab: TextTab) -> None:
    first = paragraphs(window, "context_overview", "en")[0]
    editor = tab.first.editors[first.id]
    editor.field.control.box.clear()  # type: ignore[attr-defined]
    editor.field.commit()
    window.settle()
    assert "needed here" in editor.field.error.text()
    assert paragraphs(window, "context_overview", "en")[0].text == first.text


def test_a_paragraph_is_added_at_the_end(window: Window, tab: TextTab) -> None:
    tab.second.add.click()
    assert tab.second.new.isVisible()
    tab.second.new.control.box.setPlainText("فقرة جديدة")  # type: ignore[attr-defined]
    tab.second.new.commit()
    window.settle()
    assert [one.text for one in paragraphs(window, "context_overview", "ar")][-1] == "فقرة جديدة"
    assert not tab.second.new.isVisible()
    assert len(tab.second.editors) == 5


def test_a_paragraph_moves_and_its_editor_with_it(window: Window, tab: TextTab) -> None:
    before = [one.id for one in paragraphs(window, "context_overview", "en")]
    tab.first.editors[before[1]].shift(-1)
    window.settle()
    after = [one.id for one in paragraphs(window, "context_overview", "en")]
    assert after == [before[1], before[0], *before[2:]]
    places = sorted(after, key=lambda one: tab.first.editors[one].y())
    assert places == after


def test_removing_a_paragraph_offers_to_undo(window: Window, tab: TextTab) -> None:
    first = paragraphs(window, "context_overview", "en")[0]
    tab.first.editors[first.id].take_away()
    window.settle()
    assert first.id not in tab.first.editors
    assert window.undoable[-1].startswith("Removed: Sinjar and Al-Ba'aj")


def test_the_menu_names_what_can_be_done(window: Window, tab: TextTab) -> None:
    first = paragraphs(window, "context_overview", "en")[0]
    menu = tab.first.editors[first.id].make_menu()
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts == ["Move up", "Move down", "Style", "Source", "Remove"]


def test_another_language_can_stand_in_the_second_column(window: Window, tab: TextTab) -> None:
    tab.second_language.show_value("ckb")
    tab.second_language.finished.emit()
    assert tab.second.language == "ckb"
    assert tab.second.editors == {}
    assert "Nothing in Sorani Kurdish" in tab.second.empty.text()


def test_ready_is_kept_and_shown_in_the_outline(window: Window, tab: TextTab) -> None:
    tab.choose("annex")
    tab.ready.click()
    window.settle()
    assert next(one for one in window.desk.records(Section) if one.key == "annex").ready
    assert tab.outline.buttons["annex"].accessibleName() == "Annex: ready"


def test_a_writer_is_named(window: Window, tab: TextTab) -> None:
    tab.choose("annex")
    member = tab._view.choices.members[1][0]  # type: ignore[union-attr]
    tab.writer.show_value(member)
    tab.writer.finished.emit()
    window.settle()
    assert next(one for one in window.desk.records(Section) if one.key == "annex").writer == member


def test_in_arabic_the_arabic_text_stands_first(window: Window, qtbot: QtBot, qapp: QApplication) -> None:
    use_language(qapp, "ar")
    page = window.show(PlanPage)
    qtbot.addWidget(page)
    page.tabs.choose("text")
    assert (page.text.first.language, page.text.second.language) == ("ar", "en")


def test_comments_stand_in_the_margin_and_lead_to_the_review(window: Window, tab: TextTab) -> None:
    held = next(one for one in window.desk.records(Comment) if one.section)
    section = window.desk.find(Section, held.section)
    tab.choose(section.key)
    entry = next(one for one in tab._view.text.sections if one.key == section.key)
    assert held.code in [one.code for one in entry.comments]
    open_it = next(one for one in tab.margin.findChildren(Button) if one.text() == held.code)
    open_it.click()
    assert window.places[-1] == Place("review", "comment", held.id)


def test_a_comment_is_added_in_the_margin(window: Window, tab: TextTab) -> None:
    tab.choose("risk")
    before = tab.margin.title.text()
    window.door.text = "Say who watches the early signs."
    tab.margin.add.click()
    window.settle()
    made = next(one for one in window.desk.records(Comment) if one.text == window.door.text)
    assert (made.status, made.round is not None, window.desk.find(Section, made.section).key) == (
        "open", True, "risk",
    )  # fmt: skip
    assert tab.margin.title.text() != before


def test_the_history_of_a_section_is_that_of_its_paragraphs_too(window: Window, tab: TextTab) -> None:
    first = paragraphs(window, "context_overview", "en")[0]
    tab.first.editors[first.id].set_style("quote")
    window.settle()
    tab.margin.history.button.setChecked(True)
    window.settle()
    texts = [one.text() for one in tab.margin.history.findChildren(QLabel)]
    assert any("Quotation" in text or "Quote" in text for text in texts), texts


def test_the_history_of_a_section_shows_what_changed_in_a_long_text_and_what_was_removed(
    window: Window, tab: TextTab
) -> None:
    first, second = paragraphs(window, "context_overview", "en")[:2]
    set_value(window.desk, "paragraph", first.id, "text", f"{first.text} Both agree.")
    remove_record(window.desk, "paragraph", second.id)
    window.settle()
    tab.margin.history.button.setChecked(True)
    window.settle()
    texts = [one.text() for one in tab.margin.history.findChildren(QLabel)]
    assert any("Text: … " in text and "<b><u>Both agree.</u></b>" in text for text in texts), texts
    assert any(f"(was {(second.text or '')[:40]}" in text for text in texts), texts


def test_a_paragraph_names_its_source(window: Window, tab: TextTab) -> None:
    first = paragraphs(window, "context_overview", "en")[0]
    editor = tab.first.editors[first.id]
    named = editor.make_menu().findChildren(QMenu)[-1]
    wanted = next(one for one in window.desk.records(Source) if one.id != first.source)
    action = next(one for one in named.actions() if one.text() == (wanted.title_en or "").replace("&", "&&"))
    action.trigger()
    window.settle()
    assert paragraphs(window, "context_overview", "en")[0].source == wanted.id
    editor.set_source("")
    window.settle()
    assert paragraphs(window, "context_overview", "en")[0].source is None


def test_the_original_language_is_seen_and_changed(window: Window, tab: TextTab) -> None:
    (english, _), (arabic, _) = tab.originals
    assert (english.isChecked(), arabic.isChecked()) == (True, False)
    arabic.click()
    window.settle()
    (section,) = window.desk.records(Section, key="context_overview")
    assert section.original_language == "ar"
    assert (english.isChecked(), arabic.isChecked()) == (False, True)


def test_arrows_go_down_the_outline_and_keep_the_focus(window: Window, tab: TextTab, qtbot: QtBot) -> None:
    bring_forward(tab.window(), qtbot)
    window.settle()
    tab.outline.buttons["context_overview"].setFocus()
    for _ in range(3):
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, Qt.Key.Key_Down)
        window.settle()
    chosen = list(tab.outline.buttons)[3]
    assert tab.outline.buttons[chosen].isChecked()
    assert QApplication.focusWidget() is tab.outline.buttons[chosen]
