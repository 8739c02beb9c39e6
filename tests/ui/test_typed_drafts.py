"""What is typed into the editors of plan, stakeholders and meetings is kept as a draft."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from services.laptops import found
from ui.windows import Window

from app.models.registry import KINDS
from app.services.drafts import drafts
from app.services.field_edits import add_record
from app.ui.kit.form import FieldSpec
from app.ui.pages.record_panel import RecordForm


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[Window]:
    made = Window(found(tmp_path)[0].use())
    yield made
    made.close()


@pytest.mark.parametrize(
    ("kind", "name"), [("activity", "title_en"), ("stakeholder", "name_en"), ("meeting", "venue")]
)
def test_a_draft_lasts_until_its_field_is_committed(
    window: Window, qtbot: QtBot, kind: str, name: str
) -> None:
    first = {name: "before", **({"type": "roundtable"} if kind == "meeting" else {})}
    record = add_record(window.desk, kind, first)
    form = RecordForm(window.session, kind, (FieldSpec(name, name),))
    qtbot.addWidget(form)
    form.show_record(record, first)
    form.fields[name].drafted.emit("half a sen")
    window.settle()
    assert [(one.record, one.field, one.value) for one in drafts(window.desk)] == [
        (record, name, "half a sen")
    ]
    form.fields[name].control.line.setText("half a sentence")  # type: ignore[attr-defined]
    form.fields[name].commit()
    window.settle()
    assert getattr(window.desk.find(KINDS[kind], record), name) == "half a sentence"
    assert drafts(window.desk) == []
