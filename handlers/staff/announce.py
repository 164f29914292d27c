"""/notice: supervisors announce an outage, an amendment, an end or a publication.

What is typed is shown first as people will read it, with the number of those who would be told;
nothing holds and nobody is told before a button says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import Update

from handlers import broadcasting, buttons, closure_words, keyboards, office_news
from handlers.buttons import Verb
from handlers.i18n.translator import N_, NN_
from handlers.staff import announce_typed, roster
from handlers.staff.announce_typed import Flaw, Typed
from knowledge.articles import in_language
from storage import audiences, broadcasts, desk_log, office_notices, subscriptions
from storage.audiences import Audience
from storage.office_notices import NoticeKind, OfficeNotice

if TYPE_CHECKING:
    from handlers.context import OfficeContext
    from storage.tickets.lifecycle import Actor

EVERYWHERE = "all"
#: Notices and wanted figures that are listed.
LISTED = 10
EXAMPLES = (
    N_("/notice outage The website is out of reach until noon."),
    N_("/notice outage until tomorrow the website is out of reach."),
    N_("/notice amendment Section 4 of the statement has been amended."),
    N_("/notice end 1 Dey 1405 The service ends by decision of the head of the organization."),
    N_("/notice published unemployment rate; Spring 1405 – address or words"),
)
FLAWS: dict[Flaw, str] = {
    Flaw.KIND: N_("I did not understand what is announced. For example:"),
    Flaw.WORDS: N_("The words that people shall read are missing. For example:"),
    Flaw.LONG: N_("The words are too long; about 1,500 letters fit. For example:"),
    Flaw.DAY: N_("I did not understand from which day the service ends. For example:"),
    Flaw.PAST: N_("An end is announced beforehand: its day must be after today. For example:"),
    Flaw.SUBJECT: N_("First what is published, then “;” and the period or address. For example:"),
}
REACHES = NN_("{what}: {n} person would be told", "{what}: {n} people would be told")
WANTED = NN_("{what}: {n} person waits", "{what}: {n} people wait")


async def command(update: Update, context: OfficeContext) -> None:
    """/notice: without words what holds, with words a preview."""
    message = update.effective_message
    if message is None:
        return
    words = " ".join(context.args or [])
    if not words:
        await _show(context, message.chat_id)
        return
    today = office_news.local_day(context.services, context.now)
    typed = announce_typed.read(words, today)
    if isinstance(typed, Flaw):
        t = context.services.staff
        lines: list[str] = [t.html(FLAWS[typed]), *(t.html(one) for one in EXAMPLES)]
        await context.out.text(message.chat_id, "\n".join(lines), reply_to=message.message_id)
        return
    await _preview(context, message.chat_id, typed)


async def _preview(context: OfficeContext, chat_id: int, typed: Typed) -> None:
    services, t = context.services, context.services.staff
    article = _article(context, typed.subject) if typed.subject else None
    if typed.subject and article is None:
        unknown = t.html(N_("I know no figure called “{subject}”."), subject=typed.subject)
        await context.out.text(chat_id, unknown)
        return
    notice = await office_notices.propose(
        context.tx,
        typed.kind,
        typed.words,
        article=article,
        ends_on=typed.ends_on,
        now=context.now,
    )
    today = office_news.local_day(services, context.now)
    reaches, rows = await _choices(context, notice)
    rows.append([keyboards.button(t.text(N_("✖️ Cancel")), Verb.NOTICE, "no", notice.id)])
    text = "\n\n".join(
        [
            t.html(N_("📣 <b>Preview. Nobody has been told yet.</b>")),
            office_news.told(notice, services, t, today),
            *office_news.until(notice, t),
            "\n".join(reaches),
        ]
    )
    await context.out.text(chat_id, text, keyboard=keyboards.inline(rows))


def _article(context: OfficeContext, subject: str) -> str | None:
    """The article somebody means, by its id or by words that find it."""
    services = context.services
    if subject in services.knowledge.articles:
        return subject
    found = services.understanding.find(
        subject,
        office=services.only_office,
        language=services.default_language,
        today=office_news.local_day(services, context.now),
    )
    return found.matches[0].article.id if found.matches else None


async def _choices(
    context: OfficeContext, notice: OfficeNotice
) -> tuple[list[str], list[keyboards.Row]]:
    """Whom each choice reaches, in words, and a button for each choice."""
    services, t = context.services, context.services.staff
    if notice.article is not None:
        number = await audiences.count(context.tx, _audience(context, notice, None))
        title = services.knowledge.articles[notice.article].text(t.language).title
        label = t.text(N_("✅ Tell those who wait for it"))
        button = keyboards.button(label, Verb.NOTICE, "go", notice.id, EVERYWHERE, None)
        return [t.plural_html(*REACHES, number, what=title)], [[button]]
    reaches: list[str] = []
    rows: list[keyboards.Row] = []
    for office in services.offices:
        name = closure_words.office_name(office, services)
        number = await audiences.count(context.tx, _audience(context, notice, office))
        reaches.append(t.plural_html(*REACHES, number, what=name))
        rows += [
            [keyboards.button(f"✅ {label}", Verb.NOTICE, "go", notice.id, office, service)]
            for service, label in _services(context, office, name)
        ]
    if len(services.offices) > 1 and notice.kind is not NoticeKind.END:
        label = t.text(N_("✅ For all offices"))
        rows.append([keyboards.button(label, Verb.NOTICE, "go", notice.id, EVERYWHERE, None)])
    return reaches, rows


def _services(context: OfficeContext, office: str, name: str) -> list[tuple[str | None, str]]:
    """The whole office, and each of its services."""
    language = context.services.default_language
    known = context.services.knowledge.offices[office].services
    services = [(one.id, f"{name}: {in_language(one.title, language)}") for one in known]
    return [(None, name), *services]


def _audience(context: OfficeContext, notice: OfficeNotice, office: str | None) -> Audience:
    """Where there is one office everybody uses it, also who never had to choose."""
    if context.services.only_office is not None:
        office = None
    return Audience(office, notice.article, must_reach=notice.kind is NoticeKind.END)


async def pressed(update: Update, context: OfficeContext, press: buttons.Press) -> None:
    """A button under a preview, a list or a broadcast: for supervisors."""
    by = await roster.supervisor_pressing(update, context)
    query = update.callback_query
    if by is None or query is None or query.message is None:
        return
    t = context.services.staff
    operation, number = press.arg(0), press.number(1)
    if number is None or operation not in {"go", "no", "off", "stop"}:
        context.answer(t.text(N_("This button is no longer in use.")))
        return
    if operation == "stop":
        await _stop(context, number, by)
        return
    if operation == "go":
        is_done = await _go(context, number, press.arg(2), press.arg(3), by)
    elif operation == "off":
        is_done = await office_notices.take_off(context.tx, number, now=context.now)
        if is_done:
            await broadcasting.tell_over(context.out, number)
        await _log(context, "notice-off", number, by)
    else:
        is_done = await office_notices.drop(context.tx, number, now=context.now)
    done = {"go": N_("Announced."), "off": N_("Taken off."), "no": N_("Nothing was changed.")}
    context.answer(t.text(done[operation] if is_done else N_("This has already been dealt with.")))
    chat_id, message_id = query.message.chat.id, query.message.message_id
    await context.out.edit_keyboard(chat_id, keyboards.NONE, message_id=message_id)


async def _go(context: OfficeContext, number: int, office: str, service: str, by: Actor) -> bool:
    wanted = None if office in {"", EVERYWHERE} else office
    if wanted is not None and wanted not in context.services.offices:
        return False
    notice = await office_notices.publish(
        context.tx,
        number,
        office=wanted,
        service=service or None,
        by_id=by.id,
        by_name=by.name or "",
        now=context.now,
    )
    if notice is None:
        return False
    await _log(context, "notice", notice.id, by)
    audience = _audience(context, notice, wanted)
    broadcast = await broadcasts.begin(context.tx, notice.id, audience, now=context.now)
    await broadcasting.post(context.out, broadcast)
    return True


async def _stop(context: OfficeContext, number: int, by: Actor) -> None:
    t = context.services.staff
    if await broadcasts.stop(context.tx, number, now=context.now):
        await _log(context, "broadcast-stopped", number, by)
        context.answer(t.text(N_("Stopped; nobody else is told.")))
    else:
        context.answer(t.text(N_("This has already been dealt with.")))


async def _log(context: OfficeContext, act: str, number: int, by: Actor) -> None:
    await desk_log.note(
        context.tx,
        act,
        actor_id=by.id,
        actor_name=by.name,
        now=context.now,
        data={"notice": number},
    )


async def _show(context: OfficeContext, chat_id: int) -> None:
    """What holds now, each with a button that takes it off; what people wait for; examples."""
    services, t = context.services, context.services.staff
    today = office_news.local_day(services, context.now)
    holding = await office_notices.live(context.tx, services.offices)
    wanted = await subscriptions.counts(context.tx)
    blocks: list[str] = [t.html(N_("📣 <b>Notices of the office</b>"))]
    blocks += [office_news.told(one, services, t, today) for one in holding[-LISTED:]]
    if not holding:
        blocks.append(t.html(N_("Nothing is announced now.")))
    known = services.knowledge.articles
    lines = [
        t.plural_html(*WANTED, number, what=known[one].text(t.language).title)
        for one, number in wanted.items()
        if one in known
    ][:LISTED]
    if lines:
        blocks.append("\n".join([t.html(N_("<b>Awaited publications</b>")), *lines]))
    blocks.append("\n".join(t.html(one) for one in EXAMPLES))
    label = N_("🗑 Take off: {what}")
    rows = [
        [keyboards.button(t.text(label, what=one.words[:30]), Verb.NOTICE, "off", one.id)]
        for one in holding[-LISTED:]
    ]
    await context.out.text(chat_id, "\n\n".join(blocks), keyboard=keyboards.inline(rows))
