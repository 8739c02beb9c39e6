"""The do-no-harm screen of an activity: what divides, what connects, and how harm is kept away."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QWidget

from app.services.field_edits import add_record
from app.services.views.records import RecordRow
from app.ui.kit.button import Button
from app.ui.kit.form import FieldSpec
from app.ui.kit.inputs import Options
from app.ui.kit.text import column, label, row
from app.ui.language import say, words
from app.ui.pages.record_form import RecordForm
from app.ui.removing import Removing
from app.ui.session import Session

TEXTS = ("divider", "connector", "effect", "mitigation")


class HarmBox(QWidget):
    """Begins the screen of one activity, edits and removes it. It stays inside the group."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._activity, self._built = session, "", tuple[FieldSpec, ...]()
        self.title, self.why = label("", "strong"), label("", "tiny", wrap=True)
        self.add, self.remove = Button("", "link", "plus"), Button("", "link", "trash-2")
        self.form = RecordForm(session, "harm_screen")
        self.removing = Removing(session, self)
        self.add.clicked.connect(self.begin)
        self.remove.clicked.connect(self.take_away)
        buttons = row(self.add, self.remove, 1)
        self.parts = column(self.title, self.why, self.form, buttons, gap=6)
        self.setLayout(self.parts)

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        self.title.setText(words().kind("harm_screen"))
        self.why.setText(say("plan.harm_why"))
        self.add.setText(say("plan.harm_begin"))
        self.remove.setText(say("plan.harm_remove"))

    def commit(self) -> None:
        """Keep what is being typed."""
        self.form.commit()

    def show_screen(self, activity: str, screens: Mapping[str, RecordRow], locations: Options) -> None:
        """Show the screen of an activity; `screens` are all of them, by activity."""
        self._activity, screen = activity, screens.get(activity)
        self.add.setHidden(screen is not None)
        self.remove.setHidden(screen is None)
        if screen is not None:
            self._build(locations)
            self.form.show_record(screen.id, screen.values)
        else:
            self.form.commit()
        self.form.setHidden(screen is None)

    def begin(self) -> None:
        """Add an empty screen, to be filled in."""
        self._session.write(partial(add_record, kind="harm_screen", values={"activity": self._activity}))

    def take_away(self) -> None:
        """Remove the screen; the toast offers to undo it."""
        self.removing.remove("harm_screen", self.form.record, self.title.text())

    def _build(self, locations: Options) -> None:
        """Make the fields, anew when there are other locations or another language."""
        field = partial(words().field, "harm_screen")
        specs = (
            *(FieldSpec(name, field(name), "text") for name in TEXTS),
            FieldSpec("locations", field("locations"), "pick_many", locations),
            FieldSpec("reviewed_on", field("reviewed_on"), "date"),
        )
        if specs != self._built:
            self.form.commit()
            old, self.form, self._built = self.form, RecordForm(self._session, "harm_screen", specs), specs
            self.parts.replaceWidget(old, self.form)
            old.hide()
            old.deleteLater()
