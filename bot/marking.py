"""Writing down what became of messages, and telling whom it concerns: one transaction's work."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from bot.fates import Fate
from bot.verdicts import GONE, Kind, TopicNews
from handlers import notices, reach
from handlers.context import Services
from handlers.outgoing import Outgoing
from storage import broadcasts, desks, outbox, outbox_held, people, posts, topics
from storage.database import Transaction
from storage.outbox import OutboxMessage


async def mark(
    tx: Transaction, fates: Sequence[Fate], services: Services, now: datetime, *, tell: bool
) -> None:
    """Write fates down; with `tell`, those who wait to hear of one are told."""
    done = [fate for fate in fates if fate.verdict.kind is Kind.DONE]
    sent = [(fate.claimed.message, fate.made) for fate in done]
    first = await outbox.sent_many(tx, sent, now=now)
    for message, made in sent:
        # A message sent twice (its claim had run out) is told of once.
        if tell and message.then is not None and message.id in first:
            await notices.delivered(tx, message, list(made), services, now)
    for id, count in Counter(_broadcast(one) for one, _ in sent if one.id in first).items():
        if id is not None:
            await broadcasts.settle(tx, id, delivered=count)
    for fate in fates:
        if fate.verdict.kind is Kind.TOPIC:
            await _mark_topic(tx, fate, services, now)
        elif fate.verdict.kind is not Kind.DONE:
            await _mark_failure(tx, fate, now, services if tell else None)


async def _mark_failure(
    tx: Transaction, fate: Fate, now: datetime, services: Services | None
) -> None:
    message, verdict = fate.claimed.message, fate.verdict
    if verdict.kind is Kind.MOVED and verdict.new_chat_id is not None:
        old, new = fate.claimed.chat_id, verdict.new_chat_id
        await outbox.move_chat(tx, old=old, new=new, now=now)
    if verdict.kind in (Kind.AGAIN, Kind.MOVED, Kind.STOP):
        await outbox.retry(tx, message, at=now + verdict.delay, error=verdict.reason)
        return
    if verdict.reason == GONE and message.target_slot is not None:
        # Somebody deleted what a slot names; from now on it names nothing.
        await posts.vacate(tx, message.chat_id, message.target_slot)
        await outbox.sent(tx, message, message_ids=[], now=now)
        if services is not None:
            await notices.gone(tx, message.target_slot, services, now)
        return
    is_blocked = verdict.kind is Kind.UNREACHABLE
    if is_blocked:
        waited = await _hold(tx, fate, now, services)
    else:
        waited = await outbox.give_up(tx, message, error=verdict.reason, now=now)
    broadcast = _broadcast(message)
    if broadcast is not None and waited:
        blocked, failed = int(is_blocked), int(not is_blocked)
        await broadcasts.settle(tx, broadcast, blocked=blocked, failed=failed)
    if services is not None and message.then is not None:
        await notices.undeliverable(tx, message, verdict.kind.value, services, now)


def _broadcast(message: OutboxMessage) -> int | None:
    """The broadcast that a message belongs to."""
    then = message.then or {}
    return int(then[broadcasts.KIND]) if then.get("kind") == broadcasts.KIND else None


async def _hold(tx: Transaction, fate: Fate, now: datetime, services: Services | None) -> bool:
    """The person has blocked the bot: the desk hears it, the message waits until they are back.

    False if it had been taken out of the outbox meanwhile.
    """
    person_id, waited = fate.claimed.chat_id, True
    if _broadcast(fate.claimed.message) is None:
        await outbox_held.hold(tx, fate.claimed.message, error=fate.verdict.reason)
    else:
        waited = await outbox_held.drop(tx, fate.claimed.message)
    if services is not None:
        await reach.lost(Outgoing(tx, services, now), person_id)
    else:
        await people.set_reachable(tx, person_id, False)
    return waited


async def _mark_topic(tx: Transaction, fate: Fate, services: Services, now: datetime) -> None:
    """Something was learned about a message's topic; the message goes out again at once."""
    message, chat_id = fate.claimed.message, fate.claimed.chat_id
    slot = message.thread_slot or ""
    ticket_id = topics.ticket_of(slot)
    news = fate.verdict.news
    if news is TopicNews.FLAT:
        await desks.note_forum(tx, chat_id, False)
    elif news is TopicNews.BARRED:
        await desks.bar(tx, chat_id, now)
    elif ticket_id is not None and news is TopicNews.LOST:
        await topics.lost(tx, ticket_id, chat_id=chat_id)
    elif ticket_id is not None and news is TopicNews.REFUSED:
        await topics.give_up(tx, ticket_id)
    elif ticket_id is not None:
        await posts.record(
            tx, chat_id=chat_id, message_id=fate.made[0], at=now, slot=slot, ticket_id=ticket_id
        )
        await notices.topic_made(tx, message, ticket_id, services, now)
    await outbox.retry(tx, message, at=now, error=fate.verdict.reason)
