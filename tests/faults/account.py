"""What people typed and what had to be said, held against what was stored and seen.

Stricter than it looks: each double must have its own reason (the answer of that very call was
lost, or the program that made it was killed), so there is one double per ambiguous fault at most.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.stories import ledger
from tests.stories.ledger import Memory
from tests.stories.watched import Said, Telegram


@dataclass
class Account:
    """What became of everything."""

    submissions: int = 0
    tickets: int = 0
    updates: int = 0
    messages: int = 0
    #: New messages that came twice because an answer was lost, or a program killed.
    doubles_by_line: int = 0
    doubles_by_kill: int = 0
    #: Changes of a message made twice: seen once.
    edits_again: int = 0
    #: Said, then replaced by something newer before anybody could mark it as said.
    overtaken: int = 0
    wrong: list[str] = field(default_factory=list)


def settle(world: Telegram, memory: Memory, tokens: Sequence[str], *, mixed: bool) -> Account:
    """Compare everything; what is wrong is listed, not raised, so that a long run tells all.

    With `mixed`, several people's transactions write to the group at once: the order of two of
    them is nobody's promise there.
    """
    found = Account(len(tokens), len(memory.tickets), len(world.confirmed))
    _tickets(world, memory, tokens, found)
    lost = world.confirmed - memory.handled
    if lost:
        found.wrong.append(f"acknowledged and not kept: {sorted(lost)[:5]}")
    if memory.unsent:
        found.wrong.append(f"{memory.unsent} messages have not left")
    chats: dict[int, list[Said]] = defaultdict(list)
    for one in world.said:
        chats[one.chat_id].append(one)
    for chat_id in sorted({*chats, *memory.said}):
        expected = memory.said.get(chat_id, [])
        if mixed and chat_id == world.desk.id:
            expected = ledger.as_arrived(chats[chat_id], expected)
        _walk(chat_id, chats[chat_id], expected, found)
    return found


def _tickets(world: Telegram, memory: Memory, tokens: Sequence[str], found: Account) -> None:
    """One ticket for each submission, and none besides; its card and its receipt were seen."""
    for token in tokens:
        of_it = [one for one in memory.tickets.values() if token in one[1]]
        if len(of_it) != 1:
            found.wrong.append(f"{token} has {len(of_it)} tickets")
    if len(memory.tickets) != len(tokens):
        found.wrong.append(f"{len(memory.tickets)} tickets of {len(tokens)} submissions")
    for reference, _ in memory.tickets.values():
        seen = [one for one in world.said if reference in one.essence and _is_new(one)]
        if not any(one.chat_id == world.desk.id for one in seen):
            found.wrong.append(f"no card of {reference}")
        if not any(one.chat_id > 0 for one in seen):
            found.wrong.append(f"no receipt of {reference}")


def _is_new(one: Said) -> bool:
    return bool(json.loads(one.essence)[0] == "sendMessage")


def _walk(chat_id: int, actual: list[Said], expected: list[str], found: Account) -> None:
    place = 0
    for number, one in enumerate(actual):
        before = actual[number - 1] if number else None
        after = actual[number + 1] if number + 1 < len(actual) else None
        if place < len(expected) and one.essence == expected[place]:
            place += 1
            found.messages += 1
        elif place and one.essence == expected[place - 1] and _is_excused(before, one):
            _count(before, one, found)
        elif one.is_doubtful or (after is not None and after.life > one.life):
            found.overtaken += 1
        else:
            wanted = expected[place] if place < len(expected) else "nothing more"
            found.wrong.append(f"chat {chat_id}, {number}: {one.essence}\n  wanted: {wanted}")
            return
    if place < len(expected):
        found.wrong.append(f"chat {chat_id}: never said {expected[place:][:3]}")


def _is_excused(before: Said | None, one: Said) -> bool:
    """Whether the copy before left its sender in doubt, or without life."""
    return before is not None and (before.is_doubtful or before.life < one.life)


def _count(before: Said | None, one: Said, found: Account) -> None:
    if not one.is_new_message:
        found.edits_again += 1
    elif before is not None and before.is_doubtful:
        found.doubles_by_line += 1
    else:
        found.doubles_by_kill += 1
