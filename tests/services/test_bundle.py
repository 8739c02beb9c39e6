"""The bundle for headquarters: what is in it, as ZIP and folder, with a package where one can be made."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from services.example import example_desk
from services.frozen import freeze_content
from services.laptops import founded, invited, joined

from app.foundation.errors import UserError
from app.foundation.progress import unwatched
from app.models.kinds.inside import Contact
from app.models.kinds.review import FrozenVersion
from app.services.bundle import BundleFile, bundle_files, plans, receivers, write_bundle
from app.services.desk import Desk
from app.services.signatures import record_signed_file
from app.words.catalogue import Words


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = example_desk(tmp_path_factory.mktemp("bundle"))
    yield made
    made.close()


FILES = (
    BundleFile("plan-draft-en.pdf", b"%PDF", "the plan"),
    BundleFile("signed/01-A.pdf", b"%PDF 2", "signed"),
)


@pytest.mark.slow
def test_before_any_version_the_plan_as_it_is_goes(desk: Desk) -> None:
    made = {one.name: one.data for one in bundle_files(desk, "en")}
    assert list(made) == ["plan-draft-en.pdf", "plan-draft-ar.pdf", "workbook-en.xlsx", "4w-en.xlsx"]
    assert made["plan-draft-en.pdf"].startswith(b"%PDF")
    names = {one.person_name for one in desk.records(Contact)}
    for book in ("workbook-en.xlsx", "4w-en.xlsx"):
        sheets = openpyxl.load_workbook(io.BytesIO(made[book])).worksheets
        assert not names & {cell.value for page in sheets for row in page.iter_rows() for cell in row}


@pytest.mark.parametrize("language", ["en", "ar", "ckb", "fr"])
def test_the_readme_names_every_file(desk: Desk, tmp_path: Path, language: str) -> None:
    made = write_bundle(desk, FILES, language, tmp_path / "out.zip")
    with zipfile.ZipFile(made.path) as archive:
        said = archive.read("README.txt").decode("utf-8-sig")
        assert set(archive.namelist()) == set(made.files)
        assert archive.read("signed/01-A.pdf") == b"%PDF 2"
    assert all(name in said for name in made.files[1:])
    assert not made.receivers


def test_a_folder_is_made_and_never_written_over(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "for headquarters"
    write_bundle(desk, FILES, "en", out)
    assert (out / "signed" / "01-A.pdf").read_bytes() == b"%PDF 2"
    with pytest.raises(UserError, match="folder_not_empty"):
        write_bundle(desk, FILES, "en", out)


def test_a_package_goes_along_for_headquarters_on_the_roster(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dalia = founded(tmp_path, "Dalia", "IQG15Q07")
    monkeypatch.setenv("MASAR_DATA_DIR", str(dalia.folder / "data"))
    nadia = joined(
        tmp_path, "Nadia", invited(dalia, tmp_path / "for-nadia.masar", "headquarters"), "headquarters"
    )
    dalia.take(nadia.pack(tmp_path / "hello.masar", "Dalia"))
    desk = dalia.use()
    assert receivers(desk) == ("Nadia",)
    made = write_bundle(desk, FILES, "en", tmp_path / "out")
    assert made.receivers == ("Nadia",)
    assert nadia.take(tmp_path / "out" / "for-headquarters.masar")
    assert "for Nadia only" in (tmp_path / "out" / "README.txt").read_text("utf-8-sig")
    for laptop in (dalia, nadia):
        laptop.desk.close()


def test_a_frozen_version_goes_as_it_is_with_what_was_signed(tmp_path: Path) -> None:
    desk = example_desk(tmp_path)
    version = desk.find(FrozenVersion, freeze_content(desk))
    signed = b"%PDF signed"
    record_signed_file(desk, version, signed, name_en="Dalia Haddad", role="member", decision="endorse")
    names = [one.name for one in plans(desk, Words("en"), unwatched())]
    assert names[-1].startswith("signed/")
    assert names[-1].endswith("-Dalia-Haddad.pdf")
    desk.close()


def test_a_version_goes_in_every_language_it_was_frozen_in(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = FrozenVersion(id="v", space="s", number="1.0", pdf_en="1", pdf_ckb="2", pdf_fr="3")
    monkeypatch.setattr("app.services.bundle.final_version", lambda _book: version)
    monkeypatch.setattr("app.services.bundle.frozen_pdf", lambda *_asked: b"%PDF")
    names = [one.name for one in plans(desk, Words("en"), unwatched())]
    assert names == ["plan-1.0-en.pdf", "plan-1.0-ckb.pdf", "plan-1.0-fr.pdf"]
