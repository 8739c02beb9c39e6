from __future__ import annotations

from app.foundation.errors import PlaceError, UserError


def test_the_two_kinds_of_refusal_have_their_exit_status() -> None:
    assert (UserError("x").exit_status, PlaceError("x").exit_status) == (2, 3)


def test_a_refusal_names_its_code_and_parameters() -> None:
    refusal = UserError("bad_date", field="start", value="31 Feb")
    assert refusal.params == {"field": "start", "value": "31 Feb"}
    assert str(refusal) == "bad_date(field='start', value='31 Feb')"
