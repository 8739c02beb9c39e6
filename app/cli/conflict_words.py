"""How conflicts and decisions are told on the command line: in sentences, and as JSON."""

from __future__ import annotations

from collections.abc import Sequence

from app.cli.console import Console
from app.models.record import Record
from app.models.registry import KINDS, describe
from app.models.values import Value
from app.process.sentences import label
from app.services.conflicts import Choice, Open, is_text, record_of
from app.services.desk import Desk
from app.services.people import PersonRow, people
from app.services.views.exchange_conflicts import Told, with_pieces
from app.services.views.word_difference import Piece, shortened
from app.storage.conflicts import Edited
from app.storage.decisions import DecidedField, Decision
from app.storage.logged import ALIVE

Pieces = tuple[Piece, ...]


class Telling:
    """Tells of conflicts in the language of a console; knows who the people of the area are."""

    def __init__(self, desk: Desk, console: Console) -> None:
        self._desk, self._words = desk, console.words
        self._people: dict[str, PersonRow] = {row.key: row for row in people(desk)} if desk.area else {}

    def name(self, key: str) -> str:
        """Return the name of a person, the beginning of the key for nobody known here."""
        return self._people[key].name if key in self._people else key[:8]

    def organisation(self, key: str) -> str:
        """Return the organisation of a person, "" when it is not known."""
        return self._people[key].organisation if key in self._people else ""

    def who(self, key: str) -> str:
        """Return a person with the organisation: "Omar Saleh, Hand in Hand"."""
        name, organisation = self.name(key), self.organisation(key)
        return self._words.say("cli.who", name=name, organisation=organisation) if organisation else name

    def about(self, one: Open) -> str:
        """Return what a conflict is about: kind, name and field."""
        return self._place(one.kind, one.field, record_of(self._desk, one))

    def value(self, kind: str, name: str, value: Value) -> str:
        """Return a value of a field in words: codes by their text, references by name, days as days."""
        words, book = self._words, self._desk.book()
        field = describe(kind).fields.get(name) if kind in KINDS else None
        if name == ALIVE:
            return words.say("cli.kept" if value else "cli.taken_out")
        if value is None or field is None:
            return words.say("cli.nothing") if value is None else str(value)
        if field.rule.target:
            return label(words, book, book.get(Record, str(value)))
        if field.rule.code_list:
            return words.code(field.rule.code_list, str(value))
        if isinstance(value, bool):
            return words.say("fields.yes" if value else "fields.no")
        return words.date(str(value)) if field.rule.shape.value == "date" else str(value)

    def picked(self, one: Open, value: Value) -> str:
        """Return a conflict with the value it gets."""
        said = self.value(one.kind, one.field, value)
        return self._words.say("cli.picked", about=self.about(one), value=said)

    def settled(self, field: DecidedField) -> str:
        """Return a decided field with its value."""
        return self.picked(Open(field.record, field.kind, field.field, field.space, ()), field.value)

    def choice(self, one: Open, number: int) -> str:
        """Return one of the values with its number from 1, who wrote it and when."""
        choice = one.choices[number - 1]
        return self._words.say(
            "cli.choice",
            number=number,
            value=self.value(one.kind, one.field, choice.value),
            name=self.who(choice.sign_key),
            moment=self._words.moment(choice.written),
        )

    def beneath(self, one: Open, choice: Choice, pieces: Pieces) -> list[str]:
        """Return what stood before a value, what changed in a text, and what was edited of a removal."""
        words = self._words
        before = [self.value(one.kind, one.field, value) for value in choice.before if value is not None]
        lines = [words.say("cli.was_before", value=before[0])] if before else []
        if any(piece.same for piece in pieces) and not all(piece.same for piece in pieces):
            lines.append(words.say("cli.difference", text=marked(shortened(pieces))))
        if choice.decided:
            lines.append(words.say("cli.was_decided"))
        if choice.reason:
            lines.append(words.say("cli.because", reason=choice.reason))
        return [*lines, *(self._edited(one, edit) for edit in choice.edited)]

    def _edited(self, one: Open, edit: Edited) -> str:
        """Return what was edited; of another record, such as a target of what was removed, says which."""
        field = self._words.field(edit.kind, edit.field)
        if edit.record != one.record:
            of = Open(edit.record, edit.kind, edit.field, one.space, ())
            field = self._place(edit.kind, edit.field, record_of(self._desk, of))
        if edit.element:
            code = "plan.history.put_in" if edit.value else "plan.history.taken_out"
            return self._words.say(code, field=field, value=self.value(edit.kind, edit.field, edit.element))
        said = self.value(edit.kind, edit.field, edit.value)
        return self._words.say("cli.edited_field", field=field, value=said)

    def _place(self, kind: str, field: str, record: Record | None) -> str:
        words = self._words
        named = words.say("cli.removal") if field == ALIVE else words.field(kind, field)
        name = label(words, self._desk.book(), record)
        return words.say("cli.conflict", kind=words.kind(kind), name=name, field=named)

    def data(self, one: Open) -> dict[str, object]:
        """Return a conflict as JSON shapes."""
        return {
            "id": one.id,
            "kind": one.kind,
            "record": one.record,
            "field": one.field,
            "about": self.about(one),
            "text": is_text(one),
            "choices": [self._choice_data(number, choice) for number, choice in enumerate(one.choices, 1)],
        }

    def _choice_data(self, number: int, choice: Choice) -> dict[str, object]:
        return {
            "number": number,
            "value": choice.value,
            "who": self.name(choice.sign_key),
            "key": choice.sign_key,
            "organisation": self.organisation(choice.sign_key),
            "when": choice.written,
            "before": list(choice.before),
            "mine": choice.mine,
            "decided": choice.decided,
            "reason": choice.reason,
            "edited": [_edited_data(edit) for edit in choice.edited],
        }

    def decision_data(self, one: Decision) -> dict[str, object]:
        """Return a decision as JSON shapes."""
        return {
            "id": one.action_id,
            "who": self.name(one.sign_key),
            "organisation": self.organisation(one.sign_key),
            "when": one.written,
            "reason": one.reason,
            "fields": [_decided_data(field) for field in one.fields],
        }


def differences(desk: Desk, one: Open) -> list[Pieces]:
    """Return for each value what its author put into a text and took out; () for what is no text."""
    (entry,) = with_pieces((Told(desk).entry(one),))
    return [choice.pieces for choice in entry.choices]


def marked(pieces: Sequence[Piece]) -> str:
    """Return pieces as one line with the signs of `wdiff`: [-taken out-] and {+put in+}."""
    return " ".join("".join(map(_marked, pieces)).split())


def _marked(piece: Piece) -> str:
    bare = piece.text.strip()
    if piece.same or not bare:
        return piece.text
    signs = "[-{}-]" if piece.gone else "{{+{}+}}"
    return piece.text.replace(bare, signs.format(bare))


def pieces_data(pieces: Pieces) -> list[dict[str, object]]:
    """Return the pieces of a text as JSON shapes; `change` is put_in, taken_out or ""."""
    return [
        {"text": one.text, "change": "" if one.same else "taken_out" if one.gone else "put_in"}
        for one in pieces
    ]


def _edited_data(one: Edited) -> dict[str, object]:
    return {
        "kind": one.kind,
        "record": one.record,
        "field": one.field,
        "element": one.element,
        "value": one.value,
    }


def _decided_data(field: DecidedField) -> dict[str, object]:
    return {
        "kind": field.kind,
        "record": field.record,
        "field": field.field,
        "value": field.value,
        "replaced": [side.value for side in field.replaced],
        "stands": field.stands,
    }
