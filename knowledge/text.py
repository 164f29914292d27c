"""One spelling for comparing. What people read stays as it was written; only copies are changed.

People write «برنامه‌ریزی», «برنامهریزی» and «برنامه ریزی», ي and ی, ۱۴ and ١٤ and 14: `normalise`
makes them one. Word endings are the business of `stemming`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

ZWNJ = "\u200c"

_JOINTS = f"{ZWNJ}\u200b\u00ac\ufeff\u00ad\u200e\u200f"
_DROPPED = "\u0640\u061c\u200d" + "".join(
    chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
)
_LETTERS = {"يىےېۍ": "ی", "كڪګ": "ک", "ہەةھۃۂ": "ه", "ٱ": "ا", "ء": ""}
_DIGITS = ("۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩")
_DROP = dict.fromkeys(map(ord, _DROPPED))
_MAP = {ord(char): new for chars, new in _LETTERS.items() for char in chars} | {
    ord(digit): str(value) for row in _DIGITS for value, digit in enumerate(row)
}

_HAMZA = "\u0654"
_HAMZA_WAW = re.compile(f"[يیى]{_HAMZA}و")
_EZAFE_YEH = re.compile(rf"(?<=\wه)[{ZWNJ} ]ی(?!\w)")
_JOINT = re.compile(rf"(?<=[^\W\d_])[{_JOINTS}]+(?=[^\W\d_])")
_NOT_WORD = re.compile(rf"[^\w{ZWNJ}]+|_|(?<![^\W\d_]){ZWNJ}|{ZWNJ}(?![^\W\d_])")
_APOSTROPHE = re.compile(r"(?<=[a-z])['’`ʼ](?=[a-z])")
_LETTER_DIGIT = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
_YEAR = re.compile("1[34][0-9]{2}")
_YEAR_LENGTH = 4
_LONG = re.compile(r"([^\W\d_])\1{2,}")
_UNSTABLE = re.compile(rf"وو|{_LONG.pattern}|{_LETTER_DIGIT.pattern}|{_EZAFE_YEH.pattern}")


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ROUNDS = 4
_SHORTEST = 2
"""A word shorter than this takes no ending."""

_PREFIXES = _listed("می نمی همی")
_PLURALS = (
    "ها های هایی هایم هایت هایش هایمان هایتان هایشان هاش هام هات هاشون هاتون هامون تر ترین تری"
)
_ENDINGS = _listed(_PLURALS)
_HEH_ENDINGS = _listed("ام ات اش ای ایم اید اند")
_CLITICS = _HEH_ENDINGS | _listed("ی م ش ت مان تان شان مون تون شون ست")
_TAILS = _listed(
    "ریزی گیری گیرنده گیرندگان دهنده دهندگان رسانی سازی گذاری گزاری پذیری پذیر گویی بندی "
    "شناسی سنجی نگاری نویسی پردازی یابی برداری نشینی اموزی اوری شماری کننده کنندگان شونده"
)
_PAIRS = frozenset(
    tuple(pair.split("+"))
    for pair in _listed(
        "سال+نامه امار+نامه توافق+نامه تفاهم+نامه پرسش+نامه شیوه+نامه ثبت+نام ایین+نامه اساس+نامه "
        "گواهی+نامه تار+نما وب+سایت در+امد بر+خط ای+میل پیش+نهاد پیش+نهادات باز+خورد زیر+ساخت "
        "شبانه+روز تمام+وقت ریز+داده کار+شناس کار+گاه سر+جمع دستور+العمل بین+المللی پاسخ+گو"
    )
)
_TRIPLES = frozenset(
    tuple(triple.split("+"))
    for triple in _listed("کسب+و+کار کسب+و+کارها حمل+و+نقل اب+و+هوا اب+و+هوای جست+و+جو گفت+و+گو")
)
_JOINING = frozenset(
    {*_PREFIXES, *_ENDINGS, *_TAILS, *_HEH_ENDINGS}
    | {second for _, second in _PAIRS}
    | {third for _, _, third in _TRIPLES}
)
_WHOLE = {"هییت": "هیات", "جستجو": "جستوجو", "گفتگو": "گفتوگو"}


@dataclass(frozen=True)
class Word:
    """A word in its one spelling; `parts` are the words it was joined from (none: a plain word)."""

    text: str
    parts: tuple[str, ...] = ()


def normalise(text: str) -> str:
    """The spelling under which two writings of the same words compare equal."""
    return " ".join(tokens(text))


def tokens(text: str) -> list[str]:
    """The words of the text, each in its one spelling, compounds and endings joined."""
    return [word.text for word in words(text)]


@lru_cache(maxsize=32768)
def words(text: str) -> tuple[Word, ...]:
    """As `tokens`, each word with its parts."""
    return read(text)


def read(text: str) -> tuple[Word, ...]:
    """As `words`, of a text that is read only once."""
    found: tuple[Word, ...] = ()
    for _ in range(_ROUNDS):
        plain = letters(text)
        chunks = [chunk.split(ZWNJ) for chunk in plain.split()]
        found = tuple([_word(tuple(pieces)) for pieces in _across(chunks)])
        text = " ".join([word.text for word in found])
        # Joining may have made a new run of letters: read it again.
        if text == plain or not _UNSTABLE.search(text):
            break
    return found


def letters(text: str) -> str:
    """One character for each meaning, single spaces; ZWNJ stays only between two letters."""
    return _EZAFE_YEH.sub("", " ".join(filter(None, map(_letters, text.split()))))


@lru_cache(maxsize=65536)
def _letters(chunk: str) -> str:
    """As `letters`, of what stands between two spaces; people write few different ones."""
    text = unicodedata.normalize("NFKD", chunk).lower()
    text = "".join(char for char in text if char == _HAMZA or unicodedata.category(char) != "Mn")
    text = _HAMZA_WAW.sub("و", text.translate(_DROP)).replace(_HAMZA, "")
    text = _EZAFE_YEH.sub("", _JOINT.sub(ZWNJ, text).translate(_MAP))
    text = _NOT_WORD.sub(" ", _APOSTROPHE.sub("", text)).replace("وو", "و")
    return " ".join(_LONG.sub(r"\1", _LETTER_DIGIT.sub(" ", text)).split())


def is_year(word: str) -> bool:
    """Whether a word is a Jalali year of our times, written in full."""
    return len(word) == _YEAR_LENGTH and _YEAR.fullmatch(word) is not None


@lru_cache(maxsize=65536)
def _word(pieces: tuple[str, ...]) -> Word:
    whole = "".join(pieces)
    parts = tuple(piece for piece in pieces if not _is_affix(piece))
    plain = len(pieces) == 1 or len(parts) == 0
    return Word(_WHOLE.get(whole, whole), () if plain else parts)


def _is_affix(piece: str) -> bool:
    return piece in _PREFIXES or piece in _ENDINGS or piece in _CLITICS


def _across(chunks: list[list[str]]) -> list[list[str]]:
    """Join what a space has parted: prefixes, endings, the second halves of compounds."""
    if _JOINING.isdisjoint([chunk[0] if len(chunk) == 1 else "".join(chunk) for chunk in chunks]):
        return chunks
    out: list[list[str]] = []
    is_prefix = False
    for chunk in chunks:
        word = "".join(chunk)
        if _is_triple(out, word):
            out[-2:] = [out[-2] + out[-1] + chunk]
        elif out and not word.isdigit() and (is_prefix or _joins("".join(out[-1]), word)):
            out[-1] = out[-1] + chunk
        else:
            out.append(chunk)
        is_prefix = word in _PREFIXES
    return out


def _joins(before: str, word: str) -> bool:
    if len(before) < _SHORTEST or before.isdigit() or before.isascii():
        return False
    return (
        word in _ENDINGS
        or word in _TAILS
        or (before, word) in _PAIRS
        or (word in _HEH_ENDINGS and before.endswith("ه") and len(before) > _SHORTEST)
    )


def _is_triple(out: list[list[str]], word: str) -> bool:
    return len(out) > 1 and ("".join(out[-2]), "".join(out[-1]), word) in _TRIPLES
