"""Joint work, shares in it, agreements and compacts, and projects outside the plan, as lists with editors."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.views.plan import PlanView
from app.ui.pages.records import RecordsPage
from app.ui.places import Place
from app.ui.session import Session

KINDS = ("joint_activity", "joint_share", "agreement", "outside_project")


class AgreementsTab(QWidget):
    """The lists of records within the plan; they read for themselves."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.records = RecordsPage(session, "agreements", KINDS)
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
