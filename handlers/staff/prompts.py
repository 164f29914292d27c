"""Asking a member of the staff for words: the reply to the prompt carries out the act.

The slot of a prompt begins with its operation (`staff/acts.py`), by which `staff/replies.py` knows
what the reply is for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import MaybeInaccessibleMessage, Update

from handlers import cards, keyboards
from handlers.i18n.translator import N_
from handlers.outgoing import Trace
from handlers.staff import acts
from storage.tickets import lifecycle
from storage.tickets.states import Action

if TYPE_CHECKING:
    from handlers.context import OfficeContext
    from storage.tickets.tables import Ticket

#: What a prompt asks for, by its operation.
ASKED: dict[str, str] = {
    "ask": N_("{reference}: reply to this message with your question to the person."),
    "refuse": N_(
        "{reference}: reply to this message with the reason of the refusal; "
        "the person will read it."
    ),
    "nothold": N_(
        "{reference}: reply to this message with the name of the body that has it and where to "
        "ask; the person will read it, and the case is closed."
    ),
    "uphold": N_(
        "{reference}: reply to this message with the reason why the outcome stands; the person "
        "will read it, and the review ends."
    ),
    "grant": N_(
        "{reference}: reply to this message with what happens now; the person will read it, and "
        "the case is open again."
    ),
    "cost": N_(
        "{reference}: reply to this message with the cost: the amount in rials in the first line; "
        "below it what it is for and how it is paid. The person will read it and decide."
    ),
    "nopay": N_(
        "{reference}: reply to this message with what is wrong with the receipt; the person will "
        "read it and send another one."
    ),
    "note": N_("{reference}: reply to this message with your note; the person will not see it."),
    "dup": N_(
        "{reference}: reply to this message with the number of the case that is the same matter."
    ),
}
#: What the reply field says while it is open.
FIELDS: dict[str, str] = {
    "note": N_("Your note for colleagues"),
    "dup": N_("Tracking number"),
}
FIELD = N_("Your message to the person")
#: The acts that are no words to the person; a prompt for one the state does not know is refused.
OTHERS = {"note": Action.NOTE, "dup": Action.CLOSE_DUPLICATE}


async def ask(
    update: Update, context: OfficeContext, operation: str, ticket: Ticket, *, more: str = ""
) -> None:
    """Ask the one who pressed for the words, under the card. Raises NotAllowedNow.

    `more` is HTML that stands below what is asked for.
    """
    t = context.services.staff
    name = operation.partition(".")[0]
    lifecycle.check(ticket, OTHERS.get(name) or acts.action(operation))
    text = t.html(ASKED[name], reference=cards.code(ticket.reference))
    message = card_of(update)
    await context.out.text(
        message.chat.id,
        "\n\n".join(filter(None, [text, more])),
        keyboard=keyboards.force_reply(t.text(FIELDS.get(name, FIELD))),
        reply_to=message.message_id,
        trace=Trace(slot(operation, ticket, update), ticket.id),
    )
    context.answer()


def slot(operation: str, ticket: Ticket, update: Update) -> str:
    """The name under which the outbox remembers a prompt."""
    return f"{operation}:{ticket.id}:{update.update_id}"


def card_of(update: Update) -> MaybeInaccessibleMessage:
    """The message whose button was pressed."""
    query = update.callback_query
    assert query is not None and query.message is not None  # noqa: S101, PT018 - roster checked
    return query.message
