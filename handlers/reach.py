"""A person blocked the bot or is back: the desk hears it at once, and what waited then leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers import cards, notices
from handlers.i18n.translator import N_, NN_
from handlers.outgoing import Trace
from storage import outbox_held, people
from storage.tickets import queries

if TYPE_CHECKING:
    from handlers.outgoing import Outgoing

#: Open cases of one person of which the group is told; nearly nobody has more.
TOLD = 5
GONE = N_("🚫 {reference}: the person has blocked the bot. What you write is kept and sent later.")
BACK = N_("👋 {reference}: the person can be reached again.")
LEAVES = NN_(
    "{n} message that waited is being sent now.", "{n} messages that waited are being sent now."
)


async def lost(out: Outgoing, person_id: int) -> None:
    """Telegram does not deliver to the person any more; told once."""
    if await people.set_reachable(out.tx, person_id, False):
        await _tell(out, person_id, GONE, 0)


async def back(out: Outgoing, person_id: int) -> None:
    """The person let the bot back in: what waited for them leaves, in order."""
    if await people.set_reachable(out.tx, person_id, True):
        count = await outbox_held.release(out.tx, person_id, now=out.now)
        await _tell(out, person_id, BACK, count)


async def _tell(out: Outgoing, person_id: int, msgid: str, count: int) -> None:
    """Each open case tells it on its card and under it; what waits is counted."""
    t, chat_id = out.services.staff, out.services.staff_chat_id
    for ticket in await queries.of_person(out.tx, person_id, only_open=True, limit=TOLD):
        await notices.refresh_card(out, ticket)
        lines = [t.html(msgid, reference=cards.code(ticket.reference))]
        if count:
            lines.append(t.plural_html(*LEAVES, count))
        await out.text(
            chat_id,
            "\n".join(lines),
            reply_slot=cards.slot(ticket.id),
            trace=Trace(None, ticket.id),
            key=f"reach:{ticket.id}",  # of blocking and coming back at once the last word counts
        )
