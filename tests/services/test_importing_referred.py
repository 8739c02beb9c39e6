"""A list that a working group refers says so on every stakeholder, and its ratings carry author and day."""

from __future__ import annotations

from pathlib import Path

from services.laptops import found

from app.models.kinds.inside import Stakeholder
from app.services.importing_stakeholders import guess_mapping, import_stakeholders, read_stakeholder_table
from app.services.views.stakeholders import stakeholders


def test_who_referred_the_list_stays_with_each_entry(tmp_path: Path) -> None:
    desk = found(tmp_path)[0].use()
    file = tmp_path / "list.csv"
    file.write_text("Name,Power,Referred by,Sector\nLand office,4,,Health\nMarket,,Shelter group,\n", "utf-8")
    table = read_stakeholder_table(file)
    import_stakeholders(desk, table, guess_mapping(desk, table), "Protection group")
    held = {one.name_en: one for one in desk.records(Stakeholder)}
    assert held["Land office"].referred_by == "Protection group"
    assert held["Land office"].sectors == ("health",)
    assert held["Market"].referred_by == "Shelter group"
    (opinion,) = next(one for one in stakeholders(desk).rows if one.name.en == "Land office").opinions
    assert (opinion.by, opinion.on) == ("Protection group", desk.today)
    desk.close()
