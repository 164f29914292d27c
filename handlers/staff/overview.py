"""Lists for staff: /open, /find, /help in the group."""

from __future__ import annotations

import html
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING

from telegram import Update

from handlers import buttons, card_posts, cards, keyboards, labels, links
from handlers.i18n.translator import N_
from handlers.staff import roster
from storage import desks, posts, topics
from storage.tickets import queries, reference
from storage.tickets.states import Kind

if TYPE_CHECKING:
    from handlers.context import OfficeContext
    from handlers.i18n.translator import Translator
    from storage.tickets.tables import Ticket

Route = Callable[[Update, "OfficeContext"], Awaitable[None]]

PAGE = 10
#: What a clerk must know, a line each.
RULES: tuple[str, ...] = (
    N_(
        "A <b>reply</b> to a card or to a message under it goes to the person; 👍 on your "
        "message means that it has arrived."
    ),
    N_(
        "For some seconds a reply can be undone, or sent at once, by the buttons under it. "
        "/delete in reply to your answer takes it back later."
    ),
    N_(
        "A plain message stays in this group; in the topic of a case it is kept as an internal "
        "note (✍)."
    ),
    N_("One person has a case. Whoever answers what nobody has, has it from then on."),
    N_("When you edit an answer, the person’s copy is edited too."),
)


async def show_open(update: Update, context: OfficeContext) -> None:
    """/open: the open tickets, the newest first."""
    message = update.effective_message
    if message is None:
        return
    text, keyboard = await _page(context, 0, None)
    await context.out.text(message.chat_id, text, keyboard=keyboard)


async def turn_page(update: Update, context: OfficeContext, press: buttons.Press) -> None:
    """Another page of the open tickets, in place of the one shown."""
    query = update.callback_query
    if query is None or query.message is None:
        return
    if await roster.presser(update, context) is None:
        return
    wanted = press.arg(1)
    kind = Kind(wanted) if wanted in set(Kind) else None
    text, keyboard = await _page(context, max(press.number(0) or 0, 0), kind)
    await context.out.edit(
        query.message.chat.id, text, message_id=query.message.message_id, keyboard=keyboard
    )


async def _page(
    context: OfficeContext, page: int, kind: Kind | None
) -> tuple[str, keyboards.Markup]:
    t = context.services.staff
    found = await queries.open_tickets(context.tx, limit=PAGE + 1, offset=page * PAGE, kind=kind)
    if not found:
        return t.html(N_("No case is open.")), keyboards.inline([_kinds(kind, t)] if kind else [])
    head = t.html(N_("<b>Open cases</b>"))
    if kind is not None:
        head = t.html(N_("<b>Open cases: {kind}</b>"), kind=labels.kind(kind, t))
    lines = [head, *(_line(one, t) for one in found[:PAGE])]
    row = []
    if page:
        label = t.text(N_("◀️ Previous page"))
        row.append(keyboards.button(label, buttons.Verb.OPEN_PAGE, page - 1, kind))
    if len(found) > PAGE:
        label = t.text(N_("Next page ▶️"))
        row.append(keyboards.button(label, buttons.Verb.OPEN_PAGE, page + 1, kind))
    return "\n".join(lines), keyboards.inline([row, _kinds(kind, t)])


def _kinds(chosen: Kind | None, t: Translator) -> keyboards.Row:
    """One button for each kind, by its picture, and all of them where one is chosen."""
    row = [
        keyboards.button(labels.sign(one), buttons.Verb.OPEN_PAGE, 0, one)
        for one in Kind
        if one != chosen
    ]
    if chosen is not None:
        row.append(keyboards.button(t.text(N_("All")), buttons.Verb.OPEN_PAGE, 0))
    return row


def _line(ticket: Ticket, t: Translator) -> str:
    holder = f" · {html.escape(ticket.holder_name)}" if ticket.holder_name else ""
    subject = html.escape(ticket.subject[:60])
    return (
        f"{labels.sign(ticket.kind)} {cards.code(ticket.reference)} · "
        f"{labels.staff_status(ticket.status, t)}{holder}\n{subject}"
    )


async def find(update: Update, context: OfficeContext) -> None:
    """/find words: tickets by reference or by words of their subject; one is shown whole."""
    message = update.effective_message
    if message is None:
        return
    t = context.services.staff
    words = " ".join(context.args or [])
    if not words:
        await context.out.text(
            message.chat_id,
            t.html(
                N_("Write what to look for behind the command, for example: {example}"),
                example="/find Q-1405-7K3MX9",
            ),
        )
        return
    codes = [office.code for office in context.services.knowledge.offices.values()]
    read = reference.find_all(words, codes)
    found = await queries.find(context.tx, " ".join(read) or words, limit=PAGE)
    if len(found) == 1:
        await _show_card(context, message.chat_id, found[0])
        return
    lines = [_line(one, t) for one in found] or [t.html(N_("No case was found."))]
    await context.out.text(message.chat_id, "\n".join(lines))


async def _show_card(context: OfficeContext, chat_id: int, ticket: Ticket) -> None:
    """Post the card anew, or lead to the topic where it stands."""
    post = await posts.by_slot(context.tx, chat_id, topics.slot(ticket.id))
    at = await desks.topics(context.tx, chat_id, context.now)
    if post is None or not at.are_there:
        await card_posts.post(context.out, ticket)
        return
    await card_posts.ensure(context.out, ticket)
    label = context.services.staff.text(N_("Open its topic"))
    button = keyboards.link(label, links.to_topic(chat_id, post.message_id))
    await context.out.text(
        chat_id, _line(ticket, context.services.staff), keyboard=keyboards.inline([[button]])
    )


def helper(commands: Callable[[], Mapping[str, str]]) -> Route:
    """/help in the group: the rules of the desk, and what `commands` there are (name, msgid)."""

    async def show_help(update: Update, context: OfficeContext) -> None:
        message = update.effective_message
        if message is None:
            return
        t = context.services.staff
        lines = [t.html(N_("<b>How this desk works</b>")), *(f"• {t.html(one)}" for one in RULES)]
        lines += [
            t.html(N_("{command} – {what}"), command=f"/{name}", what=t.text(msgid))
            for name, msgid in commands().items()
        ]
        await context.out.text(message.chat_id, "\n".join(lines))

    return show_help
