"""Pictures of the dialogs about people, backups and papers, over the training example."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from app.documents.attached import JPEG, Prepared
from app.foundation.clock import SystemClock
from app.keys.identity import card_of, new_identity
from app.models.kinds.area import Source
from app.models.kinds.meetings import Attachment, Meeting
from app.models.kinds.people import Member
from app.services.attachments import ChosenFile
from app.services.backups import make_backup
from app.services.cards import own_card
from app.services.comparing import offer_rows
from app.services.desk import Desk
from app.services.devices import devices
from app.services.forgetting import outlook
from app.services.paper_codes import papers_of
from app.services.people import trust
from app.services.restoring import backup_entries
from app.services.views.attachments import attachments_of
from app.services.views.meetings import meetings
from app.services.views.meetings_audience import audience
from app.services.views.people import PeopleView, PersonEntry, people_view
from app.services.views.said import name_of
from app.ui.commands import command_jumps
from app.ui.language import use_language, use_theme
from app.ui.pages.area_import import LocationImportDialog
from app.ui.pages.attachment_papers import PaperOffer
from app.ui.pages.attachment_viewer import AttachmentViewer
from app.ui.pages.attachments import AttachmentsBox
from app.ui.pages.forgetting import ForgetDialog
from app.ui.pages.meetings_audience import AudienceWindow
from app.ui.pages.meetings_papers import PapersDialog
from app.ui.pages.meetings_read_back import ReadBack
from app.ui.pages.paper_dialog import PaperDialog
from app.ui.pages.people_card import OwnCardDialog
from app.ui.pages.people_compare import CompareDialog
from app.ui.pages.people_guides import InviteGuide, LeaveGuide, LostGuide, TakeOverGuide
from app.ui.pages.restore_dialog import RestoreDialog
from app.ui.pictures import LOOKS, Look, Quiet
from app.ui.quick_jump import QuickJump
from app.ui.record_search import found_records
from app.ui.session import Session
from tools.returning_pictures import bundle, returning_book, take_returned_book
from tools.review_pictures import (
    compare_versions,
    look_into,
    plan_papers,
    review_book,
    sign_paper,
    sign_returned,
    take_review_book,
)

Make = Callable[[Session, Desk], QWidget]


PERSON = {"en": ("Omar Khalil", "Water directorate"), "ar": ("عمر خليل", "مديرية الماء")}


def add_a_person(desk: Desk, language: str = "en") -> None:
    """Put a colleague on the roster, so that there is somebody to compare words with."""
    name, organisation = PERSON.get(language, PERSON["en"])
    trust(desk, card_of(new_identity(name, organisation, SystemClock()), "member"))
    make_backup(desk)


def _card(session: Session, desk: Desk) -> QWidget:
    return OwnCardDialog(session, own_card(desk))


def _other(desk: Desk) -> tuple[PersonEntry, PeopleView]:
    view = people_view(desk)
    return next(one for one in view.people if not one.me), view


def _compare(session: Session, desk: Desk) -> QWidget:
    entry, _ = _other(desk)
    made = CompareDialog(session, entry.key, entry.name.en or entry.name.plain)
    made.show_rows(offer_rows(desk, entry.key))
    return made


def _lost(session: Session, desk: Desk) -> QWidget:
    entry, _ = _other(desk)
    lost = PersonEntry(entry.id, entry.key, entry.name, entry.organisation, "member", devices=devices(desk))
    return LostGuide(session, lost)


def _restore(session: Session, desk: Desk) -> QWidget:
    made = RestoreDialog(session)
    made.show_backups(backup_entries(desk))
    return made


def _forget(session: Session, desk: Desk) -> QWidget:
    member = next(one for one in desk.records(Member) if one.person != desk.person)
    made = ForgetDialog(session, "member", member.id, member.name_en or "")
    made.show_outlook(outlook(desk, "member", member.id))
    return made


def _paper(paper: str, session: Session, _desk: Desk) -> QWidget:
    made = PaperDialog(session, paper)
    made.show()
    made.begin()
    Quiet(session.operations).wait()
    return made


LOCATIONS = (
    "Place ID\tSub-district\tLocation\tLatitude\tLongitude\tFamilies\tIndividuals\tRemarks\n"
    "IQ-1\tMarkaz Sinjar\tTal Narjis\t36.262\t41.861\t66\t396\tvisited\n"
    "IQ-2\tAl-Shamal\tGundi Hivi\t36.452\t41.694\t150\t900\t\n"
    "IQ-9\tAl-Qairawan\tKhirbat Wasta\t36.31\t\t40\t300\t\n"
)


def _location_list(session: Session, desk: Desk) -> QWidget:
    made = LocationImportDialog(session, LOCATIONS)
    Quiet(session.operations).wait()
    made.setting_form.fields["source"].control.show_value(desk.records(Source)[3].id)
    made.setting_form.fields["as_of"].control.show_value("2026-06-30")
    made.look()
    Quiet(session.operations).wait()
    return made


def _file(session: Session, desk: Desk) -> QWidget:
    held = desk.records(Attachment)[0]
    view = attachments_of(desk, held.subject_kind or "", held.subject or "")
    made = AttachmentViewer(session, view.files[0])
    made.show()
    made.begin()
    Quiet(session.operations).wait()
    return made


def _files(session: Session, desk: Desk) -> QWidget:
    held = desk.records(Attachment)[0]
    made, box = QFrame(), AttachmentsBox(session)
    made.setProperty("ground", "card")
    box.kind, box.record = held.subject_kind or "", held.subject or ""
    box.show()
    box.show_view(attachments_of(desk, box.kind, box.record))
    layout = QVBoxLayout(made)
    layout.addWidget(box)
    made.setFixedWidth(340)
    return made


def _paper_offer(session: Session, desk: Desk) -> QWidget:
    """Three scans at a source: a form of the roundtable, one of elsewhere, one without a code."""
    source, meeting = desk.records(Source)[0], desk.records(Meeting, type="roundtable")[0]
    codes = ((f"MASAR:MEETING:{meeting.id.upper()}",), ("https://example.org/form",), ())
    names = ("comment-sheet.jpg", "other-form.jpg", "hall.jpg")
    files = [ChosenFile(name, Prepared(b"", JPEG)) for name in names]
    papers = list(zip(files, papers_of(desk, codes), strict=True))
    return PaperOffer(session, papers, here=("source", source.id, name_of(source)))


def _search(text: str, _session: Session, desk: Desk) -> QWidget:
    made = QuickJump(command_jumps())
    if text:
        made.line.setText(text)
        made.show_found(found_records(desk, text))
    return made


def _papers(session: Session, desk: Desk) -> QWidget:
    meeting = desk.records(Meeting, type="roundtable")[0]
    return PapersDialog(session, meeting.id, meeting.code or "", meeting.languages)


def _read_back(_session: Session, desk: Desk) -> QWidget:
    view = meetings(desk, desk.records(Meeting, type="roundtable")[0].id)
    assert view.room is not None
    return ReadBack(view.room)


def _hall(session: Session, desk: Desk) -> QWidget:
    view = meetings(desk, desk.records(Meeting, type="roundtable")[0].id)
    assert view.room is not None
    made = AudienceWindow(session.desk.clock)
    made.show_audience(audience(view.room))
    return made


DIALOGS: dict[str, Make] = {
    "papers": _papers,
    "paper_offer": _paper_offer,
    "read_back": _read_back,
    "hall": _hall,
    "file": _file,
    "files": _files,
    "search": partial(_search, "مدرسه"),
    "commands": partial(_search, ""),
    "card": _card,
    "compare": _compare,
    "compare_versions": compare_versions,
    "look_into": partial(look_into, "found"),
    "look_into_damaged": partial(look_into, "damaged"),
    "look_into_differs": partial(look_into, "differs"),
    "look_into_plan": partial(look_into, "plan"),
    "plan_papers": plan_papers,
    "review_book": review_book,
    "take_review_book": take_review_book,
    "returning_book": returning_book,
    "bundle": bundle,
    "take_returned_book": take_returned_book,
    "forget": _forget,
    "invite": lambda session, _desk: InviteGuide(session),
    "proposition": partial(_paper, "proposition"),
    "location_list": _location_list,
    "partner_update": partial(_paper, "partner_update"),
    "leave": lambda session, desk: LeaveGuide(session, _other(desk)[0]),
    "lost": _lost,
    "restore": _restore,
    "sign_paper": sign_paper,
    "sign_returned": sign_returned,
    "take_over": lambda session, desk: TakeOverGuide(session, *_other(desk)),
}


def paint_dialogs(
    application: QApplication,
    session: Session,
    desk: Desk,
    folder: Path,
    names: Sequence[str],
    looks: Sequence[Look] = LOOKS,
) -> Iterator[Path]:
    """Write `dialog-<name>-<language>-<theme>.png` for each dialog and look; yields the files."""
    folder.mkdir(parents=True, exist_ok=True)
    for language, theme in looks:
        use_theme(application, theme)
        use_language(application, language)
        for name in names:
            made = DIALOGS[name](session, desk)
            made.show()
            application.processEvents()
            if type(made) is QFrame:
                made.setFixedHeight(made.heightForWidth(made.width()))
                application.processEvents()
            file = folder / f"dialog-{name}-{language}-{theme}.png"
            made.grab().save(str(file))
            made.close()
            yield file
