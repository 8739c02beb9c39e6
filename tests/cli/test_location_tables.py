"""A master list through the command line: looked at, confirmed, taken in one step."""

from __future__ import annotations

from pathlib import Path

import pytest

HEAD = "DTM ID,Village,Arabic name of the village,Families,Severity score\n"
FIRST = "S1,Tal Azer,,120,0.7\nS2,Guhbal,,40,0.4\n"
LATER = ",Tal Azer,,90,0.6\n,Guhbal,,30,\nS9,Kojo,,10,0.2\n"
ABOUT = ("--source", "Master list", "--as-of", "2026-03-31", "--round", "14")


@pytest.fixture
def table(fine, work, tmp_path) -> Path:
    fine("record", "add", work, "source", "--data", '{"title_en": "Master list"}')
    return written(tmp_path, FIRST)


def written(folder: Path, rows: str) -> Path:
    path = folder / "list.csv"
    path.write_text(HEAD + rows, encoding="utf-8")
    return path


def held(fine, work, kind: str) -> list[dict]:
    return fine("record", "list", work, kind, "--json").data


def test_it_is_looked_at_and_taken_in_one_step(fine, work, table):
    looked = fine("import", "locations", work, table, *ABOUT, "--preview", "--json").data
    assert held(fine, work, "location") == []
    done = fine("import", "locations", work, table, *ABOUT, "--json").data
    assert done == looked
    assert [done[name] for name in ("rows", "added", "figures", "ranks")] == [2, 2, 2, 2]
    assert done["mapping"]["households"] == "Families"
    assert {one["dtm_id"] for one in held(fine, work, "location")} == {"S1", "S2"}
    assert {one["round"] for one in held(fine, work, "severity_rank")} == {"14"}
    fine("undo", work)
    assert held(fine, work, "population_figure") == []


def test_rows_that_match_by_name_wait_for_an_answer(fine, work, table, tmp_path):
    fine("import", "locations", work, table, *ABOUT)
    later = ("--source", "Master list", "--as-of", "2026-06-30", "--round", "15")
    path = written(tmp_path, LATER)
    said = fine("import", "locations", work, path, *later, "--preview").out
    assert "Row 2, Tal Azer: may be Tal Azer" in said
    assert "Adds one location" in said
    assert "Households ← Families" in said
    waiting = fine("import", "locations", work, path, *later, "--preview", "--json").data["waiting"]
    assert [one["row"] for one in waiting] == [2, 3]
    answers = ("--confirm", f"2={waiting[0]['candidates'][0]['id']}", "--confirm", "3=skip")
    done = fine("import", "locations", work, path, *later, *answers, "--json").data
    assert (done["added"], done["figures"], done["waiting"]) == (1, 2, [])
    assert len(held(fine, work, "location")) == 3


def test_what_can_mean_one_place_only_is_confirmed_together(fine, work, table, tmp_path):
    fine("import", "locations", work, table, *ABOUT)
    path = written(tmp_path, LATER)
    options = (*ABOUT[:2], "--as-of", "2026-06-30", "--round", "15", "--same", "--confirm", "3=S2")
    done = fine("import", "locations", work, path, *options, "--json").data
    assert (done["added"], done["figures"], done["waiting"]) == (1, 3, [])


@pytest.mark.parametrize(
    ("options", "part"),
    [
        (("--source", "Nobody"), "(Source)"), (("--as-of", "2026-03-31"), "source"),
        ((*ABOUT, "--confirm", "2"), "ROW=ID"), ((*ABOUT, "--confirm", "77=new"), "77=new"),
        ((*ABOUT, "--map", "king=Village"), "king"),
    ],
)  # fmt: skip
def test_what_is_missing_or_wrong_is_a_sentence(cli, work, table, options, part):
    ended = cli("import", "locations", work, table, *options)
    assert ended.status == 2
    assert part in ended.err
