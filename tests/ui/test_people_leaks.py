"""Dialogs about people go away for good when they are closed."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.foundation.clock import SystemClock
from app.keys.identity import card_of, new_identity
from app.services.devices import Device
from app.services.issuing import Issuer
from app.services.views.people import PeopleView, PersonEntry
from app.services.views.said import Name
from app.ui.pages.people import PeopleTab
from app.ui.pages.people_card import OwnCardDialog, ReadCardDialog
from app.ui.pages.people_compare import CompareDialog
from app.ui.pages.people_guides import InviteGuide, LeaveGuide, LostGuide, TakeOverGuide
from app.ui.pages.people_issuers import IssueGuide, IssuerGuide, RootGuide, WithdrawGuide
from app.ui.session import Session

DEVICE = Device("r1", "k1", 3, "2026-03-01T08:00:00Z", "2026-03-04T08:00:00Z")
ISSUER = Issuer("i1", "Working group", "Huda", "Water office", withdrawn=False, mine=True)
OMAR = PersonEntry("p1", "k1", Name(en="Omar"), Name(en="Water office"), "member", devices=(DEVICE,))

Make = Callable[[Session], QWidget]


def own_card(session: Session) -> QWidget:
    return OwnCardDialog(session, card_of(new_identity("Omar", "", SystemClock()), "member"))


def shown_tab(session: Session) -> QWidget:
    made = PeopleTab(session)
    made.show_view(PeopleView(people=(OMAR,), issuers=(ISSUER,), steward=True, headquarters=True))
    return made


MAKES: tuple[Make, ...] = (
    own_card,
    shown_tab,
    lambda session: ReadCardDialog(session, steward=True),
    lambda session: CompareDialog(session, "k1", "Omar"),
    InviteGuide,
    IssuerGuide,
    RootGuide,
    lambda session: IssueGuide(session, OMAR),
    lambda session: WithdrawGuide(session, ISSUER),
    lambda session: LostGuide(session, OMAR),
    lambda session: LeaveGuide(session, OMAR),
    lambda session: TakeOverGuide(session, OMAR, PeopleView(people=(OMAR,))),
)


@pytest.mark.parametrize("make", MAKES)
def test_nothing_keeps_a_closed_dialog(session: Session, desk: Any, make: Make) -> None:
    desk.today = "2026-04-07"
    widget = make(session)
    gone = weakref.ref(widget)
    widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    del widget
    gc.collect()
    assert gone() is None
