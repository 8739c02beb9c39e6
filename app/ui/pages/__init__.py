"""The table of pages: id, icon, code of the title, and where its class is. Each is made when first shown."""

from __future__ import annotations

import msgspec


class PageEntry(msgspec.Struct, frozen=True):
    """One page. `factory` is "module:name", called with the session; `title` is a code of the catalogues."""

    id: str
    icon: str
    title: str
    factory: str
    only_headquarters: bool = False


PAGES: tuple[PageEntry, ...] = (
    PageEntry("home", "house", "frame.page.home", "app.ui.pages.home:HomePage"),
    PageEntry("area", "map-pin", "frame.page.area", "app.ui.pages.area:AreaPage"),
    PageEntry("group", "users", "frame.page.group", "app.ui.pages.group:GroupPage"),
    PageEntry("steps", "stairs", "frame.page.steps", "app.ui.pages.steps:StepsPage"),
    PageEntry(
        "stakeholders", "user", "frame.page.stakeholders", "app.ui.pages.stakeholders:StakeholdersPage"
    ),
    PageEntry("meetings", "message-square", "frame.page.meetings", "app.ui.pages.meetings:MeetingsPage"),
    PageEntry("voices", "mic", "frame.page.voices", "app.ui.pages.voices:VoicesPage"),
    PageEntry("plan", "file-text", "frame.page.plan", "app.ui.pages.plan:PlanPage"),
    PageEntry("review", "signature", "frame.page.review", "app.ui.pages.review:ReviewPage"),
    PageEntry("monitoring", "chart-line", "frame.page.monitoring", "app.ui.pages.monitoring:MonitoringPage"),
    PageEntry("documents", "files", "frame.page.documents", "app.ui.pages.documents:DocumentsPage"),
    PageEntry("exchange", "arrow-left-right", "frame.page.exchange", "app.ui.pages.exchange:ExchangePage"),
    PageEntry(
        "headquarters",
        "building-2",
        "frame.page.headquarters",
        "app.ui.pages.headquarters:HeadquartersPage",
        True,
    ),
)
