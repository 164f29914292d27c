"""/start and its deep links.

`t_<reference>` opens an own case, `a_<article>` an article; `office` asks for the province and
`ask` for a question, for who comes from inline mode.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import Update

from handlers import authority, links
from handlers.visitor import reading, tickets, welcome

if TYPE_CHECKING:
    from handlers.context import OfficeContext


async def started(update: Update, context: OfficeContext) -> None:
    """Greet, or follow the deep link the person came by (Bot API, deep linking)."""
    payload = context.args[0] if context.args else ""
    target, _, value = payload.partition("_")
    if target not in authority.LINKS:
        await welcome.greet(update, context)
        return
    if target == links.TICKET and value:
        await tickets.by_reference(context, value)
    elif target == links.ARTICLE and value:
        await reading.show(context, value)
    elif target == links.OFFICE:
        await welcome.show_offices(update, context)
    elif target == links.ASK:
        await welcome.invite(context)
    else:
        await welcome.greet(update, context)
