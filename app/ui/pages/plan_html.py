"""A plan as text to read in the window, each paragraph in the direction of its own letters."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from app.documents.plan_content import PlanDocument
from app.services.plan_reading import ReadLine, reading
from app.ui.language import words
from app.ui.pages.review_compare import set_out

_TAGS = {"title": "h1", "heading": "h2", "subheading": "h3"}


def plan_html(plan: PlanDocument) -> Iterator[str]:
    """Yield the plan as HTML; what people wrote is text and never markup."""
    yield f'<body dir="{"rtl" if words().right_to_left else "ltr"}">'
    for line in reading(plan, words()):
        yield from _line(line)
    yield "</body>"


def _line(line: ReadLine) -> Iterator[str]:
    tag = _TAGS.get(line.style, "p")
    text = escape(f"• {line.text}" if line.style == "bullet" else line.text)
    marked = f'<span class="label">{text}</span>' if line.style == "quiet" else text
    yield set_out(line.text, marked, tag if line.beneath or tag != "p" else "div")
    if line.beneath:
        yield set_out(line.beneath, f'<span class="label">{escape(line.beneath)}</span>', "div")
