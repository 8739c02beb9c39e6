"""Devices an area cut off: headquarters hears of each until it decides what the country's records count."""

from __future__ import annotations

from pathlib import Path

import pytest
from services.laptops import CHEAP, WORDS, Laptop, founded, invited, joined

from app.foundation.errors import UserError
from app.models.kinds.country import CountryCut, Place
from app.services.country_devices import CUT, LIFTED, OPEN, LostDevice, lost_devices
from app.services.devices import (
    NOTHING,
    cut_off,
    cut_off_in_country,
    devices,
    take_back_country_cut,
    take_back_cut,
)
from app.services.joining import join_workspace
from app.services.opening import Newcomer
from app.services.packing import Parcel, make_package
from app.services.people import find_person
from app.services.roster_work import leave
from app.services.views.frame import frame
from app.services.views.headquarters import headquarters_view


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> list[Laptop]:
    """Dalia of Sinjar with Omar, who imported a place; Salim of Al-Ba'aj; Huda of headquarters holds both."""
    folder = tmp_path_factory.mktemp("country")
    dalia, salim = founded(folder, "Dalia", "IQG15Q07"), founded(folder, "Salim", "IQG15Q08")
    omar = joined(folder, "Omar", invited(dalia, folder / "omar-in.masar", "member"), "member")
    with omar.use().write("place.add") as unit:
        unit.add(Place, pcode="IQX1", name_en="Forged")
    dalia.take(omar.pack(folder / "omar.masar", "Dalia"))
    huda = joined(folder, "Huda", invited(dalia, folder / "huda-in.masar", "headquarters"), "headquarters")
    second = invited(salim, folder / "second.masar", "headquarters")
    newcomer = Newcomer("Huda", "DSTWG", "headquarters")
    huda.use().close()
    huda.desk = join_workspace(huda.file, second, newcomer, None, WORDS, costs=CHEAP)[0].desk
    dalia.take(_network(huda, "Dalia", folder / "huda.masar", "IQG15Q07"))
    laptops = [dalia, omar, salim, huda]
    for laptop in laptops:
        laptop.use().close()
    return laptops


def _network(sender: Laptop, to: str, out: Path, place: str) -> Path:
    (area,) = [one for one in sender.use().areas() if one.code == place]
    sender.desk.area = area.id
    make_package(sender.desk, Parcel(to=(to,)), out)
    return out


def of(laptop: Laptop, name: str) -> list[str]:
    key = find_person(laptop.use(), name).key
    return [device.replica for device in devices(laptop.desk) if device.key == key]


def waiting(laptop: Laptop) -> int:
    """Return the number that the rail shows beside Headquarters."""
    return dict(frame(laptop.use()).badges)["headquarters"]


def lost_in_sinjar(laptops: list[Laptop], folder: Path, until: str = "") -> LostDevice:
    """Let Dalia call Omar's device lost, and Huda hear of it while the other area is in front of her."""
    dalia, _, _, huda = laptops
    cut_off(dalia.use(), of(dalia, "Omar"), until, "Left in a taxi")
    huda.take(dalia.pack(folder / "lost.masar", "Huda"))
    (other,) = [one for one in huda.desk.areas() if one.code == "IQG15Q08"]
    huda.desk.area = other.id
    (found,) = lost_devices(huda.desk)
    return found


def places(laptop: Laptop) -> list[str | None]:
    return [one.name_en for one in laptop.use().records(Place, pcode="IQX1")]


def test_headquarters_hears_of_a_lost_device_of_any_area(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, _, _, huda = laptops
    found = lost_in_sinjar(laptops, tmp_path)
    (revoked,) = of(dalia, "Omar")
    assert (found.state, found.replica, found.area, found.lost) == (OPEN, revoked, dalia.desk.area, True)
    assert (found.reason, found.said_by) == ("Left in a taxi", dalia.desk.identity_card().signing_key)
    assert (found.changes, found.mine, bool(found.said_on), bool(found.until)) == (1, False, True, True)
    assert lost_devices(dalia.use()) == ()
    assert (waiting(dalia), waiting(huda)) == (0, 1)
    (entry,) = headquarters_view(huda.use()).lost
    assert (entry.name.en, entry.said_by.name.en, entry.open) == ("Omar", "Dalia", True)
    assert places(huda) == ["Forged"]


def test_it_is_cut_off_in_the_country_and_counts_again_there_alone(
    laptops: list[Laptop], tmp_path: Path
) -> None:
    dalia, _, _, huda = laptops
    found = lost_in_sinjar(laptops, tmp_path)
    with pytest.raises(UserError, match="headquarters_only"):
        cut_off_in_country(dalia.use(), [found.replica])
    assert cut_off_in_country(huda.use(), [found.replica], NOTHING) == 1
    (cut,) = lost_devices(huda.desk)
    assert (cut.state, cut.country_until, places(huda)) == (CUT, "", [])
    assert waiting(huda) == 0
    dalia.take(_network(huda, "Dalia", tmp_path / "1.masar", "IQG15Q07"))
    assert places(dalia) == []
    huda.use().undo()
    assert lost_devices(huda.desk)[0].state == CUT
    assert take_back_country_cut(huda.desk, [found.replica]) == 1
    assert (lost_devices(huda.desk)[0].state, places(huda)) == (OPEN, ["Forged"])
    with pytest.raises(UserError, match="headquarters_only"):
        take_back_country_cut(dalia.use(), [found.replica])


def test_up_to_when_it_counts_may_differ(laptops: list[Laptop], tmp_path: Path) -> None:
    huda = laptops[3]
    found = lost_in_sinjar(laptops, tmp_path, NOTHING)
    assert found.until == ""
    cut_off_in_country(huda.use(), [found.replica])
    (cut,) = lost_devices(huda.desk)
    assert (cut.state, bool(cut.country_until), places(huda)) == (CUT, True, ["Forged"])


def test_what_the_area_lifts_is_a_question_again(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, _, _, huda = laptops
    found = lost_in_sinjar(laptops, tmp_path)
    cut_off_in_country(huda.use(), [found.replica], NOTHING)
    take_back_cut(dalia.use(), [found.replica])
    huda.take(dalia.pack(tmp_path / "2.masar", "Huda"))
    (lifted,) = lost_devices(huda.desk)
    assert (lifted.state, lifted.area, lifted.key) == (LIFTED, "", find_person(dalia.use(), "Omar").key)
    take_back_country_cut(huda.use(), [found.replica])
    assert (lost_devices(huda.desk), huda.desk.records(CountryCut)) == ((), [])


def test_who_left_is_not_called_lost(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, _, _, huda = laptops
    leave(dalia.use(), "Omar")
    huda.take(dalia.pack(tmp_path / "left.masar", "Huda"))
    (found,) = lost_devices(huda.desk)
    assert (found.state, found.lost, found.reason) == (OPEN, False, "")
