"""A PDF held against a workspace: its signatures, its data, what was done to it, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from services.example import example_desk

from app.documents.signing import values
from app.documents.signing.attach import attach_plan, read_plan
from app.documents.signing.prepare import prepare
from app.documents.signing.sign import sign
from app.documents.signing.values import ContentCheck, SignatureReport, Trust, Verification
from app.models.kinds.meetings import Meeting
from app.models.kinds.plan import Activity, Plan
from app.models.kinds.review import Signoff
from app.services import signatures
from app.services.desk import Desk
from app.services.documents import draw_plan, manuscript, minutes_pdf, plan_pdf
from app.services.freezing import freeze, frozen_pdf
from app.services.plan_reading import reading
from app.services.review_work import sign_version
from app.services.signatures import sign_pdf, trust_of
from app.services.verifying import Checked, check_pdf, last_line, lines_of, report_tone, verdict_tone
from app.services.views import review_signoffs
from app.words.catalogue import Words
from tests.documents.signing import attacks
from tests.documents.signing.made import MOMENT, make_appearance, make_key, make_name


@dataclass(frozen=True)
class World:
    desk: Desk
    draft: bytes
    frozen: bytes
    signed: bytes
    minutes: bytes


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The example with a frozen draft that Dalia signed; tests only read it."""
    desk = example_desk(tmp_path_factory.mktemp("verifying"))
    draft = plan_pdf(desk, "en")
    version = freeze(desk, draft=True, languages=("en",))
    signed = sign_version(desk, version, "en")
    minutes = minutes_pdf(desk, desk.records(Meeting)[0].id, "en")
    yield World(desk, draft, frozen_pdf(desk, version, "en"), signed, minutes)
    desk.close()


def said(checked: Checked, language: str = "en") -> str:
    lines = [text for line in lines_of(checked, Words(language)) for text in (line.text, *line.under)]
    assert not [text for text in lines if text.startswith(("signing.", "inside.")) or "{" in text]
    return "\n".join(lines)


@pytest.mark.parametrize("language", ["en", "ar", "ckb", "fr"])
def test_a_signed_version_is_fine_and_is_the_one_here(world: World, language: str) -> None:
    found = check_pdf(world.signed, world.desk, language)
    assert found.fine
    assert found.inside is not None
    assert found.inside.relation == "same"
    assert [line.tone for line in lines_of(found, Words(language))] == ["good"] * 4
    assert last_line(found, Words(language))
    assert said(found, language)


def test_without_a_workspace_nobody_is_known_and_the_plan_can_be_read(world: World) -> None:
    found = check_pdf(world.signed, None, "en")
    assert (found.fine, found.found.fine) == (True, False)
    assert found.inside is not None
    assert (found.inside.relation, found.inside.comparison) == ("alone", None)
    text = "\n".join(line.text for line in reading(found.inside.document, Words("en")))
    assert "1 · Context" in text
    assert all(
        one.code in text for one in world.desk.records(Activity) if one.status != "cancelled" and one.code
    )
    assert "No workspace is open" in last_line(found, Words("en"))


def test_a_draft_that_nobody_froze(world: World) -> None:
    found = check_pdf(world.draft, world.desk, "en")
    assert found.inside is not None
    assert found.inside.relation == "draft"
    assert verdict_tone(found) == "attention"


def test_minutes_are_signed_and_carry_no_plan(world: World) -> None:
    before = check_pdf(world.minutes, world.desk, "en")
    assert (before.fine, before.inside, verdict_tone(before)) == (False, None, "attention")
    assert "Still to be signed: focal point 1" in said(before)
    recorded = len(world.desk.records(Signoff))
    after = check_pdf(sign_pdf(world.desk, world.minutes), world.desk, "en")
    assert after.fine
    assert "carries no plan data" in said(after)
    assert "closed the document for signing" not in said(after)
    assert len(world.desk.records(Signoff)) == recorded


def test_a_file_written_anew_is_not_the_one_frozen_here(world: World) -> None:
    """Signatures stripped by a program that saves a PDF from the start: nothing in the file tells."""
    stripped = attacks.written_anew(world.signed, attacks.strip_signatures)
    found = check_pdf(stripped, world.desk, "en")
    assert (found.doubtful, len(found.found.missing), verdict_tone(found)) == (True, 1, "wrong")
    assert "its bytes were written anew" in said(found)
    assert "not in this file" in said(found)


@pytest.mark.parametrize(
    ("attack", "sentence"),
    [
        (attacks.add_page, "One page was added."),
        (attacks.rewrite_first_page, "Page 1 was changed."),
        (attacks.add_note, "A note was put on page 1, or one was removed."),
        (
            attacks.empty_field("focal_point_1"),
            "A signature lies in the file that the document no longer shows",
        ),
        (attacks.paint_field("government"), 'The box of the field "government" looks signed, but nobody'),
        (attacks.replace_plan, "other plan data were put in the place of those that were signed"),
        (attacks.drop_plan, "The document names plan data and no longer carries them."),
    ],
)
def test_what_was_done_to_a_signed_plan_has_its_sentence(
    world: World, attack: Callable[[Any], None], sentence: str
) -> None:
    found = check_pdf(attacks.update(world.signed, attack), world.desk, "en")
    assert (found.found.verdict, verdict_tone(found)) == ("changed_after_signing", "wrong")
    assert sentence in said(found)


def test_visible_text_of_a_plan_that_nobody_signed(world: World) -> None:
    found = check_pdf(attacks.update(world.draft, attacks.rewrite_first_page), world.desk, "en")
    assert verdict_tone(found) == "wrong"
    assert "Page 1 is not as it was drawn" in said(found)


def test_somebody_else_under_the_name_of_a_focal_point(world: World) -> None:
    impostor = make_key("Dalia Haddad", "Sunbula Development Organisation")
    pdf = sign(world.frozen, "government", impostor, make_appearance(), moment=MOMENT)
    found = check_pdf(pdf, world.desk, "en")
    assert (found.fine, report_tone(found.found.signatures[-1])) == (False, "wrong")
    assert "signed under the name Dalia Haddad with another certificate" in said(found)


def test_a_root_that_nobody_knows_and_a_certificate_that_ended(world: World) -> None:
    root = make_key("Ministry", authority=0)
    name = make_name("Ministry", "Hand in Hand")
    governor = make_key("Governor", "Ninewa", issuer=(root, name), years=(2020, 2021))
    pdf = sign(world.frozen, "government", governor, make_appearance("Governor"), moment=MOMENT)
    text = said(check_pdf(pdf, world.desk, "en"))
    assert "Nobody here knows who issued the certificate of Governor" in text
    assert "outside the time of the certificate, 1 Jan 2020 to 31 Dec 2021" in text


def test_an_earlier_copy_says_who_signed_elsewhere(world: World) -> None:
    found = check_pdf(world.frozen, world.desk, "en")
    assert (found.fine, found.found.missing) == (True, ())
    assert "Recorded here and not in this copy: Dalia Haddad." in said(found)


def test_pages_of_one_plan_with_the_data_of_another(world: World) -> None:
    """Nobody signed; data and metadata agree, and the square code on the pages tells."""
    other = (read_plan(world.draft) or b"").replace(b"Sinjar", b"Tooz")
    drawn = draw_plan(manuscript(world.desk), "en").pdf
    bare = attacks.written_anew(drawn, attacks.drop_keywords)
    found = check_pdf(prepare(attach_plan(bare, other), ()), None, "en")
    assert found.found.content.agree
    assert "The square code on the pages names other data" in said(found)
    assert verdict_tone(found) == "wrong"


def test_a_lost_device_counts_for_what_was_recorded_before(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = trust_of(world.desk)
    lost = Trust(tuple(replace(one, lost=True) for one in known.signers))
    monkeypatch.setattr(signatures, "trust_of", lambda _desk: lost)
    assert check_pdf(world.signed, world.desk, "en").fine
    later = sign_pdf(world.desk, world.minutes)
    found = check_pdf(later, world.desk, "en")
    assert (found.fine, report_tone(found.found.signatures[0])) == (False, "wrong")
    assert "was reported lost" in said(found)


def test_what_changed_here_since_is_counted(world: World, tmp_path_factory: pytest.TempPathFactory) -> None:
    desk = example_desk(tmp_path_factory.mktemp("since"))
    plan = desk.records(Plan)[0]
    first = desk.records(Activity)[0]
    with desk.write("activity.edit") as unit:
        unit.set(Activity, first.id, title_en="Something else")
        unit.set(Plan, plan.id, title_en="Renamed")
    found = check_pdf(world.signed, desk, "en")
    desk.close()
    assert found.inside is not None
    assert found.inside.relation == "newer"
    assert found.inside.comparison is not None
    assert "frozen elsewhere and is newer" in said(found)
    assert " 2 changed" in said(found)


def report(**values: object) -> SignatureReport:
    plain = {
        "field": "f", "name": "A", "organisation": "", "fingerprint": "ab" * 32, "moment": None,
        "intact": True, "covers_all": True, "later": "nothing", "standing": "known", "certification": False,
        "messages": (),
    }  # fmt: skip
    return SignatureReport(**{**plain, **values})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("values", "tone"),
    [
        ({}, "good"),
        ({"standing": "unknown"}, "attention"),
        ({"standing": "unknown_issuer"}, "attention"),
        ({"standing": "issued", "expired": True}, "attention"),
        ({"standing": "revoked"}, "wrong"),
        ({"standing": "lost"}, "wrong"),
        ({"standing": "issuer_withdrawn"}, "wrong"),
        ({"intact": False}, "wrong"),
        ({"later": "content"}, "wrong"),
        ({"later": "form_fields"}, "attention"),
    ],
)
def test_each_signature_bears_a_mark(values: dict[str, object], tone: str) -> None:
    assert report_tone(report(**values)) == tone


def test_the_table_of_sign_offs_knows_every_standing() -> None:
    """A key that was lost later signed before that was recorded."""
    every = {value for name, value in vars(values).items() if name.isupper() and isinstance(value, str)}
    standings = {one for one in every if Words("en").has(f"signing.standing.{one}")}
    assert standings - set(review_signoffs._STANDING) == {*values.TRUSTED, values.LOST}


@pytest.mark.parametrize(
    ("verdict", "missing", "tone"),
    [("damaged", (), "wrong"), ("no_signatures", (), "attention"), ("all_intact", ("ab",), "wrong")],
)
def test_the_verdict_bears_a_mark(verdict: str, missing: tuple[str, ...], tone: str) -> None:
    found = Verification(verdict, (), (), missing, ContentCheck("", "", False, False), ())
    assert verdict_tone(Checked(found, known=True)) == tone
