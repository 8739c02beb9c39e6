"""A compact is looked at and signed where it is made; the plan leads to where its versions are signed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from services.laptops import CHEAP
from services.neighbours import fill
from ui.windows import Window

from app.models.kinds.people import Organisation
from app.models.kinds.plan import Agreement
from app.services.desk import Desk
from app.services.opening import Newcomer, create_workspace
from app.services.verifying import check_pdf
from app.ui.pages.documents import DocumentsPage
from app.ui.pages.paper_signing import PaperSignDialog
from app.ui.pages.plan import PlanPage
from app.ui.places import Place


@pytest.fixture(scope="module")
def zone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A priority zone with two compacts; Hand in Hand is a party to the first one."""
    who = Newcomer("Dalia", "Hand in Hand", "focal_point")
    file = tmp_path_factory.mktemp("zone") / "w.masarw"
    desk = create_workspace(file, "IQG15Q07", who, None, costs=CHEAP, process="priority_zone").desk
    fill(desk)
    mine = next(one.id for one in desk.records(Organisation) if one.name_en == "Hand in Hand")
    with desk.write("records") as unit:
        unit.set(Agreement, compacts(desk)[1].id, organisations=(mine,))
    yield desk
    desk.close()


@pytest.fixture
def window(zone: Desk) -> Iterator[Window]:
    made = Window(zone)
    yield made
    made.session.close()
    made.operations.close()


def compacts(desk: Desk) -> list[Agreement]:
    return sorted(desk.records(Agreement, type="compact"), key=lambda one: one.title_en or "")


def test_a_compact_leads_to_its_preview(window: Window, qtbot: QtBot) -> None:
    plan = window.show(PlanPage)
    qtbot.addWidget(plan)
    one = compacts(window.desk)[0]
    plan.go_to(Place("plan", "agreement", one.id))
    window.settle()
    plan.agreements.records.compact.sign.click()
    assert window.places[-1] == Place("documents", "agreement", one.id, "compact")


def test_a_compact_is_signed_in_the_box_of_ones_organisation(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    one = compacts(window.desk)[1]
    page = DocumentsPage(window.session)
    page.go_to(Place("documents", "agreement", one.id, "compact"))
    page.reload()
    page.show()
    qtbot.addWidget(page)
    window.settle()
    assert (page.card.kind.code, page.card.order().about) == ("compact", (one.id,))
    window.door.save = tmp_path / "signed.pdf"
    page.card.sign.click()
    window.settle()
    (asking,) = page.card.findChildren(PaperSignDialog)
    boxes = [asking.where.control.combo.itemText(at) for at in range(asking.where.control.combo.count())]
    assert asking.where.control.combo.currentText() == "Signature of Hand in Hand"
    assert boxes[-2:] == ["spare place 1", "spare place 2"]
    asking.decision.control.show_value("endorse_with_reservation")
    asking.reservation.control.show_value("Once the road is open")
    asking.go.click()
    window.settle()
    found = check_pdf((tmp_path / "signed.pdf").read_bytes(), window.desk, "en")
    assert (found.fine, len(found.found.signatures)) == (True, 1)
    assert window.notices == ["Saved as signed.pdf"]


def test_the_plan_leads_to_where_versions_are_signed(window: Window, qtbot: QtBot) -> None:
    page = window.show(DocumentsPage)
    qtbot.addWidget(page)
    page.open_paper("plan")
    window.settle()
    assert page.card.sign.isVisible()
    page.card.sign.click()
    window.settle()
    assert window.places == [Place("review", view="versions")]
    page.open_paper("readiness")
    window.settle()
    assert page.card.sign.isHidden()
