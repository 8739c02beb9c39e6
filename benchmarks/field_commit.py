"""A field changed and durable, in an area of 600 activities, against a bare commit of a line as long."""

from __future__ import annotations

import os
import tempfile
from itertools import cycle
from pathlib import Path

from app.foundation.clock import SystemClock
from app.keys.locker import Cost as KeyCost
from app.models.kinds.plan import Activity
from app.services.desk import Desk
from app.services.opening import Costs, Newcomer, create_workspace
from app.storage.lock_box import Cost
from benchmarks.bare_file import commit_line, open_bare
from benchmarks.timing import in_turn, show

RECORDS = 600
ROUNDS = 200
LINE = b"x" * 560
CHEAP = Costs(Cost(n=2**10), KeyCost(n=2**10))
SINJAR = "IQG15Q06"


def desk_at(path: Path) -> Desk:
    """Return a desk at a new encrypted workspace whose area has 600 activities."""
    newcomer = Newcomer("Dalia Example", "Example Relief", "focal_point")
    opened = create_workspace(path, SINJAR, newcomer, "six plain words", clock=SystemClock(), costs=CHEAP)
    with opened.desk.write("activity.add") as unit:
        for number in range(RECORDS):
            unit.add(Activity, title_en=f"Rehabilitate health post {number}", objective="SO4")
    return opened.desk


def main() -> None:
    """Print the figure; each round changes another activity."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["MASAR_DATA_DIR"] = folder
        desk = desk_at(Path(folder) / "a.masarw")
        turn = cycle(enumerate(record.id for record in desk.records(Activity)))
        bare = open_bare(Path(folder) / "bare")

        def commit_field() -> None:
            number, record = next(turn)
            with desk.write("activity.edit") as unit:
                unit.set(Activity, record, title_en=f"Repair the health post {number} with its neighbours")

        ours, raw = in_turn(commit_field, lambda: commit_line(bare, LINE), ROUNDS, warm=5)
        show("commit of one field", ours, raw, "5", "python -m benchmarks.field_commit")
        desk.close()
        bare.close()


if __name__ == "__main__":
    main()
