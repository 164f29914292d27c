"""Cases that belong together: the same matter twice is closed or merged, others are linked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import Message, Update

from handlers import cards, ending_buttons, keyboards, linked, notices
from handlers.i18n.translator import N_
from handlers.outgoing import Trace
from handlers.staff import prompts
from storage import errors
from storage.tickets import joining, lifecycle, queries, reference
from storage.tickets.states import Action, Status

if TYPE_CHECKING:
    from handlers.buttons import Press
    from handlers.context import OfficeContext
    from storage.tickets.lifecycle import Actor
    from storage.tickets.tables import Ticket

#: Other cases of the person that are offered, and looked through for them.
OFFERED, LOOKED_AT = 6, 30
UNKNOWN = N_("{reference}: there is no case with this number. Please reply with another one.")
ITSELF = N_("A case cannot be joined to itself, nor to one that goes on in it.")


async def offer(
    update: Update, context: OfficeContext, press: Press, ticket: Ticket, by: Actor
) -> None:
    """Show the person's other cases, the open ones first; for any other, its number is asked.

    Of somebody without a name none are shown: that would tell who they are.
    """
    del by
    lifecycle.check(ticket, Action.CLOSE_DUPLICATE)
    others = await _others(context, ticket)
    if press.arg(0) == "dupnumber" or not others:
        await prompts.ask(update, context, "dup", ticket)
        return
    keyboard = ending_buttons.to_join(ticket, others, context.services.staff)
    card = prompts.card_of(update)
    await context.out.edit_keyboard(card.chat.id, keyboard, message_id=card.message_id)
    context.answer()


async def _others(context: OfficeContext, ticket: Ticket) -> list[Ticket]:
    found = await queries.of_person(context.tx, ticket.person_id, limit=LOOKED_AT)
    fitting = [
        one
        for one in found
        if one.id != ticket.id and one.status != Status.DUPLICATE and joining.can_merge(ticket, one)
    ]
    return sorted(fitting, key=lambda one: one.closed_at is not None)[:OFFERED]


async def picked(
    update: Update, context: OfficeContext, press: Press, ticket: Ticket, by: Actor
) -> None:
    """A case was chosen: ask whether it is the same matter, or only to be linked."""
    del by
    other = await _other(context, press)
    t = context.services.staff
    if other is None:
        return
    card = prompts.card_of(update)
    keyboard = ending_buttons.how_to_join(ticket, other, t)
    await context.out.edit_keyboard(card.chat.id, keyboard, message_id=card.message_id)
    context.answer()


async def numbered(message: Message, context: OfficeContext, ticket: Ticket) -> None:
    """The number of the other case came as a reply: ask the same under it."""
    t = context.services.staff
    codes = [office.code for office in context.services.knowledge.offices.values()]
    read = reference.read((message.text or "").strip(), codes)
    other = await queries.by_reference(context.tx, read) if read else None
    if other is None:
        text = t.html(UNKNOWN, reference=cards.code(ticket.reference))
        # the reply to this is taken for a number again
        trace = Trace(f"dup:{ticket.id}:m{message.message_id}", ticket.id)
        await context.out.text(message.chat_id, text, reply_to=message.message_id, trace=trace)
        return
    text = t.html(
        N_("{reference} and {other}:"),
        reference=cards.code(ticket.reference),
        other=cards.code(other.reference),
    )
    await context.out.text(
        message.chat_id,
        text,
        keyboard=ending_buttons.how_to_join(ticket, other, t, is_card=False),
        reply_to=message.message_id,
        trace=Trace(None, ticket.id),
    )


async def same(
    update: Update, context: OfficeContext, press: Press, ticket: Ticket, by: Actor
) -> None:
    """Close the case as the same matter; one person's two cases become one."""
    other = await _other(context, press)
    if other is None:
        return
    t = context.services.staff
    try:
        joined = await joining.close_duplicate(
            context.tx, ticket.id, other.id, by=by, now=context.now
        )
    except errors.NotJoinable:
        context.answer(t.text(ITSELF), alert=True)
        return
    await notices.changed(context.out, joined.ended)
    if joined.survivor is not None:
        await linked.merged(context.out, joined.ended.ticket, joined.survivor.ticket)
        await notices.changed(context.out, joined.survivor)
        text = t.text(N_("It goes on in {reference}."), reference=joined.other.reference)
    else:
        await notices.refresh_card(context.out, joined.other)
        text = t.text(N_("Closed: the same matter as {reference}."), reference=other.reference)
    context.answer(text)
    await _settle(update, context, press)


async def link(
    update: Update, context: OfficeContext, press: Press, ticket: Ticket, by: Actor
) -> None:
    """Note on both cards that the two have to do with each other."""
    other = await _other(context, press)
    if other is None:
        return
    t = context.services.staff
    try:
        changes = await joining.link(context.tx, ticket.id, other.id, by=by, now=context.now)
    except errors.NotJoinable:
        context.answer(t.text(ITSELF), alert=True)
        return
    for change in changes:
        await notices.changed(context.out, change)
    context.answer(t.text(N_("Linked to {reference}."), reference=other.reference))
    await _settle(update, context, press)


async def history(
    update: Update, context: OfficeContext, press: Press, ticket: Ticket, by: Actor
) -> None:
    """Show what was written in the cases that have to do with this one."""
    del update, press, by
    shown = await linked.show(context.out, ticket)
    t = context.services.staff
    context.answer(None if shown else t.text(N_("No case is linked to this one.")))


async def _other(context: OfficeContext, press: Press) -> Ticket | None:
    number = press.number(2)
    other = await queries.get(context.tx, number) if number is not None else None
    if other is None:
        context.answer(context.services.staff.text(N_("This button is no longer in use.")))
    return other


async def _settle(update: Update, context: OfficeContext, press: Press) -> None:
    """Buttons that stood under a message of their own have no more use; a card is drawn anew."""
    if press.arg(3):
        message = prompts.card_of(update)
        await context.out.edit_keyboard(
            message.chat.id, keyboards.NONE, message_id=message.message_id
        )
