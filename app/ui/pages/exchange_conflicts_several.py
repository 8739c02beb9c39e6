"""The dialog that decides several conflicts at once, after showing what that would do."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from app.services.deciding import GREATEST, LEAST, ORDERED, Several, decide_several
from app.services.views.exchange_several import SeveralChoices, SeveralView, several_choices, several_view
from app.services.views.people_names import WhoEntry
from app.ui.kit.choices import ChoiceInput
from app.ui.kit.line import Line
from app.ui.kit.text import label, row
from app.ui.language import say, words
from app.ui.pages.exchange_conflicts_words import place_and_value
from app.ui.pages.exchange_dialog import ExchangeDialog, LinesCard
from app.ui.pages.exchange_words import name_of_who
from app.ui.session import Session
from app.ui.weak import weakly

WIDTH, LINES_HEIGHT = 560, 250


class SeveralDialog(ExchangeDialog):
    """Whose values, of which sort, on which kind of record; a preview; one button and one undo step."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, say("exchange.several"), say("exchange.several_why"), parent)
        self.whose = ChoiceInput((), nothing="")
        self.sort = ChoiceInput((), nothing=say("exchange.several_all_sorts"))
        self.kind = ChoiceInput((), nothing=say("exchange.several_all_kinds"))
        self.reason, self.lines = Line(), LinesCard()
        self._view = SeveralView()
        self._asked = 0
        self._lay_out()
        for choice in (self.whose, self.sort, self.kind):
            choice.finished.connect(self.look)
        self.go.clicked.connect(self.decide)
        self.whose.main().setFocus()
        self.go.setEnabled(False)
        session.read(several_choices, weakly(self._offer), weakly(self.refused))

    def several(self) -> Several:
        """Return the rule as it is chosen."""
        whose, sort, kind = (str(one.value() or "") for one in (self.whose, self.sort, self.kind))
        if whose in (GREATEST, LEAST):
            return Several(whose, "", sort, kind)
        return Several(key=whose, sort=sort, kind=kind)

    def look(self) -> None:
        """Show what the rule would decide."""
        self.go.setEnabled(False)
        self.say_wrong("")
        self._asked += 1
        done = weakly(self._show, self._asked)
        self.session.read(partial(several_view, several=self.several()), done, weakly(self.refused))

    def decide(self) -> None:
        """Decide all of them and close."""
        self.go.setEnabled(False)
        work = partial(decide_several, several=self.several(), reason=self.reason.text())
        self.session.write(work, weakly(self._decided), weakly(self.refused))

    def _offer(self, found: SeveralChoices) -> None:
        self.whose.set_options(_authors(found))
        self.sort.set_options([(sort, say(f"exchange.sort.{sort}")) for sort in found.sorts])
        kinds = [(kind, words().say(f"kind.{kind}.many")) for kind in found.kinds]
        self.kind.set_options(sorted(kinds, key=lambda one: one[1]))
        self.whose.combo.setCurrentIndex(0)
        self.look()

    def _show(self, asked: int, view: SeveralView) -> None:
        if asked != self._asked:
            return
        self._view = view
        lines = [("", place_and_value(entry, entry.choices[place].value)) for entry, place in view.examples]
        rest = view.count - len(view.examples)
        if rest > 0:
            lines.append(("", say("exchange.several_more", count=rest)))
        if view.left:
            lines.append((say("exchange.several_left"), say("exchange.several_stay", count=view.left)))
        self.lines.show_lines(say("exchange.several_would", count=view.count), lines)
        self.go.setText(say("exchange.several_go", count=view.count))
        self.go.setEnabled(view.count > 0)

    def _decided(self, count: int) -> None:
        self.session.offer_undo(say("exchange.several_done", count=count))
        self.accept()

    def _lay_out(self) -> None:
        self.setFixedWidth(WIDTH)
        titles = ("exchange.several_whose", "exchange.several_sort", "exchange.several_kind")
        for code, choice in zip(titles, (self.whose, self.sort, self.kind), strict=True):
            name = label(say(code), "field")
            name.setFixedWidth(130)
            choice.main().setAccessibleName(say(code))
            line = row(name, choice, gap=10)
            line.setStretch(1, 1)
            self.content.addLayout(line)
        self.lines.setMinimumHeight(LINES_HEIGHT)
        self.content.addWidget(self.lines, 1)
        self.reason.setPlaceholderText(say("exchange.why"))
        self.reason.setAccessibleName(say("exchange.why"))
        self.reason.setMaxLength(2_000)
        self.content.addWidget(self.reason)


def _authors(found: SeveralChoices) -> list[tuple[str, str]]:
    made = [(one.who.key, _of_whom(one.who, one.count)) for one in found.authors]
    if set(found.sorts) & set(ORDERED):
        made += [(GREATEST, say("exchange.several_greatest")), (LEAST, say("exchange.several_least"))]
    return made


def _of_whom(who: WhoEntry, count: int) -> str:
    if who.me:
        return say("exchange.several_yours", count=count)
    return say("exchange.several_theirs", name=name_of_who(who), count=count)
