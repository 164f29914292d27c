"""/replies: the ready replies of the group; supervisors write, reword and remove them.

New ones are written as a title in the first line and the text below it.
"""

from __future__ import annotations

import html
from dataclasses import replace
from typing import TYPE_CHECKING

from telegram import Message, Update

from handlers import card_buttons, keyboards, labels
from handlers import ready as replies
from handlers.buttons import Verb
from handlers.i18n import bidi
from handlers.i18n.translator import N_, Html
from handlers.outgoing import Trace
from handlers.staff import roster
from knowledge.articles import LANGUAGES
from knowledge.desk import ready
from knowledge.desk.ready import ReadyReply
from storage import desk_log, posts, ready_replies

if TYPE_CHECKING:
    from handlers.buttons import Press
    from handlers.context import OfficeContext
    from storage.tickets.lifecycle import Actor

#: Replies on one keyboard (Bot API: a hundred buttons).
SHOWN = 60
#: What the slot of a prompt begins with.
NEW, TEXT = "ready-new", "ready-text"
LIST = N_(
    "<b>Ready replies</b>\nPick one under a card with “{button}”, or type {bot} and words of its "
    "title in reply to a card."
)
ADD, REMOVE, BACK = N_("➕ New ready reply"), N_("🗑 Remove"), N_("◀️ Back")
REWORD = N_("✏️ {language}")
ASKED = N_(
    "Reply to this message with the new ready reply: the title in the first line, the text below "
    "it. Slots that each case fills in: {slots}."
)
ASKED_TEXT = N_("“{title}”: reply to this message with the text in {language}. Slots: {slots}.")
UNKNOWN = N_("{wrong} is not known here; the slots are {slots}. Nothing was changed.")
LONG = N_("A title of up to {title} and a text of up to {text} characters are needed, as text.")
FIELD = N_("The text")


async def show(update: Update, context: OfficeContext) -> None:
    """/replies: their titles, to be looked at."""
    message = update.effective_message
    if message is None:
        return
    text, keyboard = await _list(context)
    await context.out.text(message.chat_id, text, keyboard=keyboard, reply_to=message.message_id)


async def _list(context: OfficeContext) -> tuple[str, keyboards.Markup]:
    t = context.services.staff
    text = t.html(LIST, button=t.text(card_buttons.READY), bot=f"@{context.services.bot_username}")
    rows = [
        [keyboards.button(one.title_in(t.language), Verb.READY, "show", one.id)]
        for one in (await replies.every(context.out))[:SHOWN]
    ]
    return text, keyboards.inline([*rows, [keyboards.button(t.text(ADD), Verb.READY, "add")]])


async def pressed(update: Update, context: OfficeContext, press: Press) -> None:
    """A button of the list: look at a reply, reword it, remove it, write a new one."""
    op, t = press.arg(0), context.services.staff
    changes = op in {"add", "text", "remove"}
    check = roster.supervisor_pressing if changes else roster.presser
    by = await check(update, context)
    if by is None:
        return
    reply = await replies.get(context.out, press.arg(1)) if op not in {"add", "list"} else None
    if op == "list":
        await _instead(update, context, *await _list(context))
    elif op == "add":
        asked = t.html(ASKED, slots=_slots())
        await _ask(update, context, asked, f"{NEW}:{update.update_id}")
    elif reply is None:
        context.answer(t.text(N_("This button is no longer in use.")))
    elif op == "text" and press.arg(2) in LANGUAGES:
        language = t.text(labels.LANGUAGE_NAMES[press.arg(2)])
        asked = t.html(
            ASKED_TEXT, title=reply.title_in(t.language), language=language, slots=_slots()
        )
        await _ask(update, context, asked, f"{TEXT}:{reply.id}:{press.arg(2)}:{update.update_id}")
    elif op == "remove":
        await _keep(context, reply, by, is_removed=True)
        context.answer(t.text(N_("Removed.")))
        await _instead(update, context, *await _list(context))
    else:
        await _instead(update, context, *_one(context, reply))


def _one(context: OfficeContext, reply: ReadyReply) -> tuple[str, keyboards.Markup]:
    """A reply in its languages, and what supervisors may do with it."""
    t = context.services.staff
    names = {one: t.text(labels.LANGUAGE_NAMES[one]) for one in LANGUAGES}
    said = [
        f"<b>{names[one]}</b>\n<blockquote>{html.escape(reply.says[one], quote=False)}</blockquote>"
        for one in LANGUAGES
        if reply.says.get(one)
    ]
    kind = t.html(N_("It asks the person; the case waits for the answer.")) if reply.asks else ""
    title = f"<b>{html.escape(reply.title_in(t.language), quote=False)}</b>"
    reword = [
        keyboards.button(t.text(REWORD, language=names[one]), Verb.READY, "text", reply.id, one)
        for one in LANGUAGES
    ]
    last = [
        keyboards.button(t.text(REMOVE), Verb.READY, "remove", reply.id),
        keyboards.button(t.text(BACK), Verb.READY, "list"),
    ]
    return "\n\n".join(filter(None, [title, *said, kind])), keyboards.inline([reword, last])


async def _instead(
    update: Update, context: OfficeContext, text: str, keyboard: keyboards.Markup
) -> None:
    query = update.callback_query
    assert query is not None and query.message is not None  # noqa: S101, PT018 - roster checked
    message = query.message
    await context.out.edit(message.chat.id, text, message_id=message.message_id, keyboard=keyboard)
    if context.work.answer is None:
        context.answer()


async def _ask(update: Update, context: OfficeContext, text: str, slot: str) -> None:
    query = update.callback_query
    assert query is not None and query.message is not None  # noqa: S101, PT018 - roster checked
    await context.out.text(
        query.message.chat.id,
        text,
        keyboard=keyboards.force_reply(context.services.staff.text(FIELD)),
        reply_to=query.message.message_id,
        trace=Trace(slot),
    )
    context.answer()


async def took(message: Message, context: OfficeContext) -> bool:
    """Take a reply to a prompt of this file; False when the message is none."""
    original = message.reply_to_message
    post = await posts.find(context.tx, message.chat_id, original.message_id) if original else None
    kind, _, rest = (post.slot or "" if post is not None else "").partition(":")
    if kind not in {NEW, TEXT}:
        return False
    by = await roster.supervisor_writing(message, context)
    if by is None:
        return True
    said = bidi.clean(message.text or "").strip()
    if kind == NEW:
        title, _, text = said.partition("\n")
        language = context.services.staff.language
        titles = {"fa": title.strip(), language: title.strip()}
        texts = {"fa": text.strip(), language: text.strip()}
        reply = ReadyReply(f"own-{message.message_id}", titles, texts)
    else:
        known = await replies.get(context.out, rest.split(":")[0])
        if known is None:
            return True
        text = said
        reply = replace(known, says={**known.says, rest.split(":")[1]: text})
    await _written(message, context, reply, text.strip(), by)
    return True


async def _written(
    message: Message, context: OfficeContext, reply: ReadyReply, said: str, by: Actor
) -> None:
    """Keep a written text if it can be one, and show it; or say what is wrong with it."""
    t = context.services.staff
    wrong = ready.fault(said)
    title = reply.title_in(t.language)
    if not (0 < len(title) <= ready.TITLE_LIMIT and 0 < len(said) <= ready.TEXT_LIMIT):
        limits = {"title": ready.TITLE_LIMIT, "text": ready.TEXT_LIMIT}
        await context.out.text(message.chat_id, t.html(LONG, **limits), reply_to=message.message_id)
        return
    if wrong is not None:
        told = t.html(UNKNOWN, wrong=wrong, slots=_slots())
        await context.out.text(message.chat_id, told, reply_to=message.message_id)
        return
    await _keep(context, reply, by)
    text, keyboard = _one(context, reply)
    head = t.html(N_("✅ Kept; it can be used from now on."))
    await context.out.text(
        message.chat_id, f"{head}\n\n{text}", keyboard=keyboard, reply_to=message.message_id
    )


async def _keep(
    context: OfficeContext, reply: ReadyReply, by: Actor, *, is_removed: bool = False
) -> None:
    await ready_replies.put(
        context.tx,
        reply.id,
        title=reply.title,
        says=reply.says,
        asks=reply.asks,
        phases=reply.phases,
        office=reply.office,
        is_removed=is_removed,
        by=by.id,
        name=by.name,
        now=context.now,
    )
    await desk_log.note(
        context.tx,
        "ready_reply",
        actor_id=by.id,
        actor_name=by.name,
        now=context.now,
        data={"reply": reply.id, "removed": is_removed},
    )


def _slots() -> Html:
    """The slots as they are written."""
    return Html(" ".join(f"<code>{{{one}}}</code>" for one in ready.SLOTS))
