"""Dialogs of the Review page over the training example, for their pictures."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.models.kinds.plan import Activity, Paragraph, Target
from app.services.desk import Desk
from app.services.freezing import freeze
from app.services.views.review_versions import versions_of
from app.ui.pages.review_compare import CompareVersionsDialog
from app.ui.pictures import Quiet
from app.ui.session import Session


def versions_with_changes(desk: Desk) -> None:
    """Freeze a draft if there is none, and change the plan afterwards."""
    if versions_of(desk):
        return
    freeze(desk, draft=True, languages=("en",))
    first, second, third = desk.records(Activity)[:3]
    paragraph, target = desk.records(Paragraph)[0], desk.records(Target)[0]
    with desk.write("activity.edit") as unit:
        unit.set(Activity, first.id, title_en="Monthly meeting of line directorates with returnees")
        unit.set(Activity, first.id, status="completed", locations=first.locations[:1])
        unit.set(Paragraph, paragraph.id, text=(paragraph.text or "").replace("shorter", "shorter, cheaper"))
        unit.set(Target, target.id, value="26")
        unit.remove(Activity, third.id)
        unit.add(Activity, title_en="Mobile registry office", objective="SO3", lead=second.lead)


def compare_versions(session: Session, desk: Desk) -> QWidget:
    """Return the comparison of a draft with the plan as it is now."""
    versions_with_changes(desk)
    versions = versions_of(desk)
    made = CompareVersionsDialog(session, versions)
    made.compare(versions[0].id)
    Quiet(session.operations).wait()
    return made
