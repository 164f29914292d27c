"""Writing direction: isolates around inserted values, and cleaning of what people paste.

Terms are those of the Unicode bidirectional algorithm (UAX 9). A message is one text, in it each
line is a paragraph of its own; an inserted value must not turn around what stands beside it.
"""

import html
import re
import unicodedata

FSI = "\u2068"
PDI = "\u2069"

_OPENERS = {"\u202a": "\u202c", "\u202b": "\u202c", "\u202d": "\u202c", "\u202e": "\u202c"} | {
    "\u2066": PDI,
    "\u2067": PDI,
    FSI: PDI,
}
_CLOSERS = {"\u202c", PDI}
_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_MARKS = re.compile("[\u200b\u200e\u200f\u061c\u00ad\ufeff\u202a-\u202e\u2060\u2066-\u2069]")
_LOOSE_ZWNJ = re.compile("(?<!\\S)\u200c+|\u200c+(?!\\S)")
_DOUBLE_ZWNJ = re.compile("\u200c{2,}")
_TAG = re.compile(r"<[^>]*>")
_BARE_NUMBER = re.compile(r"\d+(?:[.,:/\u066b\u066c]\d+)*")
_RTL = {"R", "AL"}


def clean(text: str) -> str:
    """Take out direction marks, invisible joiners at word edges, control characters, surrogates.

    What can be seen stays as it is; ZWNJ between letters stays too, it belongs to the spelling.
    Cleaning twice gives the same as cleaning once.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _MARKS.sub("", text)
    text = "".join(
        char for char in text if char in "\n\t" or unicodedata.category(char) not in {"Cc", "Cs"}
    )
    return _DOUBLE_ZWNJ.sub("\u200c", _LOOSE_ZWNJ.sub("", text))


def directions(text: str) -> frozenset[str]:
    """Which strong directions occur in ``text``: a set out of "ltr" and "rtl"."""
    classes = {unicodedata.bidirectional(char) for char in text}
    found = {"rtl"} if classes & _RTL else set()
    return frozenset(found | ({"ltr"} if "L" in classes else set()))


def isolate(value: str, *, rtl: bool, markup: bool = False) -> str:
    """Wrap ``value`` in FSI..PDI when it would otherwise disturb a line of the given direction.

    ``rtl`` is the direction of the sentence around it. ``markup``: the value is HTML, its tags are
    not looked at. Direction controls without their partner are taken out of the value, so that
    nothing a person typed reaches beyond it. Each line of a value of several lines stands alone.
    """
    if _CONTROLS.search(value) and not _is_balanced(value):
        value = _CONTROLS.sub("", value)
    if "\n" in value:
        return "\n".join(isolate(line, rtl=rtl, markup=markup) for line in value.split("\n"))
    seen = html.unescape(_TAG.sub("", value)) if markup else value
    return f"{FSI}{value}{PDI}" if _disturbs(seen, rtl=rtl) else value


def balanced(value: str) -> str:
    """The value without direction controls that lack their partner."""
    return value if _is_balanced(value) else _CONTROLS.sub("", value)


def _disturbs(seen: str, *, rtl: bool) -> bool:
    if seen.startswith(FSI) and seen.endswith(PDI) and seen.count(FSI) == 1:
        return False
    strong = directions(seen)
    if not rtl:
        return "rtl" in strong
    if strong:
        return "ltr" in strong
    # "+98 912..." or "1405-08-29" has no strong letter, yet its parts change places in an RTL line
    has_digit = any(char.isdigit() for char in seen)
    return has_digit and not _BARE_NUMBER.fullmatch(seen.strip())


def _is_balanced(value: str) -> bool:
    waiting: list[str] = []
    for char in value:
        if char == "\n" and waiting:
            return False
        if char in _OPENERS:
            waiting.append(_OPENERS[char])
        elif char in _CLOSERS and (not waiting or waiting.pop() != char):
            return False
    return not waiting
