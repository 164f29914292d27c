"""A staff reply on its way to the person: it can be undone for some seconds, or waits for a word.

It waits when a colleague holds the ticket, when a colleague is answering it at this moment, or
when nobody knows who wrote it (an administrator who writes as the group).
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from handlers import card_posts, cards, keyboards, labels, notices, topics
from handlers.buttons import Verb
from handlers.i18n.translator import N_
from handlers.outgoing import Outgoing, Trace
from handlers.staff import acts, roster
from storage import errors, pending
from storage.tickets import lifecycle, queries, states

if TYPE_CHECKING:
    from handlers.context import OfficeContext
    from handlers.i18n.translator import Translator
    from storage.pending import PendingReply
    from storage.tickets.lifecycle import Actor, Content
    from storage.tickets.tables import Ticket

SEND_NOW = N_("📨 Send now")
UNDO = N_("↩️ Do not send")
SEND_ANYWAY = N_("📨 Send anyway")
TAKE_OVER = N_("✋ Take over and send")
SEND_AS_ME = N_("📨 Send as me")
KEEP_AS_NOTE = N_("📝 Only a note")
LEAVES = N_("⏳ {reference}: this leaves for the person in {seconds} seconds.")
HELD = N_("⚠️ {reference}: {name} has this case. Nothing has been sent yet.")
BUSY = N_("⚠️ {reference}: {name} is answering at this moment. Nothing has been sent yet.")
BROKEN = N_("⚠️ {reference}: something went wrong on our side. Nothing has been sent yet.")
FACELESS = N_(
    "⚠️ {reference}: you are writing as the group. Press a button, so that it is known who answers."
)


def slot(reply: PendingReply) -> str:
    """The name under which the outbox remembers what was said about a reply."""
    return f"reply:{reply.message_id}"


async def begin(
    context: OfficeContext, ticket: Ticket, operation: str, by: Actor, content: Content
) -> None:
    """Take a reply of staff. Raises NotAllowedNow when the ticket is in no state for it."""
    lifecycle.check(ticket, acts.action(operation))
    if await _joins_album(context, content):
        return
    doubt = await question(context, ticket, by)
    delay = timedelta(seconds=context.services.undo_seconds)
    reply = await pending.hold(
        context.tx,
        ticket_id=ticket.id,
        operation=operation,
        by=by,
        content=content,
        now=context.now,
        due_at=None if doubt else context.now + delay,
    )
    if doubt is not None:
        await ask(context, reply, *doubt)
    elif delay:
        await _take(context, ticket, by)
        await _announce(context, reply, ticket)
    else:
        await leave(context.out, reply, by)


async def _joins_album(context: OfficeContext, content: Content) -> bool:
    """Whether this is a further part of an album that has not left yet."""
    if content.media_group_id is None or content.chat_id is None or content.message_id is None:
        return False
    reply = await pending.of_message(
        context.tx, content.chat_id, content.message_id, content.media_group_id
    )
    if reply is None:
        return False
    await pending.rewrite(context.tx, reply.key, [*reply.messages, content])
    return True


async def question(
    context: OfficeContext, ticket: Ticket, by: Actor
) -> tuple[str, str | None] | None:
    """Why a reply shall wait: the question with the name it is about; None when it need not."""
    if by.id is None:
        return FACELESS, None
    if ticket.status in states.OPEN_STATUSES and ticket.holder_id not in {None, by.id}:
        return HELD, ticket.holder_name
    others = await pending.of_ticket(context.tx, ticket.id)
    other = next((one for one in others if one.due_at and one.actor_id != by.id), None)
    return (BUSY, other.actor_name) if other is not None else None


async def _take(context: OfficeContext, ticket: Ticket, by: Actor) -> None:
    """Who answers what nobody has, has it from now on; the person hears of the answer only."""
    if ticket.holder_id is None and ticket.status in states.WORKABLE:
        change = await lifecycle.take(context.tx, ticket.id, by=by, now=context.now)
        await card_posts.refresh(context.out, change.ticket)
        await topics.sync(context.out, change.ticket)


async def _announce(context: OfficeContext, reply: PendingReply, ticket: Ticket) -> None:
    t = context.services.staff
    text = t.html(
        LEAVES,
        reference=cards.code(ticket.reference),
        seconds=context.services.undo_seconds,
    )
    buttons = [(UNDO, "drop"), (SEND_NOW, "send")]
    await context.out.text(
        reply.chat_id,
        text,
        keyboard=_keyboard(reply, buttons, t),
        reply_to=reply.message_id,
        trace=Trace(slot(reply)),
        key=slot(reply),
    )


async def ask(context: OfficeContext, reply: PendingReply, msgid: str, name: str | None) -> None:
    """Ask what shall become of a reply; a question asked before is replaced."""
    ticket = await queries.get(context.tx, reply.ticket_id)
    if ticket is None:
        return
    t = context.services.staff
    text = t.html(msgid, reference=cards.code(ticket.reference), name=name or "")
    buttons = [(SEND_AS_ME, "send")] if msgid == FACELESS else []
    if msgid == HELD:
        buttons = [(SEND_ANYWAY, "send"), (TAKE_OVER, "take")]
    elif msgid == BUSY:
        buttons = [(SEND_ANYWAY, "send")]
    buttons += [(KEEP_AS_NOTE, "note"), (UNDO, "drop")]
    keyboard = _keyboard(reply, buttons, t)
    await say(context.out, reply, text, keyboard)


async def say(
    out: Outgoing, reply: PendingReply, text: str, keyboard: keyboards.Markup = keyboards.NONE
) -> None:
    """Say something about a reply, in place of what was said about it before."""
    if await card_posts.stands(out, reply.chat_id, slot(reply)):
        await out.edit(reply.chat_id, text, target_slot=slot(reply), keyboard=keyboard)
        return
    await out.text(
        reply.chat_id,
        text,
        keyboard=keyboard,
        reply_to=reply.message_id,
        trace=Trace(slot(reply)),
        key=slot(reply),
    )


def _keyboard(
    reply: PendingReply, buttons: list[tuple[str, str]], t: Translator
) -> keyboards.Markup:
    row = [
        keyboards.button(t.text(label), Verb.REPLY, op, reply.message_id) for label, op in buttons
    ]
    return keyboards.inline(keyboards.grid(row, 2))


async def leave(out: Outgoing, reply: PendingReply, by: Actor) -> bool:
    """Let a reply go to the person; whether the ticket was in a state for it.

    For the press of a button and for the clock alike. What was said about the reply goes away.
    """
    await pending.drop(out.tx, reply.key)
    if await card_posts.stands(out, reply.chat_id, slot(reply)):
        await out.take_back(reply.chat_id, slot(reply))
    try:
        for place, content in enumerate(reply.messages):
            operation = reply.operation if place == 0 else "answer"
            change = await acts.perform(out, operation, reply.ticket_id, by, content)
            await notices.staff_wrote(
                out, change, chat_id=reply.chat_id, message_id=content.message_id or 0
            )
    except errors.NotAllowedNow:
        await refuse(out, reply.chat_id, reply.message_id, reply.ticket_id)
        return False
    return True


async def stop(out: Outgoing, key: pending.Key) -> None:
    """Something of ours broke while a reply was leaving: it waits, and its writer decides."""
    reply = await pending.take(out.tx, key)
    ticket = await queries.get(out.tx, reply.ticket_id) if reply is not None else None
    if reply is None or ticket is None:
        return
    await pending.keep_waiting(out.tx, reply.key)
    t = out.services.staff
    text = t.html(BROKEN, reference=cards.code(ticket.reference))
    buttons = [(SEND_NOW, "send"), (KEEP_AS_NOTE, "note"), (UNDO, "drop")]
    await say(out, reply, text, _keyboard(reply, buttons, t))


async def refuse(out: Outgoing, chat_id: int, message_id: int, ticket_id: int) -> None:
    """The state does not allow it any more: say so at the message; nothing was sent."""
    ticket = await queries.get(out.tx, ticket_id)
    if ticket is None:
        return
    t = out.services.staff
    await out.text(
        chat_id,
        t.html(
            N_("{reference} is “{status}”: this was not sent to the person."),
            reference=cards.code(ticket.reference),
            status=labels.staff_status(ticket.status, t),
        ),
        reply_to=message_id,
        trace=Trace(None, ticket.id),
    )


async def may_decide(context: OfficeContext, reply: PendingReply, by: Actor) -> bool:
    """Whether somebody may decide on a reply: its writer, a supervisor; anybody if nobody's."""
    return reply.actor_id in {None, by.id} or await roster.is_supervisor(context, by)
