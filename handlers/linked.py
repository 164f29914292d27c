"""Cases that belong together, in words: on the card, in the person's view, as a history."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import TYPE_CHECKING

from handlers import cards, keyboards, labels, relays
from handlers.buttons import Verb
from handlers.i18n.translator import N_, Html
from handlers.outgoing import Outgoing, Trace
from storage.tickets import links, queries
from storage.tickets.links import LinkKind
from storage.tickets.states import ANSWERED_STATUSES
from storage.tickets.tables import Direction

if TYPE_CHECKING:
    from handlers.context import Services
    from storage.tickets.lifecycle import Change
    from storage.tickets.tables import Ticket, TicketMessage

ALSO = N_(
    "🔁 {reference} has an answer now. The same matter was brought by others, too: {others}. "
    "To let them know, open their cases again and answer."
)
WHO = {
    Direction.FROM_PERSON: N_("the person"),
    Direction.TO_PERSON: N_("the office"),
    Direction.NOTE: N_("note"),
}


async def merged(out: Outgoing, ended: Ticket, survivor: Ticket) -> None:
    """Let the words and files of a merged case be read under the card of the one that goes on."""
    t = out.services.staff
    head = t.html(
        N_("🔀 {reference} goes on in this case. What was written there:"),
        reference=cards.code(ended.reference),
    )
    parts = await queries.messages(out.tx, ended.id)
    await _post(out, survivor, f"{head}\n\n{history(ended, parts, out.services)}")
    for part in parts:
        if part.media and part.direction == Direction.FROM_PERSON:
            await relays.to_group(out, survivor, part)


async def show(out: Outgoing, ticket: Ticket) -> bool:
    """Post the histories of all that is linked to a case under its card; whether there were any."""
    found = await links.of(out.tx, ticket.id)
    for one in found:
        parts = await queries.messages(out.tx, one.ticket.id)
        await _post(out, ticket, history(one.ticket, parts, out.services))
    return bool(found)


async def _post(
    out: Outgoing, ticket: Ticket, text: str, keyboard: keyboards.Markup | None = None
) -> None:
    await out.text(
        out.services.staff_chat_id,
        text,
        keyboard=keyboard,
        reply_slot=cards.slot(ticket.id),
        trace=Trace(None, ticket.id),
    )


def history(ticket: Ticket, parts: Sequence[TicketMessage], services: Services) -> str:
    """A case as one text for staff: what it is, how it stands, what was written: HTML."""
    t = services.staff
    head = [
        f"<b>{labels.kind(ticket.kind, t)}</b> · {cards.code(ticket.reference)}",
        t.html(N_("State: <b>{status}</b>"), status=labels.staff_status(ticket.status, t)),
        t.html(N_("Registered: {date}"), date=t.datetime(ticket.opened_at)),
        html.escape(ticket.subject, quote=False),
    ]
    said = [_line(one, services) for one in parts if one.retracted_at is None]
    return "\n\n".join(filter(None, ["\n".join(head), "\n".join(said)]))


def _line(part: TicketMessage, services: Services) -> str:
    t = services.staff
    head = f"<i>{t.datetime(part.at)} · {t.text(WHO[Direction(part.direction)])}</i>"
    words = html.escape(part.text, quote=False) if part.text else ""
    return "\n".join(filter(None, [f"{head} {'📎' if part.media else ''}".strip(), words]))


async def tell_of_duplicates(out: Outgoing, change: Change) -> None:
    """An answered case has duplicates of other people: staff are reminded of them, once."""
    ticket = change.ticket
    if ticket.status not in ANSWERED_STATUSES or change.before == ticket.status:
        return
    found = await links.of(out.tx, ticket.id)
    others = [one.ticket for one in found if one.points and one.kind is LinkKind.DUPLICATE]
    if not others:
        return
    t = out.services.staff
    codes = Html(", ".join(cards.code(one.reference) for one in others))
    text = t.html(ALSO, reference=cards.code(ticket.reference), others=codes)
    rows = [
        [
            keyboards.button(
                t.text(N_("🔓 Reopen {reference}"), reference=one.reference),
                Verb.STAFF,
                "reopen",
                one.id,
            )
        ]
        for one in others
    ]
    await _post(out, ticket, text, keyboards.inline(rows))
