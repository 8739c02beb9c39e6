"""A record that owns something in another space is removed for everybody, whoever holds that space."""

from __future__ import annotations

from pathlib import Path

from services.laptops import bring_everyone_up_to_date, found

from app.models.kinds.inside import HarmScreen
from app.models.kinds.plan import Activity


def test_an_activity_screened_inside_the_group_by_another_is_removed(tmp_path: Path) -> None:
    dalia, omar = found(tmp_path, "Omar")
    with dalia.use().write("activity.add") as unit:
        wells = unit.add(Activity, title_en="Wells")
    omar.take(dalia.pack(tmp_path / "wells.masar", "Omar"))
    with omar.use().write("activity.edit") as unit:
        unit.add(HarmScreen, activity=wells, divider="water rights")
    dalia.take(omar.pack(tmp_path / "screen.masar", "Dalia"))
    with dalia.use().write("activity.remove") as unit:
        unit.remove(Activity, wells)
    bring_everyone_up_to_date([dalia, omar], tmp_path)
    for laptop in (dalia, omar):
        assert laptop.use().records(Activity) == []
        assert laptop.conflicts() == []
        laptop.desk.close()
