"""The recovery sheet: what a person takes away when a workspace gets a passphrase.

It is made while the code is shown and from nothing else; it is no document of a workspace, so neither the
list of documents nor the command line has it.
"""

from __future__ import annotations

from app.documents.recovery_content import RecoverySheet
from app.words.catalogue import Words

HOW, WHERE = 3, 4
LONGEST_NAME = 70


def recovery_pdf(code: str, file: str, today: str, language: str) -> bytes:
    """Return the sheet for a workspace file with its recovery code; `today` is an ISO day. Pure work."""
    from app.documents.pdf.recovery import render_recovery

    return render_recovery(recovery_sheet(code, file, today, language), Words(language))


def recovery_sheet(code: str, file: str, today: str, language: str) -> RecoverySheet:
    """Return what the sheet prints; of a long file name its beginning and end."""
    say = Words(language).say
    if len(file) > LONGEST_NAME:
        file = f"{file[: LONGEST_NAME - 20]}…{file[-20:]}"
    return RecoverySheet(
        language=language,
        code=code,
        file=file,
        made_on=today,
        lead=say("recovery_sheet.lead", file=file),
        letters=say("recovery_sheet.letters"),
        how=tuple(say(f"recovery_sheet.how.{number}", file=file) for number in range(1, HOW + 1)),
        where=tuple(say(f"recovery_sheet.where.{number}") for number in range(1, WHERE + 1)),
    )
