"""Sending a ready reply: chosen under the card, or typed after the bot's name in the group.

What leaves is shown first, with its slots filled in; that message of the group is then the reply,
which can be undone as any other.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from telegram import Message, Update

from handlers import card_buttons, cards, keyboards
from handlers import ready as replies
from handlers.buttons import Verb
from handlers.i18n.translator import N_
from handlers.outgoing import Trace
from handlers.staff import letters, prompts
from storage import pending
from storage.tickets import change, lifecycle
from storage.tickets.lifecycle import Content

if TYPE_CHECKING:
    from handlers.buttons import Press
    from handlers.context import OfficeContext
    from handlers.outgoing import Outgoing
    from knowledge.desk.ready import ReadyReply
    from storage.tickets.lifecycle import Actor
    from storage.tickets.tables import Ticket

#: Replies under a card.
UNDER_CARD = 12
NONE_FITS = N_("No ready reply fits the case now. /replies shows all of them.")
NOT_KNOWN = N_("{reference}: this ready reply names what the case does not have. Nothing was sent.")
SEND = N_("📨 Send to the person")
SHOWN = N_("💬 {reference}: the person would read:")
ALONE = N_("This is a ready reply. To send it, reply with it to the card of a case.")


async def choose(
    update: Update, context: OfficeContext, press: Press, ticket: Ticket, by: Actor
) -> None:
    """Let the ready replies that fit the state stand under the card."""
    del press, by
    t = context.services.staff
    found = (await replies.fitting(context.out, ticket))[:UNDER_CARD]
    if not found:
        context.answer(t.text(NONE_FITS), alert=True)
        return
    row = [
        keyboards.button(one.title_in(t.language), Verb.STAFF, "ready-show", ticket.id, one.id)
        for one in found
    ]
    back = keyboards.button(t.text(card_buttons.BACK), Verb.STAFF, "back", ticket.id)
    card = prompts.card_of(update)
    keyboard = keyboards.inline([*keyboards.grid(row, 1), [back]])
    await context.out.edit_keyboard(card.chat.id, keyboard, message_id=card.message_id)
    context.answer()


async def show(
    update: Update, context: OfficeContext, press: Press, ticket: Ticket, by: Actor
) -> None:
    """Show what the person would read, under the card."""
    del by
    reply = await replies.get(context.out, press.arg(2))
    card = prompts.card_of(update)
    if reply is None:
        context.answer(context.services.staff.text(N_("This button is no longer in use.")))
        return
    lifecycle.check(ticket, replies.act_of(reply))
    await _preview(context.out, ticket, reply, (card.chat.id, card.message_id))
    context.answer()


async def _preview(
    out: Outgoing, ticket: Ticket, reply: ReadyReply, place: tuple[int, int]
) -> None:
    """Say what would leave, as a reply to a message (group, number); or that it cannot."""
    t = out.services.staff
    said = replies.compose(reply, ticket, out.services)
    code = cards.code(ticket.reference)
    chat_id, message_id = place
    if said is None:
        text = t.html(NOT_KNOWN, reference=code)
        await out.text(chat_id, text, reply_to=message_id, trace=Trace(None, ticket.id))
        return
    quoted = f"<blockquote>{html.escape(said, quote=False)}</blockquote>"
    button = keyboards.button(t.text(SEND), Verb.STAFF, "ready-send", ticket.id, reply.id)
    drop = keyboards.button(t.text(letters.UNDO), Verb.STAFF, "ready-drop", ticket.id)
    await out.text(
        chat_id,
        f"{t.html(SHOWN, reference=code)}\n{quoted}",
        keyboard=keyboards.inline([[button, drop]]),
        reply_to=message_id,
        trace=Trace(None, ticket.id),
    )


async def drop(
    update: Update, context: OfficeContext, press: Press, ticket: Ticket, by: Actor
) -> None:
    """Not this one: the shown words lose their buttons."""
    del press, ticket, by
    await _settle(update, context)
    context.answer(context.services.staff.text(N_("It was not sent.")))


async def send(
    update: Update, context: OfficeContext, press: Press, ticket: Ticket, by: Actor
) -> None:
    """Let the shown words leave; they can be undone as any other. Raises NotAllowedNow."""
    t = context.services.staff
    shown = prompts.card_of(update)
    key = (shown.chat.id, shown.message_id)
    reply = await replies.get(context.out, press.arg(2))
    said = replies.compose(reply, ticket, context.services) if reply is not None else None
    if reply is None or said is None:
        context.answer(t.text(N_("This button is no longer in use.")))
        return
    if await pending.take(context.tx, key) or await change.find_message(context.tx, *key):
        context.answer(t.text(N_("This has been decided already.")))
        return
    content = Content(text=said, chat_id=key[0], message_id=key[1])
    await letters.begin(context, ticket, _operation(reply), by, content)
    await _settle(update, context)
    context.answer(t.text(N_("It is on its way.")))


async def _settle(update: Update, context: OfficeContext) -> None:
    shown = prompts.card_of(update)
    await context.out.edit_keyboard(shown.chat.id, keyboards.NONE, message_id=shown.message_id)


def _operation(reply: ReadyReply) -> str:
    return "ask" if reply.asks else "answer"


async def picked(message: Message, context: OfficeContext) -> ReadyReply | None:
    """The ready reply that a message is, when it was picked by typing the bot's name."""
    via = message.via_bot
    if via is None or via.id != context.services.bot_id or not message.text:
        return None
    return await replies.written(context.out, message.text)


async def replied(
    message: Message, context: OfficeContext, ticket: Ticket, by: Actor, reply: ReadyReply
) -> None:
    """A picked reply answers something of a case: it leaves with its slots filled in."""
    said = replies.compose(reply, ticket, context.services)
    if said is None:
        await _preview(context.out, ticket, reply, (message.chat_id, message.message_id))
        return
    content = Content(text=said, chat_id=message.chat_id, message_id=message.message_id)
    await letters.begin(context, ticket, _operation(reply), by, content)


async def alone(
    message: Message, context: OfficeContext, ticket: Ticket | None, reply: ReadyReply
) -> None:
    """A picked reply answers nothing: in the topic of a case it is shown, elsewhere explained."""
    if ticket is not None:
        await _preview(context.out, ticket, reply, (message.chat_id, message.message_id))
        return
    text = context.services.staff.html(ALONE)
    await context.out.text(message.chat_id, text, reply_to=message.message_id)
