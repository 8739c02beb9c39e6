"""A stakeholder's position is what people say it is; it is no place in an order."""

from __future__ import annotations

from pathlib import Path

from services.laptops import found

from app.models.kinds.inside import StakeholderView
from app.services.stakeholder_work import add_stakeholder, rate


def test_rating_a_stakeholder_says_nothing_of_its_position(tmp_path: Path) -> None:
    desk = found(tmp_path)[0].use()
    rate(desk, add_stakeholder(desk, "Elders", "en"), {"influence": "4"})
    (view,) = desk.records(StakeholderView)
    assert (view.influence, view.position) == ("4", None)
    desk.close()
