"""The plan's text for a word processor: every section of the outline, sources, marks, all languages."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import docx
import pytest

from app.models.kinds.plan import Paragraph
from app.services.desk import Desk
from app.services.papers.text import text_document, text_docx
from app.words.catalogue import Words

OFFICE = shutil.which("soffice")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_all_paragraphs_of_the_language_are_in_it(desk: Desk, language: str) -> None:
    made = docx.Document(io.BytesIO(text_docx(desk, language)))
    said = "\n".join(one.text for one in made.paragraphs)
    for one in desk.records(Paragraph, language=language):
        assert (one.text or "").split("\n")[0] in said or one.style == "table"
    training = Words(language).say("documents.training_mark")
    assert training in made.sections[0].header.paragraphs[0].text


def test_sections_stand_in_the_order_of_the_outline(desk: Desk) -> None:
    content = text_document(desk, "en")
    assert [one.title for one in content.sections][:2] == ["Context overview", "Displacement profile"]
    assert content.sources
    assert content.marks[1] == "Training example · invented data"


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not here")
def test_libreoffice_opens_it_and_keeps_the_text(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "text.docx").write_bytes(text_docx(desk, "ar"))
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    asked = ["--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path)]
    command = [str(OFFICE), profile, *asked, str(tmp_path / "text.docx")]
    subprocess.run(command, check=True, timeout=120, capture_output=True)
    if not (tmp_path / "text.txt").exists():
        pytest.skip("LibreOffice Writer is not here")
    said = (tmp_path / "text.txt").read_text("utf-8-sig")
    written = desk.records(Paragraph, language="ar", style="text")
    assert all((one.text or "").split("\n")[0] in said for one in written)
