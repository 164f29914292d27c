"""Topics of tickets, in a group that has topics: renamed, closed and reopened with the ticket.

Which topic a message goes to is decided by `Outgoing`; the topic itself is made when the first
message for it leaves (`bot/topics.py`). In a group without topics nothing here does anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handlers import cards, labels
from handlers.i18n import bidi
from handlers.outgoing import Outgoing, Trace
from storage import desks, topics
from storage.tickets.states import Kind

if TYPE_CHECKING:
    from handlers.i18n.translator import Translator
    from storage.tickets.tables import Ticket

RLM = "\N{RIGHT-TO-LEFT MARK}"
#: Bot API, createForumTopic: names are cut there.
NAME_LIMIT = 128
#: Icons by kind: an emoji of getForumTopicIconStickers, and one of the six colours beside it.
ICONS: dict[Kind, tuple[str, int]] = {
    Kind.REQUEST: ("📈", 0x6FB9F0),
    Kind.COMPLAINT: ("❗", 0xFB6F5F),
    Kind.OPINION: ("💬", 0xFF93B2),
    Kind.SUGGESTION: ("💡", 0xFFD67E),
    Kind.QUESTION: ("❓", 0x8EEE98),
    Kind.DISCREPANCY: ("🔎", 0xCB86DB),
}


def title(ticket: Ticket, t: Translator) -> str:
    """What the topic of a ticket is called: reference, kind, and the name if there is one."""
    kind = t.text(labels.KINDS[Kind(ticket.kind)])
    parts = [ticket.reference, kind, cards.person_name(ticket, t)]
    # The reference is Latin and comes first: the mark keeps a Persian title running right to left.
    return (RLM * t.rtl + " · ".join(bidi.clean(part) for part in parts))[:NAME_LIMIT]


async def sync(out: Outgoing, ticket: Ticket) -> None:
    """Let the topic of a ticket be called and stand as the ticket does; plan one if need be."""
    chat_id = out.services.staff_chat_id
    if not (await desks.topics(out.tx, chat_id, out.now)).are_there:
        return
    name = title(ticket, out.services.staff)
    topic = await topics.get(out.tx, ticket.id)
    if topic is None or topic.chat_id != chat_id:
        icon, color = ICONS[Kind(ticket.kind)]
        topic = await topics.plan(
            out.tx, ticket.id, chat_id=chat_id, title=name, icon=icon, color=color
        )
    if topic.title != name:
        await topics.rename(out.tx, ticket.id, name)
        await _put(out, ticket, "editForumTopic", {"name": name}, key="name")
    is_open = ticket.closed_at is None
    if topic.is_open != is_open:
        await topics.note_open(out.tx, ticket.id, is_open)
        method = "reopenForumTopic" if is_open else "closeForumTopic"
        await _put(out, ticket, method, {}, key="open")


async def pin(out: Outgoing, ticket_id: int) -> None:
    """Keep the card of a ticket in sight at the top of its topic."""
    await out.put(
        out.services.staff_chat_id,
        "pinChatMessage",
        {"disable_notification": True},
        target_slot=cards.slot(ticket_id),
        trace=Trace(None, ticket_id),
        key=f"{topics.slot(ticket_id)}:pin",
    )


async def _put(
    out: Outgoing, ticket: Ticket, method: str, payload: dict[str, Any], *, key: str
) -> None:
    await out.put(
        out.services.staff_chat_id,
        method,
        payload,
        trace=Trace(None, ticket.id),
        key=f"{topics.slot(ticket.id)}:{key}",
    )
