"""Notices of the office in words, and where they are shown: at the start and on what they concern.

An outage is what the office says, not what the bot has found out (BR-09); an amendment names no
expiry (BR-12); the end of a service is told with its day beforehand and stays said after it
(BR-13).
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from handlers import keyboards
from handlers.buttons import Verb
from handlers.i18n import dates
from handlers.i18n.translator import N_
from knowledge.articles import in_language
from storage import office_notices
from storage.office_notices import NoticeKind, OfficeNotice

if TYPE_CHECKING:
    from handlers.context import OfficeContext, Services
    from handlers.i18n.translator import Translator
    from knowledge.articles import Article

HEADS: dict[NoticeKind, str] = {
    NoticeKind.OUTAGE: N_("🔌 <b>Outage</b> – {what}"),
    NoticeKind.AMENDMENT: N_("📜 <b>The service level statement has been amended</b> – {what}"),
    NoticeKind.END: N_("📅 <b>The service ends on {date}</b> – {what}"),
    NoticeKind.PUBLICATION: N_("📊 <b>Published</b>: {what}"),
}
OVER = N_("✅ <b>The outage is over</b> – {what}")
ENDED = N_("📅 <b>The service ended on {date}</b> – {what}")


def told(notice: OfficeNotice, services: Services, t: Translator, today: date) -> str:
    """A notice as people read it: HTML. The words are the office's own, in its language."""
    words = html.escape(notice.words, quote=False)
    if notice.end_of is not None:
        head = t.html(OVER, what=_what(notice, services, t))
        return f"{head}\n<blockquote>{words}</blockquote>"
    msgid = HEADS[notice.kind]
    is_end = notice.kind is NoticeKind.END
    has_ended = is_end and notice.ends_on is not None and notice.ends_on <= today
    head = t.html(
        ENDED if has_ended else msgid,
        what=_what(notice, services, t),
        date=t.date(notice.ends_on) if notice.ends_on else "",
    )
    return "\n".join(filter(None, [head, words]))


def until(notice: OfficeNotice, t: Translator) -> list[str]:
    """What a supervisor reads of an outage with a last day: HTML, at most one line."""
    if notice.kind is not NoticeKind.OUTAGE or notice.ends_on is None:
        return []
    text = N_("It is taken off by itself on the morning after {date}.")
    return [t.html(text, date=t.date(notice.ends_on))]


def _what(notice: OfficeNotice, services: Services, t: Translator) -> str:
    """The service and the office, or the article, that a notice is about."""
    article = services.knowledge.articles.get(notice.article or "")
    if article is not None:
        return article.text(t.language).title
    office = services.knowledge.offices.get(notice.office or "")
    if office is None:
        return t.text(N_("all offices of this bot"))
    titles = {one.id: in_language(one.title, t.language) for one in office.services}
    service = titles.get(notice.service or "")
    return t.text(N_(", ")).join(filter(None, [service, office.name_in(t.language)]))


def keyboard(notice: OfficeNotice, services: Services, t: Translator) -> keyboards.Markup | None:
    """Under what was published: the article, and a way to hear no more of it."""
    if notice.article is None or notice.article not in services.knowledge.articles:
        return None
    return keyboards.inline(
        [
            [keyboards.button(t.text(N_("📄 About this figure")), Verb.ARTICLE, notice.article)],
            [keyboards.button(t.text(N_("🔕 Tell me no more")), Verb.WISH, "off", notice.article)],
        ]
    )


async def standing(context: OfficeContext) -> list[str]:
    """What holds for the office of a person now, in their language."""
    office = context.office
    offices = [office.id] if office is not None else list(context.services.offices)
    notices = await office_notices.live(context.tx, offices)
    return _told(context, notices)


async def about(context: OfficeContext, article: Article) -> str:
    """What holds for the service that an article is about, to stand above it; mostly nothing."""
    office = article.office or (context.office.id if context.office else None)
    if office is None:
        return ""
    notices = [
        one
        for one in await office_notices.live(context.tx, [office])
        if one.service is None or one.service == article.service
    ]
    return "".join(f"{one}\n\n" for one in _told(context, notices))


def _told(context: OfficeContext, notices: Sequence[OfficeNotice]) -> list[str]:
    today = local_day(context.services, context.now)
    return [told(one, context.services, context.t, today) for one in notices]


def local_day(services: Services, now: datetime) -> date:
    """The day it is at the offices."""
    return dates.local_date(now, services.zone)
