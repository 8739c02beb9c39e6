"""A photo or scan of a filled form tells to which meeting it belongs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
import segno
from PIL import Image
from services.example import example_desk

from app.models.kinds.meetings import Attachment, Consultation, Meeting
from app.models.kinds.plan import Plan
from app.models.kinds.review import FrozenVersion
from app.services.attachments import ChosenFile, keep_several, read_chosen
from app.services.desk import Desk
from app.services.meeting_papers import make_paper
from app.services.paper_codes import codes_on, papers_of
from app.services.papers.forms import FORMS

ELSEWHERE = "MASAR:MEETING:01900000-0000-7000-8000-00000000ABCD"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = example_desk(tmp_path_factory.mktemp("codes"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def meeting(desk: Desk) -> Meeting:
    return desk.records(Meeting, type="roundtable")[0]


def printed(desk: Desk, meeting: Meeting, paper: str, folder: Path) -> Path:
    made = folder / f"{paper}.pdf"
    made.write_bytes(make_paper(desk, paper, meeting.id, "ar"))
    return made


def photographed(pdf: Path) -> Path:
    """Return a telephone's picture of a printed page: turned a little, on a dark table, badly compressed."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0].render(scale=3).to_pil().convert("L")
    table = Image.new("L", (page.width + 300, page.height + 300), 60)
    table.paste(page, (150, 150))
    made = pdf.with_suffix(".jpg")
    table.rotate(4, fillcolor=60).save(made, quality=40)
    return made


def square(folder: Path, text: str) -> ChosenFile:
    made = folder / "code.png"
    segno.make_qr(text).save(str(made), scale=8)
    return read_chosen(made)


@pytest.mark.parametrize("paper", [*sorted(FORMS), "letters"])
def test_every_form_says_its_meeting(desk: Desk, meeting: Meeting, paper: str, tmp_path: Path) -> None:
    pdf = printed(desk, meeting, paper, tmp_path)
    for path in (pdf, photographed(pdf)):
        found = papers_of(desk, [codes_on(read_chosen(path))])[0]
        assert (found.state, found.places[0].kind, found.places[0].id) == ("here", "meeting", meeting.id)
        assert found.places[0].code == meeting.code


def test_consultations_that_follow_a_meeting_are_offered_too(desk: Desk, meeting: Meeting) -> None:
    with desk.write("consultation.add") as unit:
        after = unit.add(Consultation, title_en="Women of the camp", meeting=meeting.id)
    try:
        code = f"MASAR:MEETING:{meeting.id.upper()}"
        found = papers_of(desk, [(code,)])[0]
        assert [(one.kind, one.id) for one in found.places][-1] == ("consultation", after)
        assert papers_of(desk, [(f"MASAR:CONSULTATION:{after}",)])[0].places[0].id == after
    finally:
        desk.undo()


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (ELSEWHERE, "elsewhere"), ("MASAR:STAMP:01900000-0000-7000-8000-00000000ABCD", "elsewhere"),
        ("MASAR:" + "AB" * 32, "document"), ("MASAR-CARD-1:XYZ", "card"), ("https://example.org", "foreign"),
    ],
)  # fmt: skip
def test_other_codes_are_told_apart(desk: Desk, tmp_path: Path, text: str, state: str) -> None:
    assert papers_of(desk, [codes_on(square(tmp_path, text))])[0].state == state


def test_a_page_of_the_plan_is_known_by_its_version(desk: Desk) -> None:
    with desk.write("frozen_version.add") as unit:
        unit.add(FrozenVersion, plan=desk.records(Plan)[0].id, number="9", content_hash="cd" * 32)
    try:
        assert papers_of(desk, [("MASAR:" + "CD" * 32,)])[0].state == "version"
    finally:
        desk.undo()


def test_of_several_codes_the_one_of_a_meeting_counts(desk: Desk, meeting: Meeting) -> None:
    codes = ("https://example.org", f"MASAR:MEETING:{meeting.id.upper()}")
    assert papers_of(desk, [codes, ()])[0].state == "here"
    assert papers_of(desk, [codes, ()])[1].state == "none"


def test_papers_of_two_meetings_are_attached_in_one_step(desk: Desk, tmp_path: Path) -> None:
    one, two = desk.records(Meeting)[:2]
    files = (square(tmp_path, "a"), square(tmp_path, "b"))
    before = len(desk.records(Attachment))
    ids = keep_several(desk, [("meeting", one.id, files[0]), ("meeting", two.id, files[1])])
    subjects = [made.subject for made in desk.records(Attachment) if made.id in ids]
    assert sorted(map(str, subjects)) == sorted((one.id, two.id))
    desk.undo()
    assert len(desk.records(Attachment)) == before
