"""Headquarters: areas by steps, and the guidance and deadlines that go back to them."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.services.devices import take_back_country_cut
from app.services.field_edits import Value, add_record
from app.services.front_area import go_to_area
from app.services.views.headquarters import HeadquartersView, NoticeEntry, headquarters_view
from app.ui.kit.card import Card
from app.ui.kit.empty import EmptyState
from app.ui.kit.rows import RowModel
from app.ui.kit.table import Table
from app.ui.kit.text import GAP, column, row
from app.ui.language import label_text, say, words
from app.ui.page import Page
from app.ui.pages.headquarters_devices import CountryGuide, LostDevicesCard
from app.ui.pages.headquarters_map import HeatCard
from app.ui.pages.headquarters_words import notice_columns, notice_specs
from app.ui.pages.record_panel import RecordPanel
from app.ui.places import Place
from app.ui.session import Session
from app.ui.weak import weakly

WEEKS = 4
PANEL = 340


class HeadquartersPage(Page):
    """The map on top; beneath it what headquarters has set or sent, with an editor beside the list."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.add_guidance = self.header.add_action("", "outlined", "megaphone")
        self.add_deadline = self.header.add_action("", "primary", "calendar-days")
        self.map, self.lost, self.notices = HeatCard(), LostDevicesCard(), Card()
        self.model = RowModel(())
        self.table, self.empty = Table(self.model), EmptyState(icon_name="megaphone")
        self.panels = {kind: RecordPanel(session, kind, PANEL) for kind in ("guidance", "deadline")}
        self._wanted = ""
        self._lay_out()
        self._wire()
        self.retranslate()

    def read(self, desk: Any) -> HeadquartersView:
        return headquarters_view(desk)

    def show_view(self, view: HeadquartersView) -> None:
        late = sum(area.late > 0 for area in view.areas)
        said = [say("headquarters.areas", count=len(view.areas))]
        if late:
            said.append(say("headquarters.areas_late", count=late))
        opened = sum(entry.open for entry in view.lost)
        if opened:
            said.append(say("headquarters.lost_open", count=opened))
        self.header.set_title(say("frame.page.headquarters"), " · ".join(said))
        self.map.show_areas(view)
        self.lost.show_entries(view.lost)
        self.model.set_columns(notice_columns(view), view.notices)
        self.place.setCurrentIndex(0 if view.notices else 1)
        self.notices.set_title(say("headquarters.notices"))
        wanted, self._wanted = self._wanted, ""
        open_now = wanted or next((p.record for p in self.panels.values() if not p.isHidden()), "")
        self.open_notice(open_now)

    def retranslate(self) -> None:
        self.header.set_title(say("frame.page.headquarters"))
        self.add_guidance.setText(say("headquarters.add_guidance"))
        self.add_deadline.setText(say("headquarters.add_deadline"))
        self.map.retranslate()
        self.table.setAccessibleName(say("headquarters.notices"))
        self.empty.say(say("headquarters.empty"), say("headquarters.add_guidance"))
        for panel in self.panels.values():
            panel.retranslate()
        view = self._view
        self.lost.show_entries(view.lost if isinstance(view, HeadquartersView) else ())

    def go_to(self, place: Place) -> None:
        self._wanted = place.id
        if self._view is not None:
            self.reload()

    def commit_typing(self) -> None:
        for panel in self.panels.values():
            panel.commit()

    def open_notice(self, record_id: str) -> None:
        """Show guidance or a deadline in the panel; without one the panel goes away."""
        entry = self._entry(record_id)
        for kind, panel in self.panels.items():
            if entry is None or kind != entry.kind:
                panel.hide()
        if entry is None or not isinstance(self._view, HeadquartersView):
            return
        panel = self.panels[entry.kind]
        panel.open_with(label_text(entry.title) or say("records.untitled"), words().kind(entry.kind))
        panel.show_record(entry.id, entry.values, notice_specs(entry.kind, self._view))
        self.table.choose(entry.id)

    def add(self, kind: str) -> None:
        """Add guidance or a deadline for all areas, and open it."""
        view = self._view
        if not isinstance(view, HeadquartersView):
            return
        values: dict[str, Value] = {
            f"title_{words().language}": say(f"headquarters.new_{kind}"),
            "issued_by": view.me,
        }
        if kind == "deadline":
            values["due"] = (date.fromisoformat(view.today) + timedelta(weeks=WEEKS)).isoformat()
        else:
            values["issued_on"] = view.today
        self.session.write(partial(add_record, kind=kind, values=values), weakly(self._added))

    def go_to_step(self, area: str, step: str) -> None:
        """Put an area in front and show one of its steps."""
        self.session.write(partial(go_to_area, area=area), weakly(self._show_step, step))

    def cut_in_country(self, replica: str) -> CountryGuide | None:
        """Explain what it means that the country's records count a device no longer, then do it."""
        lost = self._view.lost if isinstance(self._view, HeadquartersView) else ()
        entry = next((one for one in lost if one.device.replica == replica), None)
        if entry is None:
            return None
        guide = CountryGuide(self.session, entry, self)
        guide.show()
        return guide

    def _lift(self, replica: str) -> None:
        self.session.write(partial(take_back_country_cut, replicas=[replica]), weakly(self._lifted))

    def _lifted(self, _result: object) -> None:
        self.session.notice(say("headquarters.lifted"))

    def _show_step(self, step: str, _result: object) -> None:
        self.session.go(Place("steps", "step", step) if step else Place("home"))

    def _added(self, record_id: object) -> None:
        self._wanted = str(record_id)
        self.reload()

    def _entry(self, record_id: str) -> NoticeEntry | None:
        notices = self._view.notices if isinstance(self._view, HeadquartersView) else ()
        return next((one for one in notices if one.id == record_id), None)

    def _picked(self, tag: str) -> None:
        area, _, step = tag.partition("|")
        self.go_to_step(area, step)

    def _add_guidance(self) -> None:
        self.add("guidance")

    def _add_deadline(self) -> None:
        self.add("deadline")

    def _wire(self) -> None:
        self.add_guidance.clicked.connect(self._add_guidance)
        self.add_deadline.clicked.connect(self._add_deadline)
        self.empty.started.connect(self._add_guidance)
        self.table.picked.connect(self.open_notice)
        self.map.view.picked.connect(self._picked)
        self.lost.cut.connect(self.cut_in_country)
        self.lost.lifted.connect(self._lift)

    def _lay_out(self) -> None:
        self.notices.set_padding(1, 12)
        self.notices.head.setContentsMargins(14, 0, 14, 0)
        self.place = QStackedWidget()
        self.place.addWidget(self.table)
        self.place.addWidget(self.empty)
        self.notices.body.addWidget(self.place)
        left = QWidget()
        stacked = column(self.map, self.lost, self.notices, gap=GAP)
        stacked.setStretch(2, 1)
        left.setLayout(stacked)
        beside = row(left, *self.panels.values(), gap=GAP)
        beside.setStretch(0, 1)
        self.content.addLayout(beside, 1)
