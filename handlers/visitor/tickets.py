"""Own cases: list, state, add to, withdraw, reopen, and the verdict after an answer.

A person reaches only their own tickets. A reference of somebody else's is answered with the
same words as one that does not exist, so that nothing can be learned from trying.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from telegram import Update

from handlers import buttons, cards, file_limits, guard, keyboards, labels
from handlers.buttons import Verb
from handlers.i18n.translator import N_
from handlers.outgoing import Trace
from handlers.visitor import costs, endings, rating
from storage import errors
from storage.tickets import lifecycle, links, queries, reference
from storage.tickets.states import Action, Party

if TYPE_CHECKING:
    from handlers.context import OfficeContext
    from storage.tickets.tables import Ticket

PAGE = 6
#: Operations after which the buttons pressed have no more use.
DECISIONS = frozenset({"withdraw-yes", "reopen", "verdict", "rate", "cost-yes", "cost-no"})
DECIDED = {"reopen": endings.reopen, "cost-yes": costs.accept, "cost-no": costs.decline}


async def show_list(update: Update, context: OfficeContext, page: int = 0) -> None:
    """/tickets: the person's cases, the newest first."""
    t = context.t
    found = await queries.of_person(
        context.tx, context.person.id, limit=PAGE + 1, offset=page * PAGE
    )
    if not found:
        await context.out.text(
            context.person.id,
            t.html(N_("You have no case yet. A request or a complaint begins one.")),
        )
        return
    rows: list[keyboards.Row] = [
        [
            keyboards.button(
                f"{labels.sign(one.kind)} {one.reference} · {labels.status(one.status, t)}",
                Verb.TICKET,
                "show",
                one.id,
            )
        ]
        for one in found[:PAGE]
    ]
    turning = []
    if page:
        turning.append(keyboards.button(t.text(N_("◀️ Newer")), Verb.TICKET, "list", page - 1))
    if len(found) > PAGE:
        turning.append(keyboards.button(t.text(N_("Older ▶️")), Verb.TICKET, "list", page + 1))
    head = t.html(N_("<b>Your cases</b>"))
    text = "\n".join([head, *(_line(one) for one in found[:PAGE])])
    await context.out.text(context.person.id, text, keyboard=keyboards.inline([*rows, turning]))


def _line(ticket: Ticket) -> str:
    return f"{cards.code(ticket.reference)}\n{html.escape(ticket.subject[:60])}"


async def track(update: Update, context: OfficeContext) -> None:
    """/track <reference>: the person's own case of that number."""
    words = " ".join(context.args or [])
    if not words:
        text = context.t.html(
            N_("Write the tracking number behind the command, for example: {example}"),
            example="/track Q-1405-7K3MX9",
        )
        await context.out.text(context.person.id, text)
        return
    await by_reference(context, words)


async def by_reference(context: OfficeContext, text: str) -> None:
    """Show the own case of a reference, read leniently."""
    read = read_reference(context, text)
    if read and not await guard.may_look_up(context):
        return
    ticket = await queries.by_reference(context.tx, read) if read else None
    if read and (ticket is None or ticket.person_id != context.person.id):
        await guard.looked_up_in_vain(context)
    if ticket is None or ticket.person_id != context.person.id:
        msgid = (
            N_("You have no case with the number {reference}.")
            if read
            else N_("{reference} is not a tracking number; please check its letters and digits.")
        )
        await context.out.text(
            context.person.id, context.t.html(msgid, reference=read or text[:40])
        )
        return
    await show(context, ticket)


def read_reference(context: OfficeContext, text: str) -> str | None:
    """The reference a text is, or the one that stands in it; None when there is none."""
    codes = [context.services.knowledge.offices[one].code for one in context.services.offices]
    inside = reference.find_all(text, codes)
    return reference.read(text, codes) or (inside[0] if len(inside) == 1 else None)


def is_reference(context: OfficeContext, text: str) -> bool:
    """Whether a text is a tracking number and nothing else, with its check character right."""
    codes = [context.services.knowledge.offices[one].code for one in context.services.offices]
    return reference.read(text.strip().lstrip("#"), codes) is not None


async def show(context: OfficeContext, ticket: Ticket) -> None:
    """Send the case with what may be done with it; a reply to it adds to the case."""
    events = await queries.events(context.tx, ticket.id)
    linked = await links.of(context.tx, ticket.id)
    await context.out.text(
        context.person.id,
        cards.view(ticket, events, context.t, linked=linked),
        keyboard=cards.view_keyboard(ticket, context.t),
        trace=Trace(None, ticket.id),
    )


async def pressed(update: Update, context: OfficeContext, press: buttons.Press) -> None:
    """Carry out a button of the person's own case."""
    operation, number = press.arg(0), press.number(1)
    if operation == "list":
        context.answer()
        await show_list(update, context, max(number or 0, 0))
        return
    t = context.t
    ticket = await queries.get(context.tx, number) if number is not None else None
    if ticket is None or ticket.person_id != context.person.id:
        context.answer(t.text(N_("You have no such case.")), alert=True)
        return
    try:
        await _carry_out(context, operation, ticket, press.arg(2))
        await _settle(update, context, operation)
    except errors.NotAllowedNow:
        context.answer(
            t.text(
                N_("Not possible now: your case is “{status}”."),
                status=labels.status(ticket.status, t),
            ),
            alert=True,
        )


async def _settle(update: Update, context: OfficeContext, operation: str) -> None:
    """What was decided once loses its buttons."""
    query = update.callback_query
    if operation in DECISIONS and query is not None and query.message is not None:
        await context.out.edit_keyboard(
            context.person.id, keyboards.NONE, message_id=query.message.message_id
        )


async def _carry_out(context: OfficeContext, operation: str, ticket: Ticket, extra: str) -> None:
    if operation in rating.OPERATIONS:
        await rating.pressed(context, ticket, operation, extra)
    elif operation == "show":
        context.answer()
        await show(context, ticket)
    elif operation == "add":
        context.answer()
        await _ask_for_more(context, ticket)
    elif operation == "withdraw":
        lifecycle.check(ticket, Action.WITHDRAW, Party.PERSON)
        context.answer()
        await _confirm_withdrawal(context, ticket)
    elif operation == "withdraw-yes":
        done = await lifecycle.withdraw(
            context.tx, ticket.id, person_id=context.person.id, now=context.now
        )
        await endings.tell(context, done, N_("Your case {reference} has been withdrawn."))
    elif operation in DECIDED:
        await DECIDED[operation](context, ticket)
    elif operation == "verdict" and extra in labels.VERDICTS:
        await endings.judge(context, ticket, extra)
    else:
        context.answer(context.t.text(N_("This button is no longer in use.")))


async def _ask_for_more(context: OfficeContext, ticket: Ticket) -> None:
    t = context.t
    asked = t.html(
        N_("Reply to this message with what you want to add to case {reference}."),
        reference=cards.code(ticket.reference),
    )
    await context.out.text(
        context.person.id,
        "\n".join([asked, *file_limits.told(ticket, context.services, t)]),
        keyboard=keyboards.force_reply(t.text(N_("Your message"))),
        trace=Trace(None, ticket.id),
    )


async def _confirm_withdrawal(context: OfficeContext, ticket: Ticket) -> None:
    t = context.t
    await context.out.text(
        context.person.id,
        t.html(
            N_("Withdraw case {reference}? The office will not work on it any more."),
            reference=cards.code(ticket.reference),
        ),
        keyboard=keyboards.inline(
            [
                [
                    keyboards.button(
                        t.text(N_("🗑 Yes, withdraw")), Verb.TICKET, "withdraw-yes", ticket.id
                    ),
                    keyboards.button(t.text(N_("No, keep it")), Verb.TICKET, "show", ticket.id),
                ]
            ]
        ),
    )
