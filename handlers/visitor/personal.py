"""One's own data: what is kept (/privacy), all of it (/mydata), none of it (/forget)."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

from telegram import Update

from handlers import buttons, cards, keyboards, notices, own_page, uploads
from handlers.buttons import Verb
from handlers.i18n.translator import N_, Html
from handlers.uploads import File
from knowledge import anonymity
from storage import desk_log, personal, tallies
from storage.tickets import queries

if TYPE_CHECKING:
    from handlers.context import OfficeContext

#: How often somebody may ask for their data, and in which time.
ASKED, WINDOW = 3, timedelta(hours=1)
#: Cards in the group that are emptied when somebody is forgotten.
CARDS = 50


async def privacy(update: Update, context: OfficeContext) -> None:
    """/privacy: what is kept, who sees it, for how long, in plain words."""
    text = context.t.html(
        N_(
            "<b>What happens to what you write</b>\n"
            "• Your questions are stored, to find out what the knowledge base lacks.\n"
            "• A request, complaint, opinion or suggestion is stored with its number and shown "
            "to the staff of the office. National ID and telephone are masked there; a supervisor "
            "can look at them, and it is logged who did.\n"
            "• National ID, telephone and e-mail lie encrypted in the database. Files stay with "
            "Telegram.\n"
            "• A complaint can be filed without a name; then staff see no name, and you still "
            "get the answer here.\n"
            "• You need not say why you want data: the law forbids asking for it.\n"
            "• Unfinished forms are deleted after thirty days.\n"
            "• /mydata sends you everything that is stored about you. /forget removes it once "
            "your cases are closed; only numbers without a name remain.\n"
            "• Do not send passwords or bank details here."
        )
    )
    await context.out.text(context.person.id, text)


async def mydata(update: Update, context: OfficeContext) -> None:
    """/mydata: everything stored about the person, as a page and as JSON."""
    person, t = context.person.id, context.t
    times = await tallies.add(context.tx, person, "mydata", now=context.now, window=WINDOW)
    if times > ASKED:
        text = t.html(N_("You have just got your data. Please ask again in an hour."))
        await context.out.text(person, text, key="mydata")
        return
    found = await personal.everything(context.tx, person)
    written = json.dumps(found, ensure_ascii=False, indent=2, default=str)
    page = own_page.write(found, t)
    for name, kind, data, caption in (
        ("my-data.html", "text/html", page, N_("Everything stored about you, as a page to read.")),
        ("my-data.json", "application/json", written, N_("The same for programs (JSON).")),
    ):
        file = File(name, kind, data.encode("utf-8", "replace"))
        await uploads.document(context.out, person, file, t.html(caption))


async def forget(update: Update, context: OfficeContext) -> None:
    """/forget: ask back what it means; not while a case is open."""
    person, t = context.person.id, context.t
    if await _has_open(context):
        return
    text = t.html(
        N_(
            "<b>Shall I forget you?</b>\n"
            "• Your name, questions, answers, messages and files here are removed, and your cases "
            "belong to nobody any more. You cannot follow or reopen them.\n"
            "• Numbers without a name remain for the statistics of the office.\n"
            "• Your cards in the staff group are emptied. Messages that were shown there, and this "
            "chat itself, lie with Telegram; I cannot delete them.\n"
            "• It cannot be undone. /mydata sends you everything before."
        )
    )
    rows = [
        [
            keyboards.button(t.text(N_("🗑 Yes, forget me")), Verb.MINE, "forget", person),
            keyboards.button(t.text(N_("No, keep it")), Verb.MINE, "keep"),
        ]
    ]
    await context.out.text(person, text, keyboard=keyboards.inline(rows))


async def _has_open(context: OfficeContext) -> bool:
    """Whether a case is open, which is told."""
    found = await queries.of_person(context.tx, context.person.id, only_open=True)
    if found:
        codes = Html(", ".join(cards.code(one.reference) for one in found))
        text = context.t.html(
            N_(
                "These cases are still open: {references}. Withdraw them (/tickets) or wait until "
                "they are closed; then /forget works."
            ),
            references=codes,
        )
        await context.out.text(context.person.id, text)
    return bool(found)


async def pressed(update: Update, context: OfficeContext, press: buttons.Press) -> None:
    """The answer to /forget."""
    query, person, t = update.callback_query, context.person.id, context.t
    context.answer()
    if query is not None and query.message is not None:
        message = query.message.message_id
        await context.out.edit_keyboard(person, keyboards.NONE, message_id=message)
    if press.arg(0) != "forget" or press.number(1) != person:
        await context.out.text(person, t.html(N_("Nothing was changed.")))
        return
    if await _has_open(context):
        return
    cases = await personal.forget(
        context.tx, person, now=context.now, slot=cards.slot, worded=anonymity.matter
    )
    for number in cases:
        ticket = await queries.get(context.tx, number)
        if ticket is not None:
            await notices.refresh_card(context.out, ticket)
    await desk_log.note(context.tx, "forget", actor_id=None, actor_name=None, now=context.now)
    done = N_("Done. Nothing stored leads to you any more. If you write again, we begin anew.")
    await context.out.text(person, t.html(done))
