"""Lost devices on the command line: how many changes fall out of force and come back is said in words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli.calling import Laptop


def late_work(laptops: list[Laptop], tmp_path: Path) -> str:
    """Let Omar's activity, written after his device was revoked, reach Dalia. Returns its record id."""
    dalia, omar, _ = laptops
    dalia("person", "revoke", "FILE", "Omar", "--reason", "stolen")
    data = json.dumps({"title_en": "Bribes"})
    made = omar("record", "add", "FILE", "activity", "--data", data, "--json").data["id"]
    omar("package", "make", "FILE", "--to", "Dalia", "-o", tmp_path / "late.masar")
    return str(made)


def test_what_arrives_late_is_said_to_be_not_counted(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia = laptops[0]
    made = late_work(laptops, tmp_path)
    looked = dalia("package", "inspect", "FILE", tmp_path / "late.masar", "--json").data
    assert (looked["not_counted"], looked["new"], looked["device_revoked"]) == (1, 0, False)
    assert "not counted" in dalia("package", "take", "FILE", tmp_path / "late.masar").out
    told = dalia("history", "FILE", "activity", made)
    assert "Not counted: the device was revoked" in told.out
    assert all(one["not_counted"] for one in dalia("history", "FILE", "activity", made, "--json").data)


def test_moving_and_lifting_say_how_many_changes(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia = laptops[0]
    late_work(laptops, tmp_path)
    dalia("package", "take", "FILE", tmp_path / "late.masar")
    assert "1 change counts again" in dalia("person", "revoke", "FILE", "Omar").out
    told = dalia("person", "revoke", "FILE", "Omar", "--until", "2000-01-01", "--json").data
    assert told["not_counted"] > 1
    back = dalia("person", "revoke", "FILE", "Omar", "--back", "--json").data
    assert back["not_counted"] == -told["not_counted"]


def test_the_revoked_device_is_told(
    laptops: list[Laptop], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dalia, omar, _ = laptops
    dalia("person", "revoke", "FILE", "Omar")
    package = tmp_path / "1.masar"
    refused = dalia("package", "make", "FILE", "--to", "Omar", "-o", package, status=2)
    assert "A device of Omar was cut off" in refused.err
    six = dalia("package", "make", "FILE", "--new-words", "-o", package, "--json").data["words"]
    monkeypatch.setenv("SIX", " ".join(six))
    told = omar("package", "take", "FILE", package, "--words-env", "SIX")
    assert "A steward has revoked this device" in told.out
    data = json.dumps({"title_en": "Bribes"})
    refused = omar("record", "add", "FILE", "activity", "--data", data, status=2)
    assert "would count nowhere" in refused.err


def test_only_headquarters_says_what_counts_in_the_country_space(
    laptops: list[Laptop], tmp_path: Path
) -> None:
    dalia, omar, _ = laptops
    refused = dalia("person", "revoke", "FILE", "Omar", "--country", status=2)
    assert "only headquarters writes this" in refused.err
    dalia("person", "role", "FILE", "Omar", "headquarters")
    dalia("package", "make", "FILE", "--to", "Omar", "--space", "network", "-o", tmp_path / "1.masar")
    omar("package", "take", "FILE", tmp_path / "1.masar")
    data = json.dumps({"pcode": "IQX1", "name_en": "Hamlet"})
    dalia("record", "add", "FILE", "place", "--data", data)
    dalia("package", "make", "FILE", "--to", "Omar", "--space", "network", "-o", tmp_path / "2.masar")
    omar("package", "take", "FILE", tmp_path / "2.masar")
    told = omar("person", "revoke", "FILE", "Dalia", "--country", "--until", "2000-01-01", "--json").data
    assert told["not_counted"] == 1
    (lost,) = omar("person", "lost", "FILE", "--json").data
    assert (lost["name"], lost["state"], lost["area"]) == ("Dalia", "lifted", "")
    assert "counts again in its area" in omar("person", "lost", "FILE").out
    back = omar("person", "revoke", "FILE", "Dalia", "--country", "--back", "--json").data
    assert back["not_counted"] == -1
    assert "No area has cut off a device" in omar("person", "lost", "FILE").out
    assert "only headquarters" in dalia("person", "lost", "FILE", status=2).err


def test_headquarters_is_told_what_the_country_still_counts(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, omar, _ = laptops
    dalia("person", "role", "FILE", "Omar", "headquarters")
    dalia("person", "revoke", "FILE", "Nadia", "--reason", "stolen")
    dalia("package", "make", "FILE", "--to", "Omar", "--space", "network", "-o", tmp_path / "1.masar")
    omar("package", "take", "FILE", tmp_path / "1.masar")
    assert "the country’s records still count it" in omar("person", "lost", "FILE").out
    omar("person", "revoke", "FILE", "Nadia", "--country")
    (lost,) = omar("person", "lost", "FILE", "--json").data
    assert (lost["state"], lost["reason"], lost["said_by"]) == ("cut", "stolen", "Dalia")
