"""Buttons under an answer that staff write: publish, reword, translate, drop, take back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from telegram import Update

from handlers import answer_cards, buttons, offering
from handlers.i18n.translator import N_
from handlers.staff import from_cases, roster, teaching
from knowledge import anonymity
from knowledge.articles import MAIN_LANGUAGE
from storage import desk_log, gap_reading, gaps, learned_answers
from storage.gaps import GapState
from storage.learned_answers import AnswerState
from storage.tickets import queries
from storage.tickets.lifecycle import Actor

if TYPE_CHECKING:
    from handlers.context import OfficeContext
    from storage.learned_answers import LearnedAnswer

Deed = Callable[["OfficeContext", buttons.Press, "LearnedAnswer", Actor], Awaitable[bool]]


async def pressed(update: Update, context: OfficeContext, press: buttons.Press) -> None:
    """A button under a preview, or "make it an answer" under a card."""
    by = await roster.presser(update, context)
    query, t = update.callback_query, context.services.staff
    if by is None or query is None or query.message is None:
        context.answer(t.text(N_("Only members of the staff group can do this.")), alert=True)
        return
    operation, number = press.arg(0), press.number(1)
    if operation == "make":
        ticket = await queries.get(context.tx, number) if number is not None else None
        await from_cases.make(context, ticket, by, query.message.chat.id)
        return
    answer = await learned_answers.get(context.tx, number) if number is not None else None
    deed = DEEDS.get(operation)
    if answer is None or deed is None:
        context.answer(t.text(N_("This button is no longer in use.")))
        return
    if await deed(context, press, answer, by):
        await _show(context, answer.id, query.message.chat.id, query.message.message_id)


async def _show(context: OfficeContext, answer_id: int, chat_id: int, message_id: int) -> None:
    """Let the message say what the answer is now."""
    answer = await learned_answers.get(context.tx, answer_id)
    if answer is None:
        return
    askers = 0
    if answer.gap_id is not None:
        askers = (await gap_reading.counts(context.tx, answer.gap_id)).people
    view = answer_cards.view(answer, context.services, askers=askers)
    await context.out.edit(chat_id, view.text, message_id=message_id, keyboard=view.keyboard)


async def _publish(
    context: OfficeContext, press: buttons.Press, answer: LearnedAnswer, by: Actor
) -> bool:
    """Let it go live, in all replicas; its askers are told."""
    t = context.services.staff
    if answer.needs_another and by.id == answer.written_by:
        context.answer(
            t.text(N_("You wrote it: a colleague must approve it before it goes live.")), alert=True
        )
        return False
    if not answer_cards.is_clean(answer.texts):
        context.answer(
            t.text(N_("Please reword it first where {mark} stands."), mark=anonymity.HIDDEN),
            alert=True,
        )
        return False
    if not await learned_answers.publish(
        context.tx, answer.id, by=by.id, name=by.name, now=context.now
    ):
        context.answer(t.text(N_("This has already been dealt with.")))
        return True
    if answer.gap_id is not None:
        await gaps.decide(
            context.tx,
            answer.gap_id,
            GapState.ANSWERED,
            article_id=answer.article_id,
            by=by.id,
            name=by.name,
            now=context.now,
        )
        await offering.ask(context.out, answer.gap_id, answer.article_id, by)
    await _log(context, answer, by, "publish")
    context.answer(t.text(N_("It is live.")))
    return True


async def _back(
    context: OfficeContext, press: buttons.Press, answer: LearnedAnswer, by: Actor
) -> bool:
    """Take a live answer back; what it answered is open again."""
    t = context.services.staff
    if not await learned_answers.withdraw(context.tx, answer.id):
        context.answer(t.text(N_("This has already been dealt with.")))
        return True
    if answer.gap_id is not None:
        await gaps.reopen(context.tx, answer.gap_id)
    await _log(context, answer, by, "withdraw")
    context.answer(t.text(N_("Taken back.")))
    return True


async def _drop(
    context: OfficeContext, press: buttons.Press, answer: LearnedAnswer, by: Actor
) -> bool:
    """Give a draft up."""
    await learned_answers.drop(context.tx, answer.id)
    context.answer(context.services.staff.text(N_("Dropped.")))
    return True


async def _where(
    context: OfficeContext, press: buttons.Press, answer: LearnedAnswer, by: Actor
) -> bool:
    """Choose the office for which it holds; the words stay those of their writer."""
    wanted = press.arg(2)
    office = None if wanted == answer_cards.ALL else wanted
    if office is not None and office not in context.services.offices:
        context.answer(context.services.staff.text(N_("This button is no longer in use.")))
        return False
    await learned_answers.rewrite(
        context.tx,
        answer.id,
        texts=answer.texts,
        office=office,
        by=answer.written_by,
        name=answer.written_name,
        now=context.now,
    )
    context.answer()
    return True


async def _edit(
    context: OfficeContext, press: buttons.Press, answer: LearnedAnswer, by: Actor
) -> bool:
    """Ask for the whole text anew."""
    if _is_draft(context, answer):
        title = answer.texts[MAIN_LANGUAGE]["title"]
        slot = f"answer-text:{answer.id}:{MAIN_LANGUAGE}"
        await teaching.prompt(context, slot, teaching.EDIT, phrase=title)
    return False


async def _say(
    context: OfficeContext, press: buttons.Press, answer: LearnedAnswer, by: Actor
) -> bool:
    """Ask for the text in another language."""
    language, t = press.arg(2), context.services.staff
    if language in answer_cards.TRANSLATIONS and _is_draft(context, answer):
        await teaching.prompt(
            context,
            f"answer-text:{answer.id}:{language}",
            teaching.SAY,
            phrase=answer.texts[MAIN_LANGUAGE]["title"],
            language=t.text(teaching.LANGUAGES[language]),
        )
    return False


def _is_draft(context: OfficeContext, answer: LearnedAnswer) -> bool:
    if answer.state is AnswerState.DRAFT:
        return True
    context.answer(context.services.staff.text(N_("This has already been dealt with.")))
    return False


async def _log(context: OfficeContext, answer: LearnedAnswer, by: Actor, act: str) -> None:
    await desk_log.note(
        context.tx,
        "answer",
        actor_id=by.id,
        actor_name=by.name,
        now=context.now,
        data={"answer": answer.id, "act": act, "ticket": answer.ticket_id},
    )


DEEDS: dict[str, Deed] = {
    "go": _publish,
    "back": _back,
    "drop": _drop,
    "where": _where,
    "edit": _edit,
    "say": _say,
}
