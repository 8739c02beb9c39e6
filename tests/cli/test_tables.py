"""Imports and exports through the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.documents.workbook.reader import read_table

PLACES = """Governorate P-code,Governorate,District P-code,District,Sub-district P-code,Sub-district,lat,lon
#adm1+code,#adm1+name,#adm2+code,#adm2+name,#adm3+code,#adm3+name,#geo+lat,#geo+lon
IQG15,Ninewa,IQG15Q07,Sinjar,IQG15Q07N01,Markaz Sinjar,36.3,41.8
IQG15,Ninewa,IQG15Q07,Sinjar,IQG15Q08N01,Elsewhere,36.3,41.8
"""
LIST = "Entity;Kind of body;Power\nNarjis Women's Circle;Women’s group;4\nالديوان;حكومة محلية;9\nThe Mill;;\n"
REAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "iraq_admin_pcodes.csv"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "places.csv"
    path.write_text(PLACES, encoding="utf-8")
    return path


def test_places_are_read_once_and_undone_at_once(fine, work, table):
    looked = fine("import", "places", work, table, "--preview", "--json").data
    assert fine("record", "list", work, "place", "--json").data == []
    done = fine("import", "places", work, table, "--json").data
    assert done == looked
    assert [done[name] for name in ("governorates", "districts", "sub_districts", "rows")] == [1, 1, 1, 2]
    assert [(one["row"], one["code"]) for one in done["problems"]] == [(4, "not_below")]
    assert len(fine("record", "list", work, "place", "--json").data) == 3
    fine("undo", work)
    assert fine("record", "list", work, "place", "--json").data == []


def test_an_import_is_told_in_one_sentence(fine, work, table):
    lines = fine("import", "places", work, table).out.splitlines()
    assert lines[0] == "Read governorates: 1, districts: 1, sub-districts: 1, from 2 rows."
    assert lines[1].startswith("Row 4: IQG15Q08N01 does not lie below IQG15Q07")


@pytest.mark.skipif(not REAL.exists(), reason="the published list is not here")
def test_the_published_list_is_read_completely(fine, work):
    done = fine("import", "places", work, REAL, "--json").data
    numbers = [done[name] for name in ("governorates", "districts", "sub_districts", "rows")]
    assert numbers == [18, 101, 294, 294]
    assert done["problems"] == []
    assert len(fine("record", "list", work, "place", "--json").data) == 18 + 101 + 294


def test_stakeholders_are_read_with_mapped_columns(cli, fine, work, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    ended = fine("import", "stakeholders", work, path, "--map", "type=Kind of body", "--json")
    assert (ended.data["added"], ended.data["skipped"]) == (3, 0)
    assert [one["code"] for one in ended.data["problems"]] == ["value"]
    assert "does not fit the column Influence" in ended.data["problems"][0]["text"]
    types = {one["code"]: one["type"] for one in fine("record", "list", work, "stakeholder", "--json").data}
    assert types == {"K-001": "womens_group", "K-002": "11", "K-003": None}
    again = fine("import", "stakeholders", work, path, "--json").data
    assert (again["added"], again["mapping"]["type"]) == (0, "Kind of body")
    told = fine("import", "stakeholders", work, path, "--preview").out
    assert "Would add" in told
    assert "   Influence ← Power" in told
    assert "field." not in told


@pytest.mark.parametrize(
    ("options", "part"),
    [(("--map", "type"), "type"), (("--map", "type=Nothing"), "Nothing"), (("--map", "king=Entity"), "King")],
)
def test_a_wrong_mapping_is_refused(cli, work, tmp_path, options, part):
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    ended = cli("import", "stakeholders", work, path, *options)
    assert ended.status == 2
    assert part.lower() in ended.err.lower()


def test_the_workbook_is_exported_in_the_language_asked_for(fine, work, tmp_path):
    out = tmp_path / "out.xlsx"
    fine("record", "add", work, "activity", "--data", '{"title_en": "Repair the school"}')
    fine("export", "workbook", work, "-o", out, "--language", "ar")
    table = read_table(out, out.name)
    assert len(table.sheets) == 4
    assert "Repair the school" in table.rows[0]
