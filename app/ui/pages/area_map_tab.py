"""The map tab: the drawn map, the list beside it, those without coordinates, saving it as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.drawing.place_map import map_box, place_map
from app.drawing.shapes import Picture
from app.drawing.svg import svg
from app.foundation.files import write_whole
from app.services.views.area import AreaView
from app.services.views.area_locations import LocationEntry
from app.services.views.area_map import leaving, map_names, spots
from app.ui.kit.button import Button, icon_button, name_button
from app.ui.kit.card import Card
from app.ui.kit.flow import flowing
from app.ui.kit.picture import measure, paint_picture
from app.ui.kit.rows import Cell, RowModel, TableColumn
from app.ui.kit.table import Table
from app.ui.kit.text import GAP, label, row
from app.ui.language import label_text, say, words
from app.ui.pages.area_map import ZOOM, LocationMap
from app.ui.pages.area_words import location_name, people_cell, separated
from app.ui.palettes import LIGHT
from app.ui.theme import choose_theme, theme_name
from app.ui.weak import weakly_plain

SAVED_WIDTH, SAVED_HEIGHT, SHARPNESS = 1200.0, 850.0, 2


class MapTab(QWidget):
    """`picked` carries a location to be chosen, `opened` one to be edited, `save_wanted` asks for a file."""

    picked = Signal(str)
    opened = Signal(str)
    save_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.map, self.card, self.beside = LocationMap(), Card(), Card()
        self.larger, self.smaller = icon_button("zoom-in", ""), icon_button("zoom-out", "")
        self.all, self.save = Button("", "outlined", "maximize-2"), Button("", "outlined", "download")
        self.edit = Button("", "outlined", "pencil")
        self.model = RowModel((), group=_group)
        self.table = Table(self.model)
        self.note = label("", "tiny", wrap=True)
        self._view: AreaView | None = None
        self._lay_out()
        self._wire()

    def retranslate(self) -> None:
        """Say the tab's own texts in the language in force."""
        name_button(self.larger, say("area.map.larger"))
        name_button(self.smaller, say("area.map.smaller"))
        self.all.setText(say("area.map.all"))
        self.save.setText(say("area.map.save"))
        self.edit.setText(say("area.map.edit"))
        self.note.setText(say("area.map.note"))

    def show_view(self, view: AreaView, chosen: str) -> None:
        """Show the locations with coordinates on the map, and all of them in the list."""
        self._view = view
        self.model.set_columns(_columns(), sorted(view.locations, key=_placed_first))
        self.table.choose(chosen)
        self.edit.setEnabled(bool(chosen))
        missing = sum(not one.located for one in view.locations)
        self.beside.set_title("", say("area.map.missing", count=missing) if missing else "")
        self.map.show_spots(spots(view, words(), chosen), map_names(view, words()))
        self.map.show_chosen()

    def make_room(self, narrow: bool) -> None:
        """Leave the list beside the map out while an editor stands there."""
        self.beside.setHidden(narrow)
        layout = self.layout()
        if layout is not None:
            # Of a tab that is not seen, nobody else tells the layout that it needs less room now.
            layout.invalidate()
        self.updateGeometry()

    def write_picture(self, file: Path) -> None:
        """Write the map with its legend and sources as SVG or PNG, in the colours of paper.

        Raises PlaceError when the file cannot be written.
        """
        if self._view is None:
            return
        training = say("frame.training_example") if self._view.values.get("training") else ""
        title = separated((say("area.map.title"), label_text(self._view.name), training))
        picture = self.picture(title)
        if file.suffix.lower() == ".svg":
            fonts = "Noto Sans, Noto Naskh Arabic, sans-serif"
            write_whole(file, svg(picture, LIGHT, fonts, title).encode("utf-8"))
        else:
            write_whole(file, png(picture))

    def picture(self, title: str) -> Picture:
        """Return the map as it is seen now, on a sheet of its own with the title over it.

        Informal sites are left out: where they lie stays with the group, and a picture goes anywhere.
        """
        assert self._view is not None
        leaves = leaving(self._view)
        names, shown = map_names(leaves, words()), spots(leaves, words())
        held_back = sum(one.located for one in self._view.locations) - len(shown)
        if held_back:
            captions_now = (*names.captions, say("area.map.held_back", count=held_back))
            names = replace(names, captions=captions_now)
        box = map_box(shown, names, SAVED_WIDTH, SAVED_HEIGHT, measure, title=title)
        seen = self.map.ground()
        ground = seen.within(box)
        ground = ground.zoomed(
            min(box.w / seen.box.w, box.h / seen.box.h), box.x + box.w / 2, box.y + box.h / 2
        )
        mirrored = words().right_to_left
        return place_map(
            shown, names, ground, SAVED_WIDTH, SAVED_HEIGHT, measure, title=title, mirrored=mirrored
        )

    def _open_chosen(self) -> None:
        record_id = self.table.chosen_id()
        if record_id:
            self.opened.emit(record_id)

    def _save(self) -> None:
        self.save_wanted.emit()

    def _wire(self) -> None:
        self.map.picked.connect(self.picked)
        self.table.picked.connect(self.picked)
        self.table.opened.connect(self.opened)
        self.larger.clicked.connect(weakly_plain(self.map.zoom, ZOOM))
        self.smaller.clicked.connect(weakly_plain(self.map.zoom, 1 / ZOOM))
        self.all.clicked.connect(weakly_plain(self.map.show_all))
        self.edit.clicked.connect(weakly_plain(self._open_chosen))
        self.save.clicked.connect(weakly_plain(self._save))

    def _lay_out(self) -> None:
        self.card.set_padding(10, 8)
        self.card.body.setSpacing(6)
        tools = flowing(self.larger, self.smaller, self.all, self.edit, self.save, gap=6)
        self.card.body.addLayout(row(tools, 1))
        self.card.body.addWidget(self.map, 1)
        self.card.body.addWidget(self.note)
        self.beside.set_padding(1, 8)
        self.beside.head.setContentsMargins(12, 0, 12, 0)
        self.beside.body.addWidget(self.table)
        self.beside.setMinimumWidth(200)
        self.beside.setMaximumWidth(280)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP)
        whole.addWidget(self.card, 1)
        whole.addWidget(self.beside)


def png(picture: Picture) -> bytes:
    """Return a picture as PNG at twice its size, in the light colours."""
    from PySide6.QtCore import QBuffer, QIODevice

    image = QImage(
        round(picture.width * SHARPNESS), round(picture.height * SHARPNESS), QImage.Format.Format_RGB32
    )
    image.fill(Qt.GlobalColor.white)
    before = theme_name()
    choose_theme("light")
    try:
        painter = QPainter(image)
        painter.scale(SHARPNESS, SHARPNESS)
        paint_picture(painter, picture)
        painter.end()
    finally:
        choose_theme(before)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _group(one: LocationEntry) -> str:
    return say("area.map.on" if one.located else "area.map.off")


def _placed_first(one: LocationEntry) -> bool:
    return not one.located


def _columns() -> Sequence[TableColumn]:
    name = TableColumn(
        words().kind("location"), lambda one: Cell(location_name(one), under=label_text(one.place)), share=2
    )
    return (name, TableColumn(say("area.column.people"), people_cell, 100, at_end=True))
