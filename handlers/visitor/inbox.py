"""Where a message of a person belongs: to a case, a form, a button of the menu, or a question.

The order is: a reply to something about a case goes to that case; an open form gets its
answer; a label of the menu is an act; when a case waits for the person the message goes
there (with several, the bot asks which); any other text is a question. A file that belongs
nowhere is kept and the person is asked; nothing sent is ever dropped.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from telegram import Message, Update

from handlers import contents, edits, labels
from handlers.forms import conversation, entrance
from handlers.i18n.translator import N_
from handlers.labels import Act
from handlers.visitor import (
    additions,
    ask,
    asking_back,
    browse,
    courtesy,
    kept,
    rating,
    tickets,
    welcome,
)
from knowledge.small_talk import Heard, Kind
from storage import held, posts
from storage.tickets import lifecycle, queries

if TYPE_CHECKING:
    from handlers.context import OfficeContext
    from storage.tickets.lifecycle import Content
    from storage.tickets.tables import Ticket

ACTS: dict[Act, Callable[[Update, OfficeContext], Awaitable[None]]] = {
    Act.REQUEST: entrance.begin("request"),
    Act.COMPLAINT: entrance.begin("complaint"),
    Act.OPINION: entrance.begin("opinion"),
    Act.SUGGESTION: entrance.begin("suggestion"),
    Act.DISCREPANCY: entrance.begin("discrepancy"),
    Act.TICKETS: tickets.show_list,
    Act.BROWSE: browse.show,
    Act.OFFICE: welcome.show_offices,
    Act.LANGUAGE: welcome.choose_language,
    Act.HELP: welcome.show_help,
}


async def received(update: Update, context: OfficeContext) -> None:
    """Find out where a message of the private chat belongs and bring it there."""
    message = update.effective_message
    if message is None:
        return
    ticket = await _replied_ticket(message, context)
    content = contents.of(message)
    if ticket is not None and content is not None:
        if not await rating.took(message, context, ticket, content):
            await additions.add_to(context, ticket, content)
        return
    if message.via_bot is not None and message.via_bot.id == context.services.bot_id:
        context.work.outcome = "inline:own"  # an answer of ours, picked here, is no question
        return
    act = _act(message, context)
    if act is not None:
        context.work.outcome = f"menu:{act}"
        await ACTS[act](update, context)
        return
    if await conversation.answered(update, context):
        return
    if content is None:
        text = context.t.html(N_("I cannot read this kind of message. Please write it as text."))
        await context.out.text(context.person.id, text)
        return
    await _place(update, context, content)


def _act(message: Message, context: OfficeContext) -> Act | None:
    """The act whose button the text is, in any of the languages."""
    acts = labels.acts_by_label(context.services.translators)
    return acts.get((message.text or "").strip())


async def _place(update: Update, context: OfficeContext, content: Content) -> None:
    """A message outside forms: to the case that waits, or a question, or kept and asked."""
    words = content.text or "" if content.media is None else ""
    if tickets.is_reference(context, words):
        await tickets.by_reference(context, words)
        return
    heard = courtesy.hear(context, words) if words else Heard(None)
    if heard.kind is Kind.GREETING:  # also while a case waits: it is no answer to it
        await courtesy.answer(context, heard.kind, words)
        return
    waiting = await queries.waiting_for_person(context.tx, context.person.id)
    if len(waiting) == 1 and not await _is_part_of_held(context, content):
        await additions.add_to(context, waiting[0], content, may_be_question=True)
    elif waiting or content.media is not None:
        await kept.hold(context, content, waiting)
    else:
        await _question(update, context, words)


async def _question(update: Update, context: OfficeContext, words: str) -> None:
    """Answer small talk in kind, and a question without the greeting before it."""
    if await asking_back.confirmed(context, words):
        return
    heard = courtesy.hear(context, words)
    if heard.kind is not None:
        await courtesy.answer(context, heard.kind, words)
    else:
        await ask.asked(update, context, heard.question)


async def _replied_ticket(message: Message, context: OfficeContext) -> Ticket | None:
    replied = message.reply_to_message
    if replied is None:
        return None
    post = await posts.find(context.tx, message.chat_id, replied.message_id)
    if post is None or post.ticket_id is None:
        return None
    ticket = await queries.get(context.tx, post.ticket_id)
    return ticket if ticket is not None and ticket.person_id == context.person.id else None


async def _is_part_of_held(context: OfficeContext, content: Content) -> bool:
    return content.media_group_id is not None and await held.has_album(
        context.tx, context.person.id, content.media_group_id
    )


async def edited(update: Update, context: OfficeContext) -> None:
    """The person edited a message: its copy in the group follows; a question is asked anew."""
    message = update.edited_message
    content = contents.of(message) if message is not None else None
    if message is None or content is None:
        return
    changed = await lifecycle.edit_message(
        context.tx,
        chat_id=message.chat_id,
        message_id=message.message_id,
        content=content,
        now=context.now,
    )
    if changed is not None:
        ticket = await queries.get(context.tx, changed.ticket_id)
        if ticket is not None:
            await edits.follow(context.out, ticket, changed)
        return
    ticket = await _replied_ticket(message, context)
    if ticket is not None and await rating.corrected(message, context, ticket, content):
        return
    if await conversation.is_open(context):
        text = context.t.html(
            N_("To change an answer of the form, use “Back”, or the ✏️ buttons on its last page.")
        )
        await context.out.text(context.person.id, text, reply_to=message.message_id)
    elif content.text and content.media is None and not content.text.startswith("/"):
        await _question(update, context, content.text)
