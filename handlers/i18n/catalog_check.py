"""Finds what is wrong in a catalog; ``catalogs.problems`` asks it for every language."""

from __future__ import annotations

import gettext
import re
import string
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from babel.messages.catalog import Catalog, Message

_TAG = re.compile(r"</?([a-z]+(?:-[a-z]+)?)[^>]*>")
_NUMBERS_TRIED = 200


@dataclass(frozen=True)
class Problem:
    """One thing to correct. ``kind``: unreadable, missing, fuzzy, placeholder, markup, plural."""

    language: str
    kind: str
    msgid: str
    detail: str

    def __str__(self) -> str:
        return f"{self.language}: {self.kind}: {self.msgid!r}: {self.detail}"


def check(language: str, catalog: Catalog, wanted: Catalog) -> Iterator[Problem]:
    """Compare the catalog of a language with the sentences that are ``wanted``."""
    for message in wanted:
        if message.id:
            entry = catalog.get(message.id)
            if entry is None or entry.id != message.id:
                yield Problem(language, "missing", _name(message), "not in the catalog")
            else:
                yield from _of_entry(language, catalog, entry)


def _of_entry(language: str, catalog: Catalog, entry: Message) -> Iterator[Problem]:
    if entry.fuzzy:
        yield Problem(language, "fuzzy", _name(entry), "needs a human eye")
        return
    texts = entry.string
    forms = [texts] if isinstance(texts, str) else list(texts or ())
    if not forms or not all(form.strip() for form in forms):
        yield Problem(language, "missing", _name(entry), "not translated")
        return
    if entry.pluralizable and len(forms) != catalog.num_plurals:
        detail = f"{len(forms)} forms, {catalog.num_plurals} wanted"
        yield Problem(language, "plural", _name(entry), detail)
        return
    source = entry.id if isinstance(entry.id, str) else entry.id[1]
    for index, form in enumerate(forms):
        may_omit = {"n"} if entry.pluralizable and _is_for_one_number(catalog, index) else set()
        yield from _of_form(language, entry, source, form, may_omit)


def _of_form(
    language: str, entry: Message, source: str, form: str, may_omit: set[str]
) -> Iterator[Problem]:
    wanted, given = slots(source), slots(form)
    if given is None or wanted is None:
        yield Problem(language, "placeholder", _name(entry), "braces that do not match")
    elif not (wanted - may_omit <= given <= wanted):
        detail = f"{sorted(given)} instead of {sorted(wanted)}"
        yield Problem(language, "placeholder", _name(entry), detail)
    if tags(source) != tags(form):
        detail = f"{sorted(tags(form))} instead of {sorted(tags(source))}"
        yield Problem(language, "markup", _name(entry), detail)


def slots(template: str) -> set[str] | None:
    """The names of the slots in a sentence; None when its braces do not match."""
    try:
        return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}
    except ValueError:
        return None


def tags(template: str) -> Counter[str]:
    """How often each opening and closing tag occurs."""
    return Counter(
        ("/" if tag.group().startswith("</") else "") + tag.group(1)
        for tag in _TAG.finditer(template)
    )


def _is_for_one_number(catalog: Catalog, index: int) -> bool:
    """Whether a plural form serves a single number ("one request"), which it may then leave out."""
    form_of = gettext.c2py(catalog.plural_expr)
    if catalog.num_plurals == 1:
        return False
    return sum(form_of(n) == index for n in range(_NUMBERS_TRIED)) == 1


def _name(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]
