"""/ban, /unban, /banned and /allow: who may not write for a time, and who may open more cases.

A person is named by a case of theirs, so that nobody learns who it is.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from telegram import Message, Update

from handlers import cards, guard
from handlers.i18n import numbers
from handlers.i18n.translator import N_
from handlers.staff import roster
from storage import bans, desk_log, posts, tallies
from storage.bans import Ban
from storage.personal import NOBODY
from storage.tickets import queries, reference

if TYPE_CHECKING:
    from handlers.context import OfficeContext
    from storage.tickets.lifecycle import Actor
    from storage.tickets.tables import Ticket

#: Days of a ban at most.
LONGEST = 365
REASON = 200


async def ban(update: Update, context: OfficeContext) -> None:
    """/ban <days> <reason>: in reply to a message of a case, or with its number."""
    found = await _who(update, context)
    if found is None:
        return
    message, by, ticket = found
    words = [one for one in context.args or [] if ticket.reference not in one.upper()]
    days = numbers.to_latin(words[0]) if words else ""
    reason = " ".join(words[1:])[:REASON]
    if not days.isdecimal() or not 1 <= int(days) <= LONGEST or not reason:
        usage = N_("Write the days (1 to 365) and the reason, for example: {example}")
        example = context.services.staff.text(N_("/ban 7 insults"))
        await _say(message, context, usage, example=example)
        return
    until = context.now + timedelta(days=int(days))
    made = Ban(
        person_id=ticket.person_id,
        name=ticket.reference,
        reason=reason,
        until=until,
        at=context.now,
        by_id=by.id,
        by_name=by.name,
    )
    await bans.put(context.tx, made)
    await _log(context, "ban", by, ticket, days=int(days))
    await _say(
        message,
        context,
        N_("🚫 The person of {reference} cannot write until {date}. Reason: {reason}"),
        reference=cards.code(ticket.reference),
        date=context.services.staff.datetime(until),
        reason=reason,
    )


async def unban(update: Update, context: OfficeContext) -> None:
    """/unban: the person of a case may write again."""
    found = await _who(update, context)
    if found is None:
        return
    message, by, ticket = found
    if await bans.lift(context.tx, ticket.person_id):
        await _log(context, "unban", by, ticket)
    free = N_("The person of {reference} can write.")
    await _say(message, context, free, reference=cards.code(ticket.reference))


async def allow(update: Update, context: OfficeContext) -> None:
    """/allow: the person of a case may open as many cases again, for thirty days."""
    found = await _who(update, context)
    if found is None:
        return
    message, by, ticket = found
    window = guard.ALLOWED_FOR
    await tallies.add(context.tx, ticket.person_id, guard.ALLOWED, now=context.now, window=window)
    await _log(context, "allow", by, ticket)
    more = N_("The person of {reference} may open {count} more cases within thirty days.")
    code = cards.code(ticket.reference)
    await _say(message, context, more, reference=code, count=guard.OPEN_CASES)


async def banned(update: Update, context: OfficeContext) -> None:
    """/banned: who may not write now, until when, why, and who decided it."""
    message = update.effective_message
    if message is None:
        return
    t = context.services.staff
    found = await bans.present(context.tx, now=context.now)
    lines = [
        t.html(
            N_("🚫 {reference} · until {date} · {reason} · {name}"),
            reference=cards.code(one.name),
            date=t.datetime(one.until),
            reason=one.reason,
            name=one.by_name or "",
        )
        for one in found
    ]
    text = "\n".join(lines) or t.html(N_("Nobody is banned."))
    await context.out.text(message.chat_id, text)


async def _who(update: Update, context: OfficeContext) -> tuple[Message, Actor, Ticket] | None:
    """Who asks, and the case that is meant; how to name one when none is."""
    message = update.effective_message
    by = await roster.writer(message, context) if message is not None else None
    if message is None or by is None:
        return None
    ticket = await _case(message, context)
    if ticket is None or ticket.person_id == NOBODY:
        text = N_("Write it in reply to a message of the case, or with its number: {example}")
        await _say(message, context, text, example="/ban Q-1405-7K3MX9 7 …")
        return None
    return message, by, ticket


async def _case(message: Message, context: OfficeContext) -> Ticket | None:
    codes = [office.code for office in context.services.knowledge.offices.values()]
    for one in reference.find_all(" ".join(context.args or []), codes):
        return await queries.by_reference(context.tx, one)
    replied = message.reply_to_message
    post = (
        await posts.find(context.tx, message.chat_id, replied.message_id)
        if replied is not None
        else None
    )
    if post is None or post.ticket_id is None:
        return None
    return await queries.get(context.tx, post.ticket_id)


async def _log(context: OfficeContext, act: str, by: Actor, ticket: Ticket, **data: int) -> None:
    await desk_log.note(
        context.tx,
        act,
        actor_id=by.id,
        actor_name=by.name,
        now=context.now,
        data={"ticket": ticket.id, **data},
    )


async def _say(message: Message, context: OfficeContext, msgid: str, **values: object) -> None:
    text = context.services.staff.html(msgid, **values)
    await context.out.text(message.chat_id, text, reply_to=message.message_id)
