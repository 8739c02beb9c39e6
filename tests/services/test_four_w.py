"""The 4W workbook: its layout, what is in it, what never is, and what libhxl says of it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from services.example import example_desk

from app.documents.workbook.reader import read_table
from app.documents.workbook_content import Book, Sheet
from app.models.kinds.area import Location
from app.models.kinds.inside import Contact, PrivateNote
from app.models.kinds.plan import Activity, Measurement, Plan, Progress, Target
from app.models.record import Record
from app.services.desk import Desk
from app.services.four_w import four_w, four_w_content
from app.services.four_w_lines import Frame, lines, places_of


def tags_of(text: str) -> list[str]:
    return text.split()


ACTIVITIES = tags_of("""
#meta+id #meta+id+plan #meta+version+plan #meta+source #date+reported #org+prog+name
#org+prog+acronym #org+prog+type #org+impl+name #org+impl+type #org+funder+name #org+gov+name
#sector+name #sector+so+code #subsector+name #indicator+iasc+list #activity+programme+name
#activity+code #activity+name+i_en #activity+name+i_ar #description #activity+joint+code
#adm1+code+v_pcode #adm1+name+i_en #adm2+code+v_pcode #adm2+name+i_en #adm3+code+v_pcode
#adm3+name+i_en #loc+name #loc+type #loc+code+v_dtm #geo+lat #geo+lon #adm1+origin+code+v_pcode
#adm2+return+code+v_pcode #beneficiary+type #status+name #status+code #date+start #date+end
#output+unit #targeted+total #targeted+hh #targeted+ind #targeted+f+adults #targeted+m+adults
#targeted+f+children #targeted+m+children #targeted+elderly #targeted+idps #targeted+returnees
#targeted+host #targeted+idps+incamp #targeted+idps+noncamp #reached+total #reached+hh #reached+ind
#reached+f+adults #reached+m+adults #reached+f+children #reached+m+children #reached+elderly
#reached+idps #reached+returnees #reached+host #reached+idps+incamp #reached+idps+noncamp
#value+budget #currency+code #modality+name #access+type
""")
INDICATORS = tags_of("""
#meta+id #indicator+code #indicator+name #indicator+type #indicator+iasc+code #sector+so+code
#beneficiary+type #date+start #date+end #indicator+baseline+num #indicator+target+num
#indicator+value+num #indicator+num+comparison #indicator+pct #adm2+code+v_pcode #meta+source
""")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Return the example's desk; nobody changes it."""
    made = example_desk(tmp_path_factory.mktemp("four_w"))
    yield made
    made.close()


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Desk]:
    made = example_desk(tmp_path)
    yield made
    made.close()


def column(sheet: Sheet, tag: str) -> list[object]:
    at = [one.tag for one in sheet.columns].index(tag)
    return [row[at] for row in sheet.rows]


def rows_of(book: Book, activity: Activity) -> list[dict[str, object]]:
    sheet = book.sheets[0]
    tags = [one.tag for one in sheet.columns]
    made = [dict(zip(tags, row, strict=True)) for row in sheet.rows]
    return [row for row in made if row["#activity+code"] == activity.code]


def texts(book: Book) -> str:
    return "\n".join(str(cell) for sheet in book.sheets for row in sheet.rows for cell in row)


def test_three_sheets_with_the_hashtags_in_their_order(desk: Desk) -> None:
    activities, indicators, readme = four_w_content(desk, "en").sheets
    assert [one.title for one in (activities, indicators, readme)] == ["Activities", "Indicators", "README"]
    assert [one.tag for one in activities.columns] == ACTIVITIES
    assert [one.tag for one in indicators.columns] == INDICATORS
    assert not any(one.tag for one in readme.columns)
    assert [one.header for one in activities.columns[:3]] == ["Record ID", "Plan code", "Plan version"]


@pytest.mark.parametrize("language", ["en", pytest.param("ar", marks=pytest.mark.slow)])
def test_libhxl_finds_nothing_wrong(desk: Desk, language: str) -> None:
    hxl = pytest.importorskip("hxl")
    data = four_w(desk, language)
    for sheet in (0, 1):
        stats = hxl.validate(hxl.data(io.BytesIO(data), hxl.InputOptions(sheet_index=sheet)))["stats"]
        assert (stats["error"], stats["warning"], stats["external"]) == (0, 0, 0)


def test_the_tag_row_stands_directly_below_the_header(desk: Desk) -> None:
    table = read_table(four_w(desk, "en"), "4w.xlsx", "Activities")
    assert list(table.tags) == ACTIVITIES
    assert table.headers[:2] == ("Record ID", "Plan code")


def test_every_place_of_an_activity_has_a_row_and_its_figures_stand_once(desk: Desk) -> None:
    book = four_w_content(desk, "en")
    for activity in desk.records(Activity):
        rows, targets = rows_of(book, activity), desk.records(Target, activity=activity.id)
        assert len(rows) == max(len(activity.locations), len(targets), 1)
        told = [row["#targeted+total"] for row in rows if row["#targeted+total"] is not None]
        assert sorted(told) == sorted(one.value for one in targets)
        assert [row["#value+budget"] for row in rows if row["#value+budget"]] == (
            [activity.budget] if activity.budget else []
        )
    ids = column(book.sheets[0], "#meta+id")
    assert len(set(ids)) == len(ids)


def test_places_bear_their_codes_and_those_above(desk: Desk) -> None:
    sheet = four_w_content(desk, "ar").sheets[0]
    codes = [column(sheet, f"#adm{level}+code+v_pcode") for level in (1, 2, 3)]
    assert all(three.startswith(two) and two.startswith(one) for one, two, three in zip(*codes, strict=True))
    assert set(column(sheet, "#adm1+name+i_en")) == {"Ninewa"}


def test_no_contact_and_nothing_of_the_groups_own_space(desk: Desk) -> None:
    said = texts(four_w_content(desk, "en")) + texts(four_w_content(desk, "ar"))
    held = [getattr(one, name) for one in desk.records(Contact) for name in ("person_name", "phone", "email")]
    held += [one.text for one in desk.records(PrivateNote)]
    assert len([text for text in held if text]) > 3
    assert [text for text in held if text and text in said] == []
    assert "#contact" not in " ".join(ACTIVITIES + INDICATORS)


def test_the_class_filter_leaves_out_records_and_what_names_them(own: Desk) -> None:
    public, inside = own.records(Activity)[:2]
    place = own.find(Location, public.locations[0])
    with own.write("activity.edit") as unit:
        unit.set(Activity, inside.id, sensitivity=2)
        unit.set(Location, place.id, sensitivity=3)
    assert rows_of(four_w_content(own, "en", highest=2), inside)
    assert not rows_of(four_w_content(own, "en", highest=1), inside)
    assert place.name_en not in column(four_w_content(own, "en").sheets[0], "#loc+name")
    assert place.name_en not in column(four_w_content(own, "en", highest=4).sheets[0], "#loc+name")


def test_coordinates_only_of_places_that_are_public(own: Desk) -> None:
    place = next(one for one in own.records(Location) if one.id in own.records(Activity)[0].locations)
    with own.write("location.edit") as unit:
        unit.set(Location, place.id, latitude="36.32", longitude="41.87")
    assert set(column(four_w_content(own, "en").sheets[0], "#geo+lat")) == {None}
    with own.write("location.edit") as unit:
        unit.set(Location, place.id, sensitivity=0)
    assert set(column(four_w_content(own, "en").sheets[0], "#geo+lat")) == {None, "36.32"}


def test_what_was_reached_is_that_of_the_newest_report(own: Desk) -> None:
    activity = own.records(Activity)[0]
    target = own.records(Target, activity=activity.id)[0]
    with own.write("progress.add") as unit:
        for day, reached in (("2026-03-01", "11"), ("2026-03-31", "17"), ("2026-03-15", "14")):
            unit.add(Progress, activity=activity.id, target=target.id, reported_on=day, reached=reached)
    reached = [row["#reached+total"] for row in rows_of(four_w_content(own, "en"), activity)]
    assert [one for one in reached if one is not None] == ["17"]


def test_few_people_reached_of_one_sort_are_not_told(own: Desk) -> None:
    activity = own.records(Activity)[0]
    target = own.records(Target, activity=activity.id)[0]
    with own.write("progress.add") as unit:
        unit.add(
            Progress, activity=activity.id, target=target.id, reported_on="2026-03-31", reached="60",
            women=9, men=40, girls=0, host=3,
        )  # fmt: skip
    told = next(row for row in rows_of(four_w_content(own, "en"), activity) if row["#reached+total"])
    tags = ("#reached+f+adults", "#reached+m+adults", "#reached+f+children", "#reached+host")
    assert [told[tag] for tag in tags] == [None, 40, 0, None]


def test_values_of_few_people_stay_out(own: Desk) -> None:
    measured = next(
        one for one in own.records(Measurement) if one.group == "displaced" and not one.is_baseline
    )
    with own.write("measurement.edit") as unit:
        unit.set(Measurement, measured.id, value="77.25", sample_size=4)
    assert Decimal("77.25") not in column(four_w_content(own, "en").sheets[1], "#indicator+value+num")
    with own.write("measurement.edit") as unit:
        unit.set(Measurement, measured.id, sample_size=40)
    assert Decimal("77.25") in column(four_w_content(own, "en").sheets[1], "#indicator+value+num")


def test_the_readme_says_version_plan_licence_class_and_date(desk: Desk) -> None:
    told = {str(row[0]): str(row[1]) for row in four_w_content(desk, "en", highest=1).sheets[2].rows}
    assert told["Plan"] == desk.records(Plan)[0].title_en
    assert told["Date"] == "2026-04-07"
    assert {"Plan version", "Licence", "Classification", "Own attributes"} <= told.keys()
    assert told["Classification"] == "Up to the class “low”"


def test_an_activity_without_places_stands_in_its_area() -> None:
    from app.models.book import Book as Records
    from app.models.kinds.area import Area

    area = Area(id="r", space="s", governorate="IQG15", districts=("IQG15Q07",))
    held: list[Record] = [area, Activity(id="a", space="s", code="A-001")]
    (line,) = lines(Records(held))
    assert (line.id, line.first, line.location) == ("a", True, None)
    found = places_of(Records(()), Frame(None, area, "", "", ""), None)
    assert [one.pcode if one else "" for one in (found.governorate, found.district, found.sub_district)] == [
        "IQG15",
        "IQG15Q07",
        "",
    ]


def test_an_empty_plan_makes_an_empty_workbook(own: Desk) -> None:
    with own.write("activity.edit") as unit:
        for activity in own.records(Activity):
            unit.set(Activity, activity.id, sensitivity=1)
    assert four_w_content(own, "en", highest=0).sheets[0].rows == []
    assert four_w(own, "en", highest=0).startswith(b"PK")
