"""How content a person is: the question, the stars, and what the supervisors hear of it.

The office's own survey form is named beside it where its address is known (SEM-16).
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from handlers import cards, keyboards, mentions
from handlers.buttons import Verb
from handlers.i18n.translator import N_
from handlers.outgoing import Trace
from storage.tickets.verdicts import LOW, RATINGS

if TYPE_CHECKING:
    from handlers.context import Services
    from handlers.i18n.translator import Translator
    from handlers.outgoing import Outgoing
    from storage.tickets.tables import Ticket

ASKED = N_("How content are you with how the office handled it? One press; you are asked once.")
FORM = N_("The office’s own survey form: {address}")
LOW_SAID = N_("⚠️ {reference}: the person has given {rating} of {best} stars. {names}")
SENTENCE = N_("⚠️ {reference}: the person says about the {rating} of {best} stars:")

CORRECTED = N_("⚠️ {reference}: the person now says about the {rating} of {best} stars:")


def slot(ticket: Ticket) -> str:
    """The name under which the outbox remembers where a sentence may be given."""
    return f"rating:{ticket.id}"


def question(ticket: Ticket, services: Services) -> str:
    """The question as HTML, in the language of the case."""
    t = services.translator(ticket.language)
    office = services.knowledge.offices.get(ticket.office)
    form = office.contacts.get("survey_form_url") if office else None
    lines: list[str] = [t.html(ASKED)]
    if form:
        lines.append(t.html(FORM, address=form))
    return "\n".join(lines)


def stars(ticket: Ticket, t: Translator) -> keyboards.Markup:
    """One to five, in one row."""
    return keyboards.inline(
        [
            [
                keyboards.button(f"{t.digits(one)} ⭐️", Verb.TICKET, "rate", ticket.id, one)
                for one in RATINGS
            ]
        ]
    )


async def tell_supervisors(out: Outgoing, ticket: Ticket, *, is_corrected: bool = False) -> None:
    """A low rating is told at once, its sentence when it comes and when it is corrected."""
    if ticket.rating is None or ticket.rating > LOW:
        return
    said = CORRECTED if is_corrected else SENTENCE
    msgid = LOW_SAID if ticket.rating_text is None else said
    text: str = out.services.staff.html(
        msgid,
        reference=cards.code(ticket.reference),
        rating=ticket.rating,
        best=RATINGS[-1],
        names=await mentions.supervisors(out),
    )
    if ticket.rating_text is not None:
        text += f"\n<blockquote>{html.escape(ticket.rating_text, quote=False)}</blockquote>"
    await out.text(
        out.services.staff_chat_id,
        text,
        reply_slot=cards.slot(ticket.id),
        trace=Trace(None, ticket.id),
    )
