"""What somebody decides on a reply that has not left: send it, take over, keep it, drop it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import Update

from handlers import buttons, cards, mentions, notices
from handlers.i18n.translator import N_
from handlers.outgoing import Trace
from handlers.staff import letters, roster
from storage import errors, pending
from storage.tickets import lifecycle, queries, teamwork

if TYPE_CHECKING:
    from handlers.context import OfficeContext
    from storage.pending import PendingReply
    from storage.tickets.lifecycle import Actor
    from storage.tickets.tables import Ticket


async def pressed(update: Update, context: OfficeContext, press: buttons.Press) -> None:
    """A button under what the bot said about a reply."""
    by = await roster.presser(update, context)
    t = context.services.staff
    if by is None:
        context.answer(t.text(N_("Only members of the staff group can do this.")), alert=True)
        return
    reply = await _reply(update, context, press.number(1))
    ticket = await queries.get(context.tx, reply.ticket_id) if reply is not None else None
    if reply is None or ticket is None:
        context.answer(t.text(N_("This has been decided already.")))
        return
    if not await letters.may_decide(context, reply, by):
        context.answer(
            t.text(N_("Only {name} or a supervisor decides this."), name=reply.actor_name or ""),
            alert=True,
        )
        return
    op = press.arg(0)
    if op == "drop":
        await drop(context, reply)
    elif op == "note":
        await _note(context, reply, by)
    elif op in {"send", "take"}:
        await _send(context, reply, ticket, by, takes_over=op == "take")
    else:
        context.answer(t.text(N_("This button is no longer in use.")))


async def _reply(
    update: Update, context: OfficeContext, message_id: int | None
) -> PendingReply | None:
    query = update.callback_query
    if query is None or query.message is None or message_id is None:
        return None
    return await pending.take(context.tx, (query.message.chat.id, message_id))


async def drop(context: OfficeContext, reply: PendingReply) -> None:
    """Do not send it, and say so where it was said to leave."""
    t = context.services.staff
    await pending.drop(context.tx, reply.key)
    ticket = await queries.get(context.tx, reply.ticket_id)
    code = cards.code(ticket.reference) if ticket else ""
    await letters.say(context.out, reply, t.html(N_("✖️ {reference}: not sent."), reference=code))
    context.answer(t.text(N_("It was not sent.")))


async def _note(context: OfficeContext, reply: PendingReply, by: Actor) -> None:
    """Keep the words with the ticket, for colleagues only."""
    await pending.drop(context.tx, reply.key)
    await context.out.take_back(reply.chat_id, letters.slot(reply))
    writer = by if reply.actor_id is None else reply.by
    for content in reply.messages:
        change = await lifecycle.add_note(
            context.tx, reply.ticket_id, by=writer, content=content, now=context.now
        )
        await notices.noted(context.out, change)
    context.answer(context.services.staff.text(N_("Kept as a note.")))


async def _send(
    context: OfficeContext, reply: PendingReply, ticket: Ticket, by: Actor, *, takes_over: bool
) -> None:
    t = context.services.staff
    writer = by if reply.actor_id is None else reply.by
    if reply.actor_id is None:
        question = await letters.question(context, ticket, by)
        if question is not None:  # now that it is known who writes, a colleague has the case
            await pending.adopt(context.tx, reply.key, by)
            await letters.ask(context, reply, *question)
            context.answer()
            return
    if takes_over:
        await _take_over(context, ticket, writer)
    has_left = await letters.leave(context.out, reply, writer)
    context.answer(t.text(N_("It is on its way.") if has_left else N_("It was not sent.")))


async def _take_over(context: OfficeContext, ticket: Ticket, writer: Actor) -> None:
    """The writer has the case from now on; the colleague who had it is told."""
    before, name = ticket.holder_id, ticket.holder_name
    try:
        change = await teamwork.hand_over(
            context.tx, ticket.id, to=writer, by=writer, now=context.now, may_force=True
        )
    except errors.NotAllowedNow:
        return  # it has ended meanwhile; whether it can still be answered is seen at sending
    await notices.changed(context.out, change)
    if change.is_repeat or before is None:
        return
    await context.out.text(
        context.services.staff_chat_id,
        context.services.staff.html(
            N_("{colleague}: {name} has taken {reference} over from you."),
            colleague=mentions.user(before, name or ""),
            name=writer.name or "",
            reference=cards.code(ticket.reference),
        ),
        reply_slot=cards.slot(ticket.id),
        trace=Trace(None, ticket.id),
        key=f"handed:{ticket.id}",
    )
