"""The digest at eight on working days: what is due, overdue, objected to, free, or waits."""

from __future__ import annotations

import html
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from handlers import due_words, mentions, timing
from handlers.i18n.translator import N_, NN_
from handlers.outgoing import Outgoing
from storage import questions
from storage.tickets import agenda, deadlines
from storage.tickets.agenda import Section

if TYPE_CHECKING:
    from handlers.context import Services
    from handlers.i18n.translator import Html, Translator
    from storage.database import Transaction
    from storage.tickets.agenda import Part
    from storage.tickets.alerts import OfficeTime
    from storage.tickets.tables import Ticket

#: When the digest comes, by the clock on the wall.
HOUR = time(8, 0)
#: Cases listed in a section; the others are counted.
SHOWN = 7
QUESTIONS = 5
SECTIONS: dict[Section, str] = {
    Section.OVERDUE: N_("🔴 Overdue"),
    Section.DUE_TODAY: N_("🟡 Due today"),
    Section.OBJECTED: N_("⚖️ Objections, for a supervisor to decide"),
    Section.UNCLAIMED: N_("🙋 Nobody has taken"),
    Section.WAITING: N_("⏸ Waiting for the person"),
}
MORE = NN_("… and {n} more", "… and {n} more")
NO_REVIEWER = N_("No supervisor is known yet: see /staff.")
#: How long a person waits for the decision on their objection.
AGE = NN_("for {n} day", "for {n} days")


async def send_if_time(tx: Transaction, services: Services, now: datetime) -> bool:
    """Send the digest of today, once, if an office works today and it is eight or later."""
    today = now.astimezone(services.zone)
    if today.time() < HOUR:
        return False
    times = [await timing.of_office(tx, services, office) for office in services.offices]
    if not any(_is_still_open(one, now) for one in times):
        return False
    key = f"digest:{today.date().isoformat()}"
    if not await deadlines.mark_sent(tx, deadlines.OF_NONE, [key], now=now):
        return False
    out = Outgoing(tx, services, now)
    text = await compose(out, _day_before(times, today.date()))
    if text is not None:
        await out.text(services.staff_chat_id, text)
    return text is not None


def _is_still_open(one: OfficeTime, now: datetime) -> bool:
    """Whether an office works today and has not closed yet: a late digest is of no use."""
    hours = one.working.hours(one.working.day_of(now))
    if not hours:
        return False
    local = now.astimezone(one.working.zone)
    return local.hour * 60 + local.minute < hours[-1][1]


def _day_before(times: list[OfficeTime], today: date) -> date:
    """The last working day of any office before today, since when questions are looked at."""
    days = [one.working.add_days(today, -1) for one in times]
    return max((day for day in days if day is not None), default=today - timedelta(days=1))


async def compose(out: Outgoing, since: date) -> str | None:
    """The digest as HTML; None when there is nothing to tell. `since` is for the questions."""
    services, t = out.services, out.services.staff
    today = out.now.astimezone(services.zone).date()
    midnight = datetime.combine(today + timedelta(days=1), time(), services.zone)
    found = await agenda.read(out.tx, now=out.now, end_of_day=midnight, limit=SHOWN)
    listed = {one.id: one for part in found.values() for one in part.first}
    addresses = await mentions.of_cards(out, list(listed.values()))
    shown = Shown(t, addresses, await agenda.objected_at(out.tx, listed), today)
    blocks: list[str] = []
    for section in Section:
        block = _section(section, found[section], shown)
        if block and section is Section.OBJECTED:
            block += f"\n{await _reviewers(out)}"
        blocks.append(block)
    start = datetime.combine(since, HOUR, services.zone)
    blocks.append(await _unanswered(out, start))
    blocks = [block for block in blocks if block]
    if not blocks:
        return None
    head = t.html(N_("🗞 <b>Today, {date}</b>"), date=t.date(today))
    return "\n\n".join([head, *blocks])


@dataclass(frozen=True)
class Shown:
    """What the lines of cases are made with; `objected` is when, by the id of the case."""

    t: Translator
    addresses: dict[int, Html]
    objected: dict[int, datetime]
    today: date


def _section(section: Section, part: Part, shown: Shown) -> str:
    if not part.count:
        return ""
    t = shown.t
    head = f"<b>{t.html(SECTIONS[section])}: {t.number(part.count)}</b>"
    lines = [_line(section, one, shown) for one in part.first]
    return "\n".join([head, *lines, *_more(part.count - len(part.first), t)])


async def _reviewers(out: Outgoing) -> Html:
    """Who decides on objections."""
    t, names = out.services.staff, await mentions.supervisors(out)
    return t.html(N_("For the supervisors: {names}"), names=names) if names else t.html(NO_REVIEWER)


def _line(section: Section, ticket: Ticket, shown: Shown) -> str:
    t = shown.t
    parts: list[str] = [f"• {shown.addresses[ticket.id]}", html.escape(ticket.subject[:50])]
    if section in {Section.OVERDUE, Section.DUE_TODAY}:
        parts += due_words.soonest(ticket, t)
    since = _since(section, ticket, shown)
    if since is not None:
        day = since.astimezone(t.zone).date()
        parts.append(t.html(N_("since {date}"), date=t.date(day)))
        days = (shown.today - day).days
        if section is Section.OBJECTED and days:
            parts.append(t.plural_html(*AGE, days))
    if holder := mentions.holder(ticket):
        parts.append(holder)
    return " · ".join(parts)


def _since(section: Section, ticket: Ticket, shown: Shown) -> datetime | None:
    """Since when a case stands in a section, where its line says so."""
    if section is Section.WAITING:
        return ticket.waiting_since
    if section is Section.UNCLAIMED:
        return ticket.opened_at
    return shown.objected.get(ticket.id) if section is Section.OBJECTED else None


def _more(count: int, t: Translator) -> list[str]:
    return [t.plural_html(*MORE, count)] if count > 0 else []


async def _unanswered(out: Outgoing, since: datetime) -> str:
    t = out.services.staff
    count, last = await questions.unanswered(out.tx, since=since, limit=QUESTIONS)
    if not count:
        return ""
    title = t.html(N_("❔ Questions without an answer"))
    head = f"<b>{title}: {t.number(count)}</b>"
    lines = [f"• {html.escape(one.text[:80])}" for one in last]
    return "\n".join([head, *lines, *_more(count - len(last), t)])
