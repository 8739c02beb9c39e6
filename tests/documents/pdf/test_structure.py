"""What those are told who do not see a document: headings, lists, tables, pictures, in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import pytest

from app.documents.beside import both
from app.documents.pdf.beside import TwoLanguages
from app.documents.pdf.booklet import Booklet, Running
from app.documents.pdf.composer import Composer
from app.documents.pdf.hand_filled import FormHead, RuledTable, TickBoxes
from app.documents.pdf.masthead import masthead
from app.documents.pdf.paragraph import BidiParagraph
from app.documents.pdf.plan import render_plan
from app.documents.pdf.tables import Row
from app.documents.plan_content import Drawing, Fact, FiguresTable, Part, PlanDocument
from app.drawing.shapes import Line, Picture, Text
from app.foundation.progress import unwatched
from app.words.catalogue import Words
from tests.documents.pdf.structures import Structured

WORDS = {
    "en": ("Report", "Title", "Beneath", "Place", "Sinjar", "Section", "A text.", "One", "Two", "First",
           "Said", "Table", "Village", "People", "Wells", "Note", "Picture", "2025", "Caption"),
    "ar": ("تقرير", "العنوان", "تحته", "المكان", "سنجار", "القسم", "نص أول.", "واحد", "اثنان", "الأول",
           "قيل", "الجدول", "القرية", "الناس", "الآبار", "ملاحظة", "الصورة", "2025", "تعليق"),
}  # fmt: skip


def running(language: str) -> Running:
    return Running(
        language=language, rtl=language == "ar", title="Title", author="", subject="", keywords="",
        foot="Foot", classification="Partners", training="Training", draft="Draft", code="MASAR:1",
        made_on="2026-01-01", page_words=lambda page, pages: f"{page} / {pages}",
    )  # fmt: skip


@pytest.fixture(scope="module", params=["en", "ar"])
def sheet(request: pytest.FixtureRequest) -> tuple[list[str], Structured]:
    """A page with one of everything, and its words in the order of reading."""
    t, make = WORDS[request.param], Composer(Words(request.param))
    picture = Picture(80, 20, (Line(0, 10, 80, 10, "line"), Text(0, 8, t[17], 7, "text")))
    parts = [
        Part("text", t[6]),
        Part("bullet", t[7]),
        Part("bullet", t[8]),
        Part("numbered", t[9]),
        Part("quote", t[10]),
    ]
    story = masthead(make, t[0], t[1], t[2], [Fact(t[3], t[4])], [])
    story += [*make.title(t[5]), *make.parts(parts)]
    story += make.figures_table(
        FiguresTable(t[11], (t[12], t[13]), ((t[14], "46"),), frozenset({1}), (), t[15])
    )
    story += [*make.drawing(Drawing(t[16], picture, t[18])), make.source(1, t[17])]
    return list(t), Structured(Booklet(running(request.param), unwatched(), first="portrait").make(story))


def test_the_tree_is_in_the_order_of_reading(sheet: tuple[list[str], Structured]) -> None:
    t, document = sheet
    assert [(role, text.split("\n")) for role, text in document.read()] == [
        ("/P", [t[0]]), ("/H1", [t[1]]), ("/P", [t[2]]), ("/P", together(t, 3, 4)), ("/H2", [t[5]]),
        ("/P", [t[6]]), ("/LBody", [t[7]]), ("/LBody", [t[8]]), ("/Lbl", ["1."]), ("/LBody", [t[9]]),
        ("/P", [t[10]]), ("/H3", [t[11]]), ("/TH", [t[12]]), ("/TH", [t[13]]), ("/TD", [t[14]]),
        ("/TD", ["46"]), ("/P", [t[15]]), ("/P", [t[16]]),
        ("/Figure", [("، " if t[0] > "z" else ", ").join((t[16], t[17]))]), ("/P", [t[18]]),
        ("/Note", ["[1] 2025"]),
    ]  # fmt: skip


def together(t: list[str], one: int, other: int) -> list[str]:
    """Return what two texts of one element read like: lines where text is given, else one line."""
    return [t[one], t[other]] if t[one][0] > "z" else [f"{t[one]} {t[other]}"]


def test_lists_and_quotes_hold_their_texts(sheet: tuple[list[str], Structured]) -> None:
    bullets, numbers = sheet[1].tree.of("/L")
    assert [len(one.kids) for one in (bullets, numbers)] == [2, 1]
    assert [one.attribute("/ListNumbering") for one in (bullets, numbers)] == ["/Disc", "/Decimal"]
    assert all(one.role == "/LI" for one in bullets.kids + numbers.kids)  # type: ignore[union-attr]
    assert [one.role for one in sheet[1].tree.of("/BlockQuote")[0].kids] == ["/P"]  # type: ignore[union-attr]


def test_notes_are_found_by_their_names(sheet: tuple[list[str], Structured]) -> None:
    name, element = sheet[1].root["/StructTreeRoot"]["/IDTree"]["/Names"]
    assert element.get_object()["/S"] == "/Note"
    assert element.get_object()["/ID"] == name


def test_what_stands_on_every_page_is_ornament(sheet: tuple[list[str], Structured]) -> None:
    ornaments = [mark.text for mark in sheet[1].marks[0] if mark.number < 0]
    assert any("Partners" in text and "Training" in text for text in ornaments)
    assert any("Foot" in text for text in ornaments)
    assert not any("Partners" in text for _, text in sheet[1].read())


@pytest.fixture(scope="module", params=["en", "ar"])
def plan(request: pytest.FixtureRequest, plan_of: Callable[..., PlanDocument]) -> Structured:
    content = plan_of(request.param, count=18, frozen=False)
    return Structured(render_plan(content, Words(request.param)).pdf)


def test_the_document_says_that_it_is_tagged(plan: Structured) -> None:
    assert plan.root["/MarkInfo"]["/Marked"]
    assert plan.tree.role == "/Document"
    assert all(page["/Tabs"] == "/S" for page in plan.pages)


def test_all_that_is_painted_is_content_or_ornament(plan: Structured) -> None:
    assert plan.unclaimed == [[] for _ in plan.pages]
    assert all(mark.painted for marks in plan.marks for mark in marks if mark.number >= 0)


def test_every_content_stands_in_the_tree_once(plan: Structured) -> None:
    named = Counter(kid for one in plan.tree.all() for kid in one.kids if isinstance(kid, tuple))
    assert set(named.values()) == {1}
    assert set(named) == set(plan.shown)
    roles = {kid: one.role for one in plan.tree.all() for kid in one.kids if isinstance(kid, tuple)}
    assert all(mark.tag == roles[at][1:] for at, mark in plan.shown.items())


def test_each_page_knows_the_elements_of_its_content(plan: Structured) -> None:
    kept = plan.root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    by_key = {int(kept[at]): kept[at + 1] for at in range(0, len(kept), 2)}
    assert plan.root["/StructTreeRoot"]["/ParentTreeNextKey"] == len(by_key)
    for at, page in enumerate(plan.pages):
        owners = by_key[int(page["/StructParents"])]
        said = [str(owner.get_object()["/S"])[1:] for owner in owners]
        assert said == [
            mark.tag for mark in sorted(plan.marks[at], key=lambda one: one.number) if mark.number >= 0
        ]


def test_rows_of_a_table_have_as_many_cells(plan: Structured) -> None:
    tables = plan.tree.of("/Table")
    assert len(tables) > 8
    for table in tables:
        assert all(row.role == "/TR" for row in table.kids)  # type: ignore[union-attr]
        wide = [
            sum(int(cell.attribute("/ColSpan") or 1) for cell in row.kids)  # type: ignore[union-attr]
            for row in table.of("/TR")
        ]
        assert len(set(wide)) == 1
        assert all(cell.attribute("/Scope") for cell in table.of("/TH"))


def test_a_head_that_is_repeated_is_read_once(plan: Structured) -> None:
    activities = max(plan.tree.of("/Table"), key=lambda table: len(table.kids))
    pages = {kid[0] for one in activities.all() for kid in one.kids if isinstance(kid, tuple)}
    assert len(pages) > 1
    groups = [row for row in activities.of("/TR") if len(row.kids) == 1]
    heads = [row for row in activities.of("/TR") if len(row.kids) > 1 and len(row.of("/TH")) == len(row.kids)]
    assert (len(heads), len(groups)) == (1, 8)


def test_no_level_of_headings_is_left_out(plan: Structured) -> None:
    levels = [int(one.role[2:]) for one in plan.tree.all() if one.role[:2] == "/H"]
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    assert levels.count(1) == 1


def test_pictures_are_told_in_words(plan: Structured) -> None:
    figures = plan.tree.of("/Figure")
    assert len(figures) > 2
    assert all(str(one.entries["/Alt"]).strip() and len(one.attribute("/BBox")) == 4 for one in figures)


def test_links_stand_where_they_are_read(plan: Structured) -> None:
    listed = [one.get_object() for page in plan.pages for one in page.get("/Annots", ())]
    links = plan.tree.of("/Link")
    assert len(links) == len(listed) == len(plan.tree.of("/TOCI")) > 8
    for one, note in zip(links, listed, strict=True):
        held = [kid.get_object() for kid in one.entries["/K"]]
        assert [kid["/Obj"] == note for kid in held if not isinstance(kid, int)] == [True]
        assert str(note["/Contents"])
    kept = plan.root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    by_key = {int(kept[at]): kept[at + 1] for at in range(0, len(kept), 2)}
    assert all(by_key[int(note["/StructParent"])].get_object()["/S"] == "/Link" for note in listed)


def test_a_text_that_goes_on_over_a_page_is_one() -> None:
    make = Composer(Words("en"))
    long = "Returns slowed after 2021 and families name damaged housing. " * 150
    story = [make.body(long), *make.parts([Part("bullet", long)])]
    story.append(
        make.table(
            make.columns([("code", 10), ("item", 40)]), [Row((make.cells.text("1"), make.cells.text(long)))]
        )
    )
    document = Structured(Booklet(running("en"), unwatched(), first="portrait").make(story))
    for role in ("/P", "/LBody", "/TD"):
        (one,) = [one for one in document.tree.of(role) if len(one.kids) > 1]
        assert document.said(one).split() == long.split()
    assert [len(table.of("/TR")) for table in document.tree.of("/Table")] == [2]


def test_the_second_language_is_named() -> None:
    make = TwoLanguages(Words("en"), Words("ar"))
    story = [BidiParagraph("Plan", make.styles.title, "H1"), *make.title(both("Title", "العنوان", True))]
    story.append(make.body(both("A text.", "نص أول.", True)))
    document = Structured(Booklet(running("en"), unwatched(), first="portrait").make(story))
    assert document.read()[1:] == [("/H2", "Title"), ("/H2", "العنوان"), ("/P", "A text."), ("/P", "نص أول.")]
    assert [one.entries["/Lang"] for one in document.tree.of("/Div")] == ["ar", "ar"]


def test_sheets_to_fill_in_have_tables_and_lists() -> None:
    make = Composer(Words("ar"))
    story = [
        FormHead("فوق", "ورقة", "MASAR:1", "رمز", make.styles, True),
        TickBoxes(("نعم", "لا"), make.styles, True),
        RuledTable((("الاسم", 2.0), ("اليوم", 1.0)), [("", "")] * 40, 30, make.styles, True),
    ]
    document = Structured(Booklet(running("ar"), unwatched(), first="portrait").make(story))
    assert len(document.pages) > 1
    assert document.unclaimed == [[] for _ in document.pages]
    assert [text for _, text in document.read()] == [
        "فوق",
        "ورقة",
        "رمز",
        "رمز",
        "نعم",
        "لا",
        "الاسم",
        "اليوم",
    ]
    assert [len(table.of("/TR")) for table in document.tree.of("/Table")] == [41]
    assert [len(one.kids) for one in document.tree.of("/L")] == [2]


def test_no_text_is_longer_than_archives_take() -> None:
    make = Composer(Words("ar"))
    story = [make.body("كلمة " * 4000), make.body("كلمة " * 400)]
    document = Structured(Booklet(running("ar"), unwatched(), first="portrait").make(story))
    long, short = document.tree.of("/P")
    assert "/ActualText" not in long.entries
    assert short.entries["/ActualText"] == ("كلمة " * 400)
