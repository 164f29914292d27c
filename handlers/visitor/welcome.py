"""Meeting a person: /start, language, office, privacy, help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import Chat, ChatMember, Update

from handlers import buttons, labels, office_news, reach
from handlers.forms import conversation
from handlers.i18n import bidi
from handlers.i18n.translator import LANGUAGES, N_
from handlers.visitor import menu
from storage import people

if TYPE_CHECKING:
    from handlers.context import OfficeContext


async def meet(update: Update, context: OfficeContext) -> None:
    """Know the person of a private chat before anything else handles the update."""
    user, chat = update.effective_user, update.effective_chat
    if user is None or user.is_bot or chat is None or chat.type != Chat.PRIVATE:
        return
    person, is_new = await people.meet(
        context.tx,
        id=user.id,
        name=bidi.clean(user.full_name).strip() or "—",
        username=user.username,
        now=context.now,
    )
    context.person = person
    if not person.is_reachable and update.my_chat_member is None:
        # Whoever writes has let the bot back in, whether or not Telegram said so.
        await reach.back(context.out, person.id)
    if is_new or person.language is None:
        code = (user.language_code or "").partition("-")[0]
        language = code if code in LANGUAGES else context.services.default_language
        await people.set_language(context.tx, person.id, language)
        person.language = language


async def greet(update: Update, context: OfficeContext) -> None:
    """/start without a payload: say who this is, show the main acts, ask for the office."""
    t = context.t
    text = t.html(
        N_(
            "Hello! I am <b>Amaryar</b>, the desk of the provincial statistics offices.\n\n"
            "Write your question in your own words: about available statistics or about the "
            "terms of the service. I answer with the source, or say honestly that I do not "
            "know.\n\n"
            "I also take data requests, complaints, opinions and suggestions, give a tracking "
            "number, and bring you the answer of the experts. I am a program, not a person."
        )
    )
    shown = "\n\n".join([text, *await office_news.standing(context)])
    await context.out.text(
        context.person.id, shown, keyboard=menu.keyboard(t, context.services, context.office)
    )
    if context.office is None:
        await ask_office(context)


async def invite(context: OfficeContext) -> None:
    """Ask for the question itself; who came by a link knows already whom they talk to."""
    t = context.t
    text = t.html(N_("Write your question in your own words. I answer with the source."))
    await context.out.text(
        context.person.id, text, keyboard=menu.keyboard(t, context.services, context.office)
    )


async def ask_office(context: OfficeContext, waiting: int | str | None = None) -> None:
    """Ask which office the person means; with the question, or what else waits for it."""
    t = context.t
    text = (
        t.html(N_("Which province is your question about?"))
        if waiting is not None
        else t.html(N_("Which province’s office do you want to talk to?"))
    )
    await context.out.text(
        context.person.id, text, keyboard=menu.offices(context.services, t, waiting)
    )


async def show_offices(update: Update, context: OfficeContext) -> None:
    """/office: change the office; with one office just say which."""
    if context.services.only_office and context.office:
        text = context.t.html(
            N_("This bot serves the {office}."), office=context.office.name_in(context.t.language)
        )
        await context.out.text(context.person.id, text)
        return
    await ask_office(context)


async def choose_language(update: Update, context: OfficeContext) -> None:
    """/language: the languages, each by its own name."""
    text = context.t.html(N_("Which language do you want?"))
    await context.out.text(context.person.id, text, keyboard=menu.languages())


async def language_chosen(update: Update, context: OfficeContext, press: buttons.Press) -> None:
    """Remember the language and show the main acts in it."""
    code = press.arg(0)
    if code not in LANGUAGES:
        context.answer(context.t.text(N_("This button is no longer in use.")))
        return
    await people.set_language(context.tx, context.person.id, code)
    context.person.language = code
    t = context.t
    context.answer(labels.LANGUAGE_NAMES[code])
    await context.out.text(
        context.person.id,
        t.html(N_("From now on I speak English with you.")),
        keyboard=menu.keyboard(t, context.services, context.office),
    )
    await conversation.resume(context)


async def show_help(update: Update, context: OfficeContext) -> None:
    """/help: what can be done here."""
    text = context.t.html(
        N_(
            "<b>What I can do</b>\n"
            "• Just write a question, for example: “Is the yearbook free?”\n"
            "/stats – look through the statistics there are\n"
            "/request – ask for data formally\n"
            "/complaint – complain\n"
            "/opinion – give an opinion\n"
            "/suggestion – suggest something\n"
            "/tickets – your cases and their state\n"
            "/track – look up a case by its number\n"
            "/notices – what you are told of by itself\n"
            "/office – choose the province\n"
            "/language – choose the language\n"
            "/privacy – what is kept about you\n"
            "/mydata – all of it, sent to you\n"
            "/forget – remove it\n"
            "/cancel – leave a form"
        )
    )
    keyboard = menu.keyboard(context.t, context.services, context.office)
    await context.out.text(context.person.id, text, keyboard=keyboard)


async def unknown_command(update: Update, context: OfficeContext) -> None:
    """A command that is none: say so, and what there is."""
    text = context.t.html(N_("I do not know this command. /help shows what I can do."))
    await context.out.text(context.person.id, text)


async def reachability(update: Update, context: OfficeContext) -> None:
    """The person blocked the bot or let it back in (Bot API, my_chat_member)."""
    change = update.my_chat_member
    if change is None or change.chat.type != "private":
        return
    if change.new_chat_member.status in {ChatMember.BANNED, ChatMember.LEFT}:
        await reach.lost(context.out, change.from_user.id)
    else:
        await reach.back(context.out, change.from_user.id)
