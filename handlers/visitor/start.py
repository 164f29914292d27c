"""/start and its deep links: `t_<reference>` opens an own case, `a_<article>` an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import Update

from handlers.visitor import ask, tickets, welcome

if TYPE_CHECKING:
    from handlers.context import OfficeContext


async def started(update: Update, context: OfficeContext) -> None:
    """Greet, or follow the deep link the person came by (Bot API, deep linking)."""
    payload = context.args[0] if context.args else ""
    target, _, value = payload.partition("_")
    if target == "t" and value:
        await tickets.by_reference(context, value)
    elif target == "a" and value:
        await ask.article(context, value)
    else:
        await welcome.greet(update, context)
