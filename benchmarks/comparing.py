"""What differs between two versions of a plan, against exporting one of them: the plan as a PDF.

150 activities, 150 locations and 60 indicators with 8 values each; half of the activities got another title
in between. The comparison reads both contents back from the file and works out what changed, word by word.
"""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path

from app.models.kinds.plan import Activity
from app.services.desk import Desk
from app.services.documents import plan_pdf
from app.services.freezing import freeze
from app.services.version_contents import compare_versions
from benchmarks.large_area import large_area
from benchmarks.timing import in_turn, show

ROUNDS, LANGUAGE = 3, "en"
COMMAND = "python -m benchmarks.comparing"


def two_versions(desk: Desk) -> tuple[str, str]:
    """Freeze the plan as a draft, change half of its activities, and freeze it once more."""
    first = freeze(desk, draft=True, languages=(LANGUAGE,))
    with desk.write("activity.edit") as unit:
        for number, one in enumerate(desk.records(Activity)):
            if number % 2:
                unit.set(Activity, one.id, title_en=f"{one.title_en}, with the people who return there")
    return first, freeze(desk, draft=True, languages=(LANGUAGE,))


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        desk = large_area(Path(folder))
        first, second = two_versions(desk)
        pair = {"before": first, "after": second, "language": LANGUAGE}
        export = partial(plan_pdf, desk, LANGUAGE)
        changed = compare_versions(desk, **pair).difference.count("changed")
        figures = in_turn(partial(compare_versions, desk, **pair), export, ROUNDS)
        show(f"comparing two versions, {changed} records changed", *figures, "1", COMMAND)
        desk.close()


if __name__ == "__main__":
    main()
