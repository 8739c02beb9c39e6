"""The plan's text by itself as .docx, for those who comment in a word processor."""

from __future__ import annotations

from app.documents.plan_content import Source
from app.documents.text_content import TextDocument, TextSection
from app.foundation.errors import UserError
from app.models.kinds.area import Area
from app.process.facts import current_plan
from app.process.scope import scope_of
from app.services.desk import Desk
from app.services.papers.plan import plan_years, source_text
from app.services.papers.plan_outline import Outline
from app.services.papers.plan_parts import parts
from app.services.papers.printable import HIGHEST_CLASS, printable
from app.services.papers.scribe import Scribe
from app.words.catalogue import Words


def text_docx(desk: Desk, language: str, highest: int = HIGHEST_CLASS) -> bytes:
    """Return the text as the bytes of a .docx file. Raises UserError `no_plan`."""
    from app.documents.word import write_word

    return write_word(text_document(desk, language, highest))


def text_document(desk: Desk, language: str, highest: int = HIGHEST_CLASS) -> TextDocument:
    """Return what the text says: the sections of the outline in order, those not written yet as well."""
    scribe = Scribe(printable(desk.book(), desk.area, highest=highest), Words(language))
    words, plan, area = scribe.words, current_plan(scribe.book), desk.find(Area, desk.area)
    if plan is None:
        raise UserError("no_plan")
    title = scribe.name(plan, "title") or Outline(scribe, desk.today).plan_title()
    sections = tuple(
        TextSection(words.code("section_key", one.section), parts(scribe, one.section))
        for one in scope_of(scribe.book).outline
    )
    training = words.say("documents.training_mark") if desk.training else ""
    return TextDocument(
        language=words.language,
        right_to_left=words.right_to_left,
        title=title,
        under=scribe.line(scribe.name(area), plan_years(plan), scribe.day(desk.today)),
        marks=(words.say("papers.for_partners"), training),
        sections=sections,
        sources_title=words.say("documents.annex.sources"),
        sources=tuple(Source(number, source_text(scribe, one)) for number, one in scribe.sources()),
        made_at=desk.clock.now(),
    )
