"""The index of the bot: every command, button and message, and the function it goes to.

Order matters inside each table only where it says so. Commands are read from the text itself
(`/track Q-…`, `/open@bot`), because some Telegram-compatible servers send no entities.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Chat, Message, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    ChosenInlineResultHandler,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from handlers import authority, buttons, failures, gate, guard
from handlers.buttons import Press, Verb
from handlers.context import OfficeContext
from handlers.forms import conversation, entrance
from handlers.i18n.translator import N_
from handlers.staff import (
    announce,
    answers,
    bans,
    closure,
    decisions,
    desk,
    doctor,
    gaps,
    hands,
    members,
    overview,
    ready_list,
    replies,
    reports,
    retracting,
    roster,
    taught,
    undelivered,
)
from handlers.visitor import (
    ask,
    browse,
    guidance,
    handover,
    inbox,
    inline,
    kept,
    personal,
    reading,
    start,
    tickets,
    welcome,
    wishes,
)

Route = Callable[[Update, OfficeContext], Awaitable[None]]
PressRoute = Callable[[Update, OfficeContext, Press], Awaitable[None]]

#: Commands of the private chat: name, route, what the menu says.
PRIVATE: dict[str, tuple[Route, str]] = {
    "start": (start.started, N_("Begin")),
    "help": (welcome.show_help, N_("What I can do")),
    "stats": (browse.show, N_("Which statistics there are")),
    "request": (entrance.begin("request"), N_("Request data")),
    "complaint": (entrance.begin("complaint"), N_("Complain")),
    "opinion": (entrance.begin("opinion"), N_("Give an opinion")),
    "suggestion": (entrance.begin("suggestion"), N_("Suggest something")),
    "discrepancy": (entrance.begin("discrepancy"), N_("Report a wrong figure of the yearbook")),
    "tickets": (tickets.show_list, N_("My cases and their state")),
    "track": (tickets.track, N_("Look up a case by its number")),
    "notices": (wishes.show, N_("What I am told of by itself")),
    "office": (welcome.show_offices, N_("Choose the province")),
    "language": (welcome.choose_language, N_("Choose the language")),
    "privacy": (personal.privacy, N_("What is kept about me")),
    "mydata": (personal.mydata, N_("Everything that is stored about me")),
    "forget": (personal.forget, N_("Remove what is stored about me")),
    "cancel": (conversation.cancel, N_("Leave a form")),
}
#: Commands of the staff group.
STAFF: dict[str, tuple[Route, str]] = {
    "open": (overview.show_open, N_("Open cases")),
    "find": (overview.find, N_("Look for a case by number or words")),
    "delete": (retracting.command, N_("In reply to your answer: take it back")),
    "doctor": (doctor.command, N_("Is the desk in order?")),
    "staff": (members.show, N_("Who works here, and with which role")),
    "notice": (announce.command, N_("Announce an outage, an amendment, an end, a publication")),
    "closure": (closure.command, N_("Calendar: closures and extra working days")),
    "gaps": (gaps.show, N_("Questions without an answer")),
    "replies": (ready_list.show, N_("Ready replies: look at them, write new ones")),
    "report": (reports.report, N_("Charts and numbers of a week, month, season or year")),
    "export": (reports.export, N_("The cases of a period as an Excel file")),
    "ban": (bans.ban, N_("In reply to a card: take no messages of its person for some days")),
    "unban": (bans.unban, N_("In reply to a card: its person may write again")),
    "banned": (bans.banned, N_("Who may not write now, and why")),
    "allow": (bans.allow, N_("In reply to a card: its person may open more cases")),
    "help": (overview.helper(lambda: commands(staff=True)), N_("How this desk works")),
}
#: Buttons of the private chat.
PRIVATE_PRESSES: dict[Verb, PressRoute] = {
    Verb.ARTICLE: reading.pressed,
    Verb.DETAILS: reading.turned,
    Verb.GUIDE: guidance.pressed,
    Verb.NOT_HELPED: handover.not_helped,
    Verb.HAND_OVER: handover.handed_over,
    Verb.HUMAN: handover.wanted,
    Verb.OFFICE: ask.office_chosen,
    Verb.LANGUAGE: welcome.language_chosen,
    Verb.BROWSE: browse.turned,
    Verb.REQUEST: entrance.begin_request,
    Verb.FORM: entrance.begin_pressed,
    Verb.STEP: conversation.pressed,
    Verb.DRAFT: entrance.draft_chosen,
    Verb.TICKET: tickets.pressed,
    Verb.HELD: kept.held_chosen,
    Verb.MINE: personal.pressed,
    Verb.WISH: wishes.pressed,
}
#: Buttons of the staff group.
STAFF_PRESSES: dict[Verb, PressRoute] = {
    Verb.STAFF: desk.pressed,
    Verb.OPEN_PAGE: overview.turn_page,
    Verb.CLOSURE: closure.pressed,
    Verb.ROLE: members.role_given,
    Verb.NOTICE: announce.pressed,
    Verb.REPLY: decisions.pressed,
    Verb.READY: ready_list.pressed,
    Verb.REPORT: reports.pressed,
    Verb.GAP: gaps.pressed,
    Verb.LEARN: answers.pressed,
    Verb.UNSENT: undelivered.pressed,
}
_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@(\w+))?(?:\s+(.*))?\Z", re.DOTALL)


def register(application: Application[Any, OfficeContext, Any, Any, Any, Any]) -> None:
    """Give the application every route of the bot."""
    private, groups = filters.ChatType.PRIVATE, filters.ChatType.GROUPS
    new, edited = filters.UpdateType.MESSAGE, filters.UpdateType.EDITED_MESSAGE
    # First of all, the person of a private chat is known.
    application.add_handler(TypeHandler(Update, welcome.meet), group=-1)
    application.add_handler(CallbackQueryHandler(pressed))
    application.add_handler(InlineQueryHandler(inline.typed))
    application.add_handler(ChosenInlineResultHandler(inline.chosen))
    # What Telegram notes itself (a pinned message, a timer) is nobody's words.
    said = new & ~filters.StatusUpdate.ALL
    application.add_handler(MessageHandler(private & said, private_message))
    application.add_handler(MessageHandler(private & edited, inbox.edited))
    application.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, hands.migrated))
    application.add_handler(MessageHandler(groups & new, group_message))
    application.add_handler(MessageHandler(groups & edited, replies.edited))
    application.add_handler(ChatMemberHandler(standing_changed, ChatMemberHandler.MY_CHAT_MEMBER))
    application.add_error_handler(failures.on_error)


def commands(*, staff: bool) -> dict[str, str]:
    """Command names with the msgid of what the menu says, in the order of the menu."""
    table = STAFF if staff else PRIVATE
    return {name: description for name, (_, description) in table.items()}


async def private_message(update: Update, context: OfficeContext) -> None:
    """A command of the private chat, or anything else a person sends there."""
    message, command = update.effective_message, _command(update, context)
    if message is None or not context.has_person:
        context.work.outcome = "refused:nobody"  # another bot, or something without a sender
    elif command not in guard.ALWAYS_OPEN and await guard.is_banned(context):
        context.work.outcome = "refused:banned"
    elif command in PRIVATE:
        right = authority.PRIVATE_COMMANDS.get(command)
        if await gate.lets_write(command, right, message, context):
            await PRIVATE[command][0](update, context)
    elif command is not None:
        await welcome.unknown_command(update, context)
    else:
        await inbox.received(update, context)


async def group_message(update: Update, context: OfficeContext) -> None:
    """A command of the staff group or a reply there; other groups are left alone."""
    message = update.effective_message
    thread = message.message_thread_id if message is not None and message.is_topic_message else None
    if message is None or not await roster.enter(context, message.chat, thread):
        return
    if message.left_chat_member is not None:
        await roster.left(message, context)
        return
    if hands.is_service(message):
        await hands.topic_moved(message, context)
        return
    command = _command(update, context)
    if command in STAFF:
        right = authority.STAFF_COMMANDS.get(command)
        if await gate.lets_write(command, right, message, context):
            await STAFF[command][0](update, context)
        return
    if not (await taught.took(message, context) or await ready_list.took(message, context)):
        await replies.received(update, context)


async def standing_changed(update: Update, context: OfficeContext) -> None:
    """A person blocked the bot or let it back in, or its rights in a group have changed."""
    chat = update.effective_chat
    if chat is not None and chat.type == Chat.PRIVATE:
        await welcome.reachability(update, context)
    else:
        await hands.rights_changed(update, context)


async def pressed(update: Update, context: OfficeContext) -> None:
    """A pressed button: its data is checked before anything believes it."""
    query = update.callback_query
    press = buttons.unpack(query.data) if query is not None else None
    if query is None or query.message is None or press is None:
        context.answer(context.t.text(N_("This button is no longer in use.")))
        return
    in_private = query.message.chat.type == Chat.PRIVATE
    table = PRIVATE_PRESSES if in_private else STAFF_PRESSES
    rights = authority.PRIVATE_BUTTONS if in_private else authority.STAFF_BUTTONS
    route = table.get(press.verb)
    if route is None:
        context.answer(context.t.text(N_("This button is no longer in use.")))
        return
    if not in_private and isinstance(query.message, Message):
        topic = query.message.message_thread_id if query.message.is_topic_message else None
        await roster.enter(context, query.message.chat, topic)
    if await gate.lets_press(press, rights.get(press.verb), update, context):
        await route(update, context, press)


def _command(update: Update, context: OfficeContext) -> str | None:
    """The command of a message for this bot; its words are left in `context.args`."""
    message = update.effective_message
    match = _COMMAND.match(message.text or "") if message is not None else None
    if match is None:
        return None
    name, addressee, words = match.groups()
    if addressee and addressee.casefold() != context.services.bot_username.casefold():
        return None
    context.args = (words or "").split()
    return str(name).lower()
