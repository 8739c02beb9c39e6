from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.documents.workbook import limits
from app.words.catalogue import Words

SOURCE = Path(limits.__file__).parent


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_refusal_has_a_sentence(language: str) -> None:
    text = "".join(file.read_text(encoding="utf-8") for file in SOURCE.glob("*.py"))
    codes = set(re.findall(r'UserError\(\s*"([a-z_]+)"', text))
    assert {"table_too_large", "table_empty", "not_a_table", "table_not_readable"} <= codes
    assert [code for code in codes if not Words(language).has(f"refusal.{code}")] == []
