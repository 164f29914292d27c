"""A question: the answer from the knowledge base with its source, or the ways on.

"Not found" never ends the talk: the question can be handed to staff, turned into a data
request, or the subjects can be looked through. Every question is stored with its outcome.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from telegram import Update

from handlers import answers, buttons, forms, office_news, sheets
from handlers.forms import conversation, entrance
from handlers.i18n import dates
from handlers.i18n.translator import N_
from handlers.visitor import ask_buttons, asking_back, browse, handover, menu, welcome
from storage import people, questions

if TYPE_CHECKING:
    from handlers.context import OfficeContext
    from knowledge.articles import Finding
    from storage.questions import Question


async def asked(
    update: Update, context: OfficeContext, text: str, *, waiting: Question | None = None
) -> None:
    """Answer a question, or ask for the office first when it is not known (BR-01).

    `waiting` is the stored question when it waited for its office until now.
    """
    services = context.services
    if waiting is None and await asking_back.answered(context, text):
        return
    with services.searching():
        found = services.understanding.find(
            text,
            office=_office_id(context),
            language=_language(context),
            today=dates.local_date(context.now, services.zone),
        )
    named = services.office(found.office)
    if named is not None and context.person.office is None and named != context.office:
        await _remember_office(context, named.id)
    office_id = named.id if named else _office_id(context)
    if office_id is None:
        question = waiting or await _record(context, text, None, None)
        context.work.outcome = "ask:office"
        await welcome.ask_office(context, question.id)
        return
    found = await asking_back.once(context, found, office_id)
    if waiting is not None:
        await questions.settle(context.tx, waiting, office=office_id, **_result(found))
    question = waiting or await _record(context, text, office_id, found)
    context.work.outcome = f"ask:{found.outcome}"
    await reply(context, found, question)


async def reply(context: OfficeContext, found: Finding, question: Question) -> None:
    """Send what was found, with the buttons that fit it."""
    setting = answers.Setting(
        context.services,
        _language(context),
        context.now,
        context.services.office(question.office),
    )
    text = answers.compose(found, setting)
    if found.outcome == "answer":
        article, limited = found.matches[0].article, answers.limited(found, setting)
        sheet = sheets.brief(article, setting, limited)
        text = await office_news.about(context, article) + text
        keyboard = ask_buttons.under_article(context, article, question.id, sheet, limited)
    elif found.outcome == "choose":
        keyboard = ask_buttons.choices(context, found, question.id)
    else:
        keyboard = ask_buttons.ways_on(context, question.id)
    await context.out.text(context.person.id, text, keyboard=keyboard)


async def office_chosen(update: Update, context: OfficeContext, press: buttons.Press) -> None:
    """Remember the office and answer the question that waited for it."""
    office = context.services.office(press.arg(0))
    if office is None:
        context.answer(context.t.text(N_("This button is no longer in use.")))
        return
    await _remember_office(context, office.id)
    context.answer(office.name_in(_language(context)))
    if press.arg(1) in forms.FORMS:
        await entrance.enter(context, press.arg(1), {})
        return
    if await handover.office_chosen(context, press):
        return
    if press.arg(1) == buttons.Verb.BROWSE:
        await browse.show(update, context)
        return
    waiting = await handover.own_question(context, press.number(1))
    if waiting is not None and waiting.outcome == questions.Outcome.WAITING:
        await asked(update, context, waiting.text, waiting=waiting)
        return
    if await conversation.is_open(context):
        await context.out.text(
            context.person.id,
            context.t.html(
                N_("From now on I answer for the {office}; the open form stays with its own."),
                office=office.name_in(_language(context)),
            ),
        )
        await conversation.resume(context)
        return
    await context.out.text(
        context.person.id,
        context.t.html(
            N_("From now on I answer for the {office}. Write your question."),
            office=office.name_in(_language(context)),
        ),
        keyboard=menu.keyboard(context.t, context.services, office),
    )


async def _record(
    context: OfficeContext, text: str, office_id: str | None, found: Finding | None
) -> Question:
    return await questions.record(
        context.tx,
        person_id=context.person.id,
        office=office_id,
        language=_language(context),
        text=text,
        now=context.now,
        **_result(found),
    )


def _result(found: Finding | None) -> dict[str, Any]:
    """What is stored of a finding; nothing yet where the office has to be asked first."""
    if found is None:
        return {"outcome": questions.Outcome.WAITING, "articles": [], "score": None}
    return {
        "outcome": found.outcome,
        "articles": [match.article.id for match in found.matches],
        "score": found.matches[0].score if found.matches else None,
    }


async def _remember_office(context: OfficeContext, office_id: str) -> None:
    await people.set_office(context.tx, context.person.id, office_id)
    context.person.office = office_id


def _office_id(context: OfficeContext) -> str | None:
    return context.office.id if context.office else None


def _language(context: OfficeContext) -> str:
    return context.t.language
