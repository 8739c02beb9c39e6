"""Step 6: the plan's cover, texts, one activity for all locations, and an indicator of the library."""

from __future__ import annotations

from typing import Any

from ui.walk_plan.person import TwoLaptops

from app.models.kinds.area import Location
from app.models.kinds.people import Organisation
from app.models.kinds.plan import Activity, Indicator, Plan

TEXTS = {
    "context_overview": "Sinjar and Al-Ba'aj share markets, roads and wells; families return.",
    "response_approach_displacement": "In places of displacement people decide with full information.",
    "response_approach_return": "In places of return, water and schools come first.",
}
GROUPS = ("returnee", "idp_out_of_camp", "idp_camp", "host_community")


def draft_the_plan(both: TwoLaptops) -> None:
    """Write what a final version asks for, and see that nothing stops it any more."""
    page = both.page("plan")
    _write_the_cover(both, page)
    _write_the_texts(both, page)
    _plan_an_activity(both, page)
    _choose_an_indicator(both)
    review = both.page("review")
    both.walker.click(review.tabs.button("versions"))
    both.picture("ready")
    assert review._view.freezing.errors == 0, [one.text for one in review._view.freezing.blocking]


def _write_the_cover(both: TwoLaptops, page: Any) -> None:
    both.walker.click(page.about)
    form = both.walker.dialog().form
    both.walker.write(form, "title_en", "Plan of Action for Sinjar and Al-Ba'aj")
    both.walker.write(form, "period_from", "1 Jan 2026")
    both.walker.write(form, "period_to", "31 Dec 2027")
    both.walker.pick(form, "languages", ("en",))
    both.picture("about-the-plan")
    both.walker.click(both.walker.dialog().leave)
    (plan,) = both.desk.records(Plan)
    assert (plan.period_from, plan.languages, plan.status) == ("2026-01-01", ("en",), "drafting")


def _write_the_texts(both: TwoLaptops, page: Any) -> None:
    both.walker.click(page.tabs.button("text"))
    for key, text in TEXTS.items():
        both.walker.click(page.text.outline.buttons[key])
        both.walker.click(page.text.first.add)
        both.walker.write(page.text.first.new, "", text)
        if not page.text.ready.isChecked():
            both.walker.click(page.text.ready)
    both.picture("text")


def _plan_an_activity(both: TwoLaptops, page: Any) -> None:
    both.walker.click(page.tabs.button("activities"))
    both.walker.click(page.add)
    form = page.activity_panel.form
    offices = both.desk.records(Organisation)
    authority = next(one.id for one in offices if one.type in ("10", "11"))
    both.walker.write(form, "title_en", "Repair wells and the pumps of all priority locations")
    for name, value in {
        "objective": "SO4",
        "government_counterpart": authority,
        "groups": GROUPS,
        "locations": tuple(one.id for one in both.desk.records(Location)),
        "lead": offices[0].id,
        "status": "committed",
        "origin": "new",
    }.items():
        both.walker.pick(page.activity_panel.form, name, value)
    both.walker.write(page.activity_panel.form, "starts", "1 May 2026")
    both.walker.write(page.activity_panel.form, "ends", "31 Dec 2026")
    both.walker.click(page.activity_panel.targets.add)
    (block,) = page.activity_panel.targets.blocks.values()
    both.walker.write(block.form, "value", "120")
    both.walker.pick(block.form, "unit", "facilities")
    both.picture("activity")
    (made,) = both.desk.records(Activity)
    assert (made.objective, len(made.locations) > 20) == ("SO4", True)


def _choose_an_indicator(both: TwoLaptops) -> None:
    page = both.page("monitoring")
    both.walker.click(page.tabs.button("indicators"))
    both.walker.click(page.indicators.library)
    dialog = both.walker.dialog()
    both.walker.click(dialog.chips["C2.5"])
    both.picture("library")
    both.walker.agree()
    (made,) = both.desk.records(Indicator)
    page.indicators.open_indicator(made.id)
    both.walker.settle()
    form = page.indicators.panel.form
    both.walker.write(form, "collection_plan", "Household survey of the water directorate, every six months.")
