"""Reading the definitions that come with the program, with refusals that say what is wrong."""

from __future__ import annotations

import tomllib
from pathlib import Path

from app.foundation.errors import UserError

Table = dict[str, object]


class Reader:
    """One table of a definition file; whatever lacks or has the wrong shape is refused by name."""

    def __init__(self, file: str, table: Table, place: str = "") -> None:
        self.file, self._table, self._place = file, table, place

    def refuse(self, what: str) -> UserError:
        """Return the refusal of something in this table."""
        return UserError("bad_definition", file=self.file, what=f"{self._place}{what}")

    def text(self, name: str) -> str:
        """Return a text that must be there."""
        value = self._table.get(name)
        if not isinstance(value, str) or not value:
            raise self.refuse(name)
        return value

    def optional(self, name: str) -> str:
        """Return a text, "" when it is absent."""
        return self.text(name) if name in self._table else ""

    def whole(self, name: str) -> int:
        """Return a whole number that must be there."""
        value = self._table.get(name)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.refuse(name)
        return value

    def yes_no(self, name: str) -> bool:
        """Return a yes or no; absent is no."""
        value = self._table.get(name, False)
        if not isinstance(value, bool):
            raise self.refuse(name)
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts; absent is empty."""
        value = self._table.get(name, [])
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            raise self.refuse(name)
        return tuple(value)

    def tables(self, name: str) -> tuple[Reader, ...]:
        """Return a list of tables; absent is empty."""
        value = self._table.get(name, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise self.refuse(name)
        return tuple(Reader(self.file, one, f"{self._place}{name}[{i}].") for i, one in enumerate(value))

    def others(self, *known: str) -> Table:
        """Return what the table holds besides the named entries."""
        return {name: value for name, value in self._table.items() if name not in known}

    def only(self, *known: str) -> None:
        """Refuse an entry that nobody asked for: usually a misspelt name."""
        for name in self.others(*known):
            raise self.refuse(name)


def read(path: Path) -> Reader:
    """Return the whole definition file. Raises UserError `bad_definition` when it is no TOML."""
    try:
        return Reader(path.name, tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise UserError("bad_definition", file=path.name, what=str(error)) from error


def once(reader: Reader, name: str, ids: tuple[str, ...]) -> None:
    """Refuse ids that stand twice."""
    if len(set(ids)) != len(ids):
        raise reader.refuse(name)
