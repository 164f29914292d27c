"""The person rates a case, once, and may add a sentence by a reply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import Message

from handlers import keyboards, notices, ratings
from handlers.i18n.translator import N_
from handlers.outgoing import Trace
from storage import errors, posts
from storage.tickets import lifecycle, verdicts

if TYPE_CHECKING:
    from handlers.context import OfficeContext
    from storage.tickets.lifecycle import Content
    from storage.tickets.tables import Ticket

OPERATIONS = frozenset({"rating", "rate"})
THANKS = N_(
    "Thank you: {rating} of {best} stars. If you like, reply to this message with a sentence on "
    "what was good or what was missing."
)

DISPUTED = N_(
    "The case is open again, so the sentence on your rating stays as it was. What you want to add "
    "reaches the office as a reply to a message of the case."
)


async def pressed(context: OfficeContext, ticket: Ticket, operation: str, stars: str) -> None:
    """Ask for the rating, or keep the one that was pressed. Raises NotAllowedNow."""
    t = context.t
    if ticket.rating is not None:
        context.answer(t.text(N_("You have rated this case already. Thank you.")), alert=True)
        return
    if operation == "rating":
        context.answer()
        keyboard = ratings.stars(ticket, t)
        text = ratings.question(ticket, context.services)
        await context.out.text(context.person.id, text, keyboard=keyboard)
        return
    if stars not in {str(one) for one in verdicts.RATINGS}:
        context.answer(t.text(N_("This button is no longer in use.")))
        return
    change = await lifecycle.rate(
        context.tx, ticket.id, person_id=context.person.id, rating=int(stars), now=context.now
    )
    context.answer()
    text = t.html(THANKS, rating=int(stars), best=verdicts.RATINGS[-1])
    await context.out.text(
        context.person.id,
        text,
        keyboard=keyboards.force_reply(t.text(N_("A sentence, if you like"))),
        trace=Trace(ratings.slot(ticket), ticket.id),
    )
    await notices.changed(context.out, change, by_person=True)


async def took(message: Message, context: OfficeContext, ticket: Ticket, content: Content) -> bool:
    """Keep the sentence of a rating, if that is what a reply says; the second is an addition."""
    if content.text is None or content.media is not None:
        return False
    if not await _is_about_rating(message, context, ticket):
        return False
    me = context.person.id
    rated = await lifecycle.comment(context.tx, ticket.id, person_id=me, text=content.text)
    if rated is None:
        return False
    thanks = context.t.html(N_("Thank you. Your sentence is kept with the rating."))
    await context.out.text(me, thanks)
    await notices.refresh_card(context.out, rated)
    await ratings.tell_supervisors(context.out, rated)
    return True


async def corrected(
    message: Message, context: OfficeContext, ticket: Ticket, content: Content
) -> bool:
    """Let an edit of the sentence be followed; not while the outcome is disputed.

    What else was written in reply is a message of the case, and its edit is followed there.
    """
    if content.text is None or not await _is_about_rating(message, context, ticket):
        return False
    me, t = context.person.id, context.t
    try:
        rated = await verdicts.correct(context.tx, ticket.id, person_id=me, text=content.text)
    except errors.NotAllowedNow:
        await context.out.text(me, t.html(DISPUTED), reply_to=message.message_id)
        return True
    if rated is None:
        return False
    await context.out.text(me, t.html(N_("Thank you. Your sentence was corrected.")))
    await notices.refresh_card(context.out, rated)
    await ratings.tell_supervisors(context.out, rated, is_corrected=True)
    return True


async def _is_about_rating(message: Message, context: OfficeContext, ticket: Ticket) -> bool:
    replied = message.reply_to_message
    if replied is None:
        return False
    post = await posts.find(context.tx, message.chat_id, replied.message_id)
    return post is not None and post.slot == ratings.slot(ticket)
