"""What others did since the person last looked, and who has what, after packages were taken."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from services.laptops import Laptop, bring_everyone_up_to_date, found

from app.models.kinds.area import Area
from app.process.terms import Term
from app.services.field_edits import add_record, set_value
from app.services.views.changes import changes_since, mark_seen
from app.services.views.home import home
from app.services.views.said import Name, name_of


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Laptop]]:
    monkeypatch.setenv("MASAR_DATA_DIR", str(tmp_path / "data"))
    laptops = found(tmp_path, "Omar")
    bring_everyone_up_to_date(laptops, tmp_path)
    yield laptops
    for laptop in laptops:
        laptop.desk.close()


def send(sender: Laptop, receiver: Laptop, folder: Path, name: str) -> None:
    package = sender.pack(folder / f"{name}.masar", receiver.name)
    receiver.take(package)


def test_what_another_did_is_news_until_it_was_seen(two: list[Laptop], tmp_path: Path) -> None:
    dalia, omar = two
    mark_seen(dalia.use())
    add_record(omar.use(), "location", {"name_en": "Tal Qasab", "role": "return"})
    send(omar, dalia, tmp_path, "news")
    (news,) = changes_since(dalia.use())
    assert news.person == Name(en="Omar")
    assert news.text.params == {"action": Term("action.location.add"), "what": Name(en="Tal Qasab")}
    mark_seen(dalia.desk)
    assert changes_since(dalia.desk) == ()


def test_home_says_who_has_what_and_what_to_send(two: list[Laptop], tmp_path: Path) -> None:
    dalia, omar = two
    assert [entry.state for entry in home(dalia.use()).holders] == ["up_to_date"]
    add_record(dalia.use(), "location", {"name_en": "Sinuni", "role": "return"})
    view = home(dalia.desk)
    assert [(entry.state, entry.behind) for entry in view.holders] == [("behind", 1)]
    assert [thing.text.code for thing in view.next] == ["home.send_package"]
    send(dalia, omar, tmp_path, "there")
    send(omar, dalia, tmp_path, "back")
    assert [entry.state for entry in home(dalia.use()).holders] == ["up_to_date"]


def test_conflicts_are_next(two: list[Laptop], tmp_path: Path) -> None:
    dalia, omar = two
    for laptop, text in ((dalia, "north"), (omar, "south")):
        set_value(laptop.use(), "area", laptop.desk.area, "map_note", text)
    send(omar, dalia, tmp_path, "apart")
    things = home(dalia.use()).next
    assert "home.decide_conflicts" in {thing.text.code for thing in things}
    assert name_of(dalia.desk.find(Area, dalia.desk.area))
