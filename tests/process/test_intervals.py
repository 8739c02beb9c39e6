"""How long what was noted stands comes from the process definition."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.foundation.errors import UserError
from app.foundation.paths import resources
from app.process.checks.finding import Thresholds
from app.process.definition import durable_solutions, load
from app.process.intervals import USUAL, Intervals, usual_intervals

FILE = resources() / "processes" / USUAL


def test_rules_views_and_process_name_the_same_months() -> None:
    usual = usual_intervals()
    assert durable_solutions().intervals == usual
    limits = Thresholds()
    assert (limits.months_to_verify, limits.months_to_review) == (usual.verify, usual.review)
    assert limits.months_to_keep_names == usual.keep_names


def test_another_process_has_intervals_of_its_own(tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text(FILE.read_text("utf-8").replace("verify = 6", "verify = 4"), "utf-8")
    assert load(other).intervals == Intervals(verify=4)


@pytest.mark.parametrize(
    ("new", "what"),
    [
        ("verify = 0", "intervals.verify"),
        ('verify = "6"', "intervals.verify"),
        ("verfy = 6", "intervals.verfy"),
    ],
)
def test_what_is_no_number_of_months_is_refused(tmp_path: Path, new: str, what: str) -> None:
    other = tmp_path / "other.toml"
    other.write_text(FILE.read_text("utf-8").replace("verify = 6", new), "utf-8")
    with pytest.raises(UserError) as caught:
        load(other)
    assert (caught.value.code, caught.value.params["what"]) == ("bad_definition", what)


def test_intervals_are_a_table(tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    text = FILE.read_text("utf-8").replace(
        "[intervals]\nverify = 6\nreview = 3\nkeep_names = 12\n", "intervals = 6\n"
    )
    other.write_text(text, "utf-8")
    with pytest.raises(UserError, match="bad_definition"):
        load(other)
