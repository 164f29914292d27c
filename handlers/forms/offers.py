"""Before a data request goes on: what the office has published already on this subject."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from handlers import keyboards
from handlers.buttons import Verb
from handlers.i18n.translator import N_
from knowledge.articles import STATISTICS

if TYPE_CHECKING:
    from handlers.context import OfficeContext
    from knowledge.articles import Article

#: How many are offered, and the evidence from which one is near enough to be worth offering.
LIMIT = 4
NEAR = 0.2
#: The kinds of articles that say where figures are published already.
PUBLISHED = STATISTICS - {"definition"}


async def filled_in(context: OfficeContext, subject: str) -> None:
    """Show what was filled in already."""
    text = context.t.html(
        N_("I have filled in the subject: <b>{subject}</b>\nYou can change it on the last page."),
        subject=subject,
    )
    await context.out.text(context.person.id, text)


async def published(context: OfficeContext, subject: str) -> None:
    """Say what is already available on the subject, each one press away."""
    near = _near(context, subject)
    if not near:
        return
    t = context.t
    titles = [f"• {html.escape(one.text(t.language).title, quote=False)}" for one in near]
    text = "\n".join(
        [
            t.html(N_("<b>This is already available:</b>")),
            *titles,
            t.html(N_("If it is enough, cancel the form; otherwise just go on.")),
        ]
    )
    rows = [
        [keyboards.button(one.text(t.language).title, Verb.ARTICLE, one.id, None)] for one in near
    ]
    await context.out.text(context.person.id, text, keyboard=keyboards.inline(rows))


def _near(context: OfficeContext, subject: str) -> list[Article]:
    """What the search takes for near, and titles that have all these words or begin with them."""
    office = context.office.id if context.office else None
    services = context.services
    found = services.index.suggest(subject, office=office, limit=2 * LIMIT)
    sought = [match.article for match in found if match.score >= NEAR]
    begun = services.understanding.lookup.begun(
        subject, office=office, kinds=PUBLISHED, limit=LIMIT
    )
    near = {one.id: one for one in (*sought, *begun) if one.kind in PUBLISHED}
    return list(near.values())[:LIMIT]
