"""/closure: supervisors close days, or work extra ones; open cases are counted anew.

What is typed is shown first and holds only when a button says so. Nothing here is kept in memory:
the proposal is a row, the buttons carry its number.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from telegram import Update

from handlers import buttons, closure_words, keyboards, recounts, timing
from handlers.buttons import Verb
from handlers.i18n import dates
from handlers.i18n.translator import N_
from handlers.staff import closure_typed, roster
from storage import desk_log
from storage.tickets import calendar
from storage.tickets.clock import Exceptional

if TYPE_CHECKING:
    from handlers.context import OfficeContext
    from storage.tickets.calendar import CalendarChange
    from storage.tickets.lifecycle import Actor

#: Days ahead of which the official holidays are listed.
AHEAD = 45
#: Entries of the office's own listed, each with a button that takes it back.
LISTED = 10
EVERYWHERE = "all"


async def command(update: Update, context: OfficeContext) -> None:
    """/closure: without words the calendar, with words a proposal."""
    message = update.effective_message
    if message is None:
        return
    words = " ".join(context.args or [])
    if not words:
        await _show(context, message.chat_id)
        return
    typed = closure_typed.read(words, _today(context))
    if typed is None:
        await context.out.text(
            message.chat_id,
            context.services.staff.html(
                N_("I did not understand the day. For example: {example}"),
                example=context.services.staff.text(N_("/closure tomorrow cold weather")),
            ),
            reply_to=message.message_id,
        )
        return
    await _propose(context, message.chat_id, typed.what, typed.reason)


async def _propose(context: OfficeContext, chat_id: int, what: Exceptional, reason: str) -> None:
    """Show what would hold, and ask; for which office, where there are several."""
    t = context.services.staff
    change = await calendar.propose(context.tx, what, office=None, reason=reason, now=context.now)
    lines: list[str] = [
        t.html(N_("🗓 <b>Shall this hold?</b>")),
        closure_words.said(what, reason, t),
        *await _remarks(context, what),
    ]
    rows = [
        [keyboards.button(label, Verb.CLOSURE, "yes", change, office)]
        for office, label in _choices(context)
    ]
    rows.append([keyboards.button(t.text(N_("✖️ Cancel")), Verb.CLOSURE, "no", change)])
    await context.out.text(chat_id, "\n".join(lines), keyboard=keyboards.inline(rows))


def _choices(context: OfficeContext) -> list[tuple[str, str]]:
    services, t = context.services, context.services.staff
    if services.only_office is not None:
        return [(services.only_office, t.text(N_("✅ Yes, register it")))]
    made = [
        (office, t.text(N_("✅ For {office}"), office=closure_words.office_name(office, services)))
        for office in services.offices
    ]
    return [*made, (EVERYWHERE, t.text(N_("✅ For all offices")))]


async def _remarks(context: OfficeContext, what: Exceptional) -> list[str]:
    """What the one who decides should know: such days are closed, or worked, anyway."""
    services, t = context.services, context.services.staff
    times = [await timing.of_office(context.tx, services, one) for one in services.offices]
    worked = [day for day in what.days if any(one.working.hours(day) for one in times)]
    if not what.is_working and not worked:
        return [t.html(N_("⚠️ These days are closed anyway."))]
    if what.is_working and not what.hours and len(worked) == len(what.days):
        return [t.html(N_("⚠️ These are working days anyway."))]
    return []


async def pressed(update: Update, context: OfficeContext, press: buttons.Press) -> None:
    """A button under the calendar or under a proposal: for supervisors."""
    by = await roster.supervisor_pressing(update, context)
    query = update.callback_query
    if by is None or query is None or query.message is None:
        return
    t = context.services.staff
    operation, number = press.arg(0), press.number(1)
    chat_id, message_id = query.message.chat.id, query.message.message_id
    if operation == "close" and (day := _read_day(press.arg(1))):
        context.answer()
        await _propose(context, chat_id, Exceptional(day, day, is_working=False), "")
        return
    change = await calendar.get(context.tx, number) if number is not None else None
    if change is None:
        context.answer(t.text(N_("This button is no longer in use.")))
    elif operation == "yes":
        await _decide(context, change, press.arg(2), by)
    elif operation == "back":
        await _take_back(context, change, by)
    elif operation == "no":
        context.answer(t.text(N_("Nothing was changed.")))
    if operation in {"yes", "no"}:
        await context.out.edit_keyboard(chat_id, keyboards.NONE, message_id=message_id)


async def _decide(context: OfficeContext, change: CalendarChange, wanted: str, by: Actor) -> None:
    t = context.services.staff
    office = None if wanted == EVERYWHERE else wanted
    if office is not None and office not in context.services.offices:
        context.answer(t.text(N_("This button is no longer in use.")))
        return
    done = await calendar.decide(
        context.tx, change.id, office=office, by=by.id, name=by.name, now=context.now
    )
    if not done:
        context.answer(t.text(N_("This has already been dealt with.")))
        return
    context.answer(t.text(N_("Registered.")))
    await _recount(context, "closure", change.id, office, by)


async def _take_back(context: OfficeContext, change: CalendarChange, by: Actor) -> None:
    t = context.services.staff
    if not await calendar.withdraw(context.tx, change.id, by=by.id, now=context.now):
        context.answer(t.text(N_("This has already been dealt with.")))
        return
    context.answer(t.text(N_("Taken back.")))
    await _recount(context, "closure-withdrawn", change.id, change.office, by)


async def _recount(
    context: OfficeContext, act: str, change_id: int, office: str | None, by: Actor
) -> None:
    """Keep who did it, and count the open cases anew: the first ones at once."""
    await desk_log.note(
        context.tx,
        act,
        actor_id=by.id,
        actor_name=by.name,
        now=context.now,
        data={"change": change_id, "office": office},
    )
    await calendar.begin_recount(context.tx, office=office, change_id=change_id, now=context.now)
    await recounts.step(context.tx, context.services, context.now)


async def _show(context: OfficeContext, chat_id: int) -> None:
    """The calendar: today, what the office has entered, the official holidays ahead."""
    services, t = context.services, context.services.staff
    today = _today(context)
    own = await calendar.valid(context.tx, services.offices, since=today)
    lines: list[str] = [t.html(N_("🗓 <b>Calendar</b>")), *await _hours_today(context, today)]
    for one in own[-LISTED:]:
        words = closure_words.said(one.exceptional, one.reason, t)
        name = closure_words.office_name(one.office, services)
        lines.append(f"• {words} ({name})")
    ahead = [today + timedelta(days=n) for n in range(AHEAD)]
    named = [(day, closure_words.holiday(day, services)) for day in ahead]
    if holidays := [f"• {t.date(day)} – {name}" for day, name in named if name]:
        lines += [t.html(N_("<b>Official holidays ahead</b>")), *holidays]
    lines.append(
        t.html(
            N_("To close days: {close}\nFor some hours: {hours}\nTo work on an extra day: {work}"),
            close=t.text(N_("/closure tomorrow cold weather")),
            hours=t.text(N_("/closure tomorrow from 11:00 power cut")),
            work=t.text(N_("/closure work 7 Azar 8 to 12")),
        )
    )
    await context.out.text(
        chat_id, "\n".join(lines), keyboard=keyboards.inline(_buttons(context, today, own))
    )


async def _hours_today(context: OfficeContext, today: date) -> list[str]:
    services, t = context.services, context.services.staff
    lines: list[str] = []
    for office in services.offices:
        time = await timing.of_office(context.tx, services, office)
        hours = time.working.hours(today)
        shown = closure_words.hours(hours, t) if hours else t.text(N_("closed"))
        name = closure_words.office_name(office, services)
        lines.append(t.html(N_("{office}, today: {hours}"), office=name, hours=shown))
        if not time.is_stated:
            note = N_("<i>The office has not stated its hours; the usual ones are assumed.</i>")
            lines.append(t.html(note))
    return lines


def _buttons(context: OfficeContext, today: date, own: list[CalendarChange]) -> list[keyboards.Row]:
    t = context.services.staff
    days = ((today, N_("🚫 Close today")), (today + timedelta(days=1), N_("🚫 Close tomorrow")))
    rows = [
        [
            keyboards.button(t.text(label), Verb.CLOSURE, "close", day.isoformat())
            for day, label in days
        ]
    ]
    for one in own[-LISTED:]:
        label = t.text(N_("🗑 Take back: {days}"), days=closure_words.days(one.exceptional, t))
        rows.append([keyboards.button(label, Verb.CLOSURE, "back", one.id)])
    return rows


def _today(context: OfficeContext) -> date:
    return dates.local_date(context.now, context.services.zone)


def _read_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
