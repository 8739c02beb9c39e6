"""Making a package for somebody who lacks a file: the dialog begins with what they asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from services.laptops import Laptop, bring_everyone_up_to_date, found
from ui.windows import Window

from app.models.kinds.meetings import Attachment
from app.models.kinds.plan import Activity
from app.services.board import board
from app.services.field_edits import add_record
from app.storage.staging import keep_blob
from app.ui.language import say
from app.ui.pages.exchange import ExchangePage

LARGE = b"".join(hashlib.sha256(bytes([n % 251, n // 251])).digest() for n in range(40_000))


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Window]:
    """Dalia's window: Omar has all her changes, and lacks a file of 1.3 MB that was too large to go along."""
    dalia, omar = found(tmp_path, "Omar")
    add_record(dalia.use(), "activity", {"title_en": "Cash for work"})
    attach(dalia, LARGE)
    bring_everyone_up_to_date([dalia, omar], tmp_path)
    dalia.take(omar.pack(tmp_path / "said.masar", "Dalia"))
    made = Window(dalia.use())
    yield made
    made.close()
    omar.use().close()
    dalia.use()


def attach(laptop: Laptop, data: bytes) -> None:
    desk = laptop.use()
    with desk.workspace.write() as connection:
        keep_blob(connection, data)
    digest, subject = hashlib.sha256(data).hexdigest(), desk.records(Activity)[0].id
    with desk.write("attachment.add") as unit:
        unit.add(
            Attachment, name_en="scan", subject_kind="activity", subject=subject, sha256=digest,
            size=len(data),
        )  # fmt: skip


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def cells(page: ExchangePage) -> str:
    model = page.board.rows.people
    return "\n".join(str(model.data(model.index(0, column))) for column in range(model.columnCount()))


def test_whoever_lacks_a_file_is_sent_it(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    page = window.show(ExchangePage)
    qtbot.addWidget(page)
    assert "lacks one attached file (1.3 MB)" in cells(page)
    assert cells(page).count("1.3 MB") == 2, "beside the name, and as the size of a package"
    dialog = page.make_for(page._view.board[0].key)
    window.settle()
    inside = texts(dialog)
    assert say("packages.nothing_new") not in inside
    assert say("packages.no_changes") in inside
    assert "they can ask for it" not in inside
    assert say("exchange.files", count=1, size="1.3 MB") in inside
    window.door.save = tmp_path / "for-omar.masar"
    dialog.make()
    window.settle()
    assert (tmp_path / "for-omar.masar").stat().st_size == pytest.approx(board(window.desk)[0].size, rel=0.02)
    dialog.close()


def test_nobody_who_lacks_a_file_is_said_to_have_everything(window: Window, qtbot: QtBot) -> None:
    page = window.show(ExchangePage)
    qtbot.addWidget(page)
    dialog = page.make_for(page._view.board[0].key)
    dialog.attachments.show_value("none")
    dialog.look()
    window.settle()
    inside = texts(dialog)
    assert say("packages.no_changes") in inside
    assert say("packages.nothing_new") not in inside, "they lack the file that stays here"
    dialog.close()
