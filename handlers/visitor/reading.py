"""Reading an article: by a button, by a deep link, and its details page by page in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import Update

from handlers import buttons, limits, office_news, sheets
from handlers.i18n.translator import N_
from handlers.visitor import ask_buttons, handover
from storage import questions

if TYPE_CHECKING:
    from handlers.context import OfficeContext
    from knowledge.articles import Article
    from storage.questions import Question

GONE = N_("This article is no longer here.")


async def pressed(update: Update, context: OfficeContext, press: buttons.Press) -> None:
    """Show the article whose button was pressed."""
    question = await handover.own_question(context, press.number(1))
    context.answer()
    await show(context, press.arg(0), question)


async def show(context: OfficeContext, article_id: str, question: Question | None = None) -> None:
    """Send one article by its id, when it belongs to an office served here.

    With a question, its asker has taken the article for its answer, and that is remembered.
    """
    found = served(context, article_id)
    if found is None:
        await context.out.text(context.person.id, context.t.html(GONE))
        return
    if question is not None:
        await questions.mark_picked(context.tx, question.id, found.id)
    setting = setting_of(context, found)
    limited = limits.of(found, question.text, setting) if question else ()
    sheet = sheets.brief(found, setting, limited)
    await context.out.text(
        context.person.id,
        await office_news.about(context, found) + sheet.text,
        keyboard=ask_buttons.under_article(
            context, found, question.id if question else None, sheet, limited
        ),
    )


async def turned(update: Update, context: OfficeContext, press: buttons.Press) -> None:
    """All of an article, a page of it, or the short answer again, in place of the message."""
    query = update.callback_query
    found = served(context, press.arg(0))
    if query is None or query.message is None or found is None:
        context.answer(context.t.text(GONE))
        return
    context.answer()
    setting, page = setting_of(context, found), press.number(2)
    question = await handover.own_question(context, press.number(1))
    limited = limits.of(found, question.text, setting) if question else ()
    if page is None:
        sheet = sheets.brief(found, setting, limited)
    else:
        sheet = sheets.details(found, setting, page)
    await context.out.edit(
        context.person.id,
        sheet.text,
        message_id=query.message.message_id,
        keyboard=ask_buttons.under_article(context, found, press.number(1), sheet, limited),
    )


def served(context: OfficeContext, article_id: str) -> Article | None:
    """The article of that id, when it belongs to an office served here."""
    found = context.services.knowledge.articles.get(article_id)
    if found is None or (found.office and context.services.office(found.office) is None):
        return None
    return found


def setting_of(context: OfficeContext, found: Article) -> sheets.Setting:
    """For whom and when an article is put into words."""
    office = context.services.office(found.office) or context.office
    return sheets.Setting(context.services, context.t.language, context.now, office)
