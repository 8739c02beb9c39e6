"""A finished file leaves the program: where to, written, and said."""

from __future__ import annotations

from pathlib import Path

from app.foundation.errors import MasarError
from app.foundation.files import write_whole
from app.ui.language import say, words
from app.ui.session import Session

PATTERNS = {
    ".pdf": "PDF (*.pdf)",
    ".xlsx": "Excel (*.xlsx)",
    ".docx": "Word (*.docx)",
    ".xml": "XML (*.xml)",
    ".zip": "ZIP (*.zip)",
}


def ask_where(session: Session, name: str, ending: str = ".pdf") -> Path | None:
    """Return where a file shall go, None when the person turned back; `name` is proposed."""
    return session.door.file_to_save(say("plan.save_pdf"), f"{name}{ending}", PATTERNS[ending])


def save_file(session: Session, data: bytes, name: str, ending: str = ".pdf") -> bool:
    """Ask where to, write the file, and say that it is there or why not; return whether it is."""
    path = ask_where(session, name, ending)
    if path is None:
        return False
    try:
        write_whole(path, data)
    except MasarError as error:
        session.door.warn(say("plan.save_pdf"), words().refusal(error))
        return False
    session.notice(say("plan.saved_as", file=path.name))
    return True
