"""Several records out of many: the chosen ones as chips that can be taken out, and a search to add."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.ui.kit.button import Button
from app.ui.kit.flow import FlowLayout
from app.ui.kit.inputs import Input, Options, ReferenceInput, Value
from app.ui.kit.tip import set_tip
from app.ui.language import say
from app.ui.weak import weakly_plain

LONGEST = 28


class PickManyInput(Input):
    """The value is a tuple of record ids in the order they were picked."""

    def __init__(self, options: Options) -> None:
        super().__init__()
        self._names = dict(options)
        self._chosen: list[str] = []
        self.chips: list[Button] = []
        self._holder = QWidget()
        self._flow = FlowLayout(self._holder)
        self.add = self.search(options)
        self.add.finished.connect(self._added)
        whole = QVBoxLayout()
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        whole.addWidget(self._holder)
        whole.addWidget(self.add)
        self.inside.addLayout(whole)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusProxy(self.add)
        self._fill()

    def search(self, options: Options) -> ReferenceInput:
        """Return the input that finds another one to add."""
        return ReferenceInput(options, say("fields.add_another"))

    def value(self) -> Value:
        return tuple(self._chosen)

    def show_value(self, value: Value) -> None:
        chosen = list(value) if isinstance(value, tuple) else []
        if chosen != self._chosen:
            self._chosen = chosen
            self._fill()

    def main(self) -> QWidget:
        return self.add.main()

    def take_out(self, record_id: str) -> None:
        """Take one record out again."""
        self._chosen = [one for one in self._chosen if one != record_id]
        self._fill()
        self.finished.emit()

    def _added(self) -> None:
        found = self.add.value()
        if not isinstance(found, str):
            return
        self.add.show_value(None)
        if found not in self._chosen:
            self._chosen = [*self._chosen, found]
            self._fill()
            self.finished.emit()

    def _fill(self) -> None:
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = [self._chip(one) for one in self._chosen]
        for chip in self.chips:
            self._flow.addWidget(chip)
        self._holder.setVisible(bool(self.chips))
        self._holder.updateGeometry()

    def _chip(self, record_id: str) -> Button:
        name = self._names.get(record_id) or "…"
        shown = name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"
        made = Button(f"{shown}  ×", "chip", parent=self._holder)
        set_tip(made, name)
        made.setAccessibleName(say("fields.take_out", what=name))
        made.clicked.connect(weakly_plain(self.take_out, record_id))
        return made
