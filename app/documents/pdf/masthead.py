"""What minutes and reports begin with: what it is, its title, where and when, facts, figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportlab.platypus.flowables import Flowable

from app.documents.pdf.composer import Composer
from app.documents.pdf.pairs import Pairs
from app.documents.pdf.paragraph import BidiParagraph
from app.documents.plan_content import Fact, Figure


def masthead(
    make: Composer, over: str, title: str, beneath: str, facts: Sequence[Fact], figures: Sequence[Figure]
) -> list[Flowable]:
    """Return a quiet line, the large title, the line beneath it, facts and figures where there are any."""
    quiet = replace(make.styles.body, size=9, role="quiet", after=2)
    large = replace(make.styles.title, size=22, before=0, after=3, keep_with_next=False)
    lower = replace(make.styles.body, size=12, after=18)
    made: list[Flowable] = [
        BidiParagraph(over, quiet), BidiParagraph(title, large, "H1"), BidiParagraph(beneath, lower)
    ]  # fmt: skip
    if facts:
        pairs = [(one.label, one.value) for one in facts]
        made.append(Pairs(pairs, make.styles, make.rtl, facts=True, after=22))
    if figures:
        pairs = [(one.value, one.label) for one in figures]
        made.append(Pairs(pairs, make.styles, make.rtl, facts=False, after=18))
    return made
