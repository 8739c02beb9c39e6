"""The papers of one page: reading their texts, writing a paragraph in place of the computed one, the PDF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.foundation.errors import UserError
from app.foundation.progress import Progress
from app.models.book import Book
from app.models.kinds.area import Area
from app.models.kinds.inside import Stakeholder
from app.models.kinds.meetings import Meeting, PaperParagraph
from app.models.kinds.people import Organisation
from app.process.facts import family, type_of
from app.services.desk import Desk
from app.services.papers.one_page import COMPUTED_ONLY, PARTS, PaperText, one_page, paper_texts
from app.services.papers.one_page_texts import PageTexts
from app.services.papers.printable import printable
from app.services.papers.scribe import Scribe
from app.services.views.said import Name, name_in
from app.words.catalogue import Words

if TYPE_CHECKING:
    from app.documents.pdf.one_page import RenderedPage

LANGUAGES = ("en", "ar", "ckb", "fr")
_OFFICES = ("10", "11", "15")


@dataclass(frozen=True, slots=True)
class PaperView:
    """A paper in one language; `authorities` are (stakeholder id, name) of whom a note can go to."""

    paper: str
    language: str
    texts: tuple[PaperText, ...]
    authorities: tuple[tuple[str, Name], ...] = ()
    authority: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything a paper is drawn from, read at one moment; drawing it needs no database."""

    book: Book
    area: Area
    paper: str
    language: str
    today: str
    authority: str
    sees_group: bool


def paper_view(desk: Desk, paper: str, language: str, authority: str = "") -> PaperView:
    """Return a paper's texts. Raises UserError `unknown_record` without an area."""
    known = authorities(desk)
    chosen = authority if any(one == authority for one, _ in known) else (known[0][0] if known else "")
    sheet = paper_sheet(desk, paper, language, chosen)
    return PaperView(
        paper,
        language,
        paper_texts(_texts(sheet), paper, sheet.authority),
        known if paper == "proposition" else (),
        chosen,
    )


def authorities(desk: Desk) -> tuple[tuple[str, Name], ...]:
    """Return government offices of the register: those the group met, then by level and name."""
    book = desk.book()
    met = {one.authority for one in book.where(Meeting, type="authority_meeting") if one.authority}
    found = [one for one in book.of(Stakeholder) if family(type_of(book, one)) == "government"]
    found = [one for one in found if type_of(book, one) in _OFFICES] or found
    level = {"district": 1, "governorate": 2}
    named = [
        (0 if one.organisation in met else level.get(one.level or "", 3), one.id, _named(book, one))
        for one in found
    ]
    return tuple((record, name) for _, record, name in sorted(named, key=lambda one: (one[0], one[2].en)))


def _named(book: Book, one: Stakeholder) -> Name:
    return name_in(one, "name") or name_in(book.get(Organisation, one.organisation), "name")


def paper_sheet(desk: Desk, paper: str, language: str, authority: str = "") -> Sheet:
    """Return what a paper is drawn from; `authority` is a stakeholder's id. Raises `unknown_record`."""
    area = desk.find(Area, desk.area)
    if area is None or paper not in PARTS:
        raise UserError("unknown_record", kind="paper", id=paper)
    book, words = desk.book(), Words(language)
    office = book.get(Stakeholder, authority)
    named = words.pick(office, "name") if office else ""
    if office is not None and not named:
        organisation = book.get(Organisation, office.organisation)
        named = words.pick(organisation, "name") if organisation else ""
    return Sheet(printable(book, area.id), area, paper, language, desk.today, named, desk.sees_group)


def draw_paper(sheet: Sheet, progress: Progress | None = None) -> RenderedPage:
    """Draw a paper: the PDF and how many pages it takes. Pure work; raises Cancelled."""
    from app.documents.pdf.one_page import render_one_page

    texts = _texts(sheet)
    content = one_page(texts, sheet.area, sheet.paper, sheet.authority)
    return render_one_page(content, texts.scribe.words, progress)


def one_page_pdf(
    desk: Desk, paper: str, language: str, named: str = "", progress: Progress | None = None
) -> bytes:
    """Return a paper as a PDF; a note goes to the authority `named` by its id or name, else to the likeliest.

    Raises UserError `unknown_record`, Cancelled.
    """
    known = authorities(desk)
    found = [one for one, name in known if named and named in (one, name.en, name.ar, name.ckb, name.fr)]
    if named and not found:
        raise UserError("unknown_record", kind="stakeholder", id=named[:80])
    office = found[0] if found else (known[0][0] if known and paper == "proposition" else "")
    return draw_paper(paper_sheet(desk, paper, language, office), progress).pdf


def write_paragraph(desk: Desk, paper: str, part: str, language: str, text: str) -> None:
    """Say a part of a paper in one's own words, in one language; the computed text or "" takes it back.

    Raises UserError `unknown_field` for a part that is not written by hand, `value_…`.
    """
    if part not in PARTS.get(paper, ()) or part in COMPUTED_ONLY or language not in LANGUAGES:
        raise UserError("unknown_field", kind="paper_paragraph", field=part[:80])
    kept = text.strip()
    held = next(iter(desk.records(PaperParagraph, paper=paper, part=part)), None)
    field = f"text_{language}"
    others = [name for name in LANGUAGES if name != language and held and getattr(held, f"text_{name}")]
    with desk.write("paper_paragraph.edit") as unit:
        if kept:
            unit.add(PaperParagraph, paper=paper, part=part, **{field: kept})
        elif held is not None and others:
            unit.set(PaperParagraph, held.id, **{field: None})
        elif held is not None:
            unit.remove(PaperParagraph, held.id)


def _texts(sheet: Sheet) -> PageTexts:
    scribe = Scribe(sheet.book, Words(sheet.language))
    return PageTexts(scribe, sheet.area, sheet.today, sees_group=sheet.sees_group)
