"""Opening the conflict desk and the board of who has what, against a bare table view of the same rows.

300 and 500 conflicts, 60 people, one open workspace. Both sides read their rows from the file, make their
widgets, and have painted when the clock stops. The page as a whole stands beside a bare view of each.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from app.bootstrap import build_application
from app.keys.locker import Cost as KeyCost
from app.models.kinds.people import Person
from app.models.kinds.plan import Activity
from app.services.desk import Desk
from app.services.joining import join_workspace
from app.services.opening import Costs, Newcomer, create_workspace
from app.services.packing import Parcel, make_package
from app.services.taking import take_package
from app.services.views.exchange import ExchangeView
from app.services.views.exchange_board import board_entries
from app.services.views.exchange_conflicts import record_conflicts, records_to_decide
from app.storage.lock_box import Cost
from app.ui.door import QtDoor
from app.ui.operations import Operations
from app.ui.pages.exchange import ExchangePage
from app.ui.pages.exchange_board import BoardCard
from app.ui.pages.exchange_conflicts import ConflictArea
from app.ui.session import Session
from benchmarks.timing import in_turn, show

CONFLICTS, PEOPLE, ROUNDS = (300, 500), 60, 15
WIDTH, HEIGHT = 1142, 560
WORDS = (1, 2, 3, 4, 5, 6)
CHEAP = Costs(Cost(2**4), KeyCost(2**4))
COMMAND = "python -m benchmarks.exchange_pages"
_ROWS = (
    "SELECT k.kind, a.code, a.title_en, k.field, c.body, s.written, h.sign_key FROM conflict k"
    " JOIN record_activity a ON a.id = k.record"
    " JOIN change c ON c.record = k.record AND c.field = k.field JOIN changeset s ON s.id = c.changeset"
    " JOIN chain h ON h.id = s.chain GROUP BY k.record, k.field"
)
_PEOPLE = "SELECT name_en, organisation_name, role, sign_key FROM record_person ORDER BY name_en"


def retitle(desk: Desk, ending: str) -> None:
    """Give every activity another title, as one step."""
    with desk.write("activity.edit") as unit:
        for number, one in enumerate(desk.records(Activity)):
            unit.set(Activity, one.id, title_en=f"Repair well {number} {ending}")


def torn_desk(folder: Path, conflicts: int) -> Desk:
    """Return a desk at which a person finds so many activities edited apart."""
    mine, theirs = folder / "mine", folder / "theirs"
    _use(mine)
    newcomer = Newcomer("Dalia", "Hand in Hand", "focal_point")
    desk = create_workspace(mine / "a.masarw", "IQG15Q07", newcomer, None, costs=CHEAP).desk
    with desk.write("activity.add") as unit:
        for number in range(conflicts):
            unit.add(Activity, title_en=f"Repair well {number}", starts="2026-03-01")
    make_package(desk, Parcel(words=WORDS, invite=True, role="member"), folder / "for.masar")
    _use(theirs)
    omar = Newcomer("Omar", "Legal Aid Network", "member")
    other = join_workspace(theirs / "a.masarw", folder / "for.masar", omar, None, WORDS, costs=CHEAP)[0].desk
    retitle(other, "with the returnees")
    make_package(other, Parcel(to=("Dalia",)), folder / "back.masar")
    other.close()
    _use(mine)
    retitle(desk, "with the host community")
    take_package(desk, folder / "back.masar", backup=False)
    with desk.write("person.add") as unit:
        for number in range(PEOPLE):
            key = f"{number:064x}"
            unit.add(
                Person, sign_key=key, name_en=f"Person {number}", organisation_name="Group", role="member"
            )
    return desk


def _use(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["MASAR_DATA_DIR"] = str(folder / "data")


def painted(widget: QWidget, ready: Callable[[], bool]) -> None:
    """Show a widget, wait until it is ready and painted, and put it away."""
    widget.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    widget.resize(WIDTH, HEIGHT)
    widget.show()
    while not (widget.windowHandle().isExposed() and ready()):
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    widget.repaint()
    widget.close()
    QApplication.processEvents()


def open_desk(session: Session) -> None:
    """Open the conflict desk: its list, and the pane of the first record."""
    area, desk = ConflictArea(session), session.desk
    area.retranslate()
    records = records_to_decide(desk)
    front = record_conflicts(desk, records[0].id)
    area.show_view(ExchangeView(conflicts=records, in_front=front, now=desk.clock.now().isoformat()))
    painted(area, lambda: bool(area.pane.blocks))


def open_board(session: Session) -> None:
    """Open the board of who has what."""
    card, desk = BoardCard(), session.desk
    card.show_view(ExchangeView(board=board_entries(desk), steward=True, now=desk.clock.now().isoformat()))
    painted(card, lambda: True)


def open_page(session: Session) -> None:
    """Open the Exchange page with everything on it."""
    page = ExchangePage(session)
    page.retranslate()
    painted(page, lambda: bool(page.conflicts.pane.blocks) and not session.operations.is_busy())


def open_both_bare(desk: Desk) -> None:
    """Open a bare view of the conflicts and one of the people."""
    open_bare(desk, _ROWS)
    open_bare(desk, _PEOPLE)


def open_bare(desk: Desk, sql: str) -> None:
    """Open a table view of what a query finds."""
    with desk.workspace.read() as connection:
        rows = connection.exec_driver_sql(sql).fetchall()
    view = QTableView()
    model = _model(view, [tuple(row) for row in rows])
    view.setModel(model)
    painted(view, lambda: True)


def _model(view: QTableView, rows: Sequence[Sequence[object]]) -> QStandardItemModel:
    model = QStandardItemModel(view)
    for row in rows:
        model.appendRow([QStandardItem(str(value or "")) for value in row])
    return model


def measure(conflicts: int) -> None:
    """Print the figures of a workspace with so many conflicts."""
    with tempfile.TemporaryDirectory() as folder:
        desk = torn_desk(Path(folder), conflicts)
        operations = Operations()
        session = Session(desk, operations, QtDoor())
        found = len(records_to_decide(desk))
        if found != conflicts:
            raise SystemExit(f"{found} conflicts, not {conflicts}")
        figures = in_turn(partial(open_desk, session), partial(open_bare, desk, _ROWS), ROUNDS)
        show(f"opening {conflicts} conflicts", *figures, "3", COMMAND)
        figures = in_turn(partial(open_board, session), partial(open_bare, desk, _PEOPLE), ROUNDS)
        show(f"opening the board of {PEOPLE} people", *figures, "3", COMMAND)
        figures = in_turn(partial(open_page, session), partial(open_both_bare, desk), ROUNDS)
        show("opening the whole page, against two bare views", *figures, "none", COMMAND)
        session.close()
        operations.close()
        desk.close()


def main() -> None:
    """Print the figures."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _application = build_application(["masar"])
    for conflicts in CONFLICTS:
        measure(conflicts)


if __name__ == "__main__":
    main()
