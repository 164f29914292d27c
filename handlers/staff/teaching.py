"""Answers that staff write: a short form in the group, a preview, publishing, taking back.

The first line is the title, the rest the answer. What came from somebody's case goes live only by
a colleague's word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handlers import answer_cards, gap_lists, keyboards
from handlers.i18n.translator import N_
from handlers.outgoing import Outgoing, Trace
from knowledge.articles import MAIN_LANGUAGE
from knowledge.learned import Fault
from storage import learned_answers

if TYPE_CHECKING:
    from telegram import Message

    from handlers.context import OfficeContext
    from storage.gaps import Gap
    from storage.learned_answers import LearnedAnswer
    from storage.tickets.lifecycle import Actor

FIND = N_("“{phrase}”\nReply to this message with words from the article you have in mind.")
WRITE = N_(
    "“{phrase}”\nReply to this message with the answer: the title in the first line, the answer "
    "below it. You will see it before anybody else does."
)
EDIT = N_(
    "“{phrase}”\nReply to this message with the whole text anew: the title in the first line, the "
    "answer below it."
)
SAY = N_(
    "“{phrase}”\nReply to this message with the text in {language}: the title in the first line, "
    "the answer below it."
)
FAULTS: dict[Fault, str] = {
    Fault.EMPTY: N_(
        "A title and an answer are needed: the title in the first line, then the text."
    ),
    Fault.LONG: N_("This is too long: a title of one line, an answer of one message."),
    Fault.BRACES: N_("Please write it without braces: {braces} have a meaning of their own here."),
    Fault.MARKUP: N_("Please write it without markup such as {example}."),
}
LANGUAGES = {"fa": N_("Persian"), "en": N_("English"), "ar": N_("Arabic")}


async def prompt(context: OfficeContext, slot: str, msgid: str, **values: str) -> None:
    """Ask the one who pressed for words; `taught` takes the reply by the slot."""
    services, t = context.services, context.services.staff
    context.answer()
    unique = f"{slot}:{int(context.now.timestamp() * 1000)}"
    await context.out.text(
        services.staff_chat_id,
        t.html(msgid, **values),
        keyboard=keyboards.force_reply(t.text(N_("Your text"))),
        trace=Trace(unique),
    )


def parted(text: str, title: str) -> tuple[str, str]:
    """Title and body of what somebody wrote; a text of one line has the title given."""
    first, _, rest = text.strip().partition("\n")
    return (first.strip(), rest.strip()) if rest.strip() else (title, first.strip())


async def refuse(context: OfficeContext, message: Message, fault: Fault) -> None:
    """Say why a text cannot be an answer."""
    text = context.services.staff.html(FAULTS[fault], braces="{ }", example="<b>")
    await context.out.text(message.chat_id, text, reply_to=message.message_id)


async def preview(out: Outgoing, answer: LearnedAnswer, *, chat_id: int) -> None:
    """Show a draft; from now on this message is the answer's."""
    view = answer_cards.view(answer, out.services)
    await out.text(chat_id, view.text, keyboard=view.keyboard, trace=Trace(answer.slot))


async def written(
    context: OfficeContext, message: Message, gap: Gap, told: tuple[str, str], by: Actor
) -> None:
    """An answer to a matter was written (title, body): it is kept as a draft and shown."""
    title, body = told
    words = [one.text for one in await gap_lists.wordings(context.out, gap)]
    answer = await learned_answers.draft(
        context.tx,
        office=gap.office,
        texts=texts(title, body, words or [title]),
        gap_id=gap.id,
        by=by.id,
        name=by.name,
        now=context.now,
    )
    await preview(context.out, answer, chat_id=message.chat_id)


def texts(title: str, body: str, words: list[str]) -> dict[str, Any]:
    """The texts of an answer as they are kept; Persian is the main one, found by all words."""
    return {MAIN_LANGUAGE: {"title": title, "body": body, "questions": words}}


async def reworded(
    context: OfficeContext,
    message: Message,
    answer: LearnedAnswer,
    told: tuple[str, str, str],
    by: Actor,
) -> None:
    """A draft got other words, or the same in another language: (language, title, body)."""
    language, title, body = told
    known = answer.texts.get(language, {"questions": [title]})
    said = {"title": title, "body": body, "questions": known["questions"]}
    changed = await learned_answers.rewrite(
        context.tx,
        answer.id,
        texts={**answer.texts, language: said},
        office=answer.office,
        by=by.id,
        name=by.name,
        now=context.now,
    )
    if changed is not None:
        await preview(context.out, changed, chat_id=message.chat_id)
