"""Buttons of the ticket cards: take, release, hand over, ask back, close, refuse, reveal."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from telegram import Update

from handlers import buttons, card_buttons, card_posts, labels, notices
from handlers.i18n.translator import N_
from handlers.staff import (
    costs,
    handover,
    identity,
    joins,
    outcomes,
    prompts,
    ready,
    reviews,
    roster,
)
from storage import errors
from storage.tickets import lifecycle, queries
from storage.tickets.lifecycle import Actor, Change
from storage.tickets.states import Action

if TYPE_CHECKING:
    from handlers.context import OfficeContext
    from storage.tickets.tables import Ticket

DONE: dict[str, str] = {
    "take": N_("You have taken this case."),
    "release": N_("The case is free again."),
    "prepare": N_("The person has been told."),
    "full": N_("Closed: answered in full."),
    "part": N_("Closed: answered in part."),
    "reopen": N_("The case is open again."),
}
OUTCOMES = {"full": Action.CLOSE_FULL, "part": Action.CLOSE_PARTLY}

Choice = Callable[[Update, "OfficeContext", buttons.Press, "Ticket", Actor], Awaitable[None]]
Deed = Callable[["OfficeContext", int, Actor], Awaitable[Change]]


async def _take(context: OfficeContext, ticket_id: int, by: Actor) -> Change:
    return await lifecycle.take(context.tx, ticket_id, by=by, now=context.now)


async def _release(context: OfficeContext, ticket_id: int, by: Actor) -> Change:
    may_force = await roster.is_supervisor(context, by)
    return await lifecycle.release(
        context.tx, ticket_id, by=by, now=context.now, may_force=may_force
    )


async def _prepare(context: OfficeContext, ticket_id: int, by: Actor) -> Change:
    return await lifecycle.prepare(context.tx, ticket_id, by=by, now=context.now)


async def _reopen(context: OfficeContext, ticket_id: int, by: Actor) -> Change:
    return await lifecycle.reopen(context.tx, ticket_id, by=by, now=context.now)


def _closing(action: Action) -> Deed:
    async def close(context: OfficeContext, ticket_id: int, by: Actor) -> Change:
        return await lifecycle.close(context.tx, ticket_id, by=by, outcome=action, now=context.now)

    return close


DEEDS: dict[str, Deed] = {
    "take": _take,
    "release": _release,
    "prepare": _prepare,
    "reopen": _reopen,
    **{op: _closing(action) for op, action in OUTCOMES.items()},
}


async def _prompt(
    update: Update, context: OfficeContext, press: buttons.Press, ticket: Ticket, by: Actor
) -> None:
    del by
    await prompts.ask(update, context, press.arg(0), ticket)


async def _other_buttons(
    update: Update, context: OfficeContext, press: buttons.Press, ticket: Ticket, by: Actor
) -> None:
    """The outcomes in place of the card's buttons, or these again."""
    del by
    keyboard = card_buttons.to_close(ticket, context.services.staff)
    if press.arg(0) == "back":
        keyboard = await card_posts.buttons(context.out, ticket)
    card = prompts.card_of(update)
    await context.out.edit_keyboard(card.chat.id, keyboard, message_id=card.message_id)


async def _offer(
    update: Update, context: OfficeContext, press: buttons.Press, ticket: Ticket, by: Actor
) -> None:
    del press
    await handover.offer(context, prompts.card_of(update), ticket, by)


async def _give(
    update: Update, context: OfficeContext, press: buttons.Press, ticket: Ticket, by: Actor
) -> None:
    del update
    await handover.give(context, ticket, press.number(2), by)


async def _reveal(
    update: Update, context: OfficeContext, press: buttons.Press, ticket: Ticket, by: Actor
) -> None:
    del press, by
    await identity.reveal(update, context, ticket)


#: What asks for more before it is done, or does what has no toast of its own.
CHOICES: dict[str, Choice] = {
    "ask": _prompt,
    "note": _prompt,
    "uphold": reviews.decide,
    "grant": reviews.decide,
    "close": _other_buttons,
    "back": _other_buttons,
    "hand": _offer,
    "give": _give,
    "who": _reveal,
    "nothold": outcomes.not_held,
    "held": outcomes.referred,
    "heldown": outcomes.refer_in_own_words,
    "refuse": outcomes.refuse,
    "refusal": outcomes.refuse,
    "ground": outcomes.ground_chosen,
    "refuse-now": outcomes.refuse_now,
    "withdrawn": outcomes.withdrawn,
    "dup": joins.offer,
    "dupnumber": joins.offer,
    "pick": joins.picked,
    "same": joins.same,
    "link": joins.link,
    "history": joins.history,
    "cost": costs.name,
    "paid": costs.confirm,
    "nopay": costs.reject,
    "ready": ready.choose,
    "ready-show": ready.show,
    "ready-send": ready.send,
    "ready-drop": ready.drop,
}


async def pressed(update: Update, context: OfficeContext, press: buttons.Press) -> None:
    """Carry out a pressed button of a card, or say why it cannot be."""
    by = await roster.presser(update, context)
    t = context.services.staff
    if by is None:
        context.answer(t.text(N_("Only members of the staff group can do this.")), alert=True)
        return
    ticket_id = press.number(1)
    ticket = await queries.get(context.tx, ticket_id) if ticket_id is not None else None
    if ticket is None:
        context.answer(t.text(N_("This case is not known here.")), alert=True)
        return
    try:
        await _carry_out(update, context, press, ticket, by)
    except errors.AlreadyTaken as taken:
        context.answer(
            t.text(N_("{name} already holds this case."), name=taken.holder_name), alert=True
        )
        await notices.refresh_card(context.out, ticket)
    except errors.NotAllowedNow:
        context.answer(
            t.text(
                N_("Not possible now: the case is “{status}”."),
                status=labels.staff_status(ticket.status, t),
            ),
            alert=True,
        )
        await notices.refresh_card(context.out, ticket)


async def _carry_out(
    update: Update, context: OfficeContext, press: buttons.Press, ticket: Ticket, by: Actor
) -> None:
    op = press.arg(0)
    if op in CHOICES:
        await CHOICES[op](update, context, press, ticket, by)
    elif op in DEEDS:
        change = await DEEDS[op](context, ticket.id, by)
        await notices.changed(context.out, change)
        context.answer(context.services.staff.text(DONE[op]))
    else:
        context.answer(context.services.staff.text(N_("This button is no longer in use.")))
