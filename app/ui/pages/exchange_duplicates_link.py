"""A small link to the duplicates view, there only while something of some kinds looks entered twice."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from app.services.views.duplicates import duplicates_count
from app.ui.kit.button import Button
from app.ui.language import say
from app.ui.places import Place
from app.ui.session import Session
from app.ui.weak import weakly, weakly_plain

DUPLICATES = Place("exchange", view="duplicates")


class DuplicatesLink(Button):
    """Hidden until a reading finds pairs."""

    def __init__(self, session: Session, kinds: Sequence[str]) -> None:
        super().__init__("", "link", "copy")
        self._session, self._kinds, self._count = session, tuple(kinds), 0
        self.clicked.connect(weakly_plain(self.go))
        self.hide()

    def reload(self) -> None:
        """Count again."""
        self._session.read(partial(duplicates_count, kinds=self._kinds), weakly(self.show_count))

    def show_count(self, count: int) -> None:
        """Say how many pairs there are."""
        self._count = count
        self.setText(say("duplicates.link", count=count))
        self.set_icon_name("copy")
        self.setVisible(count > 0)

    def retranslate(self) -> None:
        """Say the count in the language in force."""
        self.show_count(self._count)

    def go(self) -> None:
        """Show the duplicates view."""
        self._session.go(DUPLICATES)
