"""Files, and the search for everything: once by mouse, once by keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from ui.walk.eyes import own, said
from ui.walk.person import Person

from app.models.kinds.meetings import Attachment, Meeting

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("in_the_example")]
IN_ARABIC = True

MEETING = "Meeting with the district administration of Sinjar"


def test_the_scan_of_an_agreement_is_added_looked_at_and_classed(somebody: Person, tmp_path: Path) -> None:
    scan = tmp_path / "letter.png"
    Image.new("RGB", (300, 420), "white").save(scan)
    somebody.page("stakeholders")
    somebody.click("stakeholders.tab.authority")
    somebody.click(MEETING)
    somebody.door.files = [scan]
    somebody.click(said("attachments.add_named", name=MEETING))
    desk = somebody.walker.desk
    (meeting,) = desk.records(Meeting, title_en=MEETING)
    (held,) = desk.records(Attachment, subject=meeting.id, **own("name", "letter"))
    somebody.click("attachments.open", name="letter")
    somebody.choose("attachments.sensitivity", "code.sensitivity.2")
    somebody.click("frame.close")
    kept = desk.find(Attachment, held.id)
    assert kept is not None
    assert kept.sensitivity == 2


@pytest.mark.parametrize("typed", ["tal narjis", "تل نرج"], ids=["latin", "arabic"])
def test_a_record_is_found_by_the_search_for_everything(somebody: Person, typed: str) -> None:
    somebody.search(typed, "Tal Narjis")
    assert somebody.walker.frame.stack.current_id == "area"
    assert somebody.sees("Tal Narjis")
