"""The review of an objection: a supervisor lets the outcome stand or accepts it, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import Update

from handlers.i18n.translator import N_
from handlers.staff import prompts, roster

if TYPE_CHECKING:
    from handlers.buttons import Press
    from handlers.context import OfficeContext
    from storage.tickets.lifecycle import Actor
    from storage.tickets.tables import Ticket


async def decide(
    update: Update, context: OfficeContext, press: Press, ticket: Ticket, by: Actor
) -> None:
    """Ask a supervisor for the words to the person, which carry the decision out."""
    if not await roster.is_supervisor(context, by):
        context.answer(context.services.staff.text(N_("Only supervisors can do this.")), alert=True)
        return
    await prompts.ask(update, context, press.arg(0), ticket)
