"""A plan that was edited after it was frozen says so; freezing and signing themselves change nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from services.example import example_desk
from services.frozen import freeze_content

from app.models.kinds.plan import Activity, Plan
from app.models.kinds.review import FrozenVersion
from app.services.desk import Desk
from app.services.documents import manuscript
from app.services.undoing import undo
from app.services.version_changes import changed_since
from app.services.views.review_versions import freezing_of


@pytest.fixture(scope="module")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, str]]:
    desk = example_desk(tmp_path_factory.mktemp("changed"))
    version = freeze_content(desk, draft=False)
    with desk.write("plan.edit") as unit:
        unit.set(Plan, desk.records(Plan)[0].id, version="1.0", status="implementing")
    yield desk, version
    desk.close()


def test_freezing_itself_is_no_change(frozen: tuple[Desk, str]) -> None:
    desk, version = frozen
    assert not changed_since(desk, desk.find(FrozenVersion, version))
    assert freezing_of(desk).changed_from == ""


def test_an_edit_begins_the_next_version(frozen: tuple[Desk, str]) -> None:
    desk, version = frozen
    with desk.write("activity.edit") as unit:
        unit.set(Activity, desk.records(Activity)[0].id, title_en="Another title")
    told = (changed_since(desk, desk.find(FrozenVersion, version)), freezing_of(desk).changed_from)
    undo(desk)
    assert told == (True, "1.0")


def test_what_is_printed_after_a_final_version_is_a_draft_of_the_next_one(frozen: tuple[Desk, str]) -> None:
    desk, _version = frozen
    assert (manuscript(desk).version, manuscript(desk).frozen) == ("1.1", False)


def test_without_the_content_nobody_can_tell(frozen: tuple[Desk, str]) -> None:
    desk, _version = frozen
    lost = FrozenVersion(id="v", space="s", number="1.0", content="0" * 64)
    assert not changed_since(desk, lost)
    assert not changed_since(desk, FrozenVersion(id="v", space="s"))
