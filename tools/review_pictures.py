"""Dialogs of the Review page over the training example, for their pictures."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.models.kinds.meetings import Meeting
from app.models.kinds.plan import Activity, Paragraph, Target
from app.services.desk import Desk
from app.services.documents import minutes_pdf
from app.services.freezing import freeze
from app.services.importing_problems import RowProblem
from app.services.review_taking import Reviewed, ReviewedRow
from app.services.review_work import pdf_of_version, sign_version
from app.services.signature_boxes import open_boxes
from app.services.signatures import own_box
from app.services.signatures_beside import Signing
from app.services.signatures_returned import Returned
from app.services.verifying import check_pdf
from app.services.views.review import review_view
from app.services.views.review_versions import versions_of
from app.ui.language import say, words
from app.ui.pages.paper_signing import PaperSignDialog, ToSign
from app.ui.pages.review_book import ReviewBookDialog, TakeReviewDialog
from app.ui.pages.review_compare import CompareVersionsDialog
from app.ui.pages.review_papers import PlanPapersDialog
from app.ui.pages.review_verify import VerifyDialog
from app.ui.pages.sign_returned import ReturnedDialog
from app.ui.pictures import Quiet
from app.ui.session import Session


def versions_with_changes(desk: Desk) -> None:
    """Freeze a draft if there is none, and change the plan afterwards."""
    if versions_of(desk):
        return
    freeze(desk, draft=True, languages=("en",))
    first, second, third = desk.records(Activity)[:3]
    paragraph, target = desk.records(Paragraph)[0], desk.records(Target)[0]
    with desk.write("activity.edit") as unit:
        unit.set(Activity, first.id, title_en="Monthly meeting of line directorates with returnees")
        unit.set(Activity, first.id, status="completed", locations=first.locations[:1])
        unit.set(Paragraph, paragraph.id, text=(paragraph.text or "").replace("shorter", "shorter, cheaper"))
        unit.set(Target, target.id, value="26")
        unit.remove(Activity, third.id)
        unit.add(Activity, title_en="Mobile registry office", objective="SO3", lead=second.lead)


def compare_versions(session: Session, desk: Desk) -> QWidget:
    """Return the comparison of a draft with the plan as it is now."""
    versions_with_changes(desk)
    versions = versions_of(desk)
    made = CompareVersionsDialog(session, versions)
    made.compare(versions[0].id)
    Quiet(session.operations).wait()
    return made


def review_book(session: Session, desk: Desk) -> QWidget:
    """Return the dialog that offers the review workbook."""
    versions_with_changes(desk)
    return ReviewBookDialog(session, review_view(desk), "")


def take_review_book(session: Session, desk: Desk) -> QWidget:
    """Return what a workbook brings that came back from a partner."""
    versions_with_changes(desk)
    first, second = desk.records(Activity)[:2]
    rows = (
        ReviewedRow(9, "A-001 · Monthly meeting", "activity", first.id, "must", "Name the chair."),
        ReviewedRow(10, "A-002 · Legal aid", "activity", second.id, "question", "Who pays?", known=True),
    )
    problems = (RowProblem(12, "comment_without_text"), RowProblem(10, "comment_type_missing"))
    found = Reviewed("review-en.xlsx", versions_of(desk)[0].id, "0.1", "", "", "Mercy Bridge", rows, problems)
    return TakeReviewDialog(session, review_view(desk), found)


def look_into(sort: str, _session: Session, desk: Desk) -> QWidget:
    """Return what is found out about a signed version: a tab of it, or "damaged" by one byte."""
    versions_with_changes(desk)
    version = versions_of(desk)[0]
    pdf = pdf_of_version(desk, version.id, "en") if version.mine else sign_version(desk, version.id, "en")
    if sort == "damaged":
        pdf = pdf.replace(b"/MediaBox [ 0", b"/MediaBox [ 1", 1)
    made = VerifyDialog("plan-0.1-en.pdf", check_pdf(pdf, desk, words().language))
    made.tabs.choose(sort)
    return made


def plan_papers(session: Session, _desk: Desk) -> QWidget:
    """Return the dialog that offers workbooks and reports."""
    return PlanPapersDialog(session)


def sign_paper(_session: Session, desk: Desk) -> QWidget:
    """Return what is asked of one who signs the minutes of the first meeting."""
    pdf = minutes_pdf(desk, desk.records(Meeting)[0].id, words().language)
    paper = ToSign(pdf, open_boxes(pdf), own_box(desk, pdf).field)
    return PaperSignDialog(say("paper.minutes"), desk.identity_card().name, paper)


def sign_returned(_session: Session, desk: Desk) -> QWidget:
    """Return what is asked about a signature in a file that came back."""
    given = Signing("Mahma Khalil", "mayor", "Mayor of Sinjar")
    return ReturnedDialog(Returned("", "7f3a91c20b5e", desk.today, given), review_view(desk).choices)
