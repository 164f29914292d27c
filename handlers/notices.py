"""A change of a ticket: who hears of it, in which language, with which words.

The one file that answers "who gets which message when". Handlers, the schedule and the
delivery all come here; every message becomes a row of the outbox in their transaction.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from handlers import (
    card_posts,
    cards,
    costs,
    endings,
    floods,
    hours,
    linked,
    mentions,
    ratings,
    relays,
    timing,
    topics,
)
from handlers.i18n.translator import N_
from handlers.outgoing import Outgoing, Trace
from storage.tickets import queries
from storage.tickets.states import Action

if TYPE_CHECKING:
    from handlers.context import Services
    from storage.database import Transaction
    from storage.outbox import OutboxMessage
    from storage.tickets.lifecycle import Change
    from storage.tickets.tables import Ticket

#: What the person is told when the state of the ticket changes; ends are told by `endings`, other
#: actions are silent.
TOLD: dict[Action, str] = {
    Action.TAKE: N_("Your case {reference} is now being looked at."),
    Action.PREPARE: N_("The data for your case {reference} are being prepared."),
    Action.REOPEN: N_("Your case {reference} is open again."),
    Action.GRANT: N_("Your objection was accepted: case {reference} is open again."),
}
BLOCKED = N_(
    "{reference}: this answer did not arrive; the person has blocked the bot. It is kept and sent "
    "as soon as they let the bot in again."
)
NOT_ARRIVED = N_("{reference}: this answer did not arrive. Please try again or call the person.")
#: Acts with words of staff after which the person is told what they mean for the case.
TOLD_BELOW = frozenset({*endings.TOLD, Action.GRANT, Action.QUOTE, Action.REJECT_PAYMENT})
#: Kind of a call that takes an answer back from the person's chat.
RETRACTED = "retract"
#: What the group is told in words, beside the edited card, because somebody has to act.
TOLD_STAFF: dict[Action, str] = {
    Action.WITHDRAW: N_("{reference}: the person has withdrawn the case."),
    Action.DISPUTE: N_("{reference}: the person is not satisfied: {verdict}. It is open again."),
    Action.OBJECT: N_(
        "⚖️ {reference}: the person objects to the outcome. A supervisor decides, by the buttons "
        "of the card. {names}"
    ),
    Action.REOPEN: N_("{reference}: the case is open again."),
    Action.CONFIRM: N_("{reference}: the person has confirmed the outcome: {verdict}."),
}


async def opened(out: Outgoing, change: Change) -> None:
    """A ticket is registered: receipt to the person, card and files to the group."""
    ticket = change.ticket
    services = out.services
    await timing.settle(out, ticket)
    receipt = cards.receipt(ticket, services)
    if when := await hours.notice(out, ticket):
        receipt += f"\n\n{when}"
    t = services.translator(ticket.language)
    await out.text(
        ticket.person_id,
        receipt,
        keyboard=cards.receipt_keyboard(ticket, t),
        trace=Trace(None, ticket.id),
    )
    await topics.sync(out, ticket)
    await card_posts.post(out, ticket)
    parts = await queries.messages(out.tx, ticket.id)
    if rest := cards.overflow(ticket, services):
        slot, trace = cards.slot(ticket.id), Trace(None, ticket.id)
        await out.text(services.staff_chat_id, f"…{rest}", reply_slot=slot, trace=trace)
    for part in parts:
        if part.media:
            await relays.to_group(out, ticket, part)


async def changed(out: Outgoing, change: Change, *, by_person: bool = False) -> None:
    """A ticket changed: its card is edited, the person or the group hears what concerns it."""
    await timing.settle(out, change.ticket)
    await card_posts.refresh(out, change.ticket)
    if by_person and not change.is_repeat:
        await _tell_staff(out, change)
    elif not change.is_repeat:
        await _tell_person(out, change)
    await topics.sync(out, change.ticket)


async def _tell_person(out: Outgoing, change: Change) -> None:
    ticket, trace = change.ticket, Trace(None, change.ticket.id)
    if (told := await endings.told(out, change)) is not None:
        await out.text(ticket.person_id, told.text, keyboard=told.keyboard, trace=trace)
        await linked.tell_of_duplicates(out, change)
    elif not await costs.told(out, change) and (msgid := TOLD.get(Action(change.event.action))):
        t = out.services.translator(ticket.language)
        text = t.html(msgid, reference=cards.code(ticket.reference))
        await out.text(ticket.person_id, text, trace=trace)


async def _tell_staff(out: Outgoing, change: Change) -> None:
    ticket = change.ticket
    if Action(change.event.action) is Action.RATE:
        await ratings.tell_supervisors(out, ticket)
    msgid = TOLD_STAFF.get(Action(change.event.action))
    if msgid is None or await floods.acts_too_much(out, ticket.person_id):
        return
    staff = out.services.staff
    verdict = cards.verdict(str(change.event.data.get("verdict", "")), staff)
    await out.text(
        out.services.staff_chat_id,
        staff.html(
            msgid,
            reference=cards.code(ticket.reference),
            verdict=verdict,
            names=await mentions.supervisors(out),
        ),
        reply_slot=cards.slot(ticket.id),
        trace=Trace(None, ticket.id),
        key=f"told:{ticket.id}",  # what has not left when more happens is not news any more
    )


async def refresh_card(out: Outgoing, ticket: Ticket) -> None:
    """Let the card of a ticket, and its topic if there is one, show its present state."""
    await card_posts.refresh(out, ticket)
    await topics.sync(out, ticket)


async def staff_wrote(out: Outgoing, change: Change, *, chat_id: int, message_id: int) -> None:
    """A staff reply leaves for the person; its fate comes back to the staff message."""
    ticket, message = change.ticket, change.message
    assert message is not None  # noqa: S101 - a written answer always has its message
    then = {
        "kind": "staff_reply",
        "chat": chat_id,
        "message": message_id,
        "ticket": ticket.id,
        "reference": ticket.reference,
    }
    asks = Action(change.event.action) is Action.ASK_BACK
    await relays.to_person(out, ticket, message, asks=asks, then=then)
    is_first_word = ticket.responded_at is None
    await timing.settle(out, ticket)
    if change.before != ticket.status or asks or (is_first_word and ticket.promise):
        await refresh_card(out, ticket)
    if Action(change.event.action) in TOLD_BELOW:
        await changed(out, change)


async def noted(out: Outgoing, change: Change) -> None:
    """A note was written: its message is marked, the card counts it."""
    assert change.message is not None  # noqa: S101 - a note always has its message
    origin = change.message
    if origin.chat_id is not None and origin.message_id is not None:
        await out.react(origin.chat_id, origin.message_id, "✍")
    await refresh_card(out, change.ticket)


async def person_wrote(out: Outgoing, change: Change) -> bool:
    """Something the person wrote goes under the card; False: in a bundle, later."""
    assert change.message is not None  # noqa: S101 - a written answer always has its message
    await topics.sync(out, change.ticket)
    waits = await floods.holds_back(out, change.ticket, change.message)
    if not waits:
        await relays.to_group(out, change.ticket, change.message)
    await timing.settle(out, change.ticket)
    if change.before != change.ticket.status:
        await refresh_card(out, change.ticket)
    return not waits


async def topic_made(
    tx: Transaction, message: OutboxMessage, ticket_id: int, services: Services, now: datetime
) -> None:
    """A ticket has got a topic, for which `message` waits: its card goes there and is pinned."""
    ticket = await queries.get(tx, ticket_id)
    if ticket is None:
        return
    out = Outgoing(tx, services, now)
    if message.slot != cards.slot(ticket_id):
        await card_posts.post(out, ticket)
    await topics.pin(out, ticket_id)
    await topics.sync(out, ticket)


async def gone(tx: Transaction, slot: str, services: Services, now: datetime) -> None:
    """Somebody deleted a message that was to change: a card comes anew, with what is so now."""
    ticket_id = card_posts.ticket_of(slot)
    ticket = await queries.get(tx, ticket_id) if ticket_id is not None else None
    if ticket is not None:
        await card_posts.ensure(Outgoing(tx, services, now), ticket)


async def delivered(
    tx: Transaction,
    message: OutboxMessage,
    message_ids: list[int],
    services: Services,
    now: datetime,
) -> None:
    """A message with a `then` has arrived: a staff reply gets its 👍."""
    then: dict[str, Any] = message.then or {}
    if then.get("kind") == "staff_reply" and message_ids:
        await Outgoing(tx, services, now).react(int(then["chat"]), int(then["message"]), "👍")


async def undeliverable(
    tx: Transaction, message: OutboxMessage, verdict: str, services: Services, now: datetime
) -> None:
    """A message with a `then` will never arrive: the group is told at the staff message."""
    then: dict[str, Any] = message.then or {}
    if then.get("kind") == RETRACTED:
        msgid = N_("{reference}: not taken back; Telegram deletes only what is under two days old.")
    elif then.get("kind") == "staff_reply":
        msgid = BLOCKED if verdict == "unreachable" else NOT_ARRIVED
    else:
        return
    text = services.staff.html(msgid, reference=cards.code(str(then["reference"])))
    await Outgoing(tx, services, now).text(
        int(then["chat"]),
        "⚠️ " + text,
        reply_to=int(then["message"]),
        trace=Trace(None, int(then["ticket"])),
    )
