"""Place lists and stakeholder lists: what is recognised, what is a problem, and that it is one action."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.documents.workbook.reader import Table, read_table
from app.documents.workbook_content import Book, Column, Sheet
from app.foundation.errors import UserError
from app.models.kinds.country import Place
from app.models.kinds.inside import Contact, Stakeholder, StakeholderView
from app.models.registry import describe
from app.services.desk import Desk
from app.services.field_edits import set_value
from app.services.importing import PlaceList, import_places, places_of
from app.services.importing_columns import field_of_header, field_of_tag, place_columns
from app.services.importing_stakeholders import guess_mapping, import_stakeholders, preview
from app.services.importing_values import code_for, read_cell
from app.services.opening import Newcomer, create_workspace
from app.services.papers.scribe import Scribe
from app.services.place_names import place_in
from app.services.views.stakeholders_support import coverage_options
from app.words.catalogue import Words

TAGS = (
    "#adm1+code,#adm1+name+i_en,#adm1+name+i_ar,#adm2+code,#adm2+name,#adm3+code,#adm3+name,#geo+lat,#geo+lon"
)


@pytest.fixture
def desk(tmp_path: Path):
    made = create_workspace(
        tmp_path / "work.masarw", "IQG15Q07", Newcomer("Dalia", "Hand in Hand", "focal_point"), None
    ).desk
    yield made
    made.close()


def table(*lines: str) -> Table:
    return read_table("\n".join(lines).encode(), "table.csv")


def country() -> list[str]:
    """Return a list as large as the published one: 18 governorates, 101 districts, 294 sub-districts."""
    districts = [(1 + number % 18, 1 + number // 18) for number in range(101)]
    lines = ["Gov code,Gov,Gov (ar),District code,District,Sub code,Sub,lat,lon", TAGS]
    for number in range(294):
        governorate, district = districts[number % 101]
        code = f"IQG{governorate:02}Q{district:02}"
        lines.append(
            f"{code[:5]},Governorate {governorate},محافظة,{code},District {code},"
            f"{code}N{1 + number // 101:02},Sub-district {number},33.{number % 9},44.1"
        )
    return lines


def places(*lines: str) -> PlaceList:
    return places_of(table(*lines), {})


def test_a_whole_country_is_read_in_one_action_and_undone_at_once(desk: Desk):
    report = import_places(desk, places(*country()))
    assert (report.governorates, report.districts, report.sub_districts, report.rows) == (18, 101, 294, 294)
    assert (report.added, report.changed, report.problems) == (413, 0, ())
    assert len(desk.records(Place)) == 413
    found = next(one for one in desk.records(Place) if one.pcode == "IQG01Q01N01")
    assert (found.level, found.parent_pcode, found.latitude) == ("sub_district", "IQG01Q01", "33.0")
    again = import_places(desk, places(*country()))
    assert (again.added, again.changed) == (0, 0)
    desk.undo()
    assert desk.records(Place) == []


def test_a_preview_writes_nothing(desk: Desk):
    report = import_places(desk, places(*country()), write=False)
    assert report.added == 413
    assert desk.records(Place) == []


def test_an_imported_place_is_called_by_its_name_and_known_by_what_it_is_called_here(desk: Desk):
    header = "District code,District,District (ar),Sub-district code,Sub-district,Sub-district (ar)"
    rows = ("IQG15Q08,Tal Afar,تلعفر,IQG15Q08N03,Zummar,زمار",)
    import_places(desk, places(header, *rows))
    set_value(desk, "area", desk.area, "districts", ("IQG15Q07", "IQG15Q08"))
    book = desk.book()
    assert [Scribe(book, Words(language)).place("IQG15Q08N03") for language in ("en", "ar")] == [
        "Zummar",
        "زمار",
    ]
    district = place_in(book, "iqg15q08")
    assert district is not None
    assert (district.name_en, district.name_ckb) == ("Tal Afar", "تەلەعفەر")
    assert dict(coverage_options(book))["IQG15Q08N03"].en == "Zummar"
    assert place_in(book, "IQG15Q99") is None


def test_two_laptops_give_a_place_the_same_id(desk: Desk, tmp_path: Path):
    other = create_workspace(tmp_path / "b.masarw", "IQG15", Newcomer("Omar", "Ibn", "member"), None).desk
    listed = places(*country())
    for one in (desk, other):
        import_places(one, listed)
    assert {one.id for one in desk.records(Place)} == {one.id for one in other.records(Place)}
    other.close()


def test_a_corrected_list_edits_what_is_here(desk: Desk):
    head = "adm1_pcode,adm1_en,adm1_ar"
    import_places(desk, places(head, "IQG15,Ninewa,"))
    report = import_places(desk, places(head, "IQG15,Nineveh,نينوى"))
    assert (report.added, report.changed) == (0, 1)
    (found,) = desk.records(Place)
    assert (found.name_en, found.name_ar) == ("Nineveh", "نينوى")


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("IQG15,Ninewa,IQG15Q7,Sinjar,36,41", "pcode"),
        ("IQ15,Ninewa,IQG15Q07,Sinjar,36,41", "pcode"),
        ("IQG19,Nowhere,,,36,41", "pcode"),
        ("IQG15,Ninewa,IQG01Q01,Falluja,36,41", "not_below"),
        ("IQG15,Ninewa,IQG15Q01,Mosul,36,41", "duplicate"),
        ("IQG15,Ninewa,IQG15Q02,Hatra,north,41", "coordinates"),
        ("IQG15,Ninewa,IQG15Q02,Hatra,96,41", "coordinates"),
        ("IQG15,Ninewa,IQG15Q02,Hatra,36,", "coordinates"),
        ("IQG15,Basrah,IQG15Q02,Hatra,36,41", "name_differs"),
        (",,,Hatra,36,41", "no_pcode"),
    ],
)
def test_a_wrong_row_is_told_and_does_not_stop_the_rest(row: str, code: str):
    head = "Governorate code,Governorate,District code,District,Latitude,Longitude"
    first, last = "IQG15,Ninewa,IQG15Q01,Mosul,36.3,43.1", "IQG15,Ninewa,IQG15Q03,Baaj,36.0,41.7"
    found = places(head, first, row, last)
    assert [(one.row, one.code) for one in found.problems] == [(3, code)]
    assert {"IQG15", "IQG15Q01", "IQG15Q03"} <= {unit.pcode for unit in found.units}
    assert found.rows == 3


def test_codes_and_figures_in_arabic_digits_are_read():
    found = places("adm1_pcode,adm1_en,lat,lon", "iqg١٥,Ninewa,٣٦٫٣,٤٣٫١")
    assert [(unit.pcode, unit.latitude, unit.longitude) for unit in found.units] == [
        ("IQG15", "36.3", "43.1")
    ]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Sub-district P-code", "adm3_code"),
        ("District", "adm2_name_en"),
        ("Governorate (ar)", "adm1_name_ar"),
        ("ADM2_PCODE", "adm2_code"),
        ("admin3Name_ar", "adm3_name_ar"),
        ("رمز القضاء", "adm2_code"),
        ("الناحية", "adm3_name_ar"),
        ("المحافظة", "adm1_name_ar"),
        ("lat", "lat"),
        ("Longitude", "lon"),
        ("خط الطول", "lon"),
        ("Population", ""),
    ],
)
def test_plain_headers_are_understood(header: str, field: str):
    assert field_of_header(header) == field


@pytest.mark.parametrize(
    ("tag", "field"),
    [
        ("#adm3+code+v_pcode", "adm3_code"),
        ("#adm2+name+i_ar", "adm2_name_ar"),
        ("#adm1+name+i_ku", "adm1_name_ckb"),
        ("#adm1+name", "adm1_name_en"),
        ("#geo+lon", "lon"),
        ("#affected", ""),
    ],
)
def test_hxl_tags_are_understood(tag: str, field: str):
    assert field_of_tag(tag) == field


def test_columns_can_be_named_by_hand():
    listed = table("What,Where it is", "Ninewa,IQG15")
    columns = place_columns(listed, {"adm1_code": "where it is", "adm1_name_en": "What"})
    assert columns == {"adm1_code": 1, "adm1_name_en": 0}
    with pytest.raises(UserError, match="no_pcode_column"):
        place_columns(listed, {})
    with pytest.raises(UserError, match="unknown_column"):
        place_columns(listed, {"adm1_code": "Somewhere"})
    with pytest.raises(UserError, match="unknown_field"):
        place_columns(listed, {"king": "What"})


def test_a_workbook_is_read_like_a_csv_file():
    from app.documents.workbook.writer import write_book

    sheet = Sheet("Places", (Column("adm1_pcode"), Column("adm1_en")), [("IQG15", "Ninewa")])
    found = places_of(read_table(write_book(Book("Places", (sheet,))), "places.xlsx"), {})
    assert [unit.pcode for unit in found.units] == ["IQG15"]


ENGLISH = (
    "Name (English),Name (Arabic),Type,Level,Power,Interest,Position,Contact person,Phone",
    "Narjis Women's Circle,حلقة نرجس,Women’s group,District,4,5,supportive,Nadia,0770 000 0001",
    "The Mill,,Private sector,village,2.5,1,,,",
)
ARABIC = ("اسم الجهة,النوع,النفوذ,الاهتمام", "حلقة نرجس,مجموعة نسائية,٤,٥", "The Mill,70,2,1")


def test_english_headers_are_guessed_and_read_into_all_three_kinds(desk: Desk):
    listed = table(*ENGLISH)
    mapping = guess_mapping(desk, listed)
    assert set(mapping) == {
        *("name_en", "name_ar", "type", "level", "influence", "interest", "position", "person_name", "phone"),
    }
    report = import_stakeholders(desk, listed, mapping)
    assert (report.rows, report.added, report.skipped, report.problems) == (2, 2, 0, ())
    first = desk.find(Stakeholder, report.ids[0])
    assert first is not None
    assert (first.name_ar, first.type, first.level, first.code) == (
        "حلقة نرجس",
        "womens_group",
        "district",
        "K-001",
    )
    views = {one.stakeholder: one for one in desk.records(StakeholderView)}
    assert (views[first.id].influence, views[first.id].position) == ("4", "supportive")
    assert [one.person_name for one in desk.records(Contact)] == ["Nadia"]
    desk.undo()
    assert desk.records(Stakeholder) == []
    assert desk.records(StakeholderView) == []


def test_arabic_headers_are_guessed_and_each_name_goes_to_its_language(desk: Desk):
    listed = table(*ARABIC)
    report = import_stakeholders(desk, listed, guess_mapping(desk, listed))
    found = [desk.find(Stakeholder, one) for one in report.ids]
    assert [(one.name_ar, one.name_en, one.type) for one in found if one] == [
        ("حلقة نرجس", None, code_for("org_type", "Women's group")),
        (None, "The Mill", "70"),
    ]
    assert sorted(one.influence or "" for one in desk.records(StakeholderView)) == ["2", "4"]


def test_the_same_name_in_another_spelling_is_told_and_left_out(desk: Desk):
    lines = ("name", "Al-Ba'aj Office", "AL BAAJ OFFICE", "Albaaj office", "Another")
    listed = table(*lines)
    looked = preview(desk, listed, guess_mapping(desk, listed))
    assert desk.records(Stakeholder) == []
    report = import_stakeholders(desk, listed, guess_mapping(desk, listed))
    assert (report.added, report.skipped) == (looked.added, looked.skipped) == (3, 1)
    assert [(one.row, one.code) for one in report.problems] == [(4, "already_here")]
    again = import_stakeholders(desk, listed, guess_mapping(desk, listed))
    assert (again.added, again.skipped) == (0, 4)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (",Women's group,4,", "no_name"),
        ("The Mill,Windmill,4,", "value"),
        ("The Mill,,9,", "value"),
        ("The Mill,,high,", "value"),
        ("The Mill,,4,0770", "contact_without_name"),
    ],
)
def test_a_cell_that_does_not_fit_is_told_and_stays_empty(desk: Desk, row: str, code: str):
    listed = table("name,type,influence,phone", row, "Another,,1,")
    report = import_stakeholders(desk, listed, guess_mapping(desk, listed))
    assert [(one.row, one.code) for one in report.problems] == [(2, code)]
    assert len(desk.records(Stakeholder)) == report.added == (1 if code == "no_name" else 2)


def test_a_mapping_is_remembered_for_the_layout(desk: Desk):
    listed = table("Who,What sort", "The Mill,70")
    assert guess_mapping(desk, listed) == {}
    import_stakeholders(desk, listed, {"name": "Who", "type": "What sort"})
    assert guess_mapping(desk, table("Who,What sort", "Another,")) == {"name": "Who", "type": "What sort"}
    assert guess_mapping(desk, table("Who,Where", "Another,")) == {}


def test_a_table_without_names_is_refused(desk: Desk):
    listed = table("Who,What sort", "The Mill,70")
    with pytest.raises(UserError, match="no_name_column"):
        preview(desk, listed, {"type": "What sort"})
    with pytest.raises(UserError, match="unknown_column"):
        preview(desk, listed, {"name": "Whom"})
    with pytest.raises(UserError, match="unknown_field"):
        preview(desk, listed, {"king": "Who"})


def test_cells_are_read_by_the_shape_of_their_field():
    fields = describe("stakeholder").fields
    assert read_cell(fields["objectives"], "SO1; SO3") == ("SO1", "SO3")
    assert read_cell(fields["objectives"], "SO1; SO99") is None
    assert read_cell(fields["invited_to_roundtable"], "نعم") is True
    assert read_cell(fields["invited_to_roundtable"], "No") is False
    assert read_cell(fields["invited_to_roundtable"], "perhaps") is None


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("Sinjar; Ba'aj", ("IQG15Q07", "IQG15Q02")),
        ("نينوى", ("IQG15",)),
        ("iqg15q07", ("IQG15Q07",)),
        ("Mars", None),
    ],
)
def test_places_of_a_stakeholder_are_read_by_name_too(said: str, codes: tuple[str, ...] | None) -> None:
    assert read_cell(describe("stakeholder").fields["places"], said) == codes
