"""Pictures of the Exchange page and its dialogs over a group whose laptops went apart."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from app.services.duplicates import proposals
from app.services.views.exchange import exchange_view
from app.services.views.headquarters_devices import lost_entries
from app.services.views.people import PersonEntry, people_view
from app.ui.desk_window import DeskWindow
from app.ui.door import QtDoor
from app.ui.language import use_language, use_theme
from app.ui.operations import Operations
from app.ui.pages.exchange import ExchangePage
from app.ui.pages.exchange_answer import AnswerDialog
from app.ui.pages.exchange_collect import CollectDialog
from app.ui.pages.exchange_make import MakeDialog
from app.ui.pages.exchange_merge import MergeDialog
from app.ui.pages.exchange_take import TakeDialog
from app.ui.pages.headquarters_devices import CountryGuide
from app.ui.pages.people_card import ReadCardDialog
from app.ui.pages.people_compare import CompareDialog
from app.ui.pages.people_guides import InviteGuide, LostGuide, TurnAwayGuide
from app.ui.pages.restore_dialog import RestoreDialog
from app.ui.pictures import HEIGHT, LOOKS, WIDTH, Look, Quiet
from app.ui.places import Place
from app.ui.session import Session
from tools.exchange_group import ExchangeGroup

Make = Callable[[Session, ExchangeGroup], QWidget]


def _make(session: Session, group: ExchangeGroup) -> QWidget:
    view = exchange_view(group.dalia.desk)
    behind = next(one for one in view.board if one.name.plain == "Nadia Khalaf" or "Nadia" in str(one.name))
    return MakeDialog(session, view, (behind.key,))


def _make_for_words(session: Session, group: ExchangeGroup) -> QWidget:
    made = MakeDialog(session, exchange_view(group.dalia.desk), ())
    made.way.choose("words")
    return made


def _take(session: Session, group: ExchangeGroup) -> QWidget:
    made = TakeDialog(session, group.news)
    made.look()
    return made


def _stranger(session: Session, group: ExchangeGroup) -> QWidget:
    made = TakeDialog(session, group.sami)
    made.look()
    return made


def _collect(session: Session, group: ExchangeGroup) -> QWidget:
    made = CollectDialog(session, [group.stick])
    made.look()
    return made


def _answer(session: Session, group: ExchangeGroup) -> QWidget:
    made = AnswerDialog(session, group.asks)
    made.look()
    return made


def _merge(session: Session, group: ExchangeGroup) -> QWidget:
    pair = proposals(group.dalia.desk.book())[0]
    made = MergeDialog(session, pair.kind, (pair.first, pair.second))
    made.look()
    return made


def _restore(session: Session, _group: ExchangeGroup) -> QWidget:
    made = RestoreDialog(session)
    made.look()
    return made


def _compare(session: Session, group: ExchangeGroup) -> QWidget:
    key = _named(group, "Nadia").key
    made = CompareDialog(session, key, "Nadia Khalaf")
    made.look()
    return made


def _named(group: ExchangeGroup, name: str) -> PersonEntry:
    return next(one for one in people_view(group.dalia.desk).people if name in str(one.name))


def _lost(session: Session, group: ExchangeGroup) -> QWidget:
    return LostGuide(session, _named(group, "Omar"))


def _laptop(session: Session, group: ExchangeGroup) -> QWidget:
    return InviteGuide(session, person=_named(group, "Nadia"))


def _read_card(session: Session, group: ExchangeGroup) -> QWidget:
    made = ReadCardDialog(session, steward=True)
    made.show_card(group.nadia.desk.identity_card())
    return made


def _turn_away(session: Session, group: ExchangeGroup) -> QWidget:
    return TurnAwayGuide(session, _named(group, "Bilal"))


def _country(session: Session, group: ExchangeGroup) -> QWidget:
    return CountryGuide(session, lost_entries(group.huda.desk)[0])


DIALOGS: dict[str, Make] = {
    "compare": _compare,
    "laptop": _laptop,
    "lost": _lost,
    "read_card": _read_card,
    "turn_away": _turn_away,
    "country": _country,
    "make": _make,
    "make_words": _make_for_words,
    "take": _take,
    "stranger": _stranger,
    "collect": _collect,
    "answer": _answer,
    "merge": _merge,
    "restore": _restore,
}
HEADQUARTERS = "headquarters"
BENEATH = {"below": "packages", "everybody": "people"}
VIEWS = ("packages", "below", "people", "everybody", "duplicates", HEADQUARTERS)
EXCHANGE = (*VIEWS, *DIALOGS)


def paint_exchange(
    application: QApplication,
    folder: Path,
    place: Path,
    names: Sequence[str],
    looks: Sequence[Look] = LOOKS,
    size: tuple[int, int] = (WIDTH, HEIGHT),
) -> Iterator[Path]:
    """Write `apart-<name>-<language>-<theme>.png` for views and dialogs; yields the files."""
    folder.mkdir(parents=True, exist_ok=True)
    before = os.environ.get("MASAR_DATA_DIR")
    group, operations = ExchangeGroup(place), Operations()
    quiet = Quiet(operations)
    for language, theme in looks:
        use_theme(application, theme)
        use_language(application, language)
        window = DeskWindow(group.dalia.desk, operations, QtDoor())
        window.frame.resize(*size)
        window.frame.show()
        for name in names:
            file = folder / f"apart-{name}-{language}-{theme}.png"
            if name == HEADQUARTERS:
                yield _headquarters(group, operations, size, file)
                continue
            shown = _view(window, name) if name in VIEWS else DIALOGS[name](window.session, group)
            shown.show()
            quiet.wait()
            _scroll(window, name)
            quiet.wait()
            shown.grab().save(str(file))
            if name not in VIEWS:
                shown.close()
            yield file
        window.session.close()
        window.frame.close()
    operations.close()
    group.close()
    group.dalia.desk.close()
    if before is not None:
        os.environ["MASAR_DATA_DIR"] = before


def _headquarters(group: ExchangeGroup, operations: Operations, size: tuple[int, int], file: Path) -> Path:
    """Picture the page of headquarters in the window of who works there."""
    window = DeskWindow(group.huda.use(), operations, QtDoor())
    window.frame.resize(*size)
    window.frame.show()
    window.frame.show_place(Place("headquarters"))
    Quiet(operations).wait()
    window.frame.grab().save(str(file))
    window.session.close()
    window.frame.close()
    window.frame.deleteLater()
    Quiet(operations).wait()
    group.dalia.use()
    return file


def _view(window: DeskWindow, name: str) -> QWidget:
    window.frame.show_place(Place("exchange", view=BENEATH.get(name, name)))
    return window.frame


def _scroll(window: DeskWindow, name: str) -> None:
    page = window.frame.stack.made().get("exchange")
    if isinstance(page, ExchangePage):
        for area in (page.packages, *page.people.findChildren(QScrollArea)):
            bar = area.verticalScrollBar()
            bar.setValue(bar.maximum() if name in BENEATH else 0)
