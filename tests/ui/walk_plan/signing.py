"""Step 8, first half: a version is frozen and signed by certificate, on the screen and in ink."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2
from PySide6.QtCore import QPoint
from ui.walk_plan.person import TwoLaptops
from ui.walking import LEFT

from app.models.kinds.review import FrozenVersion, Signoff
from app.ui.kit.link import TextLink
from app.ui.language import put

SIGNATURE = (QPoint(60, 110), QPoint(110, 50), QPoint(160, 130), QPoint(240, 60), QPoint(330, 120))


def freeze(both: TwoLaptops, *, draft: bool) -> None:
    """Freeze the plan in English."""
    page = _versions(both)
    both.walker.click(page.freeze_draft if draft else page.freeze)
    both.picture("freeze")
    both.walker.agree()
    both.walker.settle()
    newest = max(both.desk.records(FrozenVersion), key=lambda one: one.frozen_at or "")
    assert (newest.draft, newest.pdf_en is not None) == (draft, True)


def home_leads_to_versions(both: TwoLaptops, code: str) -> None:
    """See on Home what is next at the end of the plan, and go there by its link."""
    home = both.page("home")
    (wanted,) = (put(one.text) for one in home._view.next if one.text.code == code)
    link = next(one for one in home.findChildren(TextLink) if one.text() == wanted)
    both.picture("home")
    both.walker.click(link)
    assert both.walker.frame.stack.current_id == "review"
    assert both.walker.frame.stack.made()["review"].tabs.current() == "versions"


def sign_oneself(both: TwoLaptops) -> None:
    """Sign the final version with one's own certificate."""
    before = len(both.desk.records(Signoff))
    both.walker.click(_final(both).buttons["sign"])
    both.picture("sign")
    both.walker.agree()
    assert len(both.desk.records(Signoff)) == before + 1


def sign_on_screen(both: TwoLaptops) -> None:
    """Let the mayor sign on the pad."""
    both.walker.click(_final(both).buttons["draw"])
    dialog = both.walker.dialog()
    both.fill(dialog.who.name, "Mahma Khalil")
    both.fill(dialog.who.capacity, "Mayor of Sinjar")
    bot = both.walker.bot
    bot.mousePress(dialog.pad, LEFT, pos=SIGNATURE[0])
    for point in SIGNATURE[1:]:
        bot.mouseMove(dialog.pad, point)
    bot.mouseRelease(dialog.pad, LEFT, pos=SIGNATURE[-1])
    both.picture("draw")
    both.walker.click(dialog.go)
    assert [one.method for one in both.desk.records(Signoff) if one.strokes] == ["drawn"]


def sign_in_ink(both: TwoLaptops) -> None:
    """Print, let the technical working group sign on paper, photograph the page, and record it."""
    card, printed = _final(both), both.folder / "printed.pdf"
    both.door.answers["save"] = printed
    both.walker.click(card.buttons["save"])
    both.door.answers["open"] = _photo(printed)
    both.walker.click(card.buttons["paper"])
    dialog = both.walker.dialog()
    both.fill(dialog.name, "Huda Karim")
    dialog.who.role.control.show_value("dstwg")
    both.walker.click(dialog.scan.button)
    both.picture("paper")
    both.walker.click(dialog.go)
    (made,) = (one for one in both.desk.records(Signoff) if one.method == "wet_ink_scan")
    assert made.code_on_scan
    assert made.page


def _photo(printed: Path) -> Path:
    """Return a picture of the last page as a telephone takes it."""
    with pypdfium2.PdfDocument(printed) as document:
        page = document[len(document) - 1].render(scale=3.5).to_pil().convert("L")
    made = printed.with_suffix(".jpg")
    page.rotate(2, fillcolor=200, expand=True).save(made, quality=70)
    return made


def look_at_all_sign_offs(both: TwoLaptops) -> None:
    """See all four in one table, every one of them valid."""
    both.walker.click(_final(both).buttons["table"])
    dialog = both.walker.dialog()
    both.walker.settle()
    states = [dialog.model.index(line, 5).data() for line in range(dialog.model.rowCount())]
    both.picture("sign-offs")
    assert states == ["Valid"] * 4
    both.walker.click(dialog.leave)


def _versions(both: TwoLaptops) -> Any:
    page = both.page("review")
    both.walker.click(page.tabs.button("versions"))
    return page


def _final(both: TwoLaptops) -> Any:
    page = _versions(both)
    finals = [one for one in both.desk.records(FrozenVersion) if not one.draft]
    page.versions.choose(max(finals, key=lambda one: one.frozen_at or "").id)
    both.walker.settle()
    return page.versions.card
