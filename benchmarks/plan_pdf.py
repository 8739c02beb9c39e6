"""A Plan of Action of 150 activities and 60 indicators as PDF, against bare reportlab with the same cells.

Bare: a `LongTable` of `Paragraph`s each, in the same embedded font and column widths, a line of text at the
top of each page, and nothing of what Masar adds (two directions, timeline, charts, code, content hash,
signing page). The Arabic plan is measured against the English one.
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
from app.documents.plan_content import Activity, Criterion, Indicator, Objective, PlanDocument, Reading
from app.foundation.paths import resources
from app.words.catalogue import Words
from benchmarks.taking import memory
from benchmarks.timing import in_turn, show

COUNT, INDICATORS = 150, 60
TITLES = {
    "en": "Rehabilitate the health post of village {0} with the people who return there",
    "ar": "إعادة تأهيل المركز الصحي في القرية {0} مع الأهالي العائدين إليها",
}
PLACES = {"en": "Markaz Sinjar, village {0}", "ar": "مركز سنجار، القرية {0}"}
LEADS = {"en": "Example Relief Organisation {0}", "ar": "منظمة الإغاثة المثالية {0}"}
WIDTHS = (36, 150, 95, 108, 95, 100, 104, 68)
INDICATOR_WIDTHS = (200, 110, 60, 60, 60, 80)
COMMAND = "python -m benchmarks.plan_pdf"


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


def indicator(number: int, language: str) -> Indicator:
    """Return an invented indicator with all columns filled."""
    low, high, other = (
        Reading(f"{value}%", value / 100) for value in (20 + number, 30 + number, 39 + number)
    )
    name = TITLES[language].format(number)
    return Indicator(f"I-{number:02}", name, "%", low, high, other, "9", "90%", "2026-09")


def plan(language: str) -> PlanDocument:
    """Return a plan that holds the activities, nearly equal in number under eight objectives."""
    listed = [activity(number, language) for number in range(1, COUNT + 1)]
    objectives = tuple(Objective(f"SO{n + 1}", f"SO{n + 1}", tuple(listed[n::8])) for n in range(8))
    measured = [indicator(number, language) for number in range(1, INDICATORS + 1)]
    criteria = tuple(Criterion(f"{n + 1}", tuple(measured[n::8])) for n in range(8))
    return PlanDocument(
        language=language, title="Plan", area="Area", group_name="Group", period="2026–2028", version="1",
        frozen=False, training=True, classification="", content_hash="7f" * 32, made_on="2026-03-14",
        objectives=objectives, criteria=criteria,
    )  # fmt: skip


def bare_pdf(content: PlanDocument) -> bytes:
    """Return the activity table as reportlab's own paragraphs and table make it."""
    style = ParagraphStyle("cell", fontName="NotoSans-Regular", fontSize=7.5, leading=10)
    rows = [
        [Paragraph(escape(text), style) for text in cells(each)]
        for objective in content.objectives
        for each in objective.activities
    ]
    measured = [
        [Paragraph(escape(text), style) for text in indicator_cells(each)]
        for criterion in content.criteria
        for each in criterion.indicators
    ]
    tables = [LongTable(rows, colWidths=WIDTHS), LongTable(measured, colWidths=INDICATOR_WIDTHS)]
    out = io.BytesIO()
    header = partial(running_line, content.title)
    document = SimpleDocTemplate(out, pagesize=landscape(A4), leftMargin=40, rightMargin=40)
    document.build(tables, onFirstPage=header, onLaterPages=header)
    return out.getvalue()


def cells(each: Activity) -> tuple[str, ...]:
    """Return the eight texts of a row."""
    return (
        each.code, f"{each.title} {each.detail}", each.where, f"{each.lead} {each.partners}",
        each.government, each.target, f"{each.start} – {each.end}", each.status,
    )  # fmt: skip


def indicator_cells(each: Indicator) -> tuple[str, ...]:
    """Return the six texts of a row."""
    quiet = f"{each.code} · {each.unit} · {each.period} · {each.target}"
    readings = (each.baseline, each.latest, each.comparison)
    return (each.name, quiet, *(reading.text for reading in readings), each.gap)


def running_line(title: str, canvas: Canvas, _document: object) -> None:
    """Draw what stands at the top of each page."""
    canvas.drawString(40, 570, title)


def main() -> None:
    """Print English against bare reportlab, Arabic against English, and the memory that all of it took."""
    pdfmetrics.registerFont(TTFont("NotoSans-Regular", str(resources() / "fonts" / "NotoSans-Regular.ttf")))
    english, arabic = (partial(render_plan, plan(language), Words(language)) for language in ("en", "ar"))
    what = f"plan PDF of {COUNT} activities and {INDICATORS} indicators"
    show(f"{what}, English", *in_turn(english, partial(bare_pdf, plan("en")), rounds=7), "2", COMMAND)
    show(f"{what}, Arabic against English", *in_turn(arabic, english, rounds=7), "3", COMMAND)
    print(f"memory at most: {memory() / 1e6:.0f} MB (aim 400)   [{COMMAND}]")


if __name__ == "__main__":
    main()
