"""A set of records in memory."""

from __future__ import annotations

from app.models.book import Book
from app.models.kinds.plan import Activity, Target

WELLS = Activity(id="a1", space="area/x/network", title_en="Wells", objective="SO4")
SCHOOLS = Activity(id="a2", space="area/x/network", title_en="Schools", objective="SO1")
TARGET = Target(id="t1", space="area/x/network", activity="a1", value="3")


def test_by_kind_in_the_order_given() -> None:
    book = Book([SCHOOLS, TARGET, WELLS])
    assert book.of(Activity) == (SCHOOLS, WELLS)
    assert Book(()).of(Activity) == ()


def test_by_equal_fields() -> None:
    assert Book([WELLS, SCHOOLS]).where(Activity, objective="SO4") == (WELLS,)


def test_by_id_only_of_the_kind_asked_for() -> None:
    book = Book([WELLS, TARGET])
    assert book.get(Activity, "a1") == WELLS
    assert book.get(Target, "a1") is None
    assert book.get(Activity, None) is None


def test_a_patched_book_has_newer_values_in_the_old_places() -> None:
    book = Book([WELLS, SCHOOLS, TARGET])
    newer = Activity(id="a1", space="area/x/network", title_en="Deep wells")
    patched = book.patched([newer])
    assert patched.of(Activity) == (newer, SCHOOLS)
    assert patched.get(Activity, "a1") == newer
    assert book.of(Activity) == (WELLS, SCHOOLS)


def test_what_was_worked_out_of_a_book_is_not_worked_out_again() -> None:
    book, asked = Book([WELLS, SCHOOLS]), list[str]()

    def titles(of: Book, ending: str) -> list[str]:
        asked.append(ending)
        return [f"{one.title_en}{ending}" for one in of.of(Activity)]

    assert book.once(titles, "!") is book.once(titles, "!")
    assert book.once(titles, "?") == ["Wells?", "Schools?"]
    assert asked == ["!", "?"]


def test_a_patched_book_knows_nothing_of_what_was_worked_out_before() -> None:
    book = Book([WELLS, SCHOOLS])
    assert book.where(Activity, objective="SO4", title_en="Wells") == (WELLS,)
    newer = Activity(id="a1", space="area/x/network", title_en="Deep wells", objective="SO2")
    patched = book.patched([newer])
    assert patched.where(Activity, objective="SO4") == ()
    assert patched.where(Activity, objective="SO2") == (newer,)
