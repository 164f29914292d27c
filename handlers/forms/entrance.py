"""The ways into a form: a command, the menu, a button under an answer.

An unfinished form is not thrown away by beginning another: the person is asked. The office
is asked first when it is not known (BR-01).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from telegram import Update

from handlers import buttons, forms, keyboards
from handlers.buttons import Verb
from handlers.forms import conversation, discrepancy, proposals
from handlers.i18n.translator import N_
from handlers.visitor import menu
from storage import drafts, questions

if TYPE_CHECKING:
    from handlers.context import OfficeContext
    from knowledge.articles import Article


NO_YEARBOOK = N_(
    "By its statement this office has no yearbook of which a figure could be checked here. "
    "You can ask your question, or complain about a wrong figure with /complaint."
)


def begin(name: str) -> Callable[[Update, OfficeContext], Awaitable[None]]:
    """The route that begins the form of that name."""

    async def route(update: Update, context: OfficeContext) -> None:
        await enter(context, name, {})

    return route


async def begin_pressed(update: Update, context: OfficeContext, press: buttons.Press) -> None:
    """A button that begins a form."""
    context.answer()
    if press.arg(0) not in forms.FORMS:
        return
    if press.arg(2) == "anew":
        await drafts.discard(context.tx, context.person.id)
    article = context.services.knowledge.articles.get(press.arg(1))
    if article is None:
        await enter(context, press.arg(0), {})
        return
    await enter(context, press.arg(0), _of_table(article, context), source=press)


def _of_table(article: Article, context: OfficeContext) -> dict[str, Any]:
    """What a table says of where a figure stands in the yearbook."""
    known = {option.value for option in discrepancy.CHAPTERS}
    chapter = {"chapter": article.chapter} if article.chapter in known else {}
    return {**chapter, "table": article.text(context.t.language).title[:200]}


async def begin_request(update: Update, context: OfficeContext, press: buttons.Press) -> None:
    """A data request prefilled with the article it came from, or with the words asked."""
    context.answer()
    if press.arg(2) == "anew":
        await drafts.discard(context.tx, context.person.id)
    article = context.services.knowledge.articles.get(press.arg(0))
    number = press.number(1)
    question = await questions.get(context.tx, number) if number is not None else None
    subject = None
    if article is not None:
        subject = article.text(context.t.language).title
    elif question is not None and question.person_id == context.person.id:
        subject = question.text
    prefill = {"subject": subject} if subject else {}
    if subject and question is not None and question.person_id == context.person.id:
        prefill[proposals.WORDS] = question.text
    await enter(context, "request", prefill, source=press)


async def enter(
    context: OfficeContext,
    name: str,
    prefill: dict[str, Any],
    *,
    source: buttons.Press | None = None,
) -> None:
    """Begin a form, unless another is open or the office is not known yet.

    `source` is the press under an article that the prefilled answers come from.
    """
    t = context.t
    if name == discrepancy.NAME and context.office and not context.office.yearbook:
        await context.out.text(context.person.id, t.html(NO_YEARBOOK))
        return
    draft = await drafts.load(context.tx, context.person.id)
    if draft is not None and draft.form in forms.FORMS:
        await _ask_which(context, draft.form, name, source)
        return
    if context.office is None:
        await context.out.text(
            context.person.id,
            t.html(N_("Which province’s office is this for?")),
            keyboard=menu.offices(context.services, t, name),
        )
        return
    await conversation.start(context, name, prefill)


async def _ask_which(
    context: OfficeContext, unfinished: str, name: str, source: buttons.Press | None
) -> None:
    """Go on with the unfinished form, or begin the other one."""
    t = context.t
    title = t.text(forms.FORMS[unfinished].title)
    await context.out.text(
        context.person.id,
        t.html(N_("You have an unfinished form: {form}. What shall I do?"), form=title),
        keyboard=keyboards.inline(
            [
                [keyboards.button(t.text(N_("▶️ Go on with it")), Verb.DRAFT, "keep")],
                [
                    keyboards.button(
                        t.text(N_("🆕 Drop it and begin: {form}"), form=_title(name, context)),
                        source.verb if source else Verb.DRAFT,
                        *((*source.args[:2], "anew") if source else (name,)),
                    )
                ],
            ]
        ),
    )


async def draft_chosen(update: Update, context: OfficeContext, press: buttons.Press) -> None:
    """Go on with the unfinished form, or drop it and begin the other."""
    context.answer()
    choice = press.arg(0)
    if choice in forms.FORMS:
        await drafts.discard(context.tx, context.person.id)
        await enter(context, choice, {})
    else:
        await conversation.resume(context)


def _title(name: str, context: OfficeContext) -> str:
    return context.t.text(forms.FORMS[name].title)
