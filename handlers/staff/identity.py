"""Who the person of a ticket is: shown to a supervisor alone, and kept in the ticket's log.

What is posted in a group stays there for ever; so identities are shown only in the box that
Telegram opens for the one who pressed (Bot API, answerCallbackQuery).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import Update

from handlers import forms
from handlers.i18n.translator import N_
from handlers.staff import roster
from storage import people
from storage.tickets import teamwork

if TYPE_CHECKING:
    from handlers.context import OfficeContext
    from handlers.i18n.translator import Translator
    from storage.people import Person
    from storage.tickets.tables import Ticket


async def reveal(update: Update, context: OfficeContext, ticket: Ticket) -> None:
    """Show a supervisor who the person is; an anonymous ticket reveals nobody."""
    by = await roster.supervisor_pressing(update, context)
    t = context.services.staff
    if by is None:
        return
    if ticket.is_anonymous:
        context.answer(t.text(N_("This case was filed without a name.")), alert=True)
        return
    await teamwork.reveal(context.tx, ticket.id, by=by, now=context.now)
    person = await people.get(context.tx, ticket.person_id)
    context.answer("\n".join(_lines(ticket, person, t)), alert=True)


def _lines(ticket: Ticket, person: Person | None, t: Translator) -> list[str]:
    """Name, private answers, Telegram account; short, for the box holds 200 letters."""
    form = forms.FORMS.get(str(ticket.kind))
    name = ticket.fields.get("name") or (person.name if person else "")
    private = [
        (t.text(field.label), field.show(ticket.fields[field.name], t))
        for field in (form.fields if form else ())
        if field.is_private and ticket.fields.get(field.name)
    ]
    account = f"@{person.username}" if person and person.username else str(ticket.person_id)
    return [str(name), *(f"{label}: {value}" for label, value in private), f"Telegram: {account}"]
