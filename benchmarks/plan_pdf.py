"""A Plan of Action of 150 activities as PDF, against bare reportlab with the same cells.

Bare: one `LongTable` of `Paragraph`s in the same embedded font and column widths, a line of text at the top
of each page, and nothing of what Masar adds (two directions, timeline, code, content hash, signing page).
"""

from __future__ import annotations

import io
from functools import partial
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate

from app.documents.pdf.plan import render_plan
from app.documents.plan_content import Activity, Objective, PlanDocument
from app.foundation.paths import resources
from app.words.catalogue import Words
from benchmarks.timing import in_turn, show

COUNT = 150
TITLES = {
    "en": "Rehabilitate the health post of village {0} with the people who return there",
    "ar": "إعادة تأهيل المركز الصحي في القرية {0} مع الأهالي العائدين إليها",
}
PLACES = {"en": "Markaz Sinjar, village {0}", "ar": "مركز سنجار، القرية {0}"}
LEADS = {"en": "Example Relief Organisation {0}", "ar": "منظمة الإغاثة المثالية {0}"}
WIDTHS = (36, 150, 95, 108, 95, 100, 104, 68)


def activity(number: int, language: str) -> Activity:
    """Return an invented activity with all columns filled."""
    fill = number % 17
    return Activity(
        code=f"A-{number:03}",
        title=TITLES[language].format(number),
        where=PLACES[language].format(fill),
        lead=LEADS[language].format(fill % 5),
        partners=LEADS[language].format(fill % 7 + 5),
        government=LEADS[language].format(fill % 3 + 20),
        target=f"{number * 12}",
        start=f"2026-{number % 12 + 1:02}-01",
        end=f"2027-{number % 12 + 1:02}-01",
        status="–",
        detail=PLACES[language].format(number),
    )


def plan(language: str) -> PlanDocument:
    """Return a plan that holds the activities, nearly equal in number under eight objectives."""
    listed = [activity(number, language) for number in range(1, COUNT + 1)]
    objectives = tuple(Objective(f"SO{n + 1}", f"SO{n + 1}", tuple(listed[n::8])) for n in range(8))
    return PlanDocument(
        language=language, title="Plan", area="Area", group_name="Group", period="2026–2028", version="1",
        frozen=False, training=True, classification="", content_hash="7f" * 32, made_on="2026-03-14",
        objectives=objectives,
    )  # fmt: skip


def bare_pdf(content: PlanDocument) -> bytes:
    """Return the activity table as reportlab's own paragraphs and table make it."""
    style = ParagraphStyle("cell", fontName="NotoSans-Regular", fontSize=7.5, leading=10)
    rows = [
        [Paragraph(escape(text), style) for text in cells(each)]
        for objective in content.objectives
        for each in objective.activities
    ]
    out = io.BytesIO()
    header = partial(running_line, content.title)
    document = SimpleDocTemplate(out, pagesize=landscape(A4), leftMargin=40, rightMargin=40)
    document.build([LongTable(rows, colWidths=WIDTHS)], onFirstPage=header, onLaterPages=header)
    return out.getvalue()


def cells(each: Activity) -> tuple[str, ...]:
    """Return the eight texts of a row."""
    return (
        each.code, f"{each.title} {each.detail}", each.where, f"{each.lead} {each.partners}",
        each.government, each.target, f"{each.start} – {each.end}", each.status,
    )  # fmt: skip


def running_line(title: str, canvas: Canvas, _document: object) -> None:
    """Draw what stands at the top of each page."""
    canvas.drawString(40, 570, title)


def main() -> None:
    """Print the figures for English and Arabic; bare reportlab draws English both times."""
    pdfmetrics.registerFont(TTFont("NotoSans-Regular", str(resources() / "fonts" / "NotoSans-Regular.ttf")))
    bare = partial(bare_pdf, plan("en"))
    for language in ("en", "ar"):
        ours = partial(render_plan, plan(language), Words(language))
        show(
            f"plan PDF of {COUNT} activities, {language}",
            *in_turn(ours, bare, rounds=5),
            "none set",
            "python -m benchmarks.plan_pdf",
        )


if __name__ == "__main__":
    main()
