"""/notices: what a person is told of by itself, and wants to be told no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import Update

from handlers import buttons, keyboards, office_news
from handlers.buttons import Verb
from handlers.i18n.translator import N_
from storage import subscriptions

if TYPE_CHECKING:
    from handlers.context import OfficeContext

#: Subscriptions listed with a button each.
LISTED = 40


async def show(update: Update, context: OfficeContext) -> None:
    """/notices: what holds now, what the person waits for, whether they want notices."""
    text, keyboard = await _view(context)
    await context.out.text(context.person.id, text, keyboard=keyboard)


async def _view(context: OfficeContext) -> tuple[str, keyboards.Markup]:
    t, known = context.t, context.services.knowledge.articles
    refuses = await subscriptions.refuses(context.tx, context.person.id)
    wanted = await subscriptions.of_person(context.tx, context.person.id)
    titles = {one: known[one].text(t.language).title for one in wanted if one in known}
    blocks = [t.html(N_("🔔 <b>Notices</b>")), *await office_news.standing(context)]
    blocks.append(
        t.html(N_("You get no notices of the office, except when a service ends."))
        if refuses
        else t.html(N_("You get notices of the office: outages, amendments, the end of a service."))
    )
    if titles:
        head = t.html(N_("You will be told when these are published. Press one to cancel it:"))
        blocks.append(head)
    else:
        blocks.append(
            t.html(
                N_("Press “🔔 Tell me when it is published” under a figure, and it is listed here.")
            )
        )
    rows = [
        [keyboards.button(f"🔕 {title}", Verb.WISH, "cancel", one)]
        for one, title in list(titles.items())[:LISTED]
    ]
    label = N_("🔔 Tell me of notices again") if refuses else N_("🔕 No notices of the office")
    rows.append([keyboards.button(t.text(label), Verb.WISH, "yes" if refuses else "no", None)])
    return "\n\n".join(blocks), keyboards.inline(rows)


async def pressed(update: Update, context: OfficeContext, press: buttons.Press) -> None:
    """A wish under an article, under a publication, or in the list."""
    t, operation, article = context.t, press.arg(0), press.arg(1)
    person, query = context.person.id, update.callback_query
    if operation == "on":
        context.answer(await _subscribe(context, article), alert=True)
        return
    if operation in {"off", "cancel"}:
        await subscriptions.cancel(context.tx, person, article)
        context.answer(t.text(N_("Cancelled; you will not be told of it.")))
    elif operation == "no":
        await subscriptions.refuse_notices(context.tx, person, now=context.now)
        context.answer(t.text(N_("You get no more notices, except when a service ends.")))
    elif operation == "yes":
        await subscriptions.accept_notices(context.tx, person)
        context.answer(t.text(N_("You get the notices again.")))
    else:
        context.answer(t.text(N_("This button is no longer in use.")))
        return
    if operation != "off" and query is not None and query.message is not None:
        text, keyboard = await _view(context)
        await context.out.edit(person, text, message_id=query.message.message_id, keyboard=keyboard)


async def _subscribe(context: OfficeContext, article: str) -> str:
    t, known = context.t, context.services.knowledge.articles
    if article not in known:
        return t.text(N_("This article is no longer here."))
    if not await subscriptions.add(context.tx, context.person.id, article, now=context.now):
        return t.text(N_("You wait for very many figures already; cancel some first: /notices"))
    return t.text(
        N_("You will be told here when “{title}” is published. To cancel: /notices"),
        title=known[article].text(t.language).title[:80],
    )
