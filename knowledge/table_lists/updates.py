"""A new list compared with the one there is, and written as `tables.toml`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from knowledge.table_lists.entries import Entry, TableList

_COMPARED = ("title", "chapter", "unit", "years", "levels", "link", "file")


@dataclass(frozen=True)
class Change:
    """An entry that says something else than before; `keys` name what."""

    before: Entry
    after: Entry

    @property
    def keys(self) -> tuple[str, ...]:
        """What is different."""
        return tuple(
            key for key in _COMPARED if getattr(self.before, key) != getattr(self.after, key)
        )


@dataclass(frozen=True)
class Update:
    """What a new list does to the old one; `entries` are all of it in the order of the new list."""

    entries: tuple[Entry, ...]
    new: tuple[Entry, ...]
    changed: tuple[Change, ...]
    unchanged: tuple[Entry, ...]
    gone: tuple[Entry, ...]


def compare(old: TableList, new: Iterable[Entry], *, verified: bool = False) -> Update:
    """Unchanged entries keep their status and day; what is new or changed is to be checked again.

    With `verified` an unchanged entry that was unverified is verified from now on.
    """
    before = {entry.id: entry for entry in old.entries}
    entries, added, changed, same = [], [], [], []
    for entry in new:
        was = before.pop(entry.id, None)
        if was is None:
            added.append(entry)
        elif Change(was, entry).keys:
            changed.append(Change(was, entry))
        else:
            is_raised = verified and was.status != entry.status
            kept = entry if is_raised else was
            same.append(kept)
            entries.append(kept)
            continue
        entries.append(entry)
    return Update(tuple(entries), tuple(added), tuple(changed), tuple(same), tuple(before.values()))


def render(entries: Iterable[Entry], service: str | None) -> str:
    """The text of `tables.toml`."""
    return "\n".join(_lines(entries, service)) + "\n"


def _lines(entries: Iterable[Entry], service: str | None) -> Iterator[str]:
    yield "# The tables of this office by its own list, made by `amaryar kb import-tables`: correct"
    yield "# the list and bring it in again; unchanged tables keep their id, status and day."
    yield '# status: "verified" when the office has confirmed that it publishes the table.'
    if service:
        yield ""
        yield f"service = {_text(service)}"
    for entry in entries:
        yield ""
        yield "[[tables]]"
        yield f"id = {_text(entry.id)}"
        yield from (f"title.{lang} = {_text(title)}" for lang, title in entry.title.items())
        yield f"chapter = {_text(entry.chapter)}"
        for key in ("unit", "link", "file"):
            if getattr(entry, key):
                yield f"{key} = {_text(getattr(entry, key))}"
        for key in ("years", "levels"):
            if getattr(entry, key):
                yield f"{key} = [{', '.join(map(_text, getattr(entry, key)))}]"
        yield f"status = {_text(entry.status)}"
        yield f"checked_on = {entry.checked_on.isoformat()}"


def _text(value: str) -> str:
    """A TOML text: JSON writes it the same way."""
    return json.dumps(value, ensure_ascii=False)
