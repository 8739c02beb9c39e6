"""A plan in two languages: columns, cells, boxes to sign, direction."""

from __future__ import annotations

from collections.abc import Callable

import pypdfium2
import pytest

from app.documents.pdf.beside import GUTTER, Beside, TwoLanguages
from app.documents.pdf.paragraph import BidiParagraph
from app.documents.pdf.plan import RenderedPlan, render_plan
from app.documents.pdf.theme import PORTRAIT, Style
from app.documents.plan_content import PlanDocument
from app.words.catalogue import Words

Make = Callable[..., PlanDocument]


@pytest.fixture(scope="module")
def both(plan_of: Make) -> dict[str, RenderedPlan]:
    pairs = (("en", "ar"), ("ar", "en"))
    return {
        one: render_plan(plan_of(one, 12), Words(one), second=(plan_of(other, 12), Words(other)))
        for one, other in pairs
    }


def left_of(pdf: bytes, page: int, word: str) -> float:
    text = pypdfium2.PdfDocument(pdf)[page].get_textpage()
    found = text.search(word).get_next()
    assert found is not None, word
    return float(text.get_charbox(found[0])[0])


@pytest.mark.parametrize("language", ["en", "ar"])
def test_english_stands_left_and_arabic_right(language: str, both: dict[str, RenderedPlan]) -> None:
    pdf = both[language].pdf
    assert left_of(pdf, 2, "Context") < PORTRAIT.width / 2 < left_of(pdf, 2, "السياق")
    assert left_of(pdf, 2, "returned") < PORTRAIT.width / 2


def test_tables_stand_once(both: dict[str, RenderedPlan], plan_of: Make) -> None:
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(both["en"].pdf)]
    whole = "\n".join(pages)
    codes = [one.code for objective in plan_of("en", 12).objectives for one in objective.activities]
    assert [whole.count(code) for code in codes] == [1] * len(codes)
    assert "Directorate of Water" in whole
    assert "مديرية الماء" in whole


def test_places_to_sign_are_made_once(both: dict[str, RenderedPlan], plan_of: Make) -> None:
    alone = render_plan(plan_of("en", 12), Words("en")).signature_fields
    assert [place.name for place in both["en"].signature_fields] == [place.name for place in alone]
    assert len({place.page for place in both["en"].signature_fields}) == 1


def test_the_second_kurdish_plan_says_nothing_in_english(
    plan_of: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing: set[str] = set()
    monkeypatch.setattr(Words, "missing", missing)
    render_plan(plan_of("en", 6), Words("en"), second=(plan_of("ar", 6), Words("ckb")))
    assert missing == set()


def test_bookmarks_and_information_are_those_of_the_first(both: dict[str, RenderedPlan]) -> None:
    document = pypdfium2.PdfDocument(both["en"].pdf)
    titles = [item.get_title() for item in document.get_toc()]
    assert titles[1] == "1 · Context · 1 · السياق العام"
    assert document.get_metadata_dict()["Title"].startswith("Plan of Action for durable solutions")


def test_a_sentence_holds_each_language_with_its_own_values() -> None:
    make = TwoLanguages(Words("en"), Words("ar"))
    said = make.say("area_and_period", area=make.line("Sinjar"))
    assert said.count("Sinjar") == 2
    assert make.say("area_and_period", area="x\u2028\u2067س\u2069").startswith("x, \u2028")


def test_columns_break_together() -> None:
    one = BidiParagraph("word " * 300, Style(size=10))
    other = BidiParagraph("كلمة " * 40, Style(size=10, rtl=True))
    pair = Beside(one, other, rtl=False)
    wide, high = pair.wrap(400, 1000)
    assert wide == 400
    upper, lower = pair.split(400, high / 2)
    assert upper.wrap(400, 1000)[1] <= high / 2
    assert upper.wrap(400, 1000)[1] + lower.wrap(400, 1000)[1] == pytest.approx(high)
    assert (400 - GUTTER) / 2 > 180
    assert pair.split(400, 5) == []
