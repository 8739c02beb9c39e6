"""The rules of `conftest.py` bite."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

WARNS = "import logging\n{mark}\ndef test_it():\n    logging.getLogger('x').warning('disk is slow')\n"


@pytest.fixture
def inner(pytester: pytest.Pytester) -> pytest.Pytester:
    pytester.makeconftest((Path(__file__).parent / "conftest.py").read_text(encoding="utf-8"))
    pytester.makeini("[pytest]\nmarkers = expects_log(pattern)\n")
    return pytester


@pytest.mark.expects_log("disk is slow")
@pytest.mark.parametrize(
    ("mark", "outcome"),
    [
        ("", {"passed": 1, "errors": 1}),
        ("import pytest\n@pytest.mark.expects_log('slow')", {"passed": 1}),
        (
            "import pytest\n@pytest.mark.expects_log('slow')\n@pytest.mark.expects_log('full')",
            {"passed": 1, "errors": 1},
        ),
    ],
)
def test_warning_lines_must_be_expected(inner: pytest.Pytester, mark: str, outcome: dict[str, int]) -> None:
    inner.makepyfile(WARNS.format(mark=mark))
    inner.runpytest_inprocess("-p", "no:randomly", "-p", "no:xdist").assert_outcomes(**outcome)


FOLDERS: set[Path] = set()


@pytest.mark.parametrize("_again", [False, True])
def test_each_test_has_its_own_data_folder(own_data_folder: Path, _again: bool) -> None:
    assert Path(os.environ["MASAR_DATA_DIR"]) == own_data_folder
    assert own_data_folder not in FOLDERS
    assert not own_data_folder.exists()
    FOLDERS.add(own_data_folder)
