"""The frame of a document: page kinds, headings and contents, keeping, marks, signature places."""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdfium2
import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, append_signature_field, enumerate_sig_fields
from reportlab.platypus import Spacer
from reportlab.platypus.flowables import Flowable

from app.documents.pdf import fonts
from app.documents.pdf.booklet import Booklet, Heading, HeadingParagraph, Running, text_width, turn_to
from app.documents.pdf.composer import Composer
from app.documents.pdf.pairs import Pairs
from app.documents.pdf.paragraph import BidiParagraph
from app.documents.pdf.plan import render_plan
from app.documents.pdf.signature import BOX_HEIGHT, SignaturePlace, signature_rows
from app.documents.pdf.tables import Column, Row
from app.documents.pdf.theme import LANDSCAPE, PORTRAIT, Style, styles
from app.documents.plan_content import Block, Drawing, FiguresTable, Part, PlanDocument, Signatory
from app.drawing.shapes import Picture, Rect
from app.foundation.errors import Cancelled
from app.foundation.progress import Progress, unwatched
from app.words.catalogue import Words

Story = list[Flowable]


def running(**changes: object) -> Running:
    values: dict[str, object] = {
        "language": "en", "rtl": False, "title": "A title", "author": "A group", "subject": "S",
        "keywords": "k", "foot": "The foot", "classification": "Class", "training": "", "draft": "",
        "code": "MASAR:ABC", "made_on": "2026-03-20",
        "page_words": lambda page, pages: f"page {page} of {pages}",
    }  # fmt: skip
    return Running(**{**values, **changes})  # type: ignore[arg-type]


def made(story: Story, first: str = "portrait", **changes: object) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(Booklet(running(**changes), unwatched(), first=first).make(story))


def texts(document: pypdfium2.PdfDocument) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in document]


def body(text: str) -> BidiParagraph:
    return BidiParagraph(text, styles(False).body)


@pytest.fixture
def make() -> Composer:
    return Composer(Words("en"))


def test_pages_of_both_kinds_in_one_document() -> None:
    document = made([body("tall"), *turn_to("landscape"), body("wide"), *turn_to("portrait"), body("tall")])
    assert [round(page.get_width()) for page in document] == [595, 842, 595]


def test_total_is_known_on_the_first_page() -> None:
    pages = texts(made([body("word " * 4000)]))
    assert len(pages) > 3
    assert [f"page {i} of {len(pages)}" in text for i, text in enumerate(pages, 1)] == [True] * len(pages)


def test_marks_stand_only_when_asked_for() -> None:
    (plain,) = texts(made([body("x")]))
    (marked,) = texts(made([body("x")], training="Training", draft="Draft"))
    assert "Draft" not in plain
    assert marked.count("Draft") == 2
    assert "Training" in marked


def test_no_code_no_square() -> None:
    document = made([body("x")], code="")
    assert "The foot" in texts(document)[0]


def test_right_to_left_foot_is_mirrored() -> None:
    def page_number_x(rtl: bool) -> float:
        page = made([body("x")], rtl=rtl)[0].get_textpage()
        found = page.search("page").get_next()
        assert found is not None
        return float(page.get_charbox(found[0])[0])

    assert page_number_x(True) < PORTRAIT.width / 2 < page_number_x(False)


def test_headings_become_bookmarks_without_marks_of_direction() -> None:
    story: Story = [
        HeadingParagraph(Heading("\u2068One\u2069", 0, "a"), styles(False).title),
        HeadingParagraph(Heading("Inner", 1, "b"), styles(False).heading),
    ]
    found = [(item.level, item.get_title()) for item in made(story).get_toc()]
    assert found == [(0, "One"), (1, "Inner")]


def test_a_heading_is_never_alone_at_the_foot(make: Composer) -> None:
    rows = [Row((make.cells.text(f"row {i}"),)) for i in range(60)]
    table = make.table([Column(make.cells.head("Head"), 1)], rows)
    story: Story = [Spacer(1, PORTRAIT.content_height - 70), *make.heading("Heading"), table]
    pages = texts(made(story))
    assert "Heading" not in pages[0]
    assert "row 0" in pages[1]


def test_a_heading_stays_where_the_table_can_begin(make: Composer) -> None:
    rows = [Row((make.cells.text(f"row {i}"),)) for i in range(60)]
    table = make.table([Column(make.cells.head("Head"), 1)], rows)
    story: Story = [Spacer(1, PORTRAIT.content_height - 300), *make.heading("Heading"), table]
    pages = texts(made(story))
    assert "Heading" in pages[0]
    assert "row 0" in pages[0]
    assert "Head" in pages[1]


def test_a_heading_keeps_with_two_lines_of_text(make: Composer) -> None:
    story: Story = [Spacer(1, PORTRAIT.content_height - 45), *make.heading("Heading"), body("word " * 300)]
    assert "Heading" not in texts(made(story))[0]


def test_a_drawing_keeps_its_title(make: Composer) -> None:
    drawing = Drawing("Drawn", Picture(300, 200, (Rect(0, 0, 300, 200, "accent_soft"),)), "Caption", (1,))
    story: Story = [Spacer(1, PORTRAIT.content_height - 150), *make.drawing(drawing)]
    pages = texts(made(story))
    assert "Drawn" not in pages[0]
    assert "Source: 1." in pages[1]


def test_parts_of_every_kind_print(make: Composer) -> None:
    kinds = ("text", "lead", "heading", "bullet", "note", "quote")
    parts = [Part(kind, f"a {kind}", (3,)) for kind in kinds]  # type: ignore[arg-type]
    (page,) = texts(made(make.parts(parts)))
    assert all(f"a {kind}" in page for kind in kinds)
    assert page.count("[3]") == 5


def test_long_bullets_go_on_over_pages(make: Composer) -> None:
    document = made(make.parts([Part("bullet", "word " * 3000), Part("quote", "said " * 3000)]))
    assert len(document) > 5


def test_figures_tables_say_their_sources(make: Composer) -> None:
    table = FiguresTable("Counts", ("Place", "2026"), (("A", "1,200"),), frozenset({1}), (1, 4), "Rounded.")
    (page,) = texts(made(make.figures_table(table)))
    assert "Rounded. Sources: 1, 4." in page


def test_lines_are_joined_without_empty_parts() -> None:
    assert Composer(Words("en")).line("a", "", "b").replace("\u2068", "").replace("\u2069", "") == "a · b"


def test_composed_line_begins_with_the_direction_of_the_language() -> None:
    assert Composer(Words("ar")).line("SO4", "خدمات").startswith("\u200f")


def test_pairs_are_laid_in_rows_and_mirrored() -> None:
    pairs = Pairs([("Label", "Value")] * 4, styles(False), False, facts=True)
    one = Pairs([("Label", "Value")], styles(False), False, facts=True)
    assert pairs.wrap(400, 900)[1] == pytest.approx(2 * one.wrap(400, 900)[1] + 18)


def test_signature_places_lie_inside_their_boxes(make: Composer) -> None:
    places: list[SignaturePlace] = []
    people = (Signatory("A very long name " * 6, "Capacity " * 12, "Organisation", "", "first"),)
    document = made([*turn_to("landscape"), *signature_rows(make, people, 2, places)])
    assert [place.name for place in places] == ["first", "spare_1", "spare_2"]
    assert {place.page for place in places} == {len(document) - 1}
    for place in places:
        left, bottom, right, top = place.rect
        assert LANDSCAPE.margin < left < right < LANDSCAPE.width - LANDSCAPE.margin
        assert 13 <= top - bottom < BOX_HEIGHT


def test_fields_can_be_made_at_the_places(plan_of: Callable[..., PlanDocument]) -> None:
    plan = render_plan(plan_of("en"), Words("en"))
    writer = IncrementalPdfFileWriter(io.BytesIO(plan.pdf))
    for place in plan.signature_fields:
        box = tuple(round(side) for side in place.rect)
        append_signature_field(writer, SigFieldSpec(place.name, on_page=place.page, box=box))  # type: ignore[arg-type]
    out = io.BytesIO()
    writer.write(out)
    names = [name for name, _, _ in enumerate_sig_fields(PdfFileReader(out))]
    assert names == [place.name for place in plan.signature_fields]
    assert out.getvalue().startswith(plan.pdf)


def test_cancelling_leaves_nothing_behind() -> None:
    stopped = Progress()
    stopped.cancel()
    before = len(fonts.font(fonts.SANS, False).state)
    with pytest.raises(Cancelled):
        Booklet(running(), stopped, first="portrait").make([body("x")] * 5)
    assert len(fonts.font(fonts.SANS, False).state) == before


def test_width_of_a_line() -> None:
    assert text_width("one two", Style()) == pytest.approx(
        text_width("one ", Style()) + text_width("two", Style()), abs=0.5
    )


def test_day_of_the_document_is_its_date() -> None:
    facts = made([body("x")], made_on="2026-03-20").get_metadata_dict()
    assert facts["CreationDate"].startswith("D:20260320")
    assert made([body("x")], made_on="").get_metadata_dict()["CreationDate"].startswith("D:20000101")


def test_cover_gives_way_to_the_code_when_facts_are_too_long(plan_of: Callable[..., PlanDocument]) -> None:
    fact = type(plan_of("en").facts[0])
    long_facts = tuple(fact("Label", "very long value " * 20) for _ in range(9))
    changed = plan_of("en", facts=long_facts, context=Block())
    pages = texts(pypdfium2.PdfDocument(render_plan(changed, Words("en")).pdf))
    assert "This page belongs to version 1.0" in pages[0]
    assert "1 · Context" in pages[1]
