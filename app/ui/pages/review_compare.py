"""What changed between two versions: texts word by word, records field by field, and a way to save it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from html import escape
from pathlib import Path
from typing import Any
from unicodedata import bidirectional

from PySide6.QtWidgets import QTextEdit, QVBoxLayout, QWidget

from app.foundation.errors import MasarError
from app.foundation.files import write_whole
from app.services.version_contents import NOW, Comparison, compare_versions
from app.services.version_difference import SORTS, FieldDifference, RecordDifference
from app.services.views.review_versions import VersionEntry
from app.services.views.word_difference import Piece
from app.ui.kit.button import Button
from app.ui.kit.choices import ChoiceInput
from app.ui.kit.dialog import ReadDialog
from app.ui.kit.text import label, row
from app.ui.language import say, words
from app.ui.pages.review_words import dotted, version_title
from app.ui.session import Session
from app.ui.theme import color, text_size
from app.ui.weak import weakly

WIDTH, HEIGHT = 940, 680
_TONES = {"added": "good", "changed": "accent", "removed": "wrong"}


class CompareVersionsDialog(ReadDialog):
    """Compares two versions, or a version with the plan as it is now. `text` shows the differences."""

    def __init__(
        self, session: Session, versions: Sequence[VersionEntry], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowTitle(say("documents.comparison"))
        self.resize(WIDTH, HEIGHT)
        options = [(one.id, version_title(one)) for one in versions]
        self.before, self.after = ChoiceInput(options, nothing=""), _choice(options)
        self.counts, self.text = label("", "small"), QTextEdit()
        self.save = Button(say("review.compare.save"), "outlined", "download")
        self.leave = Button(say("frame.close"))
        self._lay_out()
        self.before.finished.connect(self.look)
        self.after.finished.connect(self.look)
        self.save.clicked.connect(self.save_as)
        self.leave.clicked.connect(self.accept)

    def compare(self, before: str, after: str = NOW) -> None:
        """Show what changed from one version to another."""
        self.before.show_value(before)
        self.after.show_value(after or _NOW_CHOICE)
        self.look()

    def pair(self) -> tuple[str, str]:
        """Return the ids of the two versions that are chosen."""
        after = str(self.after.value() or "")
        return str(self.before.value() or ""), NOW if after == _NOW_CHOICE else after

    def look(self) -> None:
        """Read both versions and show what differs."""
        before, after = self.pair()
        work = partial(compare_versions, before=before, after=after, language=words().language)
        self.session.read(work, weakly(self.show_comparison), weakly(self._failed))

    def show_comparison(self, found: Comparison) -> None:
        """Show what differs."""
        counts = [(say(f"review.compare.{sort}"), found.difference.count(sort)) for sort in SORTS]
        self.counts.setText(dotted(*(f"{text} {words().number(count)}" for text, count in counts)))
        self.text.document().setDefaultStyleSheet(text_style())
        self.text.setHtml("".join(comparison_html(found)))
        self.save.setEnabled(not found.same)

    def save_as(self) -> None:
        """Ask where to, and write the comparison as a PDF in the language of the window."""
        before, after = self.pair()
        name = say("review.compare.file", language=words().language)
        path = self.session.door.file_to_save(say("review.compare.save"), f"{name}.pdf", "PDF (*.pdf)")
        if path is not None:
            work = partial(write_comparison, pair=(before, after), language=words().language, path=path)
            self.session.read(work, weakly(self._saved, path.name), weakly(self._failed))

    def _saved(self, name: str, _result: object) -> None:
        self.session.notice(say("plan.saved_as", file=name))

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, MasarError):
            self.text.setPlainText(words().refusal(error))
            self.save.setEnabled(False)
        else:
            self.session.operations.crashed.emit(error)

    def _lay_out(self) -> None:
        self.text.setReadOnly(True)
        self.text.setAccessibleName(say("documents.comparison"))
        self.before.main().setAccessibleName(say("documents.comparison.before"))
        self.after.main().setAccessibleName(say("documents.comparison.after"))
        for choice in (self.before, self.after):
            choice.setFixedWidth(210)
        from_text, to_text = (label(say(f"review.compare.{end}"), "quiet") for end in ("from", "to"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 18)
        whole.setSpacing(12)
        whole.addWidget(label(say("documents.comparison"), "title"))
        whole.addLayout(row(from_text, self.before, to_text, self.after, 1, self.counts, gap=10))
        whole.addWidget(self.text, 1)
        whole.addLayout(row(1, self.leave, self.save))


_NOW_CHOICE = "now"


def _choice(options: list[tuple[str, str]]) -> ChoiceInput:
    return ChoiceInput([(_NOW_CHOICE, say("review.compare.now")), *options], nothing="")


def write_comparison(desk: Any, pair: tuple[str, str], language: str, path: Path) -> None:
    """Write what changed between two versions as a PDF. Raises as `comparison_pdf`, and PlaceError."""
    from app.services.papers.comparison import comparison_pdf

    write_whole(path, comparison_pdf(desk, *pair, language))


def text_style() -> str:
    """Return the style sheet of a text document in the theme and language in force."""
    size = text_size(words().language)
    tones = "".join(f".{sort} {{ color: {color(tone).name()}; }}" for sort, tone in _TONES.items())
    return (
        "p { margin: 0; } div { margin-bottom: 7px; }"
        f"h1 {{ font-size: {size + 8}px; }}"
        f"body, td {{ font-size: {size}px; color: {color('text').name()}; }}"
        f"h2 {{ font-size: {size + 5}px; color: {color('accent').name()}; margin-top: 18px; }}"
        f"h3 {{ font-size: {size + 1}px; margin-top: 14px; margin-bottom: 4px; }}"
        f"h4 {{ font-size: {size}px; margin-top: 8px; margin-bottom: 2px; }}"
        f".label {{ color: {color('quiet').name()}; }}" + tones
    )


def comparison_html(found: Comparison) -> Iterator[str]:
    """Yield what differs as HTML, or that nothing does."""
    turned = words().right_to_left
    yield f'<body dir="{"rtl" if turned else "ltr"}">'
    if found.same:
        yield f"<p>{escape(say('review.compare.nothing'))}</p>"
    for chapter in found.difference.chapters:
        yield f"<h2>{escape(chapter.title)}</h2>"
        for one in chapter.records:
            yield from _record_html(one)
    yield "</body>"


def _record_html(one: RecordDifference, level: int = 0) -> Iterator[str]:
    tag = "h4" if level else "h3"
    name = words().kind(one.kind) if level else one.code
    what = say(f"review.compare.{one.sort}")
    title = dotted(*(escape(text) for text in (name, one.title)))
    yield f'<{tag}><span class="{one.sort}">{escape(what)}</span>&nbsp; {title}</{tag}>'
    if one.fields:
        yield '<table width="100%" cellspacing="0" cellpadding="4">'
        for field in one.fields:
            yield _row_html(field, alone=one.sort != "changed")
        yield "</table>"
    for part in one.parts:
        yield from _record_html(part, level + 1)


def _row_html(field: FieldDifference, *, alone: bool) -> str:
    cells = [f'<td width="20%" class="label">{set_out(field.label, escape(field.label))}</td>']
    sides, width = ((field.new or field.old,), 80) if alone else ((field.old, field.new), 40)
    cells += [f'<td width="{width}%">{_side(pieces, alone=alone)}</td>' for pieces in sides]
    # Tables of a text document are not mirrored by themselves.
    return f"<tr>{''.join(reversed(cells) if words().right_to_left else cells)}</tr>"


def _side(pieces: tuple[Piece, ...], *, alone: bool) -> str:
    text = "".join(piece.text for piece in pieces)
    if alone or not pieces:
        return set_out(text, escape(text or "–"), own_edge=True)
    whole = len(pieces) == 1
    return set_out(text, "".join(_piece(piece, whole=whole) for piece in pieces), own_edge=True)


def set_out(text: str, html: str, tag: str = "p", *, own_edge: bool = False) -> str:
    """Return a paragraph in the direction of its own text, at the leading edge of the window or its own."""
    turned = words().right_to_left
    strong = (kind for sign in text if (kind := bidirectional(sign)) in ("L", "R", "AL"))
    first = next(strong, "R" if turned else "L")
    direction, edge = "ltr" if first == "L" else "rtl", "right" if turned else "left"
    if own_edge:
        edge = "left" if first == "L" else "right"
    return f'<{tag} dir="{direction}" align="{edge}">{html.replace(chr(10), "<br>")}</{tag}>'


def _piece(piece: Piece, *, whole: bool) -> str:
    bare = piece.text.rstrip()
    text, after = escape(bare), escape(piece.text[len(bare) :])
    if piece.same:
        return text + after
    tone = "removed" if piece.gone else "added"
    if whole:
        return f'<span class="{tone}">{text}</span>'
    marked = f"<s>{text}</s>" if piece.gone else f"<b><u>{text}</u></b>"
    return f'<span class="{tone}">{marked}</span>{after}'
