"""How a case ends: not held by the office, refused on a ground, withdrawn by word of mouth.

Each choice takes the place of the card's buttons; nothing is kept between two presses.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from telegram import Update

from handlers import ending_buttons, endings, notices
from handlers.i18n.translator import N_
from handlers.staff import acts, prompts
from storage.tickets import lifecycle, queries
from storage.tickets.states import Action

if TYPE_CHECKING:
    from handlers import keyboards
    from handlers.buttons import Press
    from handlers.context import OfficeContext
    from knowledge.desk.values import Ground
    from storage.tickets.lifecycle import Actor
    from storage.tickets.tables import Ticket

#: Bodies offered: those that fit the request best.
BODIES = 8
GONE = N_("This button is no longer in use.")


async def _instead(update: Update, context: OfficeContext, keyboard: keyboards.Markup) -> None:
    """Let other buttons stand under the card."""
    card = prompts.card_of(update)
    await context.out.edit_keyboard(card.chat.id, keyboard, message_id=card.message_id)
    context.answer()


async def not_held(
    update: Update, context: OfficeContext, press: Press, ticket: Ticket, by: Actor
) -> None:
    """The office does not have it: offer the bodies that may."""
    del press, by
    lifecycle.check(ticket, Action.CLOSE_NOT_HELD)
    words = " ".join([ticket.subject, *(str(value) for value in ticket.fields.values())])
    bodies = context.services.knowledge.desk.bodies_for(ticket.office, words)[:BODIES]
    t = context.services.staff
    await _instead(update, context, ending_buttons.to_refer(ticket, bodies, t))


async def referred(
    update: Update, context: OfficeContext, press: Press, ticket: Ticket, by: Actor
) -> None:
    """Close as not held, and name the chosen body, if one was chosen."""
    del update
    body = context.services.knowledge.desk.body(press.arg(2))
    if body is None and press.arg(2):
        context.answer(context.services.staff.text(GONE))
        return
    change = await lifecycle.close(
        context.tx,
        ticket.id,
        by=by,
        outcome=Action.CLOSE_NOT_HELD,
        data={"body": body.id} if body else None,
        now=context.now,
    )
    await notices.changed(context.out, change)
    context.answer(context.services.staff.text(N_("Closed: not held.")))


async def refer_in_own_words(
    update: Update, context: OfficeContext, press: Press, ticket: Ticket, by: Actor
) -> None:
    """Ask for the body in the clerk's own words."""
    del press, by
    await prompts.ask(update, context, "nothold", ticket)


async def refuse(
    update: Update, context: OfficeContext, press: Press, ticket: Ticket, by: Actor
) -> None:
    """Ask for the ground; where none fits the kind of the case, for the reason in words."""
    del by
    lifecycle.check(ticket, Action.REFUSE)
    events = await queries.events(context.tx, ticket.id)
    was_asked = any(one.action == Action.ASK_BACK for one in events)
    grounds = context.services.knowledge.desk.grounds_for(
        ticket.office, str(ticket.kind), was_asked=was_asked
    )
    if press.arg(0) == "refusal" or not grounds:
        await prompts.ask(update, context, "refuse", ticket)
        return
    t = context.services.staff
    await _instead(update, context, ending_buttons.to_refuse(ticket, grounds, t))


async def ground_chosen(
    update: Update, context: OfficeContext, press: Press, ticket: Ticket, by: Actor
) -> None:
    """A ground: ask which article, if there are several, and what is to be added."""
    del by
    lifecycle.check(ticket, Action.REFUSE)
    t = context.services.staff
    ground, article = _ground(context, press)
    if ground is None:
        context.answer(t.text(GONE))
        return
    if ground.articles and article is None:
        await _instead(update, context, ending_buttons.to_cite(ticket, ground, t))
        return
    keyboard = ending_buttons.to_refuse_with(ticket, ground, article, t)
    await _instead(update, context, keyboard)
    said = endings.ground_data(ground, article, t)["said"]
    hint = t.html(
        N_("With nothing to add, press “{button}” on the card."),
        button=t.text(ending_buttons.GROUND_ALONE),
    )
    more = f"<blockquote>{html.escape(said, quote=False)}</blockquote>\n{hint}"
    await prompts.ask(update, context, _operation(ground, article), ticket, more=more)


async def refuse_now(
    update: Update, context: OfficeContext, press: Press, ticket: Ticket, by: Actor
) -> None:
    """Refuse with the ground alone."""
    del update
    ground, article = _ground(context, press)
    t = context.services.staff
    if ground is None or (ground.articles and article is None):
        context.answer(t.text(GONE))
        return
    change = await acts.perform(context.out, _operation(ground, article), ticket.id, by, None)
    await notices.changed(context.out, change)
    context.answer(t.text(N_("Refused; the person has been told why.")))


def _operation(ground: Ground, article: int | None) -> str:
    return ".".join(["refuse", ground.id, *([str(article)] if article else [])])


def _ground(context: OfficeContext, press: Press) -> tuple[Ground | None, int | None]:
    """The ground of a button and its article, as far as they are known."""
    ground = context.services.knowledge.desk.ground(press.arg(2))
    article = press.number(3)
    if ground is None or (article is not None and article not in ground.articles):
        return None, None
    return ground, article


async def withdrawn(
    update: Update, context: OfficeContext, press: Press, ticket: Ticket, by: Actor
) -> None:
    """The person has told the office that they do not need it any more."""
    del update, press
    change = await lifecycle.close(
        context.tx, ticket.id, by=by, outcome=Action.WITHDRAW, now=context.now
    )
    await notices.changed(context.out, change)
    context.answer(context.services.staff.text(N_("Closed: withdrawn.")))
