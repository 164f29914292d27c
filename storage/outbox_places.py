"""Where a claimed message goes: which message it changes or answers, and in which topic it stands.

Slots become numbers here, at the last moment: what they name may have been sent, moved, deleted
or made anew since the message was put.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from storage import desks, posts, topics, uploads
from storage.database import Transaction
from storage.outbox_tables import OutboxMessage
from storage.topics import Topic
from storage.uploads import Upload

#: Methods that are about a topic or make it handy: without a topic there is nothing to do.
_ABOUT_TOPICS = frozenset(
    {"editForumTopic", "closeForumTopic", "reopenForumTopic", "pinChatMessage"}
)


@dataclass(frozen=True)
class Claimed:
    """A message to send now.

    `chat_id` is where to (a moved group already followed), `target_id` the message to change,
    `reply_id` the message to reply to, `thread_id` the topic. `topic` is one to be made first.
    `files` go along with it.
    """

    message: OutboxMessage
    target_id: int | None
    reply_id: int | None
    chat_id: int
    thread_id: int | None = None
    topic: Topic | None = None
    files: Sequence[Upload] = ()


@dataclass
class Resolved:
    """What became of messages whose slots were looked up.

    `lost` have nothing to change; `needless` concern a topic that is not there.
    """

    claimed: list[Claimed] = field(default_factory=list)
    lost: list[int] = field(default_factory=list)
    needless: list[int] = field(default_factory=list)


async def resolve(tx: Transaction, taken: Sequence[OutboxMessage], now: datetime) -> Resolved:
    """Find the messages and topics that slots stand for."""
    known = await posts.slots(
        tx,
        [
            (message.chat_id, slot)
            for message in taken
            for slot in (message.target_slot, message.reply_slot, message.thread_slot)
            if slot is not None
        ],
    )
    done = Resolved()
    for message in taken:
        target = known.get((message.chat_id, message.target_slot or ""))
        if message.target_slot is not None and target is None:
            done.lost.append(message.id)
            continue
        thread, topic = await _topic(tx, message, known, now)
        if message.method in _ABOUT_TOPICS and thread is None:
            done.needless.append(message.id)
            continue
        # in its topic a message needs no reply to say which ticket it belongs to; and a reply
        # across topics is refused
        reply = known.get((message.chat_id, message.reply_slot or "")) if thread is None else None
        files = await _files(tx, message)
        done.claimed.append(Claimed(message, target, reply, message.chat_id, thread, topic, files))
    return done


async def _files(tx: Transaction, message: OutboxMessage) -> list[Upload]:
    """Give the files that go along with a message."""
    wanted = uploads.named(message.refs)
    return list((await uploads.load(tx, wanted)).values()) if wanted else []


async def _topic(
    tx: Transaction, message: OutboxMessage, known: dict[tuple[int, str], int], now: datetime
) -> tuple[int | None, Topic | None]:
    """Give the number of a message's topic, or the topic to be made for it."""
    if message.thread_slot is None:
        return None, None
    at = await desks.topics(tx, message.chat_id, now)
    if not at.are_there:
        return None, None
    thread = known.get((message.chat_id, message.thread_slot))
    if thread is not None or not at.may_make or message.method in _ABOUT_TOPICS:
        return thread, None
    ticket_id = topics.ticket_of(message.thread_slot)
    topic = await topics.get(tx, ticket_id) if ticket_id is not None else None
    is_wanted = topic is not None and not topic.is_given_up and topic.chat_id == message.chat_id
    return None, topic if is_wanted else None
