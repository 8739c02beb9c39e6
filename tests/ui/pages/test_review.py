"""The Review page over the training example: answering, rounds, freezing, signing, verifying."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from services.example import example_desk
from ui.windows import Window

from app.documents.signing.values import ContentCheck, Verification
from app.models.kinds.plan import Plan
from app.models.kinds.review import Comment, FrozenVersion, ReviewRound, Signoff
from app.services.field_edits import set_value
from app.services.verifying import Checked
from app.ui.kit.finding import FindingRow, ReasonRow
from app.ui.language import use_language
from app.ui.pages.review import ReviewPage
from app.ui.pages.review_verify import VerifyDialog
from app.ui.pages.review_words import short_hash, state_sentence
from app.ui.places import Place

HASH = "7f3a91c20b5e" + "0" * 52


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    made = Window(example_desk(tmp_path))
    yield made
    made.close()


@pytest.fixture
def page(window: Window, qtbot: QtBot) -> ReviewPage:
    made = window.show(ReviewPage)
    qtbot.addWidget(made)
    return made


def comment(window: Window, code: str) -> Comment:
    return next(one for one in window.desk.records(Comment) if one.code == code)


def freeze_by_hand(window: Window, page: ReviewPage) -> str:
    """Put a frozen version there without drawing one."""
    with window.desk.write("plan.freeze") as unit:
        made = unit.add(
            FrozenVersion,
            plan=window.desk.records(Plan)[0].id,
            number="1.0",
            content_hash=HASH,
            draft=False,
            frozen_at="2026-04-07T08:00:00Z",
            pdf_en="1" * 64,
            expected_signatories=("government", "dstwg"),
        )
    page.tabs.choose("versions")
    window.settle()
    return made


def test_comments_are_listed_with_their_round(page: ReviewPage) -> None:
    assert page.comments.model.shown_count() == 12
    assert page.comments.card.name.text() == "Comments on draft 1"
    assert "9 of 12 answered" in page.comments.card.line.text()
    QAbstractItemModelTester(page.comments.model)


@pytest.mark.parametrize(("on", "found"), [("open", 3), ("must", 3)])
def test_filters_narrow_the_list(page: ReviewPage, on: str, found: int) -> None:
    page.comments.show_only(on)
    assert page.comments.model.shown_count() == found
    assert page.comments.count.text() == f"{found} comments"


def test_answering_a_comment_keeps_itself(window: Window, page: ReviewPage) -> None:
    held = comment(window, "Q-010")
    page.open_comment(held.id)
    assert page.comment_panel.over.text() == "Q-010 · Must"
    fields = page.comment_panel.form.fields
    fields["response"].control.show_value("The directorate of health is named.")
    fields["response"].commit()
    fields["status"].control.show_value("accepted")
    fields["status"].commit()
    window.settle()
    now = comment(window, "Q-010")
    assert (now.response, now.status) == ("The directorate of health is named.", "accepted")


def test_a_rejected_comment_asks_for_the_reason(window: Window, page: ReviewPage) -> None:
    one = next(one for one in window.desk.records(Comment) if one.response)
    page.open_comment(one.id)
    response = page.comment_panel.form.fields["response"]
    for status, text, wrong in (("rejected", None, True), ("rejected", "Out of the area.", False)):
        set_value(window.desk, "comment", one.id, "status", status)
        set_value(window.desk, "comment", one.id, "response", text)
        window.settle()
        page.reload()
        window.settle()
        assert ("Say why" in response.error.text()) is wrong


def test_a_comment_leads_to_its_activity(window: Window, page: ReviewPage) -> None:
    held = comment(window, "Q-010")
    page.open_comment(held.id)
    page.comment_panel.link.click()
    assert window.places[-1] == Place("plan", "activity", held.activity)


def test_a_new_comment_opens_in_the_panel(window: Window, page: ReviewPage) -> None:
    window.door.text = "Name who pays"
    page.add.click()
    window.settle()
    assert page.comment_panel.isVisible()
    made = window.desk.find(Comment, page.comment_panel.record)
    assert (made.text, made.round) == ("Name who pays", page.comments.round_id())


def test_a_round_is_closed_and_opened_again(window: Window, page: ReviewPage) -> None:
    page.comments.card.turn.click()
    window.settle()
    assert window.desk.records(ReviewRound)[0].status == "closed"
    assert page.comments.card.turn.text() == "Open again"
    page.comments.card.turn.click()
    window.settle()
    assert window.desk.records(ReviewRound)[0].status == "open"


def test_a_new_round_is_shown_with_its_fields(window: Window, page: ReviewPage) -> None:
    page.new_round.click()
    window.settle()
    assert page.round_panel.isVisible()
    assert len(window.desk.records(ReviewRound)) == 2
    assert "deadline" in page.round_panel.form.fields


def test_what_blocks_freezing_leads_to_its_place(window: Window, page: ReviewPage) -> None:
    page.tabs.choose("versions")
    assert page.versions.readiness.line.text().startswith("2 errors stop version 1.0")
    assert not page.freeze.isEnabled()
    row = page.versions.readiness.findChildren(FindingRow)[0]
    row.pick()
    assert window.places[-1].page == "plan"


def test_nothing_frozen_teaches_and_offers_a_draft(window: Window, page: ReviewPage) -> None:
    page.tabs.choose("versions")
    assert page.versions.place.currentIndex() == 1
    assert "exactly as it is now" in page.versions.empty.sentence.text()
    page.versions.empty.button.click()
    assert page.signing.dialog is not None
    assert page.signing.dialog.answer() == ("en", "ar")
    page.signing.dialog.languages.control.show_value(())
    assert page.signing.dialog.answer() is None
    page.signing.dialog.reject()


def test_a_draft_is_frozen_signed_and_verified(window: Window, page: ReviewPage, tmp_path: Path) -> None:
    page.tabs.choose("versions")
    page.freeze_draft.click()
    page.signing.dialog.languages.control.show_value(("en",))
    page.signing.dialog.agree()
    window.settle()
    window.settle()
    (made,) = window.desk.records(FrozenVersion)
    assert page.versions.card.title.text() == "Draft 0.1"
    assert short_hash(made.content_hash) in page.versions.card.about.text()
    page.versions.card.buttons["sign"].click()
    page.signing.dialog.agree()
    window.settle()
    window.settle()
    assert [one.method for one in window.desk.records(Signoff, version=made.id)] == ["digital_key"]
    assert window.notices[-1].startswith("Draft 0.1: Signed by 1 of 4 expected. Missing: the authority")
    window.door.save = window.door.open = tmp_path / "draft.pdf"
    page.versions.card.buttons["save"].click()
    window.settle()
    page.verify.click()
    window.settle()
    assert [line.tone for line in page.signing.dialog.lines] == ["good"] * 4
    page.signing.dialog.accept()


def test_a_signature_on_paper_is_recorded(window: Window, page: ReviewPage) -> None:
    version = freeze_by_hand(window, page)
    page.versions.card.buttons["paper"].click()
    dialog = page.signing.dialog
    dialog.agree()
    assert dialog.name.error.text()
    dialog.name.control.show_value("Mahma Khalil")
    dialog.day.control.show_value("2026-12-01")
    assert dialog.answer() is None
    dialog.day.control.show_value("2026-04-06")
    dialog.agree()
    window.settle()
    window.settle()
    assert [one.role for one in window.desk.records(Signoff, version=version)] == ["mayor"]
    assert window.notices[-1] == "Version 1.0: Signed by 1 of 2 expected. Missing: DSTWG."
    texts = [row.finding.text for row in page.versions.card.findChildren(ReasonRow)]
    assert texts == ["The authority: Mahma Khalil", "DSTWG"]


def test_a_version_whose_file_is_not_here_is_refused_in_words(window: Window, page: ReviewPage) -> None:
    freeze_by_hand(window, page)
    page.versions.card.buttons["save"].click()
    window.settle()
    assert [error.code for error in window.refused] == ["attachment_missing"]


def test_a_file_dropped_on_the_page_is_verified(window: Window, page: ReviewPage, tmp_path: Path) -> None:
    (tmp_path / "note.pdf").write_bytes(b"no pdf at all")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "note.pdf"))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))
    window.settle()
    assert [error.code for error in window.refused] == ["not_a_pdf"]


def test_places_lead_to_comments_versions_and_signatures(window: Window, page: ReviewPage) -> None:
    version = freeze_by_hand(window, page)
    page.go_to(Place("review", "comment", comment(window, "Q-003").id))
    window.settle()
    assert (page.tabs.current(), page.comment_panel.over.text()) == ("comments", "Q-003 · Must")
    page.go_to(Place("review", "frozen_version", version))
    window.settle()
    assert page.tabs.current() == "versions"
    assert not page.comment_panel.isVisible()


def test_the_page_speaks_arabic(qapp: QApplication, window: Window, page: ReviewPage) -> None:
    freeze_by_hand(window, page)
    use_language(qapp, "ar")
    assert page.versions.card.title.text().startswith("النسخة")
    for part in (page.verify, page.versions.readiness.line, page.versions.card.state):
        assert "review." not in part.text()


def test_states_are_said_as_people_say_them(window: Window, page: ReviewPage) -> None:
    freeze_by_hand(window, page)
    entry = page._view.versions[0]
    assert state_sentence(entry) == "Nobody has signed yet. Expected: the authority, DSTWG."


def test_an_unsigned_pdf_is_said_to_be_unsigned(qtbot: QtBot) -> None:
    from app.documents.signing.values import Message

    said = Message("signing.verdict.no_signatures", {"count": 0})
    found = Verification("no_signatures", (), (), (), ContentCheck("", "", False, False), (said,))
    dialog = VerifyDialog("plan.pdf", Checked(found, known=True))
    qtbot.addWidget(dialog)
    (line,) = dialog.lines
    assert (line.tone, line.text) == ("attention", "Nobody has signed this document digitally.")
    assert not dialog.tabs.isVisibleTo(dialog)
