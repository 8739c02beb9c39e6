"""Sentences, numbers and dates for people, in one language: a code and parameters go in, text comes out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import ClassVar

from app.foundation.errors import MasarError
from app.words import compiled, figures
from app.words.languages import FALLBACK, LANGUAGES, form_of, language

FIRST_STRONG_ISOLATE, POP_ISOLATE, RIGHT_TO_LEFT_MARK = "\u2068", "\u2069", "\u200f"
_PARTS = re.compile(r"\{\{|\}\}|\{([a-z_][a-z0-9_]*)\}")
_PICK_ORDER = ("en", "ar", "ckb", "fr")


class Words:
    """All words of one language. `missing` collects "language:code" that had to fall back, for tests.

    Cells of a workbook are typed and looked for by people: its words are not `isolating` anything.
    """

    missing: ClassVar[set[str]] = set()

    def __init__(self, code: str, *, isolating: bool = True) -> None:
        self._spoken = language(code)
        self._own = compiled.load(self._spoken.code)
        self._fallback: Words | None = None
        self.language = self._spoken.code
        self.right_to_left = self._spoken.right_to_left
        self.isolating = isolating and self.right_to_left

    def has(self, code: str) -> bool:
        """Return whether this language itself has the code."""
        return code in self._own.messages

    def say(self, code: str, /, **params: object) -> str:
        """Return the sentence of `code` with its named fields filled; else English; else the code itself.

        `count` chooses the plural form. Numbers and dates are written as the language does. In
        right-to-left languages text is wrapped in first-strong isolates. A field without value stays.
        """
        found = self._own.messages.get(code)
        if found is None:
            return self._say_elsewhere(code, params)
        text = found if isinstance(found, str) else self._form(found, params.get("count"))
        return _PARTS.sub(lambda part: self._part(part, params), text)

    def _say_elsewhere(self, code: str, params: dict[str, object]) -> str:
        Words.missing.add(f"{self.language}:{code}")
        return code if self.language == FALLBACK else self._english().say(code, **params)

    def _english(self) -> Words:
        if self.language == FALLBACK:
            return self
        self._fallback = self._fallback or Words(FALLBACK)
        return self._fallback

    def _form(self, forms: tuple[str, ...], count: object) -> str:
        known = isinstance(count, (int, float, Decimal))
        wanted = form_of(self._spoken, float(count)) if known else len(forms) - 1  # type: ignore[arg-type]
        return (forms[wanted] if wanted < len(forms) else "") or forms[-1]

    def _part(self, part: re.Match[str], params: dict[str, object]) -> str:
        name = part[1]
        if name is None:
            return part[0][0]
        return self.value(params[name]) if name in params else part[0]

    def value(self, value: object) -> str:
        """Return a parameter as it stands in a sentence of this language."""
        if value is None:
            return ""
        if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
            return self.number(value)
        if isinstance(value, date):
            return self.moment(value) if isinstance(value, datetime) else self.date(value)
        if isinstance(value, (tuple, list)):
            return self.join(value)
        return self._isolated(str(value))

    def _isolated(self, text: str) -> str:
        if not self.isolating or not text:
            return text
        # What was composed of isolates has no strong letter of its own and would run from left to right.
        mark = RIGHT_TO_LEFT_MARK if FIRST_STRONG_ISOLATE in text else ""
        return f"{FIRST_STRONG_ISOLATE}{mark}{text}{POP_ISOLATE}"

    def number(self, value: figures.Number) -> str:
        """Return a number with separators: 12345 → "12,345"."""
        return figures.number_text(self._spoken, value)

    def percent(self, value: figures.Number) -> str:
        """Return a fraction in percent: 0.45 → "45%"."""
        return figures.percent_text(self._spoken, value)

    def hundredths(self, value: figures.Number) -> str:
        """Return a number of hundredths in percent, with its decimals: 45.5 → "45.5%"."""
        return figures.hundredths_text(self._spoken, value)

    def size(self, size: int) -> str:
        """Return a number of bytes in words: 11264 → "11 kB"."""
        unit, amount = figures.scaled_size(size)
        return self.say(f"words.size.{unit}", size=Decimal(amount))

    def date(self, value: figures.Day | None, style: str = "medium") -> str:
        """Return a day in style medium, short, long or day_month; None gives "", other text stays."""
        day = figures.read_day(value) if value else None
        if day is None:
            return str(value or "")
        return figures.day_text(self._own, day, style, self._spoken.first)

    def time(self, value: figures.Moment) -> str:
        """Return the local time of a moment: "14:32"."""
        moment = figures.read_moment(value)
        return f"{moment:%H:%M}" if moment else str(value)

    def moment(self, value: figures.Moment | None) -> str:
        """Return local day and time: "14 Mar 2026, 14:32"; None gives ""."""
        if not value:
            return ""
        return self.say("words.moment", day=self.date(value), time=self.time(value))

    def ago(self, value: figures.Moment, now: datetime) -> str:
        """Return a past moment as people say it: "today 14:32", "yesterday 17:20", "12 Mar"."""
        moment, here = figures.read_moment(value), figures.read_moment(now)
        if moment is None or here is None:
            return str(value)
        for code, days in (("words.today_at", 0), ("words.yesterday_at", 1)):
            if moment.date() == here.date() - timedelta(days=days):
                return self.say(code, time=self.time(moment))
        return self.date(moment, "day_month" if moment.year == here.year else "medium")

    def in_days(self, days: int) -> str:
        """Return a distance in days: 0 "today", 1 "tomorrow", 5 "in 5 days", -3 "3 days ago"."""
        if days in (-1, 0, 1):
            return self.say(("words.today", "words.tomorrow", "words.yesterday")[days])
        return self.say("words.in_days" if days > 0 else "words.days_ago", count=abs(days))

    def join(self, items: Iterable[object]) -> str:
        """Return a list in words: "a", "a and b", "a, b and c"."""
        texts = [self.value(item) for item in items]
        if len(texts) < 2:
            return "".join(texts)
        head = self._text("words.list_separator").join(texts[:-1])
        return head + self._text("words.list_last") + texts[-1]

    def _text(self, code: str) -> str:
        # Separators begin and end with spaces, which hand-edited .po files lose easily: "|" guards them.
        return self.say(code).strip("|")

    def kind(self, kind: str) -> str:
        """Return the name of a record kind: "activity" → "Activity"."""
        return self.say(f"kind.{kind}")

    def field(self, kind: str, field: str) -> str:
        """Return the name of a record's field; a field such as `name_ar` says its language too.

        The kind's own wording `field.<kind>.<field>` goes before `field.<field>`, which all kinds share.
        """
        base, _, spoken = field.rpartition("_")
        if base and spoken in LANGUAGES:
            tongue = self.say(f"code.language.{spoken}")
            return self.say("words.field_in_language", field=self.field(kind, base), language=tongue)
        own = f"field.{kind}.{field}"
        return self.say(own if self.has(own) or self._english().has(own) else f"field.{field}")

    def code(self, code_list: str, value: str | None) -> str:
        """Return the text of a code from a code list; None gives ""."""
        return self.say(f"code.{code_list}.{value}") if value else ""

    def refusal(self, error: MasarError) -> str:
        """Return the sentence of an error, with its parameters `kind`, `field` and `language` in words."""
        params: dict[str, object] = dict(error.params)
        kind, field, spoken = params.get("kind"), params.get("field"), params.get("language")
        if spoken in LANGUAGES:
            params["language"] = self.code("language", str(spoken))
        if isinstance(kind, str) and isinstance(field, str):
            params["field"] = self._named(self.field(kind, field), field)
        if isinstance(kind, str):
            params["kind"] = self._named(self.kind(kind), kind)
        return self.say(f"refusal.{error.code}", **params)

    def _named(self, name: str, code: str) -> str:
        return code if name.startswith(("kind.", "field.")) else name

    def pick(self, record: object, name: str) -> str:
        """Return the record's text `<name>_<language>`, else in English, Arabic, Kurdish, French, else ""."""
        for code in (self.language, *_PICK_ORDER):
            text = getattr(record, f"{name}_{code}", None)
            if text:
                return str(text)
        return ""
