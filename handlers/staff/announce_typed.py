"""Reading what supervisors type behind /notice: the kind, the day where one ends, and the words.

`outage the site is down`, `خاتمه ۱ دی ۱۴۰۵ …`, `انتشار نرخ بیکاری ؛ بهار ۱۴۰۵ …`. Pure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from handlers.i18n import typed_dates
from storage.office_notices import NoticeKind

#: UTF-16 units at most of a notice's words, so that it is one message with its frame.
LONGEST: Final = 1500
#: Words that a typed day has at most, and how far ahead an end may be announced.
_DAY_WORDS, _AHEAD = 6, timedelta(days=800)
_KINDS: Final = {
    NoticeKind.OUTAGE: "قطعی قطع اختلال outage انقطاع عطل",
    NoticeKind.AMENDMENT: "اصلاحیه اصلاح amendment amended تعدیل",
    NoticeKind.END: "خاتمه پایان end termination انهاء",
    NoticeKind.PUBLICATION: "انتشار منتشر publication publish published نشر صدور",
}
#: What stands before the last day of an outage.
_UNTIL: Final = frozenset(map(typed_dates.fold, "تا لغایت until till حتى".split()))
_BY_WORD: Final = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_SEPARATOR: Final = re.compile(r"\s*[؛;|]\s*")


class Flaw(StrEnum):
    """Why something typed is no notice."""

    KIND = "kind"
    WORDS = "words"
    LONG = "long"
    DAY = "day"
    PAST = "past"
    SUBJECT = "subject"


@dataclass(frozen=True)
class Typed:
    """What was typed. `subject` names what is published, as people would ask for it."""

    kind: NoticeKind
    words: str
    ends_on: date | None = None
    subject: str = ""


def read(text: str, today: date) -> Typed | Flaw:
    """The notice in a text, or what is wrong with it."""
    first, _, rest = text.strip().partition(" ")
    kind = _BY_WORD.get(typed_dates.fold(first))
    rest = rest.strip()
    if kind is None:
        return Flaw.KIND
    if len(rest.encode("utf-16-le")) // 2 > LONGEST:
        return Flaw.LONG
    if kind is NoticeKind.END:
        return _end(rest.split(), today)
    if kind is NoticeKind.PUBLICATION:
        return _publication(rest)
    if not rest:
        return Flaw.WORDS
    return Typed(kind, rest, _last_day(rest, today) if kind is NoticeKind.OUTAGE else None)


def _last_day(text: str, today: date) -> date | None:
    """The day until which an outage is announced, where its words begin with that."""
    first, *words = text.split()
    if typed_dates.fold(first) not in _UNTIL:
        return None
    day, _ = _first_day(words, today)
    return day if day is not None and today <= day <= today + _AHEAD else None


def _first_day(words: list[str], today: date) -> tuple[date | None, str]:
    """The longest beginning that is a day, and the words after it."""
    for length in range(min(_DAY_WORDS, len(words)), 0, -1):
        day = typed_dates.read_date(" ".join(words[:length]), today)
        if day is not None:
            return day, " ".join(words[length:])
    return None, ""


def _end(words: list[str], today: date) -> Typed | Flaw:
    """The day stands first; an end needs prior notice (BR-13)."""
    day, rest = _first_day(words, today)
    if day is None:
        return Flaw.DAY
    if not today < day <= today + _AHEAD:
        return Flaw.PAST
    return Typed(NoticeKind.END, rest, ends_on=day) if rest else Flaw.WORDS


def _publication(text: str) -> Typed | Flaw:
    parts = _SEPARATOR.split(text, maxsplit=1)
    if len(parts) != 2:  # noqa: PLR2004 - subject and words
        return Flaw.SUBJECT
    subject, words = (part.strip() for part in parts)
    if not subject:
        return Flaw.SUBJECT
    return Typed(NoticeKind.PUBLICATION, words, subject=subject) if words else Flaw.WORDS
