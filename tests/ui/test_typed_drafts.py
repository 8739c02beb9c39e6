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


def test_a_refused_text_stays_a_draft(window: Window, qtbot: QtBot) -> None:
    record = add_record(window.desk, "activity", {"title_en": "before"})
    form = RecordForm(window.session, "activity", (FieldSpec("title_en", "Title"),))
    qtbot.addWidget(form)
    form.show_record(record, {"title_en": "before"})
    long = "x" * 5000
    form.fields["title_en"].drafted.emit(long)
    form.fields["title_en"].committed.emit(long)
    window.settle()
    assert form.fields["title_en"].error.text()
    assert [one.value for one in drafts(window.desk)] == [long]


def test_typing_back_what_was_there_leaves_no_draft(window: Window, qtbot: QtBot) -> None:
    record = add_record(window.desk, "activity", {"title_en": "before"})
    form = RecordForm(window.session, "activity", (FieldSpec("title_en", "Title"),))
    qtbot.addWidget(form)
    form.show_record(record, {"title_en": "before"})
    field = form.fields["title_en"]
    field.control.line.setText("before and")  # type: ignore[attr-defined]
    field._hand_out_draft()
    field.control.line.setText("before")  # type: ignore[attr-defined]
    field.commit()
    window.settle()
    with window.desk.workspace.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM draft").scalar() == 0
