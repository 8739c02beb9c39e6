"""The screens of a live meeting: this one filled by the page, and the one the hall looks at."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.foundation.progress import Progress
from app.services.views.meetings_audience import audience
from app.services.views.meetings_room import Room
from app.ui.operations import Lane
from app.ui.pages.meetings_audience import AudienceWindow
from app.ui.session import Session


class LiveScreens(QWidget):
    """Fills the screen with the page (F11) and keeps the screen of the hall in step with the meeting."""

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._page, self._alone = session, page, False
        self._room: Room | None = None
        self._ready = False
        self.window_of_hall: AudienceWindow | None = None
        self.hide()
        self._key = QShortcut(QKeySequence("F11"), page)
        self._key.activated.connect(self.toggle)

    def show_room(self, room: Room) -> None:
        """Show the meeting as it is now on the screen of the hall, if that is open."""
        self._room = room
        if room.status == "live" and not self._ready:
            self._ready = True
            self._session.operations.start(_get_ready, lane=Lane.PURE)
        hall = self.window_of_hall
        if hall is not None and isValid(hall) and hall.isVisible():
            hall.show_audience(audience(room))

    def toggle(self) -> None:
        """Fill the screen with the page, or bring rail and header back."""
        self._alone = not self._alone
        self._session.alone_asked.emit(self._alone)

    def open_audience(self) -> None:
        """Open the screen of the hall, on the other screen when there is one."""
        if self._room is None:
            return
        if self.window_of_hall is None or not isValid(self.window_of_hall):
            self.window_of_hall = AudienceWindow(self._session.desk.clock, self._page)
        self.window_of_hall.show_audience(audience(self._room))
        self.window_of_hall.stand(self._page)


def _get_ready(_progress: Progress) -> None:
    from app.services.meeting_papers import get_ready

    get_ready()
