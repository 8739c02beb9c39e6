"""Tooltips: text from people and files stands in them as it is, never as markup."""

from __future__ import annotations

from html import escape
from typing import Protocol


class _Tipped(Protocol):
    def setToolTip(self, tip: str, /) -> None: ...


def plain_tip(text: str) -> str:
    """Return a text as a tooltip shows it unchanged: Qt would read what looks like markup as such."""
    return f"<qt>{escape(text)}</qt>" if "<" in text else text


def set_tip(one: _Tipped, text: str) -> None:
    """Give a widget or an item its tooltip."""
    one.setToolTip(plain_tip(text))
