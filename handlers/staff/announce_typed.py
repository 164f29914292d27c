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
    return Typed(kind, rest) if rest else Flaw.WORDS


def _end(words: list[str], today: date) -> Typed | Flaw:
    """The longest beginning that is a day is the day; an end needs prior notice (BR-13)."""
    for length in range(min(_DAY_WORDS, len(words)), 0, -1):
        day = typed_dates.read_date(" ".join(words[:length]), today)
        if day is None:
            continue
        if not today < day <= today + _AHEAD:
            return Flaw.PAST
        rest = " ".join(words[length:])
        return Typed(NoticeKind.END, rest, ends_on=day) if rest else Flaw.WORDS
    return Flaw.DAY


def _publication(text: str) -> Typed | Flaw:
    parts = _SEPARATOR.split(text, maxsplit=1)
    if len(parts) != 2:  # noqa: PLR2004 - subject and words
        return Flaw.SUBJECT
    subject, words = (part.strip() for part in parts)
    if not subject:
        return Flaw.SUBJECT
    return Typed(NoticeKind.PUBLICATION, words, subject=subject) if words else Flaw.WORDS
