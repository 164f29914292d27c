"""What an executive body does itself: the stages of its survey, and the letter to write.

Nothing is registered here (BR-14), and no permission is given (BR-15): the letter goes the
official way, and the office answers it.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from telegram import Update

from handlers import keyboards, sheets
from handlers.buttons import Press, Verb
from handlers.i18n.translator import N_
from handlers.visitor import ask_buttons, reading

if TYPE_CHECKING:
    from handlers.context import OfficeContext
    from knowledge.articles import Article

#: A numbered line of an article's text, in the digits of any of the languages.
_NUMBERED = re.compile(r"^\s*\d+[.)]\s+(.+)$", re.MULTILINE)
INTRO = N_(
    "Copy this letter by touching it, fill in what stands in dots, and send it on the letterhead "
    "of your body, signed, to the office:"
)
ONLY_BY_LETTER = N_(
    "Nothing is registered in this chat: the letter counts. It is in Persian, as official letters "
    "are."
)
STAGE = N_("Stage {number} of {all}")
IN_ORDER = N_("All stages are gone through in this order, and none is left out.")


def stages(found: Article, language: str) -> list[str]:
    """The numbered lines of an article, without their numbers."""
    return [line.strip() for line in _NUMBERED.findall(found.text(language).body)]


async def pressed(update: Update, context: OfficeContext, press: Press) -> None:
    """Send the letter, or show a stage in place of the message."""
    found = reading.served(context, press.arg(0))
    if found is None:
        context.answer(context.t.text(reading.GONE))
        return
    context.answer()
    if press.arg(1) == "letter":
        await _letter(context, found)
    else:
        await _stage(update, context, found, press.number(1) or 1)


async def _letter(context: OfficeContext, found: Article) -> None:
    t = context.t
    if found.letter is None:
        await context.out.text(context.person.id, t.html(reading.GONE))
        return
    setting = reading.setting_of(context, found)
    parts = [
        t.html(INTRO),
        f"<pre>{html.escape(found.letter, quote=False)}</pre>",
        "\n".join(sheets.contacts(found, setting)),
        t.html(ONLY_BY_LETTER),
    ]
    await context.out.text(context.person.id, "\n\n".join(filter(None, parts)))


async def _stage(update: Update, context: OfficeContext, found: Article, wanted: int) -> None:
    query = update.callback_query
    source = reading.served(context, found.stages or "")
    told = stages(source, context.t.language) if source is not None else []
    if query is None or query.message is None or not told:
        return
    t = context.t
    number = min(max(wanted, 1), len(told))
    title = html.escape(found.text(t.language).title, quote=False)
    text = "\n\n".join(
        [
            f"<b>{title}</b>",
            (
                f"{t.html(STAGE, number=number, all=len(told))}\n"
                f"<b>{html.escape(told[number - 1], quote=False)}</b>"
            ),
            t.html(IN_ORDER),
        ]
    )
    await context.out.edit(
        context.person.id,
        text,
        message_id=query.message.message_id,
        keyboard=_around(context, found, number, len(told)),
    )


def _around(context: OfficeContext, found: Article, number: int, count: int) -> keyboards.Markup:
    """The stage before and the next one; the letter below them, and the way back."""
    t, row = context.t, []
    if number > 1:
        row.append(keyboards.button(t.text(N_("◀️ Back")), Verb.GUIDE, found.id, number - 1))
    if number < count:
        row.append(keyboards.button(t.text(N_("Next ▶️")), Verb.GUIDE, found.id, number + 1))
    below = [keyboards.button(t.text(N_("🔼 In short")), Verb.DETAILS, found.id, None, None)]
    if found.letter is not None:
        below.insert(
            0, keyboards.button(t.text(ask_buttons.LETTER), Verb.GUIDE, found.id, "letter")
        )
    return keyboards.inline([row, below])
