"""Replies to what the bot asked while staff teach it: words to look for, an answer, other words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import Message

from handlers.i18n.translator import N_
from handlers.staff import gaps as review
from handlers.staff import roster, teaching
from knowledge import learned
from knowledge.articles import LANGUAGES
from storage import gaps, learned_answers, posts
from storage.learned_answers import AnswerState

if TYPE_CHECKING:
    from handlers.context import OfficeContext
    from storage.tickets.lifecycle import Actor


async def took(message: Message, context: OfficeContext) -> bool:
    """Take a reply to a prompt of the teaching; False when the message is none."""
    original = message.reply_to_message
    if original is None:
        return False
    post = await posts.find(context.tx, message.chat_id, original.message_id)
    kind, _, rest = (post.slot or "" if post is not None else "").partition(":")
    if kind not in {"gap-find", "gap-write", "answer-text"}:
        return False
    by = await roster.writer(message, context)
    if by is None:
        return True
    t = context.services.staff
    if not message.text:
        text = t.html(N_("Please write it as text."))
        await context.out.text(message.chat_id, text, reply_to=message.message_id)
    elif by.id is None:
        text = t.html(N_("You are writing as the group. Please write this as yourself."))
        await context.out.text(message.chat_id, text, reply_to=message.message_id)
    elif kind == "answer-text":
        number, _, more = rest.partition(":")
        await _text(message, context, int(number), more.partition(":")[0], by)
    else:
        await _of_gap(message, context, kind, int(rest.partition(":")[0]), by)
    return True


async def _of_gap(
    message: Message, context: OfficeContext, kind: str, gap_id: int, by: Actor
) -> None:
    gap = await gaps.get(context.tx, gap_id)
    if gap is None:
        return
    if kind == "gap-find":
        await review.looked_for(context, message, gap, (message.text or "")[:200])
        return
    title, body = teaching.parted(message.text or "", gap.phrase[: learned.TITLE_LIMIT])
    fault = learned.fault(title, body)
    if fault is not None:
        await teaching.refuse(context, message, fault)
        return
    await teaching.written(context, message, gap, (title, body), by)


async def _text(
    message: Message, context: OfficeContext, answer_id: int, language: str, by: Actor
) -> None:
    answer = await learned_answers.get(context.tx, answer_id)
    if answer is None or language not in LANGUAGES:
        return
    if answer.state is not AnswerState.DRAFT:
        text = context.services.staff.html(N_("This has already been dealt with."))
        await context.out.text(message.chat_id, text, reply_to=message.message_id)
        return
    known = answer.texts.get(language)
    title, body = teaching.parted(message.text or "", known["title"] if known else "")
    fault = learned.fault(title, body)
    if fault is not None:
        await teaching.refuse(context, message, fault)
        return
    await teaching.reworded(context, message, answer, (language, title, body), by)
