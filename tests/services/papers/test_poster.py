"""The wall poster: paper of its size, letters for two metres, objectives as bands, mirrored in Arabic."""

from __future__ import annotations

import pypdfium2
import pytest

from app.documents.pdf.poster import LARGER, SHEETS
from app.foundation.errors import UserError
from app.models.kinds.plan import Activity
from app.services.desk import Desk
from app.services.papers.poster import SIZES, poster_document, poster_pdf
from app.words.catalogue import Words
from tests.documents.pdf.structures import Structured

A3, A2 = (1190.55, 841.89), (1683.78, 1190.55)


def opened(desk: Desk, language: str, size: str = "") -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(poster_pdf(desk, language, size))


def tall(page: pypdfium2.PdfPage) -> list[tuple[str, float]]:
    """Return the largest figures of a page, each with its left end."""
    words = page.get_textpage()
    found = ((words.get_text_range(i, 1), words.get_charbox(i)) for i in range(words.count_chars()))
    return [(text, box[0]) for text, box in found if text.isdigit() and box[3] - box[1] > 20 * LARGER]


@pytest.mark.parametrize(("size", "points"), [("A3", A3), ("a2", A2), ("", A3)])
def test_paper_is_of_the_size_asked_for(desk: Desk, size: str, points: tuple[float, float]) -> None:
    page = opened(desk, "en", size)[0]
    assert page.get_size() == pytest.approx(points, abs=1)


def test_every_size_has_a_sheet() -> None:
    assert set(SIZES) == set(SHEETS)


def test_another_size_is_refused(desk: Desk) -> None:
    with pytest.raises(UserError, match="poster_size"):
        poster_document(desk, "en", "A9")


def test_every_activity_is_on_the_wall_under_its_objective(desk: Desk) -> None:
    document = opened(desk, "en", "A2")
    text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    missing = [one.code for one in desk.records(Activity) if (one.code or "?") not in text]
    assert missing == []
    assert text.index("SO1") < text.index("A-001") < text.index("SO2") < text.index("A-005")


def test_bookmarks_name_each_objective_once(desk: Desk) -> None:
    marks = [mark.get_title() for mark in opened(desk, "en").get_toc()]
    assert marks[:2] == ["SO1 · Government leadership", "SO2 · Housing and HLP"]
    assert len(set(marks)) == len(marks) == 8


def test_why_there_is_no_counterpart_is_told_in_the_plan_not_on_the_wall(desk: Desk) -> None:
    reasons = {one.no_counterpart_reason for one in desk.records(Activity)} - {None}
    shown = [row.government for one in poster_document(desk, "en").objectives for row in one.activities]
    assert reasons
    assert not reasons & set(shown)
    assert any(shown)


def test_letters_are_large_enough_for_two_metres(desk: Desk) -> None:
    """Capitals of 4 mm and more are read from two metres with good eyes in plain light."""
    page = opened(desk, "en", "A3")[0]
    words = page.get_textpage()
    for text in ("Monthly meeting", "Joint Planning", "Ongoing", "Hayy al-Safsaf"):
        at, _ = words.search(text).get_next()
        _, low, _, high = words.get_charbox(at)
        assert (high - low) / 72 * 25.4 >= 4.0


def test_each_page_bears_its_number_large_at_the_trailing_side(desk: Desk) -> None:
    for number, page in enumerate(opened(desk, "en", "A2"), 1):
        ((text, left),) = tall(page)
        assert text == str(number)
        assert left > A2[0] * 0.9


def test_in_arabic_the_poster_is_mirrored(desk: Desk) -> None:
    ((text, left),) = tall(opened(desk, "ar", "A2")[0])
    assert text == "1"
    assert left < A2[0] * 0.1


@pytest.mark.parametrize("language", ["ar", "ckb", "fr"])
def test_all_words_are_there(desk: Desk, language: str) -> None:
    Words.missing.clear()
    assert poster_pdf(desk, language).startswith(b"%PDF")
    assert {one for one in Words.missing if one.startswith(f"{language}:")} == set()


def test_a_plan_without_activities_says_so(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.services.papers.poster.objectives", lambda _scribe: ())
    assert "holds no activity yet" in opened(desk, "en")[0].get_textpage().get_text_bounded()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_band_is_read_once_and_objectives_under_it(desk: Desk, language: str) -> None:
    document = Structured(poster_pdf(desk, language))
    assert document.unclaimed == [[] for _ in document.pages]
    levels = [one.role for one in document.tree.all() if one.role[:2] == "/H"]
    assert levels[0] == "/H1"
    assert set(levels[1:]) == {"/H2"}
