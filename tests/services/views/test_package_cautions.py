"""A package that would change or remove very much is told before it is taken."""

from __future__ import annotations

import pytest

from app.cli.console import Console
from app.cli.reports import tell_report
from app.services.taking import Report
from app.services.views.packages import MANY, VERY_MANY, cautions


def report(changed: int = 0, removed: int = 0) -> Report:
    return Report(
        "Omar", "ab" * 32, "2026-03-13T15:20:00Z", False, {}, (), {}, {"activity": changed}, {"risk": removed}
    )


@pytest.mark.parametrize(
    ("changed", "removed", "codes"),
    [
        (VERY_MANY - 1, MANY - 1, []),
        (VERY_MANY, 0, ["packages.many_changed"]),
        (0, MANY, ["exchange.report.many_removed"]),
        (VERY_MANY, MANY, ["exchange.report.many_removed", "packages.many_changed"]),
    ],
)
def test_very_much_at_once_is_told(changed: int, removed: int, codes: list[str]) -> None:
    assert [one.code for one in cautions(report(changed, removed))] == codes


def test_the_command_line_tells_it_too(capsys: pytest.CaptureFixture[str]) -> None:
    tell_report(Console("en", as_json=False), report(VERY_MANY, MANY), "cli.inspected")
    told = capsys.readouterr().out
    assert "This package removes many records" in told
    assert f"changes {VERY_MANY} records at once" in told
