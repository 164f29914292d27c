"""Names that ring: members of the staff mentioned in the group, and references that lead to cards.

Bot API, formatting options: a link to tg://user?id=… mentions a user who has no user name.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from handlers import cards
from handlers.i18n.translator import Html
from storage import posts, staff

if TYPE_CHECKING:
    from handlers.outgoing import Outgoing
    from storage.tickets.tables import Ticket

#: What the number of a supergroup begins with; the rest stands in links to its messages.
_SUPERGROUP = "-100"


def user(user_id: int | None, name: str) -> Html:
    """A name that tells its bearer; just the name where nobody knows whose it is."""
    shown = html.escape(name)
    return Html(f'<a href="tg://user?id={user_id}">{shown}</a>' if user_id else shown)


def holder(ticket: Ticket) -> Html | None:
    """Who has the ticket; None when nobody has."""
    return user(ticket.holder_id, ticket.holder_name) if ticket.holder_name else None


async def supervisors(out: Outgoing) -> Html:
    """All supervisors in a row; empty where there are none."""
    members = [one for one in await staff.active(out.tx) if one.is_supervisor]
    between = "، " if out.services.staff.rtl else ", "
    return Html(between.join(user(one.user_id, one.name) for one in members))


async def of_cards(out: Outgoing, tickets: list[Ticket]) -> dict[int, Html]:
    """The reference of each ticket, leading to its card where the group's messages have links."""
    chat_id = out.services.staff_chat_id
    wanted = [(chat_id, cards.slot(ticket.id)) for ticket in tickets]
    found = await posts.slots(out.tx, wanted)
    return {
        ticket.id: _reference(ticket, chat_id, found.get((chat_id, cards.slot(ticket.id))))
        for ticket in tickets
    }


def _reference(ticket: Ticket, chat_id: int, message_id: int | None) -> Html:
    group = str(chat_id)
    if message_id is None or not group.startswith(_SUPERGROUP):
        return cards.code(ticket.reference)
    address = f"https://t.me/c/{group.removeprefix(_SUPERGROUP)}/{message_id}"
    return Html(f'<a href="{address}">{html.escape(ticket.reference)}</a>')
