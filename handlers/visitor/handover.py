"""From the knowledge base to a human: "did not answer me", "to an expert", "a human, please"."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from telegram import Update

from handlers import buttons, file_limits, guard, keyboards, notices, timing
from handlers.i18n import dates
from handlers.i18n.translator import N_
from handlers.outgoing import Trace
from handlers.visitor import additions, ask_buttons, welcome
from storage import questions
from storage.tickets import lifecycle
from storage.tickets.states import Kind

if TYPE_CHECKING:
    from handlers.context import OfficeContext
    from knowledge.articles import Office
    from storage.questions import Question
    from storage.tickets.lifecycle import Change, Content

#: What was asked so recently is what somebody who asks for a human wants to talk about.
RECENT: Final = timedelta(minutes=15)
#: Marks, in the buttons of the offices, a question that waits to be handed over.
_WAITS: Final = "h"
REFUSED: Final = N_(
    "This office does not take documents here, and the file was not kept. Please send it by office "
    "automation, fax or official e-mail; a question you can write here."
)
TO_EXPERT: Final = N_("🙋 Hand it to an expert")


async def not_helped(update: Update, context: OfficeContext, press: buttons.Press) -> None:
    """The answer did not help: note it and offer the ways on."""
    question = await own_question(context, press.number(0))
    if question is None:
        context.answer(context.t.text(N_("This button is no longer in use.")))
        return
    context.answer()
    await did_not_help(context, question)


async def did_not_help(context: OfficeContext, question: Question) -> None:
    """Note that what was said of a question is not what was asked, and offer the ways on."""
    await questions.mark_helped(context.tx, question.id, context.person.id, helped=False)
    await context.out.text(
        context.person.id,
        context.t.html(
            N_("I am sorry. I can hand your question to the experts, or you can ask differently.")
        ),
        keyboard=ask_buttons.ways_on(context, question.id),
    )


async def handed_over(update: Update, context: OfficeContext, press: buttons.Press) -> None:
    """Hand a question to staff: it becomes a ticket of kind question, once."""
    question = await own_question(context, press.number(0))
    if question is None:
        context.answer(context.t.text(N_("This button is no longer in use.")))
        return
    if question.ticket_id is not None:
        context.answer(context.t.text(N_("This question is already with the experts.")))
        return
    context.answer()
    await _give(context, question)


async def wanted(update: Update, context: OfficeContext, press: buttons.Press) -> None:
    """The button for who would rather talk to a human being."""
    context.answer()
    await to_human(context, context.t.text(TO_EXPERT))


async def to_human(context: OfficeContext, words: str) -> None:
    """Hand over at once: the question asked just now, or else the wish to talk to somebody."""
    context.work.outcome = "human"
    person = context.person
    question = await questions.latest(context.tx, person.id, since=context.now - RECENT)
    if question is not None and question.ticket_id is not None:
        await context.out.text(
            person.id,
            context.t.html(
                N_("The experts have it already. To add something, reply to this message.")
            ),
            trace=Trace(None, question.ticket_id),
        )
        return
    if question is None:
        question = await questions.record(
            context.tx,
            person_id=person.id,
            office=context.office.id if context.office else None,
            language=context.t.language,
            text=context.t.text(N_("I want to talk to a human being ({words})"), words=words),
            outcome=questions.Outcome.HANDED_OVER,
            articles=[],
            score=None,
            now=context.now,
        )
    await _give(context, question)


async def office_chosen(context: OfficeContext, press: buttons.Press) -> bool:
    """Hand over the question for which the office had to be asked; False if none waits."""
    waiting = press.arg(1)
    number = waiting.removeprefix(_WAITS)
    if number == waiting or not number.isdecimal():
        return False
    question = await own_question(context, int(number))
    if question is None or question.ticket_id is not None:
        return False
    await _give(context, question)
    return True


async def _give(context: OfficeContext, question: Question) -> None:
    """Open the ticket of a question; who only wished for a human is asked what it is about."""
    office = context.services.office(question.office) or context.office
    if office is None:
        await welcome.ask_office(context, f"{_WAITS}{question.id}")
        return
    if not await guard.may_open(context):
        return
    is_wish = question.outcome == questions.Outcome.HANDED_OVER
    change = await _open(context, office, question.text, [], question.id)
    await questions.attach_ticket(context.tx, question.id, change.ticket.id, office=office.id)
    await notices.opened(context.out, change)
    if is_wish:
        asked = context.t.html(
            N_("What is it about? Reply to this message; an expert will read it.")
        )
        await context.out.text(
            context.person.id,
            "\n".join([asked, *file_limits.told(change.ticket, context.services, context.t)]),
            keyboard=keyboards.force_reply(context.t.text(N_("Your message"))),
            trace=Trace(None, change.ticket.id),
        )


async def hand_over_files(context: OfficeContext, parts: list[Content]) -> None:
    """Hand a voice, a picture or files to staff as a question ticket.

    An office that takes no documents in the chat gets only the voice (QOM-14, BR-02); its
    person is told the ways that are open.
    """
    t = context.t
    words = " ".join(part.text for part in parts if part.text)
    office = context.office
    if office is None:  # asked for before, in `kept.held_chosen`
        return
    if not office.accepts_documents_in_chat and any(map(additions.is_document, parts)):
        text = t.html(REFUSED)
        await context.out.text(context.person.id, text)
        parts = [part for part in parts if not additions.is_document(part)]
        if not parts and not words:
            return
    if not await guard.may_open(context):
        return
    subject = words or t.text(N_("A question sent as a file or voice"))
    files = [part for part in parts if part.media]
    change = await _open(context, office, subject, files, None)
    await notices.opened(context.out, change)


async def _open(
    context: OfficeContext,
    office: Office,
    text: str,
    files: list[Content],
    question_id: int | None,
) -> Change:
    return await lifecycle.open_ticket(
        context.tx,
        kind=Kind.QUESTION,
        office=office.id,
        office_code=office.code,
        person_id=context.person.id,
        is_anonymous=False,
        language=context.t.language,
        subject=text[:200],
        fields={"text": text, "name": context.person.name},
        files=files,
        jalali_year=dates.jalali_year(context.now, context.services.zone),
        now=context.now,
        random=context.services.random,
        service=timing.service_of(office),
        promise=timing.promise_for(office, Kind.QUESTION),
        question_id=question_id,
    )


async def own_question(context: OfficeContext, question_id: int | None) -> Question | None:
    """The question of that id when this person asked it."""
    if question_id is None:
        return None
    question = await questions.get(context.tx, question_id)
    if question is None or question.person_id != context.person.id:
        return None
    return question
