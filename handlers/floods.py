"""One person who writes very much: all is kept, and the group is told in bundles.

Telegram takes about 20 messages a minute in one group (Bot API FAQ); without this one person could
use them up. A few messages a minute go to the group at once, what comes beyond waits (`untold`)
and is told together, one message a person and minute.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from handlers import card_posts, cards, files, lengths, relays
from handlers.i18n.translator import N_, NN_
from handlers.outgoing import Outgoing, Trace
from storage import outbox, tallies, untold
from storage.tickets import queries

if TYPE_CHECKING:
    from handlers.context import Services
    from storage.database import Transaction
    from storage.tickets.tables import Ticket, TicketMessage

#: Notices about one person that the group gets at once, and in which time.
AT_ONCE: Final = 6
WINDOW: Final = timedelta(minutes=1)
#: People of whom a bundle is told in one round, and files in it.
PEOPLE: Final = 5
FILES: Final = 2
#: Cases looked at in one round.
CASES: Final = 50
#: Once in this time the person is told.
TOLD_EVERY: Final = timedelta(hours=1)
_WRITES, _ACTS, _TOLD = "writes", "acts", "told-of-bundles"
TOGETHER = NN_("💬 {reference} · {name}, {n} message:", "💬 {reference} · {name}, {n} messages:")
SAID = N_(
    "You are writing very quickly. Everything is kept and reaches the office, several messages "
    "together; nothing needs to be sent twice."
)


async def holds_back(out: Outgoing, ticket: Ticket, message: TicketMessage) -> bool:
    """Whether a message of a person is to wait for the next bundle; it waits then.

    What comes behind one that waits, waits, too: the order is kept. An album counts once.
    """
    if not await _is_too_much(out, ticket, message):
        return False
    await untold.put(out.tx, ticket.id, message.id, out.now)
    if (await untold.count(out.tx, ticket.id)).bit_count() == 1:
        await card_posts.refresh(out, ticket)  # at 1, 2, 4, 8 …: changes have a budget, too
    told = await tallies.lately(out.tx, ticket.person_id, _TOLD, now=out.now, window=TOLD_EVERY)
    if not told:
        await tallies.add(out.tx, ticket.person_id, _TOLD, now=out.now, window=TOLD_EVERY)
        t = out.services.translator(ticket.language)
        await out.text(ticket.person_id, t.html(SAID), trace=Trace(None, ticket.id))
    return True


async def _is_too_much(out: Outgoing, ticket: Ticket, message: TicketMessage) -> bool:
    if await untold.count(out.tx, ticket.id):
        return True
    album = files.album_key(message.media_group_id)
    if album and await outbox.waiting(out.tx, out.services.staff_chat_id, album) is not None:
        return False
    count = await tallies.add(out.tx, ticket.person_id, _WRITES, now=out.now, window=WINDOW)
    return count > AT_ONCE


async def acts_too_much(out: Outgoing, person_id: int) -> bool:
    """Whether what a person does to their cases is told by the card alone; counts one more."""
    count = await tallies.add(out.tx, person_id, _ACTS, now=out.now, window=WINDOW)
    return count > AT_ONCE


async def tell(tx: Transaction, services: Services, now: datetime) -> int:
    """Tell the group of a few people what waits, a bundle each; give how many."""
    out = Outgoing(tx, services, now)
    people: set[int] = set()
    for ticket_id in await untold.tickets(tx, CASES):
        ticket = await queries.get(tx, ticket_id)
        if ticket is None or len(people) == PEOPLE or ticket.person_id in people:
            continue
        people.add(ticket.person_id)
        await _tell(out, ticket)
    return len(people)


async def _tell(out: Outgoing, ticket: Ticket) -> None:
    """One bundle of a case: words that fit into one message, or a few files."""
    ids = await untold.of_ticket(out.tx, ticket.id)
    written = {one.id: one for one in await queries.messages(out.tx, ticket.id)}
    waiting = [written[id] for id in ids if id in written]
    said = [one for one in waiting if one.retracted_at is None and (one.text or one.media)]
    bundle = _fitting(said)
    is_all = len(bundle) == len(said)
    await untold.drop(out.tx, ids if is_all else [one.id for one in bundle])
    if bundle:
        await _say(out, ticket, bundle)
    await card_posts.refresh(out, ticket)


def _fitting(said: Sequence[TicketMessage]) -> list[TicketMessage]:
    """The first of these that go together: at least one, in their order."""
    bundle: list[TicketMessage] = []
    room, most = lengths.TEXT_LIMIT - lengths.SCRAP, FILES
    for one in said:
        room -= lengths.visible_length(_line(one)) + 1
        most -= one.media is not None
        if bundle and (room < 0 or most < 0):
            break
        bundle.append(one)
    return bundle


async def _say(out: Outgoing, ticket: Ticket, bundle: list[TicketMessage]) -> None:
    words = [one for one in bundle if one.media is None]
    t = out.services.staff
    if words:
        head = t.plural_html(
            *TOGETHER,
            len(words),
            reference=cards.code(ticket.reference),
            name=cards.person_name(ticket, t),
        )
        text = "\n".join([head, *map(_line, words)])
        await out.text(
            out.services.staff_chat_id,
            text,
            reply_slot=cards.slot(ticket.id),
            trace=Trace(None, ticket.id),
        )
    for one in bundle:
        if one.media is not None:
            await relays.to_group(out, ticket, one)


def _line(message: TicketMessage) -> str:
    return f"• {html.escape(message.text or '', quote=False)}"
