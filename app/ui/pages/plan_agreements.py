"""Joint work, agreements and compacts, outside projects and shared costs: lists with editors.

The editor of a joint activity also shows who carries what and what is signed, that of a compact what it asks.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.foundation.errors import MasarError
from app.foundation.files import write_whole
from app.process import facts
from app.process.joint import UNDER_WAY
from app.services.joint_documents import compact_pdf, programme_pdf
from app.services.views.joint import JointEntry, JointView, joint_view
from app.services.views.plan import PlanView
from app.services.views.records import RecordRow, RecordsView, Value
from app.ui.kit.form import FieldSpec
from app.ui.kit.rows import Cell, TableColumn
from app.ui.language import say, words
from app.ui.pages.plan_activity_fields import LANGUAGES
from app.ui.pages.plan_exception import ExceptionQuestion
from app.ui.pages.plan_joint_box import CompactBox, JointBox
from app.ui.pages.plan_overlaps import OverlapsCard
from app.ui.pages.records import RecordsPage
from app.ui.places import Place
from app.ui.session import Session
from app.ui.weak import weakly

KINDS = ("joint_activity", "agreement", "outside_project", "cost_share", "joint_share")
LISTED = KINDS[:-1]
"""The lists; a share is edited with its joint activity."""


class JointRecords(RecordsPage):
    """Lists of joint work; the panel shows what hangs on the record beneath its fields."""

    def __init__(self, session: Session) -> None:
        self.joint, self.compact = JointBox(session), CompactBox(session)
        self.overlaps = OverlapsCard()
        super().__init__(session, "agreements", LISTED)
        self.exception = ExceptionQuestion(session, self)
        for box in (self.joint, self.compact):
            self.panel.body.insertWidget(0, box)
            box.hide()
        self.panel.be_wide(380)
        self.joint.printed.connect(weakly(self._print, "joint_activity"))
        self.compact.printed.connect(weakly(self._print, "agreement"))
        self.overlaps.picked.connect(session.go_to_record)
        self.content.addWidget(self.overlaps)

    def read(self, desk: Any) -> JointView:
        return joint_view(desk, self._kind)

    def retranslate(self) -> None:
        super().retranslate()
        for part in (self.joint, self.compact, self.overlaps):
            part.retranslate()

    def specs_of(self, view: RecordsView) -> list[FieldSpec]:
        """Leave out texts in languages that nobody here writes in."""
        spoken = {"en", "ar", *(view.languages if isinstance(view, JointView) else ())}
        return [
            one
            for one in super().specs_of(view)
            if (tongue := one.name.rpartition("_")[2]) in spoken
            or tongue not in LANGUAGES
            or any(row.values.get(one.name) for row in view.rows)
        ]

    def commit_typing(self) -> None:
        super().commit_typing()
        self.joint.commit()

    def show_view(self, view: RecordsView) -> None:
        super().show_view(view)
        if isinstance(view, JointView):
            self.overlaps.show_overlaps(view.overlaps if self._kind == "joint_activity" else ())

    def go_to(self, place: Place) -> None:
        if place.kind == "joint_share":
            place = Place("plan", "joint_activity", self._joint_of(place.id))
        super().go_to(place)

    def _columns(self, kind: str) -> list[TableColumn]:
        """Return for joint work what its shares and agreements stand at; other kinds have their fields."""
        if kind != "joint_activity":
            return super()._columns(kind)
        field = partial(words().field, kind)
        return [
            TableColumn(say("records.column.title"), self._title_cell, share=3),
            TableColumn(field("lead"), partial(self._cell, "lead"), share=2),
            TableColumn(field("modality"), partial(self._cell, "modality"), share=2, spare=True),
            TableColumn(field("budget"), self._budget_cell, share=2),
            TableColumn(say("joint.agreements"), self._agreements_cell, 104),
            TableColumn(field("status"), partial(self._cell, "status"), 124),
        ]

    def _budget_cell(self, one: RecordRow) -> Cell:
        joint = self._joint_entry(one)
        budget = facts.number(joint.budget)
        if budget is None:
            return Cell("")
        under = say("joint.does_not_add_up") if joint.adds_up is False else ""
        return Cell(" ".join(filter(None, (words().number(budget), joint.currency))), under)

    def _agreements_cell(self, one: RecordRow) -> Cell:
        held = self._joint_entry(one).agreements
        signed = sum(each.tone == "good" for each in held)
        return Cell(say("joint.signed_of", count=signed, total=len(held)) if held else "", quiet=True)

    def _joint_entry(self, one: RecordRow) -> JointEntry:
        found = self._view.joint.get(one.id) if isinstance(self._view, JointView) else None
        return found or JointEntry(one.id)

    def _joint_of(self, share: str) -> str:
        entries = self._view.joint.values() if isinstance(self._view, JointView) else ()
        held = (one.id for one in entries if share in {each.id for each in one.shares})
        return next(held, "")

    def _show_open_record(self, view: RecordsView) -> None:
        super()._show_open_record(view)
        joint = view.joint.get(self._wanted) if isinstance(view, JointView) else None
        compact = view.compacts.get(self._wanted) if isinstance(view, JointView) else None
        self.joint.setVisible(joint is not None and self._kind == "joint_activity")
        self.compact.setVisible(compact is not None and self._kind == "agreement")
        if isinstance(view, JointView) and joint is not None:
            self.joint.show_joint(view, joint)
            values = next((one.values for one in view.rows if one.id == joint.id), {})
            unsigned = values.get("status") in UNDER_WAY and not joint.may_run
            self.exception.shown(joint.id, joint.id, unsigned=unsigned)
        if compact is not None:
            values = next((one.values for one in view.rows if one.id == compact.id), {})
            self.compact.show_compact(compact, str(values.get("authority") or ""))

    def _commit(self, name: str, value: Value) -> None:
        if self._kind == "joint_activity":
            self.exception.committed(self._wanted, name, value)
        super()._commit(name, value)

    def _print(self, kind: str, record: str) -> None:
        self.commit_typing()
        name = f"{self.panel.title.text()}.pdf"
        path = self.session.door.file_to_save(say(f"joint.print.{kind}"), name, "PDF (*.pdf)")
        if path is not None:
            made = compact_pdf if kind == "agreement" else programme_pdf
            work = partial(made, language=_paper_language(), named=record)
            self.session.read(work, weakly(self._write, path))

    def _write(self, path: Path, data: bytes) -> None:
        try:
            write_whole(path, data)
        except MasarError as error:
            self.session.door.warn(say("joint.print.agreement"), words().refusal(error))
            return
        self.session.notice(say("plan.saved_as", file=path.name))


class AgreementsTab(QWidget):
    """The lists of records within the plan; they read for themselves."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.records = JointRecords(session)
        self.records.content.setContentsMargins(0, 0, 0, 0)
        session.operations.changed.connect(self.records.take_change)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.records)

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        self.records.retranslate()

    def commit(self) -> None:
        """Keep what is being typed."""
        self.records.commit_typing()

    def show_view(self, _view: PlanView) -> None:
        """Stay as it is: the lists read again by themselves."""

    def show_record(self, kind: str, record_id: str) -> None:
        """Show a record in the list of its kind."""
        self.records.go_to(Place("plan", kind, record_id))


def _paper_language() -> str:
    """Return the language of documents: Arabic beside an Arabic window, else English."""
    return "ar" if words().language == "ar" else "en"
