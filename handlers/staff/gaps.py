"""/gaps: questions without an answer, reviewed in the group; every decision can be taken back."""

from __future__ import annotations

import html
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from telegram import Update

from handlers import buttons, gap_lists, keyboards, offering
from handlers.i18n.translator import N_
from handlers.staff import roster, teaching
from storage import desk_log, gap_reading, gaps, learned_answers, learned_wordings
from storage.gaps import GapState
from storage.tickets.lifecycle import Actor

if TYPE_CHECKING:
    from telegram import Message

    from handlers.context import OfficeContext
    from handlers.gap_lists import View
    from knowledge.articles import Article
    from storage.gaps import Gap

#: Articles shown for words that somebody looks for.
FOUND = 5
Deed = Callable[["OfficeContext", buttons.Press, "Gap", Actor], Awaitable["View | None"]]


async def show(update: Update, context: OfficeContext) -> None:
    """/gaps: the list."""
    message = update.effective_message
    if message is None:
        return
    view = await gap_lists.overview(context.out)
    if view is None:
        text = context.services.staff.html(N_("Every question has found its answer."))
        await context.out.text(message.chat_id, text)
    else:
        await context.out.text(message.chat_id, view.text, keyboard=view.keyboard)


async def pressed(update: Update, context: OfficeContext, press: buttons.Press) -> None:
    """A button of the review: everybody of the staff may decide, and it is kept who did."""
    by = await roster.presser(update, context)
    query, t = update.callback_query, context.services.staff
    if by is None or query is None or query.message is None:
        context.answer(t.text(N_("Only members of the staff group can do this.")), alert=True)
        return
    operation, number = press.arg(0), press.number(1)
    view: View | None = None
    if operation == "list":
        context.answer()
        view = await gap_lists.overview(context.out, max(number or 0, 0))
        if view is None:
            text = t.html(N_("Every question has found its answer."))
            view = gap_lists.View(text, keyboards.NONE)
    else:
        gap = await gaps.get(context.tx, number) if number is not None else None
        deed = DEEDS.get(operation)
        if gap is None or deed is None:
            context.answer(t.text(N_("This button is no longer in use.")))
            return
        view = await deed(context, press, gap, by)
    if view is not None:
        await context.out.edit(
            query.message.chat.id,
            view.text,
            message_id=query.message.message_id,
            keyboard=view.keyboard,
        )


async def _show(context: OfficeContext, press: buttons.Press, gap: Gap, by: Actor) -> View | None:
    """One matter with what can be done about it."""
    context.answer()
    return await gap_lists.matter(context.out, gap, await _suggested(context, gap))


async def _suggested(context: OfficeContext, gap: Gap) -> list[Article]:
    """What its askers took when they could choose comes first, then what is nearest in words."""
    services = context.services
    taken = await gap_reading.picked(context.tx, gap.id)
    near = services.index.suggest(gap.phrase, office=gap.office, limit=gap_lists.SUGGESTED)
    ids = dict.fromkeys([*taken, *(one.article.id for one in near)])
    articles = services.knowledge.articles
    found = [articles[one] for one in ids if one in articles and articles[one].is_for(gap.office)]
    return found[: gap_lists.SUGGESTED]


async def _word(context: OfficeContext, press: buttons.Press, gap: Gap, by: Actor) -> View | None:
    """All the ways in which it was asked lead to an article from now on."""
    t = context.services.staff
    found = context.services.knowledge.articles.get(press.arg(2))
    if found is None or not found.is_for(gap.office):
        context.answer(t.text(N_("This article is no longer here.")), alert=True)
        return None
    words = [(one.language, one.text) for one in await gap_lists.wordings(context.out, gap)]
    if not words:
        context.answer(
            t.text(N_("It was asked only with somebody’s own data; write an answer instead.")),
            alert=True,
        )
        return None
    if not await _decide(context, gap, GapState.WORDED, by, article_id=found.id):
        return None
    await learned_wordings.add(
        context.tx, found.id, words, gap_id=gap.id, by=by.id, name=by.name, now=context.now
    )
    await offering.ask(context.out, gap.id, found.id, by)
    said = t.html(
        N_("✅ This is now found: <b>{title}</b>. Who asked will be told. ({name})"),
        title=found.text(t.language).title,
        name=by.name or "",
    )
    return gap_lists.decided(gap, said, context.services)


async def _hide(context: OfficeContext, press: buttons.Press, gap: Gap, by: Actor) -> View | None:
    """Set aside; what is like it will not be listed, either."""
    if not await _decide(context, gap, GapState.IGNORED, by):
        return None
    said = context.services.staff.html(
        N_("🙈 Set aside by {name}. What is like it is not listed again."), name=by.name or ""
    )
    return gap_lists.decided(gap, said, context.services)


async def _undo(context: OfficeContext, press: buttons.Press, gap: Gap, by: Actor) -> View | None:
    """Take the decision back: wordings and answers hold no more, and the matter is open again."""
    t = context.services.staff
    if gap.state is GapState.OPEN:
        context.answer(t.text(N_("This has already been dealt with.")))
        return await gap_lists.matter(context.out, gap, await _suggested(context, gap))
    if gap.state is GapState.WORDED:
        await learned_wordings.withdraw(context.tx, gap.id, now=context.now)
    for one in await learned_answers.live_of_gap(context.tx, gap.id):
        await learned_answers.withdraw(context.tx, one.id)
    await gaps.reopen(context.tx, gap.id)
    await _log(context, gap, by, "undo", None)
    context.answer(t.text(N_("Taken back.")))
    reopened = await gaps.get(context.tx, gap.id)
    assert reopened is not None  # noqa: S101 - it was there a moment ago, and is held
    return await gap_lists.matter(context.out, reopened, await _suggested(context, reopened))


async def _decide(
    context: OfficeContext, gap: Gap, state: GapState, by: Actor, *, article_id: str | None = None
) -> bool:
    """Keep a decision; a colleague may have been faster."""
    t = context.services.staff
    if gap.state is not GapState.OPEN:
        name = gap.decided_name or t.text(N_("the office"))
        context.answer(t.text(N_("{name} has decided on it already."), name=name), alert=True)
        return False
    await gaps.decide(
        context.tx,
        gap.id,
        state,
        article_id=article_id,
        by=by.id,
        name=by.name,
        now=context.now,
    )
    await _log(context, gap, by, state.value, article_id)
    context.answer(t.text(N_("Registered.")))
    return True


async def _log(
    context: OfficeContext, gap: Gap, by: Actor, decision: str, article_id: str | None
) -> None:
    await desk_log.note(
        context.tx,
        "gap",
        actor_id=by.id,
        actor_name=by.name,
        now=context.now,
        data={"gap": gap.id, "decision": decision, "article": article_id},
    )


async def _find(context: OfficeContext, press: buttons.Press, gap: Gap, by: Actor) -> View | None:
    """Ask for words by which the article can be found."""
    await teaching.prompt(context, f"gap-find:{gap.id}", teaching.FIND, phrase=gap.phrase)
    return None


async def _write(context: OfficeContext, press: buttons.Press, gap: Gap, by: Actor) -> View | None:
    """Ask for an answer."""
    await teaching.prompt(context, f"gap-write:{gap.id}", teaching.WRITE, phrase=gap.phrase)
    return None


async def looked_for(context: OfficeContext, message: Message, gap: Gap, words: str) -> None:
    """Somebody named the article they have in mind: what comes near, with a button each."""
    services = context.services
    found = services.index.suggest(words, office=gap.office, limit=FOUND)
    view = await gap_lists.matter(context.out, gap, [one.article for one in found])
    text = view.text
    if not found:
        none = services.staff.html(N_("No article was found for “{words}”."), words=words)
        text = f"{none}\n\n{html.escape(gap.phrase, quote=False)}"
    await context.out.text(
        message.chat_id, text, keyboard=view.keyboard, reply_to=message.message_id
    )


DEEDS: dict[str, Deed] = {
    "show": _show,
    "word": _word,
    "hide": _hide,
    "undo": _undo,
    "find": _find,
    "write": _write,
}
