"""Subjects: the articles of the person's office by kind, paged, each one press away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import Update

from handlers import buttons, keyboards
from handlers.buttons import Verb
from handlers.i18n.translator import N_

if TYPE_CHECKING:
    from handlers.context import OfficeContext
    from knowledge.articles import Article

PAGE = 8
#: Shelves in their order: key, the kinds of articles on it, its name.
SHELVES: dict[str, tuple[frozenset[str], str]] = {
    "terms": (frozenset({"fact", "rule", "absence"}), N_("📜 Terms of the service")),
    "yearbook": (frozenset({"chapter", "table"}), N_("📘 Statistical yearbook")),
    "census": (frozenset({"census"}), N_("🏘 Censuses")),
    "survey": (frozenset({"survey"}), N_("🧾 Sample surveys")),
    "definition": (frozenset({"definition"}), N_("📖 Definitions")),
    "law": (frozenset({"law"}), N_("⚖️ Law and rights")),
    "guide": (frozenset({"guide"}), N_("🧭 How to")),
}


async def show(update: Update, context: OfficeContext) -> None:
    """The shelves that have something for the person's office."""
    t = context.t
    row = [
        keyboards.button(t.text(name), Verb.BROWSE, shelf, 0)
        for shelf, (_, name) in SHELVES.items()
        if _articles(context, shelf)
    ]
    await context.out.text(
        context.person.id,
        t.html(N_("What do you want to know about?")),
        keyboard=keyboards.inline(keyboards.grid(row, 1)),
    )


async def turned(update: Update, context: OfficeContext, press: buttons.Press) -> None:
    """A shelf or another page of it, in place of the message pressed."""
    query = update.callback_query
    shelf = press.arg(0)
    if query is None or query.message is None or shelf not in SHELVES:
        context.answer()
        await show(update, context)
        return
    context.answer()
    text, keyboard = _page(context, shelf, max(press.number(1) or 0, 0))
    await context.out.edit(
        context.person.id, text, message_id=query.message.message_id, keyboard=keyboard
    )


def _articles(context: OfficeContext, shelf: str) -> list[Article]:
    kinds = SHELVES[shelf][0]
    base = context.services.knowledge
    office = context.office
    found = base.in_office(office.id if office else None)
    return [article for article in found if article.kind in kinds]


def _page(context: OfficeContext, shelf: str, page: int) -> tuple[str, keyboards.Markup]:
    t = context.t
    found = _articles(context, shelf)
    shown = found[page * PAGE : (page + 1) * PAGE]
    rows = [
        [keyboards.button(one.text(t.language).title, Verb.ARTICLE, one.id, None)] for one in shown
    ]
    turning = []
    if page:
        turning.append(keyboards.button(t.text(N_("◀️ Back")), Verb.BROWSE, shelf, page - 1))
    turning.append(keyboards.button(t.text(N_("📚 Subjects")), Verb.BROWSE, None, 0))
    if len(found) > (page + 1) * PAGE:
        turning.append(keyboards.button(t.text(N_("Next ▶️")), Verb.BROWSE, shelf, page + 1))
    pages = max(1, -(-len(found) // PAGE))
    text = t.html(
        N_("<b>{shelf}</b> (page {page} of {pages})"),
        shelf=t.text(SHELVES[shelf][1]),
        page=page + 1,
        pages=pages,
    )
    return text, keyboards.inline([*rows, turning])
