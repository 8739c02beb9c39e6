"""An area as people have them: 60 stakeholders, 150 locations and activities, 400 inputs, much history.

Of 60 indicators each has 8 values.
"""

from __future__ import annotations

import os
from itertools import product
from pathlib import Path

from app.keys.locker import Cost as KeyCost
from app.models.kinds.area import Area, Location, PopulationFigure, Source
from app.models.kinds.inside import Stakeholder, StakeholderView
from app.models.kinds.meetings import Issue, Meeting
from app.models.kinds.plan import Activity, Indicator, Measurement
from app.services.desk import Desk
from app.services.opening import Costs
from app.services.sample import create_sample
from app.storage.lock_box import Cost

STAKEHOLDERS, LOCATIONS, INPUTS, MEETINGS, ACTIVITIES, HISTORY = 60, 150, 400, 20, 150, 10_000
INDICATORS, ROUNDS = 60, ("2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4")
CHEAP = Costs(Cost(2**4), KeyCost(2**4))
_ROLES = ("return", "displacement", "both")
_GROUPS = ("idp_out_of_camp", "returnee", "host_community")


def large_area(folder: Path) -> Desk:
    """Return a desk on the training example, filled up to these sizes."""
    os.environ["MASAR_DATA_DIR"] = str(folder / "data")
    desk = create_sample(folder / "large.masarw", costs=CHEAP).desk
    _fill_up(desk)
    _live_long(desk)
    return desk


def _fill_up(desk: Desk) -> None:
    missing = {
        kind: wanted - len(desk.records(kind))
        for kind, wanted in (
            (Stakeholder, STAKEHOLDERS), (Location, LOCATIONS), (Issue, INPUTS), (Meeting, MEETINGS),
            (Activity, ACTIVITIES), (Indicator, INDICATORS),
        )
    }  # fmt: skip
    source, district = desk.records(Source)[0].id, desk.records(Area)[0].districts[0]
    with desk.write("sample.fill") as unit:
        for number in range(missing[Stakeholder]):
            one = unit.add(Stakeholder, name_en=f"Cooperative {number}", name_ar=f"جمعية {number}")
            rated = {"influence": str(1 + number % 5), "interest": str(1 + number * 3 % 5)}
            unit.add(StakeholderView, stakeholder=one, **rated)
        for number in range(missing[Location]):
            place = unit.add(
                Location, name_en=f"Village {number}", name_ar=f"قرية {number}", role=_ROLES[number % 3],
                latitude=f"{36 + number % 40 / 50:.4f}", longitude=f"{41 + number % 37 / 40:.4f}",
            )  # fmt: skip
            unit.add(
                PopulationFigure, location=place, group=_GROUPS[number % 3], as_of="2026-01-31",
                source=source, individuals=120 + number * 7,
            )  # fmt: skip
        for number in range(missing[Issue]):
            unit.add(
                Issue, text_en=f"The well of village {number} is dry", group=_GROUPS[number % 3],
                objective=f"SO{1 + number % 8}",
            )  # fmt: skip
        for number in range(missing[Meeting]):
            unit.add(Meeting, title_en=f"Consultation {number}", type="fgd", held_on="2026-02-14")
        for number in range(missing[Activity]):
            unit.add(
                Activity, title_en=f"Deepen the well of village {number}", objective=f"SO{1 + number % 8}",
                status="committed", starts="2026-05-01", ends=f"2026-{6 + number % 6:02}-28",
            )  # fmt: skip
        for number in range(missing[Indicator]):
            measured = unit.add(Indicator, name_en=f"Households with water, village {number}", unit="percent")
            for period, group in product(ROUNDS, ("displaced", "non_displaced")):
                unit.add(
                    Measurement, indicator=measured, place=district, period=period, group=group,
                    value=str(40 + number),
                )  # fmt: skip


def _live_long(desk: Desk) -> None:
    """Edit inputs until the log is as long as after a year of work."""
    inputs = desk.records(Issue)
    for edit in range(HISTORY // len(inputs)):
        with desk.write("issue.edit") as unit:
            for one in inputs:
                unit.set(Issue, one.id, text_en=f"{one.text_en}, as told in round {edit}")
