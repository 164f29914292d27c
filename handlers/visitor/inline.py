"""Inline mode: `@bot unemployment rate` in any chat offers articles to send there.

Nobody is met here: who has never talked to the bot is answered in the language of their Telegram.
Only articles of the person's office, and of every office, are offered (BR-01, BR-21).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from telegram import InlineQuery, Update
from telegram.constants import ChatType

from handlers import keyboards, lengths, links, ready, sheets
from handlers.context import InlineAnswer
from handlers.i18n.translator import N_
from handlers.outgoing import text_payload
from storage import people, questions, staff

if TYPE_CHECKING:
    from handlers.context import OfficeContext
    from knowledge.articles import Article

#: Articles in one answer (Bot API: 50 at most); a page of the list for an empty query.
PAGE: Final = 20
#: UTF-16 units of the line under a title; the app shows no more.
DESCRIPTION: Final = 120
#: An article whose evidence is less than this part of the best one's is not offered.
FAR: Final = 0.5
#: Seconds for which Telegram may show the same answer again; who still has to choose an office
#: shall see at once what the choice has changed.
KEPT, KEPT_SHORTLY = 60, 1
#: Longest words of the button above the list; the apps cut longer ones.
BUTTON: Final = 60


async def typed(update: Update, context: OfficeContext) -> None:
    """Offer what fits the words typed after the bot's name."""
    query = update.inline_query
    if query is None:
        return
    person = await people.get(context.tx, query.from_user.id)
    if person is not None:
        context.person = person
    language = (person and person.language) or query.from_user.language_code
    desk = _Desk(context, context.services.translator(language).language)
    heard = context.services.knowledge.small_talk.hear(query.query)
    context.work.outcome = "inline"
    is_asked = heard.kind is None
    offered = desk.found(heard.question) if is_asked else desk.catalogue(query.offset)
    context.offer(await _for_staff(query, context, offered))


async def _for_staff(
    query: InlineQuery, context: OfficeContext, offered: InlineAnswer
) -> InlineAnswer:
    """What is offered, with the ready replies before it when staff type in a group."""
    if query.chat_type not in {ChatType.GROUP, ChatType.SUPERGROUP} or query.offset:
        return offered
    member = await staff.get(context.tx, query.from_user.id)
    if member is None or not member.is_active:
        return offered
    found = await ready.results(context.out, query.query)
    return replace(
        offered,
        results=(*found, *offered.results),
        button=None if found else offered.button,
        seconds=KEPT_SHORTLY,
    )


async def chosen(update: Update, context: OfficeContext) -> None:
    """Note what was sent, as a question that found its article, for whoever is known here."""
    result = update.chosen_inline_result
    if result is None or result.result_id not in context.services.knowledge.articles:
        return
    context.work.outcome = "inline:chosen"
    person = await people.get(context.tx, result.from_user.id)
    if person is None or not result.query.strip():
        return
    await questions.record(
        context.tx,
        person_id=person.id,
        office=person.office or context.services.only_office,
        language=person.language or context.services.default_language,
        text=result.query.strip(),
        outcome=questions.Outcome.ANSWER,
        articles=[result.result_id],
        score=None,
        now=context.now,
    )


class _Desk:
    """What one person is offered, in one language, of one office."""

    def __init__(self, context: OfficeContext, language: str) -> None:
        self._context = context
        self._services = context.services
        self._language = language
        self._t = context.services.translator(language)

    @property
    def _office(self) -> str | None:
        office = self._context.office
        return office.id if office else None

    def found(self, words: str) -> InlineAnswer:
        """The articles that fit the words, the best first; none where nothing is found."""
        index = self._services.index
        with self._services.searching():
            finding = index.find(words, office=self._office, language=self._language)
        office = finding.office or self._office
        near = list(finding.matches)
        if near:
            others = index.suggest(words, office=office, limit=PAGE)
            near += [one for one in others if one.score >= near[0].score * FAR]
        begun = self._services.understanding.lookup.begun(words, office=office, limit=PAGE)
        articles = {one.id: one for one in (*(match.article for match in near), *begun)}
        shown = [one for one in articles.values() if one.is_for(office)][:PAGE]
        return self._answer(shown, office, none=not shown)

    def catalogue(self, offset: str) -> InlineAnswer:
        """Where nothing is asked yet: the chapters, page by page."""
        base = self._services.knowledge
        every = [one for one in base.in_office(self._office) if one.kind == "chapter"]
        start = int(offset) if offset.isdecimal() else 0
        following = start + PAGE
        return self._answer(
            every[start:following],
            self._office,
            next_offset=str(following) if following < len(every) else "",
        )

    def _answer(
        self,
        articles: list[Article],
        office: str | None,
        *,
        next_offset: str = "",
        none: bool = False,
    ) -> InlineAnswer:
        button = None
        if office is None:
            button = (self._t.text(N_("🏛 Choose your province")), links.OFFICE)
        elif none:
            button = (self._t.text(N_("Nothing found; ask in the private chat")), links.ASK)
        return InlineAnswer(
            tuple(self._result(one, office) for one in articles),
            (button[0][:BUTTON], button[1]) if button else None,
            next_offset,
            KEPT if office is not None else KEPT_SHORTLY,
        )

    def _result(self, article: Article, office: str | None) -> dict[str, Any]:
        """An article to send: with its source, and a button into the private chat."""
        setting = sheets.Setting(
            self._services,
            self._language,
            self._context.now,
            self._services.office(article.office or office),
        )
        said = text_payload(sheets.brief(article, setting).text)
        address = links.to_article(self._services.bot_username, article.id)
        open_here = keyboards.link(self._t.text(N_("🔎 Open in Amaryar")), address)
        return {
            "type": "article",
            "id": article.id,
            "title": article.text(self._language).title,
            "description": lengths.clip(sheets.first_line(article, setting), DESCRIPTION),
            "input_message_content": {"message_text": said.pop("text"), **said},
            "reply_markup": keyboards.inline([[open_here]]),
        }
