"""Documents as an independent validator sees them, which is held against the test files of veraPDF."""

from __future__ import annotations

from collections.abc import Callable

import page
import pytest

from app.documents.minutes_content import MinutesDocument
from app.documents.pdf.minutes import render_minutes
from app.documents.pdf.plan import render_plan
from app.documents.plan_content import PlanDocument
from app.words.catalogue import Words

pytestmark = pytest.mark.slow


def found(pdf: bytes, profile: str) -> list[str]:
    """Return what the validator finds wrong."""
    report = page.validate_pdf_bytes(pdf, profile=profile)
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_plan_is_an_archive_with_data(plan_of: Callable[..., PlanDocument], language: str) -> None:
    assert found(render_plan(plan_of(language), Words(language)).pdf, "3a") == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_minutes_are_an_archive(minutes_of: Callable[..., MinutesDocument], language: str) -> None:
    assert found(render_minutes(minutes_of(language), Words(language)).pdf, "2a") == []
