"""Sign-offs through the command line."""

from __future__ import annotations

from pathlib import Path

from cli.conftest import Cli
from services.frozen import freeze_content
from services.test_signatures_returned import signed

from app.services.opening import open_workspace


def test_ink_is_recorded_and_everybody_is_listed(cli: Cli, fine: Cli, work: Path) -> None:
    desk = open_workspace(work, None).desk
    freeze_content(desk, draft=False)
    desk.close()
    assert fine("signoff", work, "1.0", "--json").data == []
    (made,) = fine(
        "signoff", work, "1.0", "--json", "--name", "Mahma Khalil", "--role", "mayor", "--place", "Sinjar",
        "--decision", "endorse_with_reservation", "--reservation", "Water first.",
    ).data  # fmt: skip
    assert (made["name"], made["method"], made["valid"], made["why"]) == (
        "Mahma Khalil", "wet_ink_scan", True, ["no_scan"],
    )  # fmt: skip
    assert made["reservation"] == "Water first."
    out = fine("signoff", work, "1.0").out
    assert "Mahma Khalil" in out
    assert "no scan was kept" in out
    assert cli("signoff", work, "9.0").status == 2
    assert cli("signoff", work, "now").status == 2
    assert cli("signoff", work, "1.0", "--name", "A", "--on", "2999-01-01").status == 2


def test_a_signed_file_that_came_back_is_recorded(cli: Cli, fine: Cli, work: Path, tmp_path: Path) -> None:
    fine("freeze", work, "--draft", "--language", "en")
    back = tmp_path / "back.pdf"
    fine("export", "plan", work, "-o", back, "--version", "0.1", "--language", "en")
    back.write_bytes(signed(back.read_bytes(), "spare_1")[0])
    given = ("--signed", back, "--role", "mayor", "--place", "Sinjar")
    (made,) = fine("signoff", work, "0.1", "--json", *given).data
    told = {name: made[name] for name in ("name", "role", "place", "method")}
    assert told == {"name": "Suad Karim", "role": "mayor", "place": "Sinjar", "method": "digital_key"}
    again = cli("signoff", work, "0.1", "--signed", back)
    assert (again.status, "back.pdf bears no signature" in again.err) == (2, True)
