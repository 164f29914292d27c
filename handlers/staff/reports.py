"""/report and /export: asked for here, made as long work (`handlers/works`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import Update

from handlers import authority, buttons
from handlers.i18n import dates
from handlers.i18n.translator import N_
from handlers.outgoing import Outgoing, Trace
from handlers.reports import messages, periods
from handlers.staff import roster
from storage import jobs, people

if TYPE_CHECKING:
    from handlers.context import OfficeContext
    from handlers.reports.periods import Period
    from storage.tickets.lifecycle import Actor

HELP = N_(
    "I did not understand the period. For example: {month}, {week}, {year}, {named}. Without words "
    "it is this month."
)


async def report(update: Update, context: OfficeContext) -> None:
    """/report: charts and a workbook of a period."""
    await _command(update, context, "report")


async def export(update: Update, context: OfficeContext) -> None:
    """/export: the cases of a period as a workbook."""
    await _command(update, context, "export")


async def _command(update: Update, context: OfficeContext, kind: str) -> None:
    message = update.effective_message
    by = await roster.writer(message, context) if message is not None else None
    if message is None or by is None:
        return
    words = [one for one in context.args or [] if one.casefold() not in authority.IDENTITIES]
    with_identities = kind == "export" and len(words) < len(context.args or [])
    period = periods.read(" ".join(words), dates.local_date(context.now, context.services.zone))
    if period is None:
        await context.out.text(message.chat_id, _help(context, kind), reply_to=message.message_id)
        return
    if with_identities:
        supervisor = await roster.supervisor_writing(message, context)
        if supervisor is not None:
            told = await _ask_privately(context, period, supervisor)
            await context.out.text(message.chat_id, told, reply_to=message.message_id)
        return
    await _ask(context, kind, period, by, message.chat_id)


def _help(context: OfficeContext, kind: str) -> str:
    t = context.services.staff
    examples = {
        "month": t.text(N_("month")),
        "week": t.text(N_("last week")),
        "year": t.text(N_("year")),
        "named": t.text(N_("Mehr 1405")),
    }
    return t.html(HELP, **{name: f"/{kind} {words}" for name, words in examples.items()})


async def pressed(update: Update, context: OfficeContext, press: buttons.Press) -> None:
    """A button under a report or an export: the same of another period, or with identities."""
    query, operation = update.callback_query, press.arg(0)
    by = (
        await roster.supervisor_pressing(update, context)
        if operation == "who"
        else await roster.presser(update, context)
    )
    if by is None or query is None or query.message is None:
        return
    t, period = context.services.staff, periods.from_code(press.arg(1))
    kind = {"make": "report", "cases": "export", "who": "export"}.get(operation)
    if period is None or kind is None:
        context.answer(t.text(N_("This button is no longer in use.")))
    elif operation == "who":
        context.answer(await _ask_privately(context, period, by), alert=True)
    else:
        context.answer()
        await _ask(context, kind, period, by, query.message.chat.id)


async def _ask(context: OfficeContext, kind: str, period: Period, by: Actor, chat_id: int) -> None:
    """Begin in the group, where everybody sees the result; not twice at the same time."""
    if not await _begin(context.out, kind, period, by, chat_id=chat_id):
        await context.out.text(
            chat_id, context.services.staff.html(N_("This is being made already."))
        )


async def _ask_privately(context: OfficeContext, period: Period, by: Actor) -> str:
    """Begin for one supervisor, in their private chat; what to tell them in the group."""
    t = context.services.staff
    person = await people.get(context.tx, by.id) if by.id is not None else None
    if person is None or not person.is_reachable:
        return t.text(N_("Please write to me in private first (/start); the file goes there only."))
    out = Outgoing(context.tx, context.services, context.now)
    await _begin(out, "export", period, by, chat_id=person.id, with_identities=True)
    return t.text(N_("The file comes to you in private. It is logged that you asked for it."))


async def _begin(
    out: Outgoing,
    kind: str,
    period: Period,
    by: Actor,
    *,
    chat_id: int,
    with_identities: bool = False,
) -> bool:
    """Ask for the work and say so; False when it was asked for and is not done yet."""
    services, t = out.services, out.services.staff
    params: dict[str, object] = {"period": period.code}
    if with_identities:
        params["identities"] = True
    if await jobs.is_asked(out.tx, kind, params, chat_id=chat_id):
        return False
    job = await jobs.ask(
        out.tx,
        kind,
        params,
        chat_id=chat_id,
        thread_id=out.here[1] if out.here is not None and out.here[0] == chat_id else None,
        language=services.default_language,
        asked_by=by.id,
        asked_name=by.name,
        now=out.now,
    )
    title = periods.title_now(period, dates.local_date(out.now, services.zone), t)
    text = messages.progress(N_("it is being made…"), title, t)
    await out.text(chat_id, text, trace=Trace(job.slot))
    return True
