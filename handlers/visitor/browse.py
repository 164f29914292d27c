"""Subjects: what the person's office knows by shelf, each article one press away, paged in place.

The shelf of the yearbook holds its chapters, and a chapter its tables. A table that is only usual
in yearbooks is marked so: its title is no promise that the office has it.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING

from telegram import Update

from handlers import buttons, keyboards, links
from handlers.buttons import Verb
from handlers.i18n.translator import N_
from handlers.visitor import welcome
from knowledge import chapters
from knowledge.chapters import Chapter

if TYPE_CHECKING:
    from handlers.context import OfficeContext
    from knowledge.articles import Article

PAGE = 8
YEARBOOK = "yearbook"
#: Arguments of a press that name no shelf: the shelves again in place, and the choice of office.
UP, OFFICE = "up", links.OFFICE
#: In front of the key of a chapter where a shelf stands.
CHAPTER = "chapter:"
#: Shelves in their order: key, the kinds of articles on it, its name.
SHELVES: dict[str, tuple[frozenset[str], str]] = {
    "terms": (frozenset({"fact", "rule", "absence"}), N_("📜 Terms of the service")),
    YEARBOOK: (frozenset({"chapter", "table"}), N_("📘 Statistical yearbook")),
    "census": (frozenset({"census"}), N_("🏘 Censuses")),
    "survey": (frozenset({"survey"}), N_("🧾 Sample surveys")),
    "definition": (frozenset({"definition"}), N_("📖 Definitions")),
    "law": (frozenset({"law"}), N_("⚖️ Law and rights")),
    "guide": (frozenset({"guide"}), N_("🧭 How to")),
}
USUAL = "❔"
Shown = tuple[str, keyboards.Markup]


@dataclass(frozen=True)
class _Leaf:
    """One page of a list of buttons or lines, counted from 0."""

    number: int
    count: int

    @classmethod
    def of(cls, total: int, wanted: int) -> _Leaf:
        count = max(1, -(-total // PAGE))
        return cls(min(max(wanted, 0), count - 1), count)

    @property
    def span(self) -> slice:
        return slice(self.number * PAGE, (self.number + 1) * PAGE)


async def show(update: Update, context: OfficeContext) -> None:
    """/stats: the shelves that have something for the person's office."""
    text, keyboard = _shelves(context)
    await context.out.text(context.person.id, text, keyboard=keyboard)


async def turned(update: Update, context: OfficeContext, press: buttons.Press) -> None:
    """A shelf, a chapter or another page of it, in place of the message pressed."""
    query = update.callback_query
    context.answer()
    if press.arg(0) == OFFICE:
        await welcome.ask_office(context, Verb.BROWSE.value)
        return
    shown = _shown(context, press.arg(0), press.number(1) or 0)
    if query is None or query.message is None or shown is None:
        await show(update, context)
        return
    text, keyboard = shown
    await context.out.edit(
        context.person.id, text, message_id=query.message.message_id, keyboard=keyboard
    )


def _shown(context: OfficeContext, place: str, page: int) -> Shown | None:
    """What stands at a place; None where the place is none, or begins anew."""
    if place == UP:
        return _shelves(context)
    if place == YEARBOOK:
        return _chapters(context, page)
    if place in SHELVES:
        return _shelf(context, place, page)
    every = chapters.of(_articles(context, YEARBOOK))
    chapter = next((one for one in every if CHAPTER + one.key == place), None)
    return _chapter(context, chapter, page) if chapter is not None else None


def _articles(context: OfficeContext, shelf: str) -> list[Article]:
    kinds = SHELVES[shelf][0]
    office = context.office
    found = context.services.knowledge.in_office(office.id if office else None)
    return [article for article in found if article.kind in kinds]


def _shelves(context: OfficeContext) -> Shown:
    t = context.t
    row = [
        keyboards.button(t.text(name), Verb.BROWSE, shelf, 0)
        for shelf, (_, name) in SHELVES.items()
        if _articles(context, shelf)
    ]
    text: str = t.html(N_("What do you want to know about?"))
    if context.office is None:
        row.append(keyboards.button(t.text(N_("🏛 Choose your province")), Verb.BROWSE, OFFICE, 0))
        hint = t.html(N_("This is what holds everywhere; your own office has more."))
        text = f"{text}\n{hint}"
    return text, keyboards.inline(keyboards.grid(row, 1))


def _shelf(context: OfficeContext, shelf: str, page: int) -> Shown:
    found, language = _articles(context, shelf), context.t.language
    leaf = _Leaf.of(len(found), page)
    rows = [
        [keyboards.button(one.text(language).title, Verb.ARTICLE, one.id, None)]
        for one in found[leaf.span]
    ]
    rows.append(_turning(context, shelf, leaf))
    return _head(context, context.t.text(SHELVES[shelf][1]), leaf), keyboards.inline(rows)


def _chapters(context: OfficeContext, page: int) -> Shown:
    """The chapters of the yearbook; one without tables is its article."""
    found = chapters.of(_articles(context, YEARBOOK))
    leaf = _Leaf.of(len(found), page)
    rows = []
    for one in found[leaf.span]:
        name = _name(context, one)
        if one.about is not None and not one.tables:
            rows.append([keyboards.button(name, Verb.ARTICLE, one.about.id, None)])
        else:
            rows.append([keyboards.button(name, Verb.BROWSE, CHAPTER + one.key, 0)])
    rows.append(_turning(context, YEARBOOK, leaf))
    return _head(context, context.t.text(SHELVES[YEARBOOK][1]), leaf), keyboards.inline(rows)


def _chapter(context: OfficeContext, chapter: Chapter, page: int) -> Shown:
    """The tables of a chapter as numbered lines, for their titles are too long for buttons."""
    t = context.t
    leaf = _Leaf.of(len(chapter.tables), page)
    shown = list(enumerate(chapter.tables, start=1))[leaf.span]
    lines = [_line(context, number, table) for number, table in shown]
    if any(table.status != "verified" for _, table in shown):
        lines += ["", t.html(N_("{mark} Usually in the yearbook; ask the office."), mark=USUAL)]
    head = _head(context, _name(context, chapter), leaf)
    numbers = [keyboards.button(t.digits(n), Verb.ARTICLE, one.id, None) for n, one in shown]
    rows = keyboards.grid(numbers, PAGE // 2)
    if chapter.about is not None:
        label = t.text(N_("ℹ️ About this chapter"))
        rows.append([keyboards.button(label, Verb.ARTICLE, chapter.about.id, None)])
    rows.append(_turning(context, CHAPTER + chapter.key, leaf))
    return "\n".join([head, "", *lines]), keyboards.inline(rows)


def _line(context: OfficeContext, number: int, table: Article) -> str:
    title = html.escape(table.text(context.t.language).title, quote=False)
    mark = f" {USUAL}" if table.status != "verified" else ""
    return f"{context.t.digits(number)}. {title}{mark}"


def _name(context: OfficeContext, chapter: Chapter) -> str:
    return chapter.name_in(context.t.language) or context.t.text(N_("Other tables"))


def _head(context: OfficeContext, name: str, leaf: _Leaf) -> str:
    if leaf.count == 1:
        return f"<b>{html.escape(name, quote=False)}</b>"
    return context.t.html(
        N_("<b>{shelf}</b> (page {page} of {pages})"),
        shelf=name,
        page=leaf.number + 1,
        pages=leaf.count,
    )


def _turning(context: OfficeContext, place: str, leaf: _Leaf) -> keyboards.Row:
    """To the page before, up, and to the next one."""
    t, row = context.t, []
    if leaf.number:
        row.append(keyboards.button(t.text(N_("◀️ Back")), Verb.BROWSE, place, leaf.number - 1))
    is_chapter = place.startswith(CHAPTER)
    up = N_("📘 Chapters") if is_chapter else N_("📚 Subjects")
    row.append(keyboards.button(t.text(up), Verb.BROWSE, YEARBOOK if is_chapter else UP, 0))
    if leaf.number + 1 < leaf.count:
        row.append(keyboards.button(t.text(N_("Next ▶️")), Verb.BROWSE, place, leaf.number + 1))
    return row
