"""Sentences in the language of the person who reads them, with values put in safely.

English sentences are the keys (gettext). ``N_`` and ``NN_`` only mark a sentence for the catalogs.
"""

from __future__ import annotations

import html
import re
import string
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from gettext import NullTranslations
from typing import Final
from zoneinfo import ZoneInfo

from handlers.i18n import bidi, catalogs, dates, numbers

LANGUAGES: Final = ("fa", "en", "ar")
RTL: Final = frozenset({"fa", "ar"})
_TAG = re.compile(r"<[^>]*>")
_TAGS_AT_END = re.compile(r"(?:<[^>]*>)+\Z")
_TAGS_AT_START = re.compile(r"\A(?:<[^>]*>)+")


def N_(msgid: str) -> str:
    """Mark a sentence for the catalogs; it is translated later, where the language is known."""
    return msgid


def NN_(singular: str, plural: str) -> tuple[str, str]:
    """Mark a sentence with a number for the catalogs."""
    return singular, plural


class Html(str):
    """Text that is Telegram HTML already: put into another sentence, it is not escaped again."""

    __slots__ = ()


class Translator:
    """One language: its sentences, digits, dates and writing direction."""

    def __init__(self, language: str, sentences: NullTranslations, zone: ZoneInfo) -> None:
        self.language = language
        self.rtl = language in RTL
        self.zone = zone
        self._sentences = sentences

    def text(self, msgid: str, /, **values: object) -> str:
        """The sentence as plain text; ``{name}`` in it becomes ``values["name"]``.

        Whole numbers get the digits of the language (no separators: they may be years; see
        ``number``), dates are written out, a value of the other direction is isolated.

        Raises:
            KeyError: a slot of the sentence has no value.
        """
        return _fill(self._translated(msgid), self._plain_values(values), self.rtl, markup=False)

    def html(self, msgid: str, /, **values: object) -> Html:
        """The sentence as Telegram HTML: the msgid may hold tags, the values are escaped."""
        return Html(_fill(self._translated(msgid), self._html_values(values), self.rtl))

    def plural(self, singular: str, plural: str, n: int, /, **values: object) -> str:
        """The form of the sentence that fits ``n``, which fills the slot ``{n}``."""
        template = self._sentences.ngettext(singular, plural, n)
        values = {"n": Counted(self.number(n)), **values}
        return _fill(template, self._plain_values(values), self.rtl, markup=False)

    def plural_html(self, singular: str, plural: str, n: int, /, **values: object) -> Html:
        """As ``plural``, as Telegram HTML."""
        template = self._sentences.ngettext(singular, plural, n)
        values = {"n": Counted(self.number(n)), **values}
        return Html(_fill(template, self._html_values(values), self.rtl))

    def date(self, day: date) -> str:
        """A day written out, in the calendars of the language."""
        return dates.show_date(day, self.language)

    def datetime(self, moment: datetime) -> str:
        """A moment (aware) written out, in the zone of the office."""
        return dates.show_datetime(moment, self.language, self.zone)

    def number(self, value: float | Decimal) -> str:
        """A quantity with separators, in the digits of the language."""
        return numbers.number(value, self.language)

    def digits(self, text: str | int) -> str:
        """The text with every digit as the language writes it."""
        return numbers.to_language(str(text), self.language)

    def _translated(self, msgid: str) -> str:
        return self._sentences.gettext(msgid) if msgid else ""

    def _shown(self, value: object) -> str:
        if isinstance(value, str):
            return value
        if isinstance(value, datetime):
            return self.datetime(value)
        if isinstance(value, date):
            return self.date(value)
        if isinstance(value, int) and not isinstance(value, bool):
            return self.digits(value)
        if isinstance(value, float | Decimal):
            return self.number(value)
        return str(value)

    def _plain_values(self, values: Mapping[str, object]) -> dict[str, str]:
        return {
            name: html.unescape(_TAG.sub("", value))
            if isinstance(value, Html)
            else self._shown(value)
            for name, value in values.items()
        }

    def _html_values(self, values: Mapping[str, object]) -> dict[str, str]:
        return {
            name: value if isinstance(value, Html) else html.escape(self._shown(value))
            for name, value in values.items()
        }


class Counted(str):
    """The number of a plural form: digits and separators only, never isolated."""

    __slots__ = ()


class Translators:
    """All languages, read once at start."""

    def __init__(self, by_language: Mapping[str, Translator], default: str = "fa") -> None:
        self._by_language = dict(by_language)
        self.default = default

    @classmethod
    def load(cls, zone: ZoneInfo, *, default: str = "fa") -> Translators:
        """Read the catalogs of all languages; times will be shown in ``zone``.

        Raises:
            OSError: a catalog cannot be read. catalogs.CatalogError: it is not a .po file.
        """
        made = {
            language: Translator(language, catalogs.sentences(language), zone)
            for language in LANGUAGES
        }
        return cls(made, default)

    def for_(self, language: str | None) -> Translator:
        """The translator of a language or of a Telegram code such as "en-US"; else the default."""
        code = (language or "").replace("_", "-").split("-")[0].lower()
        return self._by_language.get(code) or self._by_language[self.default]

    def all(self) -> tuple[Translator, ...]:
        """One translator for each language."""
        return tuple(self._by_language.values())


def _fill(template: str, values: Mapping[str, str], rtl: bool, *, markup: bool = True) -> str:
    pieces = list(string.Formatter().parse(template))
    done: list[str] = []
    before = ""
    for index, (literal, name, _, _) in enumerate(pieces):
        before += literal
        done.append(literal)
        if name is None:
            continue
        after = pieces[index + 1][0] if index + 1 < len(pieces) else ""
        follows = index + 1 < len(pieces) and not after and pieces[index + 1][1] is not None
        place = _place(before, "x" if follows else after, markup=markup)
        done.append(_PLACED[place](values[name], rtl, markup))
        before += "" if place == "own" else "\u25a1"
    return "".join(done)


def _place(before: str, after: str, *, markup: bool) -> str:
    """Where a slot stands: inside a tag, alone on its line(s), or in the middle of a line."""
    if markup and before.rfind("<") > before.rfind(">"):
        return "tag"
    if markup:
        before, after = _TAGS_AT_END.sub("", before), _TAGS_AT_START.sub("", after)
    starts = not before.strip(" ") or before.endswith("\n")
    ends = not after or after.startswith("\n")
    return "own" if starts and ends else "line"


_PLACED: Final[dict[str, Callable[[str, bool, bool], str]]] = {
    "tag": lambda value, _rtl, _markup: bidi.balanced(value),
    "own": lambda value, _rtl, _markup: bidi.balanced(value),
    "line": lambda value, rtl, markup: bidi.isolate(value, rtl=rtl, markup=markup),
}
