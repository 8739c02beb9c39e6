"""What was typed and not committed survives a kill, outside the log."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from services.laptops import Laptop, found

from app.foundation.errors import UserError
from app.models.kinds.plan import Activity
from app.services.begun import begun_values, keep_begun
from app.services.desk import Desk
from app.services.drafts import commit_draft, discard_draft, drafts, keep_draft
from app.services.opening import open_workspace
from app.storage.drafts import DraftValue


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    made = found(tmp_path)[0]
    yield made
    made.use().close()


@pytest.fixture
def wells(laptop: Laptop) -> str:
    with laptop.use().write("activity.add") as unit:
        return unit.add(Activity, title_en="Wells")


def title(laptop: Laptop) -> str | None:
    return laptop.desk.records(Activity)[0].title_en


def test_a_draft_is_not_in_the_log_and_shows_nowhere(laptop: Laptop, wells: str) -> None:
    before = laptop.state()
    keep_draft(laptop.desk, "activity", wells, "title_en", "Deep we")
    assert laptop.state() == before
    assert title(laptop) == "Wells"


def test_a_draft_outlives_the_program(laptop: Laptop, wells: str) -> None:
    keep_draft(laptop.desk, "activity", wells, "title_en", "Deep")
    keep_draft(laptop.desk, "activity", wells, "title_en", "Deep wells")
    laptop.desk.close()
    laptop.desk = open_workspace(laptop.file, None).desk
    assert [(draft.field, draft.value) for draft in drafts(laptop.desk)] == [("title_en", "Deep wells")]


def test_keeping_a_draft_commits_it_as_one_step(laptop: Laptop, wells: str) -> None:
    keep_draft(laptop.desk, "activity", wells, "title_en", "Deep wells")
    commit_draft(laptop.desk, drafts(laptop.desk)[0])
    assert drafts(laptop.desk) == []
    assert title(laptop) == "Deep wells"
    laptop.desk.undo()
    assert title(laptop) == "Wells"


def test_discarding_one_draft_leaves_the_others(laptop: Laptop, wells: str) -> None:
    keep_draft(laptop.desk, "activity", wells, "title_en", "Deep wells")
    keep_draft(laptop.desk, "activity", wells, "title_ar", "آبار")
    discard_draft(laptop.desk, "activity", wells, "title_en")
    assert [draft.field for draft in drafts(laptop.desk)] == ["title_ar"]


def test_a_draft_that_breaks_a_rule_stays_until_it_is_mended(laptop: Laptop, wells: str) -> None:
    keep_draft(laptop.desk, "activity", wells, "starts", "2026-02-3")
    with pytest.raises(UserError, match="value_not_a_date"):
        commit_draft(laptop.desk, drafts(laptop.desk)[0])
    assert len(drafts(laptop.desk)) == 1


@pytest.mark.parametrize(
    ("field", "value"), [("groups", ("returnee",)), ("land_checked", True), ("title_en", None)]
)
def test_drafts_keep_every_shape(laptop: Laptop, wells: str, field: str, value: DraftValue) -> None:
    with laptop.use().write("activity.edit") as unit:
        unit.set(Activity, wells, title_ar="آبار")
    keep_draft(laptop.desk, "activity", wells, field, value)
    commit_draft(laptop.desk, drafts(laptop.desk)[0])
    assert getattr(laptop.desk.records(Activity)[0], field) == value


def test_drafts_that_make_no_difference_are_not_offered(laptop: Laptop, wells: str) -> None:
    keep_draft(laptop.desk, "activity", wells, "title_en", "Wells")
    keep_draft(laptop.desk, "activity", wells, "title_ar", "")
    keep_draft(laptop.desk, "activity", "gone", "title_en", "Wells")
    assert drafts(laptop.desk) == []


def test_a_draft_is_kept_while_somebody_reads_and_the_book_is_not_read_yet(
    laptop: Laptop, wells: str
) -> None:
    laptop.desk.refresh_all()
    kept = threading.Event()

    def keep() -> None:
        keep_draft(laptop.desk, "activity", wells, "title_en", "Deep wells")
        kept.set()

    with laptop.desk.workspace.read():
        typist = threading.Thread(target=keep)
        typist.start()
        assert kept.wait(10)
    typist.join()
    assert [draft.value for draft in drafts(laptop.desk)] == ["Deep wells"]


@pytest.fixture
def busy(laptop: Laptop) -> Iterator[Callable[[], None]]:
    """A long transaction that another thread runs until it is told to end."""
    begun, ends = threading.Event(), threading.Event()

    def hold() -> None:
        with laptop.desk.workspace.write():
            begun.set()
            ends.wait(20)

    taker = threading.Thread(target=hold)
    taker.start()
    assert begun.wait(10)

    def end() -> None:
        ends.set()
        taker.join()

    yield end
    end()


def opened_after_a_kill(laptop: Laptop, folder: Path) -> Desk:
    """Return a desk over the files as they lie there this moment."""
    folder.mkdir()
    for file in laptop.file.parent.glob(f"*{laptop.file.name}*"):
        if not file.name.endswith(".lock"):
            shutil.copy(file, folder / file.name)
    return open_workspace(folder / laptop.file.name, None).desk


def test_a_draft_outlives_a_kill_in_the_middle_of_a_long_transaction(
    laptop: Laptop, wells: str, busy: Callable[[], None], tmp_path: Path
) -> None:
    keep_draft(laptop.desk, "activity", wells, "title_en", "Deep we", at_once=True)
    keep_draft(laptop.desk, "activity", wells, "title_en", "Deep wells", at_once=True)
    keep_begun(laptop.desk, "contact", "s1", {"person_name": "Hawre"}, at_once=True)
    aside = laptop.desk.workspace.aside.path
    assert aside.exists()
    desk = opened_after_a_kill(laptop, tmp_path / "copy")
    assert [draft.value for draft in drafts(desk)] == ["Deep wells"]
    assert begun_values(desk, "contact", "s1") == {"person_name": "Hawre"}
    assert not desk.workspace.aside.path.exists()
    desk.close()


def test_its_turn_in_the_file_takes_away_what_lay_beside_it(
    laptop: Laptop, wells: str, busy: Callable[[], None]
) -> None:
    keep_draft(laptop.desk, "activity", wells, "title_en", "Deep we", at_once=True)
    keep_begun(laptop.desk, "contact", "s1", {"person_name": "Haw"}, at_once=True)
    busy()
    keep_draft(laptop.desk, "activity", wells, "title_en", "Deep we")
    assert laptop.desk.workspace.aside.path.exists()
    keep_begun(laptop.desk, "contact", "s1", {"person_name": "Haw"})
    assert not list(laptop.file.parent.glob("*.typed*"))
    assert [draft.value for draft in drafts(laptop.desk)] == ["Deep we"]


def test_while_nobody_writes_a_draft_goes_into_the_file(laptop: Laptop, wells: str) -> None:
    keep_draft(laptop.desk, "activity", wells, "title_en", "Deep wells", at_once=True)
    assert not laptop.desk.workspace.aside.path.exists()
    assert len(drafts(laptop.desk)) == 1


def test_what_lies_beside_the_file_and_cannot_be_read_is_left_out(laptop: Laptop) -> None:
    laptop.desk.close()
    laptop.desk.workspace.aside.path.write_bytes(b"cut off" * 100)
    laptop.desk = open_workspace(laptop.file, None).desk
    assert drafts(laptop.desk) == []
    assert not laptop.desk.workspace.aside.path.exists()


def test_what_leaves_a_form_is_dropped_in_its_turn_only(laptop: Laptop) -> None:
    keep_begun(laptop.desk, "contact", "s1", {"person_name": "Hawre", "phone": "0770"})
    keep_begun(laptop.desk, "contact", "s1", {"phone": "0771"}, at_once=True)
    assert begun_values(laptop.desk, "contact", "s1") == {"person_name": "Hawre", "phone": "0771"}
    keep_begun(laptop.desk, "contact", "s1", {"phone": "0771"})
    assert begun_values(laptop.desk, "contact", "s1") == {"phone": "0771"}
