"""The three kinds of error: the user's, the environment's, and everything else (a bug).

An error carries a code and parameters; `app.words` makes the sentence in the reader's language.
"""

from __future__ import annotations

Param = str | int | float | bool | None


class MasarError(Exception):
    """A refusal with a message code (`refusal.<code>` in the catalogues) and named parameters."""

    exit_status = 2

    def __init__(self, code: str, **params: Param) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        shown = ", ".join(f"{name}={value!r}" for name, value in self.params.items())
        return f"{self.code}({shown})"


class UserError(MasarError):
    """Something the person can put right: a wrong passphrase, an unknown id, a bad date."""

    exit_status = 2


class PlaceError(MasarError):
    """Something about the machine or the place: disk full, file locked, not our file, too new."""

    exit_status = 3


class Cancelled(Exception):
    """The person stopped a long operation. Nothing was changed."""
