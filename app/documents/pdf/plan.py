"""A Plan of Action as a PDF, drawn from one frozen value."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.platypus import KeepTogether, NextPageTemplate, PageBreak
from reportlab.platypus.flowables import Flowable

from app.documents.beside import beside
from app.documents.pdf import plan_activities, plan_front, plan_monitoring
from app.documents.pdf.archive import WITH_DATA
from app.documents.pdf.beside import TwoLanguages
from app.documents.pdf.booklet import Booklet, Running, turn_to
from app.documents.pdf.code_mark import code_text
from app.documents.pdf.composer import Composer
from app.documents.pdf.signature import SignaturePlace
from app.documents.plan_content import PlanDocument
from app.foundation.progress import Progress, unwatched
from app.words.catalogue import Words


@dataclass(frozen=True, slots=True)
class RenderedPlan:
    """A PDF's bytes and where its signature fields belong, in the order of the signing page."""

    pdf: bytes
    signature_fields: tuple[SignaturePlace, ...]


def render_plan(
    content: PlanDocument,
    words: Words,
    progress: Progress | None = None,
    second: tuple[PlanDocument, Words] | None = None,
) -> RenderedPlan:
    """Return the plan as a PDF in the language of `words`; the same content gives the same bytes.

    With `second`, the same plan in another language, texts stand in two columns and tables hold both.
    The content hash stands on every page, in the square code and among the keywords. No form fields are
    made and no data are attached: that is the signing room's, at `signature_fields`. Raises Cancelled.
    """
    make = Composer(words)
    stands = running(make, content, content.code_text or code_text(content.content_hash))
    if second is not None:
        make, content = TwoLanguages(words, second[1]), beside(content, second[0], second[1].right_to_left)
    places: list[SignaturePlace] = []
    sections = _sections(make, content, places)
    story: list[Flowable] = [
        NextPageTemplate("portrait"),
        plan_front.cover(make, content, stands.code),
        PageBreak(),
    ]
    story += [*_contents(make), *sections]
    booklet = Booklet(stands, progress or unwatched())
    return RenderedPlan(booklet.make(story), tuple(places))


def _contents(make: Composer) -> list[Flowable]:
    listed = tuple(make.headings)
    return make.title(make.say("contents"))[:1] + plan_front.contents(make, listed)


def _sections(make: Composer, plan: PlanDocument, places: list[SignaturePlace]) -> list[Flowable]:
    story: list[Flowable] = []
    blocks = (plan_front.context, plan_front.priorities, plan_front.approach)
    for section in (plan_front.chapters,) if plan.chapters else blocks:
        story += [*turn_to("portrait"), *section(make, plan)]
    if plan.objectives or not plan.chapters:
        story += [*turn_to("landscape"), *plan_activities.activities(make, plan)]
    story += [*turn_to("portrait"), *plan_activities.coverage(make, plan)] if plan.coverage else []
    if plan.monitoring_title or not plan.chapters:
        # A few lines do not turn a page of their own.
        turned = [] if plan.chapters and not plan.criteria else turn_to("portrait")
        story += [*turned, *plan_monitoring.monitoring(make, plan)]
    annexes = (
        plan_monitoring.commitments,
        plan_monitoring.risks,
        plan_monitoring.lessons,
        plan_monitoring.notes,
        plan_monitoring.attendance,
        plan_monitoring.places,
        plan_monitoring.sources,
    )
    for annex in annexes:
        story += annex(make, plan)
    return story + _signing(plan, plan_monitoring.signing(make, plan, places))


def _signing(plan: PlanDocument, section: list[Flowable]) -> list[Flowable]:
    """Return the places to sign on a page of their own; after chapters on upright pages where they fit."""
    upright = plan.chapters and not plan.objectives
    return [KeepTogether(section)] if upright else [*turn_to("portrait"), *section]


def running(make: Composer, plan: PlanDocument, code: str) -> Running:
    """Return what stands on every page of a plan."""
    name = make.line(plan.title.replace("\n", " "), plan.area)
    version = [f"version={plan.version}"] if plan.version else []
    return Running(
        language=plan.language,
        rtl=make.rtl,
        title=name,
        author=plan.group_name,
        subject=_subject(make, plan),
        keywords=", ".join(["masar", *version, f"content-sha256={plan.content_hash}"]),
        foot=make.line(name, plan_front.edition(make, plan), plan.short_hash),
        classification=plan.classification,
        training=make.say("training_mark") if plan.training else "",
        draft="" if plan.frozen else make.say("draft_mark"),
        code=code,
        made_on=plan.made_on,
        page_words=lambda page, pages: make.say("page", page=page, pages=pages),
        part=WITH_DATA,
    )


def _subject(make: Composer, plan: PlanDocument) -> str:
    if not plan.version:
        return make.line(plan.group_name, plan.period)
    return make.say("subject", edition=plan_front.edition(make, plan), period=plan.period)
