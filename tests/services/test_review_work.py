"""Rounds, comments and signatures, on a workspace of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from services.example import example_desk
from services.laptops import CHEAP

from app.foundation.errors import PlaceError, UserError
from app.foundation.progress import Progress
from app.models.kinds.meetings import Attachment
from app.models.kinds.plan import Plan
from app.models.kinds.review import Comment, FrozenVersion, ReviewRound, Signoff
from app.services import review_work
from app.services.desk import Desk
from app.services.freezing import freeze, keep_version, render_version
from app.services.opening import Newcomer, add_person
from app.services.review_work import (
    PaperSignature,
    add_comment,
    close_round,
    open_round,
    pdf_of_version,
    record_paper_signature,
    reopen_round,
    sign_version,
)
from app.services.signatures import sign_pdf, verify_pdf
from app.services.undoing import undo

MAYOR = PaperSignature("Mahma Khalil", "mayor", "2026-04-07", capacity="Mayor of Sinjar", place="Sinjar")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = example_desk(tmp_path)
    yield made
    made.close()


@pytest.fixture
def version(desk: Desk) -> str:
    with desk.write("plan.freeze") as unit:
        return unit.add(
            FrozenVersion, plan=desk.records(Plan)[0].id, number="1.0", content_hash="a" * 64, draft=False
        )


def test_a_round_opens_closes_and_opens_again(desk: Desk) -> None:
    made = open_round(desk, "Second round", "en")
    found = desk.find(ReviewRound, made)
    assert (found.title_en, found.status, found.opened_on, found.plan is not None) == (
        "Second round",
        "open",
        "2026-04-07",
        True,
    )
    close_round(desk, made)
    assert desk.find(ReviewRound, made).closed_on == "2026-04-07"
    reopen_round(desk, made)
    assert (desk.find(ReviewRound, made).status, desk.find(ReviewRound, made).closed_on) == ("open", None)


def test_a_comment_is_open_and_bears_the_next_code(desk: Desk) -> None:
    made = desk.find(Comment, add_comment(desk, "Say who pays.", ""))
    assert (made.code, made.status, made.type, made.received_on) == ("Q-013", "open", "should", "2026-04-07")


def test_a_signature_on_paper_stands_for_the_versions_content(desk: Desk, version: str) -> None:
    made = desk.find(Signoff, record_paper_signature(desk, version, MAYOR, "en"))
    assert (made.name_en, made.method, made.content_hash) == ("Mahma Khalil", "wet_ink_scan", "a" * 64)
    undo(desk)
    assert desk.records(Signoff, version=version) == []


def test_a_scan_hangs_on_the_version(desk: Desk, version: str, tmp_path: Path) -> None:
    scan = tmp_path / "page 19.png"
    scan.write_bytes(b"\x89PNG scan")
    given = PaperSignature("Mahma Khalil", "mayor", "2026-04-07", scan=scan)
    record_paper_signature(desk, version, given, "en")
    held = desk.records(Attachment, subject=version)
    assert [(one.name_en, one.media_type, one.always_travels) for one in held] == [
        ("page 19.png", "image/png", True)
    ]


def test_a_day_to_come_is_refused(desk: Desk, version: str) -> None:
    with pytest.raises(UserError) as caught:
        record_paper_signature(desk, version, PaperSignature("A", "mayor", "2026-04-08"), "en")
    assert caught.value.code == "signed_in_future"


def test_a_scan_that_is_missing_or_too_large_is_refused(
    desk: Desk, version: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = PaperSignature("A", "mayor", "2026-04-07", scan=tmp_path / "gone.pdf")
    with pytest.raises(PlaceError):
        record_paper_signature(desk, version, gone, "en")
    monkeypatch.setattr(review_work, "LARGEST_SCAN", 3)
    (tmp_path / "gone.pdf").write_bytes(b"1234")
    with pytest.raises(UserError) as caught:
        record_paper_signature(desk, version, gone, "en")
    assert caught.value.code == "scan_too_large"


def test_an_unknown_version_is_refused(desk: Desk) -> None:
    with pytest.raises(UserError):
        record_paper_signature(desk, "nowhere", MAYOR, "en")


def test_signers_one_after_the_other_stay_in_one_file(desk: Desk) -> None:
    steps: list[tuple[int, int]] = []
    watched = Progress(lambda done, total: steps.append((done, total)))
    rendering = render_version(desk, draft=True, languages=("en",), progress=watched)
    assert steps
    assert desk.records(FrozenVersion) == []
    version = keep_version(desk, rendering)
    frozen = pdf_of_version(desk, version, "en")
    first = sign_version(desk, version, "en")
    with pytest.raises(UserError) as caught:
        sign_version(desk, version, "en")
    assert caught.value.code == "signed_already"
    add_person(desk, Newcomer("Omar Saleh", "Hand in Hand", "focal_point"), None, CHEAP)
    second = sign_version(desk, version, "en")
    assert first.startswith(frozen)
    assert second.startswith(first)
    assert pdf_of_version(desk, version, "en") == second
    found = verify_pdf(second, desk)
    assert found.fine
    assert [one.certification for one in found.signatures] == [True, False, False]
    with pytest.raises(UserError):
        pdf_of_version(desk, version, "ar")


def test_a_final_version_waits_for_the_errors(desk: Desk) -> None:
    with pytest.raises(UserError) as caught:
        freeze(desk, languages=("en",))
    assert caught.value.code == "not_ready"


def test_a_signature_says_what_its_person_decided(desk: Desk) -> None:
    version = freeze(desk, draft=True, languages=("en",))
    sign_version(desk, version, "en", "endorse_with_reservation")
    (made,) = desk.records(Signoff, version=version)
    assert made.decision == "endorse_with_reservation"
    with pytest.raises(UserError, match="value_not_in_list"):
        sign_pdf(desk, b"%PDF-1.7", decision="perhaps")
