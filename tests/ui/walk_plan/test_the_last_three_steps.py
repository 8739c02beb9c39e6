"""From the end of step 5 to the second version of the plan, in the window alone, on two laptops.

The plan is drafted, reviewed by somebody with Excel and by somebody with a laptop of their own, frozen,
signed by certificate, on the screen and in ink, followed for two quarters, and revised.
MASAR_PICTURES=FOLDER saves a picture of each station.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from services.laptops import Laptop
from ui.walk_plan.drafting import draft_the_plan
from ui.walk_plan.following import follow_a_quarter, revise
from ui.walk_plan.person import TwoLaptops
from ui.walk_plan.reviewing import answer_and_close, comment_on_the_other_laptop, review_with_excel
from ui.walk_plan.signing import (
    freeze,
    home_leads_to_versions,
    look_at_all_sign_offs,
    sign_in_ink,
    sign_on_screen,
    sign_oneself,
)
from ui.walking import Walker

from app.foundation.clock import SteppingClock
from app.models.kinds.plan import Plan
from app.models.kinds.review import FrozenVersion, Signoff

SUMMER, AUTUMN = datetime(2026, 7, 6, 9, tzinfo=UTC), datetime(2026, 10, 5, 9, tzinfo=UTC)


@pytest.mark.slow
def test_the_plan_is_drafted_reviewed_signed_followed_and_revised(
    program_walker: Walker, door: Any, laptops: list[Laptop], clock: SteppingClock, tmp_path: Path
) -> None:
    both = TwoLaptops(program_walker, door, laptops, tmp_path)
    both.sit_down("Dalia Haddad")
    draft_the_plan(both)
    freeze(both, draft=True)
    review_with_excel(both)
    comment_on_the_other_laptop(both)
    answer_and_close(both)
    home_leads_to_versions(both, "next.freeze")
    freeze(both, draft=False)
    home_leads_to_versions(both, "next.sign")
    sign_oneself(both)
    sign_on_screen(both)
    home_leads_to_versions(both, "next.signatures")
    both.hand_over("Omar Saleh")
    sign_oneself(both)
    both.hand_over("Dalia Haddad")
    sign_in_ink(both)
    look_at_all_sign_offs(both)
    assert both.desk.records(Plan)[0].status == "implementing"
    clock.move_to(SUMMER)
    follow_a_quarter(both, "Q2", "40")
    clock.move_to(AUTUMN)
    follow_a_quarter(both, "Q3", "95")
    revise(both)
    finals = [one for one in both.desk.records(FrozenVersion) if not one.draft]
    signed = {one.version for one in both.desk.records(Signoff)}
    assert [(one.number, one.id in signed) for one in finals] == [("1.0", True), ("2.0", False)]
