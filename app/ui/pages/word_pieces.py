"""A text in pieces as rich text: words put in are bold and underlined, those taken out struck."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from app.services.views.word_difference import Piece
from app.ui.theme import color


def pieces_html(pieces: Iterable[Piece]) -> str:
    """Return pieces as HTML; what people wrote is text and never markup."""
    return "".join(map(_piece, pieces)).replace("\n", "<br>")


def _piece(piece: Piece) -> str:
    bare = piece.text.rstrip()
    after = escape(piece.text[len(bare) :])
    if piece.same:
        return escape(piece.text)
    if piece.gone:
        return f'<s style="color: {color("quiet").name()}">{escape(bare)}</s>{after}'
    return f"<b><u>{escape(bare)}</u></b>{after}"
