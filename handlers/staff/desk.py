"""Buttons of the ticket cards: take, release, hand over, ask back, close, refuse, reveal."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from telegram import MaybeInaccessibleMessage, Update

from handlers import buttons, card_buttons, cards, keyboards, labels, notices
from handlers.i18n.translator import N_
from handlers.outgoing import Trace
from handlers.staff import handover, identity, roster
from storage import errors
from storage.tickets import lifecycle, queries
from storage.tickets.lifecycle import Actor, Change
from storage.tickets.states import Action

if TYPE_CHECKING:
    from handlers.context import OfficeContext
    from storage.tickets.tables import Ticket

#: What a prompt in the group asks for; a reply to it becomes that act (`staff/replies.py`).
PROMPTS: dict[str, str] = {
    "ask": N_("{reference}: reply to this message with your question to the person."),
    "refuse": N_(
        "{reference}: reply to this message with the reason of the refusal; "
        "the person will read it."
    ),
    "note": N_("{reference}: reply to this message with your note; the person will not see it."),
}
PROMPTED = {"ask": Action.ASK_BACK, "refuse": Action.REFUSE, "note": Action.NOTE}
FIELD, FIELD_NOTE = N_("Your message to the person"), N_("Your note for colleagues")
DONE: dict[str, str] = {
    "take": N_("You have taken this case."),
    "release": N_("The case is free again."),
    "prepare": N_("The person has been told."),
    "full": N_("Closed: answered in full."),
    "part": N_("Closed: answered in part."),
    "nothold": N_("Closed: not held."),
    "reopen": N_("The case is open again."),
}
OUTCOMES = {
    "full": Action.CLOSE_FULL,
    "part": Action.CLOSE_PARTLY,
    "nothold": Action.CLOSE_NOT_HELD,
}

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
    t = context.services.staff
    op, card = press.arg(0), _card(update)
    if op in PROMPTS:
        await _prompt(update, context, op, ticket)
    elif op in {"close", "back"}:
        make = card_buttons.to_close if op == "close" else card_buttons.of_card
        keyboard = make(ticket, t)
        await context.out.edit_keyboard(card.chat.id, keyboard, message_id=card.message_id)
    elif op == "hand":
        await handover.offer(context, card, ticket, by)
    elif op == "give":
        await handover.give(context, ticket, press.number(2), by)
    elif op == "who":
        await identity.reveal(update, context, ticket)
    elif (deed := DEEDS.get(op)) is not None:
        change = await deed(context, ticket.id, by)
        await notices.changed(context.out, change)
        context.answer(t.text(DONE[op]))
    else:
        context.answer(t.text(N_("This button is no longer in use.")))


async def _prompt(update: Update, context: OfficeContext, op: str, ticket: Ticket) -> None:
    """Ask the one who pressed for the words; the reply to the prompt carries out the act."""
    t = context.services.staff
    lifecycle.check(ticket, PROMPTED[op])
    await context.out.text(
        _card(update).chat.id,
        t.html(PROMPTS[op], reference=cards.code(ticket.reference)),
        keyboard=keyboards.force_reply(t.text(FIELD_NOTE if op == "note" else FIELD)),
        reply_to=_card(update).message_id,
        trace=Trace(f"{op}:{ticket.id}:{update.update_id}", ticket.id),
    )
    context.answer()


def _card(update: Update) -> MaybeInaccessibleMessage:
    query = update.callback_query
    assert query is not None and query.message is not None  # noqa: S101, PT018 - roster checked
    return query.message
