"""The minutes of the example's roundtable as PDF, in each language of the hall, against bare reportlab.

Bare: one paragraph of reportlab for each line of the same meeting, in one table. What counts for people is
the second: minutes are handed out before the hall empties.
"""

from __future__ import annotations

import io
import os
import tempfile
import time
from functools import partial
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate

from app.foundation.clock import SteppingClock, read_stamp
from app.models.kinds.meetings import ActionPoint, Commitment, Decision, Issue, Meeting
from app.services.desk import Desk
from app.services.documents import minutes_pdf
from app.services.meeting_papers import get_ready
from app.services.sample import create_sample, founding
from benchmarks.timing import in_turn, show

LANGUAGES = ("en", "ar", "ckb")
ROUNDS = 7


def lines(desk: Desk, meeting: str) -> list[str]:
    """Return the English texts of everything caught at a meeting."""
    kinds = (Issue, Decision, Commitment, ActionPoint)
    return [str(getattr(one, "text_en", "")) for kind in kinds for one in desk.records(kind, meeting=meeting)]


def bare_pdf(texts: list[str]) -> bytes:
    """Return the lines as reportlab's own paragraphs in one table."""
    style, out = ParagraphStyle("cell", fontSize=9, leading=13), io.BytesIO()
    rows = [[str(number), Paragraph(escape(text), style)] for number, text in enumerate(texts, 1)]
    SimpleDocTemplate(out, pagesize=A4).build([LongTable(rows, colWidths=(40, 420))])
    return out.getvalue()


def main() -> None:
    """Print the first drawing (fonts read) and the later ones; the goal is a second."""
    with tempfile.TemporaryDirectory() as place:
        os.environ["MASAR_DATA_DIR"] = place
        clock = SteppingClock(read_stamp(founding()["begins"]))
        desk = create_sample(Path(place) / "sample.masarw", clock=clock).desk
        meeting = desk.records(Meeting, type="roundtable")[0].id
        bare = partial(bare_pdf, lines(desk, meeting))
        for language in LANGUAGES:
            get_ready()
            begun = time.perf_counter()
            minutes_pdf(desk, meeting, language)
            first = time.perf_counter() - begun
            print(f"minutes PDF, {language}, first, made ready while the meeting ran: {first:.2f} s")
            ours = partial(minutes_pdf, desk, meeting, language)
            how = "python -m benchmarks.minutes_pdf"
            show(f"minutes PDF of a roundtable, {language}", *in_turn(ours, bare, rounds=ROUNDS), "1 s", how)
        desk.close()


if __name__ == "__main__":
    main()
