"""What PDF/A asks of every document: metadata, meaning of colours, embedded typefaces, printed links."""

from __future__ import annotations

import io
import shutil
import struct
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from PIL import ImageCms
from pyhanko.pdf_utils.reader import PdfFileReader

from app.documents.minutes_content import MinutesDocument
from app.documents.pdf.archive import srgb_profile
from app.documents.pdf.minutes import render_minutes
from app.documents.pdf.plan import render_plan
from app.documents.plan_content import PlanDocument
from app.documents.signing.attach import attach_plan
from app.words.catalogue import Words

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
NAMES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
}


@pytest.fixture(scope="module")
def plan(plan_of: Callable[..., PlanDocument]) -> bytes:
    return render_plan(plan_of("ar", title="خطة <b> & ‹plan›\u202e"), Words("ar")).pdf


@pytest.fixture(scope="module")
def minutes(minutes_of: Callable[..., MinutesDocument]) -> bytes:
    return render_minutes(minutes_of("en"), Words("en")).pdf


def root_of(pdf: bytes) -> Any:
    return PdfFileReader(io.BytesIO(pdf)).root


def described(pdf: bytes) -> ET.Element:
    found = ET.fromstring(root_of(pdf)["/Metadata"].data).find(f".//{RDF}Description")
    assert found is not None
    return found


def test_metadata_say_what_the_information_says(plan: bytes) -> None:
    metadata = described(plan)
    information = PdfFileReader(io.BytesIO(plan)).trailer["/Info"]
    for name, key in (("title", "/Title"), ("creator", "/Author"), ("description", "/Subject")):
        (item,) = metadata.findall(f"dc:{name}//{RDF}li", NAMES)
        assert item.text == str(information[key])
    assert metadata.findtext("pdf:Keywords", "", NAMES) == str(information["/Keywords"])
    assert metadata.findtext("xmp:CreateDate", "", NAMES) == "2026-03-20T00:00:00Z"
    assert str(information["/CreationDate"]) == "D:20260320000000+00'00'"
    assert metadata.findtext(f"dc:language/{RDF}Bag/{RDF}li", "", NAMES) == "ar"


def test_a_plan_may_carry_data_and_minutes_none(plan: bytes, minutes: bytes) -> None:
    parts = [described(pdf).findtext("pdfaid:part", "", NAMES) for pdf in (plan, minutes)]
    assert parts == ["3", "2"]
    assert described(minutes).findtext("pdfaid:conformance", "", NAMES) == "A"


def test_attached_data_are_named_as_the_documents_own(plan_of: Callable[..., PlanDocument]) -> None:
    from app.documents.signing.attach import content_hash

    data = b"{}"
    drawn = render_plan(plan_of("en", content_hash=content_hash(data)), Words("en")).pdf
    root = root_of(attach_plan(drawn, data))
    (spec,) = root["/AF"]
    file = spec.get_object()
    assert file["/AFRelationship"] == "/Data"
    assert file["/F"] == file["/UF"] == "plan.json"
    assert file["/EF"]["/F"]["/Subtype"] == "/application/json"


def test_colours_are_those_of_srgb(plan: bytes) -> None:
    (intent,) = root_of(plan)["/OutputIntents"]
    assert intent["/S"] == "/GTS_PDFA1"
    assert intent["/DestOutputProfile"].data == srgb_profile()
    profile = ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile()))
    assert profile.profile.xcolor_space == "RGB "
    ours = ImageCms.createProfile("sRGB")
    for name in ("red_colorant", "green_colorant", "blue_colorant"):
        (found, *_), (wanted, *_) = (
            getattr(profile.profile, name),
            getattr(ImageCms.ImageCmsProfile(ours).profile, name),
        )
        assert found == pytest.approx(wanted, abs=0.001)


def typefaces(pdf: bytes) -> list[Any]:
    pages = [page.get_object() for page in root_of(pdf)["/Pages"]["/Kids"]]
    return [font.get_object() for page in pages for font in page["/Resources"]["/Font"].values()]


def test_typefaces_are_embedded_and_as_wide_as_said(plan: bytes, minutes: bytes) -> None:
    for font in typefaces(plan) + typefaces(minutes):
        data = font["/FontDescriptor"]["/FontFile2"].data
        assert "/Encoding" not in font
        said = [float(width) for width in font["/Widths"]]
        assert widths_of(data) == pytest.approx(said, abs=1)


def widths_of(data: bytes) -> list[float]:
    """Return the advance of each code of a subset in thousandths, as the embedded file gives it."""
    count = struct.unpack(">H", data[4:6])[0]
    entries = [data[at : at + 16] for at in range(12, 12 + 16 * count, 16)]
    places = {entry[:4]: struct.unpack(">II", entry[8:]) for entry in entries}

    def table(name: bytes) -> bytes:
        start, size = places[name]
        return data[start : start + size]

    (units,) = struct.unpack(">H", table(b"head")[18:20])
    (known,) = struct.unpack(">H", table(b"hhea")[34:36])
    codes = table(b"cmap")[12:]
    (listed,) = struct.unpack(">H", codes[8:10])
    glyphs = struct.unpack(f">{listed}H", codes[10 : 10 + 2 * listed])
    advances = struct.unpack(f">{2 * known}H", table(b"hmtx")[: 4 * known])[::2]
    return [advances[min(glyph, known - 1)] * 1000 / units for glyph in glyphs]


def test_links_are_printed_and_lead_somewhere(plan: bytes) -> None:
    pages = [page.get_object() for page in root_of(plan)["/Pages"]["/Kids"]]
    links = [link.get_object() for page in pages for link in page.get("/Annots", ())]
    assert len(links) > 5
    assert all(int(link["/F"]) == 4 and link["/Dest"] for link in links)


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
def test_qpdf_finds_nothing(plan: bytes, minutes: bytes, tmp_path: Path) -> None:
    for number, pdf in enumerate((plan, minutes)):
        (tmp_path / f"{number}.pdf").write_bytes(pdf)
        said = subprocess.run(
            ["qpdf", "--check", tmp_path / f"{number}.pdf"], capture_output=True, check=False
        )
        assert said.returncode == 0, said.stderr
