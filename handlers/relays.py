"""What one side writes, carried to the other: the frame around it and the way it goes.

The text of people is always shown as text: escaped, on lines of its own, so that its
direction of writing does not disturb the frame.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from handlers import cards, file_limits, files
from handlers.i18n.translator import N_
from handlers.outgoing import Outgoing, Trace

if TYPE_CHECKING:
    from handlers.context import Services
    from storage.tickets.tables import Ticket, TicketMessage


def frame_for_person(
    ticket: Ticket,
    message: TicketMessage,
    services: Services,
    *,
    asks: bool = False,
    edited: bool = False,
) -> str:
    """The office's words as the person reads them: HTML."""
    t = services.translator(ticket.language)
    code = cards.code(ticket.reference)
    if asks:
        head = t.html(N_("❓ The office needs your answer about case {reference}:"), reference=code)
    elif edited:
        head = t.html(N_("✉️ The office about your case {reference} (edited):"), reference=code)
    else:
        head = t.html(N_("✉️ The office about your case {reference}:"), reference=code)
    limits = file_limits.told(ticket, services, t) if asks else []
    back = t.html(N_("<i>To write back, reply to this message.</i>"))
    tail = "\n".join([back, *(f"<i>{one}</i>" for one in limits)])
    return "\n\n".join(part for part in (head, _words(message), tail) if part)


def frame_for_group(
    ticket: Ticket, message: TicketMessage, services: Services, *, edited: bool = False
) -> str:
    """The person's words as staff read them: HTML."""
    t = services.staff
    msgid = N_("✏️ {reference} · {name} (edited):") if edited else N_("💬 {reference} · {name}:")
    head = t.html(msgid, reference=cards.code(ticket.reference), name=cards.person_name(ticket, t))
    return f"{head}\n{_words(message)}".strip()


def key(message: TicketMessage) -> str:
    """The name under which a message waits in the outbox, so that an edit can still reach it."""
    return f"message:{message.id}"


def _words(message: TicketMessage) -> str:
    return html.escape(message.text, quote=False) if message.text else ""


async def to_person(
    out: Outgoing,
    ticket: Ticket,
    message: TicketMessage,
    *,
    asks: bool,
    then: dict[str, Any],
) -> None:
    """Carry a staff message to the person, text or file, albums together."""
    text = frame_for_person(ticket, message, out.services, asks=asks)
    trace = Trace(None, ticket.id, (message.id,))
    if message.media is None:
        await out.text(ticket.person_id, text, trace=trace, then=then, key=key(message))
        return
    to = files.Shipment(ticket.person_id, text, trace=trace, then=then, key=key(message))
    await files.send(out, message.content, to)


async def to_group(out: Outgoing, ticket: Ticket, message: TicketMessage) -> None:
    """Carry a person's message under the card of the ticket."""
    chat_id = out.services.staff_chat_id
    text = frame_for_group(ticket, message, out.services)
    trace = Trace(None, ticket.id, (message.id,))
    slot = cards.slot(ticket.id)
    if message.media is None:
        await out.text(chat_id, text, reply_slot=slot, trace=trace, key=key(message))
        return
    to = files.Shipment(chat_id, text, reply_slot=slot, trace=trace, key=key(message))
    await files.send(out, message.content, to)
