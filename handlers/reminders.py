"""What is said as time passes: to the holder, to the supervisors, to the person who is awaited.

The group gets one message a sweep, however many cases it is about. Which alert is due when:
`storage/tickets/alerts.py`.
"""

from __future__ import annotations

import html
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from handlers import cards, due_words, keyboards, labels, mentions, notices, timing
from handlers.buttons import Verb
from handlers.i18n.translator import N_
from handlers.outgoing import Outgoing, Trace
from storage.tickets import alerts, deadlines, lifecycle
from storage.tickets.alerts import Alert
from storage.tickets.states import Status

if TYPE_CHECKING:
    from handlers.context import Services
    from storage.database import Transaction
    from storage.tickets.alerts import OfficeTime, Planned
    from storage.tickets.tables import Ticket

#: Cards renewed in one sweep: a group takes about twenty messages a minute (Bot API FAQ).
CARDS = 12
LATER = timedelta(minutes=1)
#: Headings of the message to the group, the most urgent first.
SAID: dict[Alert, str] = {
    Alert.LATE: N_("🔴 Overdue and still open"),
    Alert.OVERDUE: N_("🔴 Overdue"),
    Alert.RESPONSE_LATE: N_("🟠 Still without a first answer"),
    Alert.RESPONSE_OVERDUE: N_("🟠 First answer overdue"),
    Alert.SOON: N_("🟡 Due on the next working day"),
    Alert.RESPONSE_SOON: N_("🟡 First answer due on the next working day"),
    Alert.HALF: N_("⏳ Half of the time is over"),
    Alert.UNCLAIMED_LONG: N_("🙋 Not taken for days"),
    Alert.UNCLAIMED: N_("🙋 Nobody has taken this"),
    Alert.IDLE_LONG: N_("💤 Nothing has happened for a long time"),
    Alert.IDLE: N_("💤 Nothing has happened for days"),
    Alert.EXPIRE: N_("🚪 Closed, because the person never answered"),
}


@dataclass
class Sweep:
    """One look at what is due."""

    out: Outgoing
    said: list[tuple[Alert, Ticket]] = field(default_factory=list)
    times: dict[str, OfficeTime] = field(default_factory=dict)
    cards: int = 0

    async def time(self, office: str) -> OfficeTime:
        """The time of an office, read once a sweep."""
        if office not in self.times:
            self.times[office] = await timing.of_office(self.out.tx, self.out.services, office)
        return self.times[office]


async def sweep(tx: Transaction, services: Services, now: datetime, *, limit: int = 100) -> int:
    """Look at the open tickets of which something may be to be said; how many were looked at."""
    work = Sweep(Outgoing(tx, services, now))
    tickets = await deadlines.due_for_look(tx, now=now, limit=limit)
    for ticket in tickets:
        await _look(work, ticket, await work.time(ticket.office))
    await _tell_group(work)
    return len(tickets)


async def _look(work: Sweep, ticket: Ticket, time: OfficeTime) -> None:
    """Count a ticket's time and say what is due, in working time only."""
    tx, now = work.out.tx, work.out.now
    standing = await deadlines.settle(tx, ticket, time)
    due = [one for one in standing.planned if one.at <= now]
    if due and not time.working.is_open(now):
        ticket.next_deadline_at = time.working.opens_at(now)
        return
    if due:
        new = await deadlines.mark_sent(tx, ticket.id, [one.key for one in due], now=now)
        for one in alerts.to_send(due, now):
            if one.key in new:
                await _say(work, ticket, one, time)
        if ticket.closed_at is None:
            await deadlines.settle(tx, ticket, time)
    await _renew_card(work, ticket)


async def _renew_card(work: Sweep, ticket: Ticket) -> None:
    """A card that shows another due day than the ticket has is renewed, a few in one sweep."""
    if ticket.closed_at is not None or ticket.card_due_at == ticket.resolution_due_at:
        return
    if work.cards >= CARDS:
        ticket.next_deadline_at = work.out.now + LATER
        return
    work.cards += 1
    await notices.refresh_card(work.out, ticket)


async def _say(work: Sweep, ticket: Ticket, planned: Planned, time: OfficeTime) -> None:
    deed = _TO_PERSON.get(planned.alert)
    if deed is not None:
        await deed(work.out, ticket, time)
    if planned.alert in SAID:
        work.said.append((planned.alert, ticket))


async def _ask_again(out: Outgoing, ticket: Ticket, time: OfficeTime) -> None:
    t = out.services.translator(ticket.language)
    text = t.html(
        N_(
            "⏳ The office still needs your answer about case {reference}. "
            "Please reply to this message."
        ),
        reference=cards.code(ticket.reference),
    )
    await out.text(ticket.person_id, text, trace=Trace(None, ticket.id))


async def _warn(out: Outgoing, ticket: Ticket, time: OfficeTime) -> None:
    t = out.services.translator(ticket.language)
    code = cards.code(ticket.reference)
    last = alerts.closes_at(out.now, time.working, time.patience)
    if last is None:  # this office closes nothing by itself
        await _ask_again(out, ticket, time)
        return
    text = t.html(
        N_(
            "⏳ The office has had no answer from you about case {reference}. If none comes until "
            "the end of {date}, the case will be closed; you can reopen it later. "
            "To answer, reply to this message."
        ),
        reference=code,
        date=t.date(last.day),
    )
    await out.text(ticket.person_id, text, trace=Trace(None, ticket.id))


async def _expire(out: Outgoing, ticket: Ticket, time: OfficeTime) -> None:
    change = await lifecycle.expire(out.tx, ticket.id, now=out.now)
    t = out.services.translator(ticket.language)
    text = t.html(
        N_(
            "Your case {reference} was closed, because no answer came from you. "
            "If you still need it, press “Reopen”."
        ),
        reference=cards.code(ticket.reference),
    )
    label = t.text(N_("🔓 Reopen"))
    keyboard = keyboards.inline([[keyboards.button(label, Verb.TICKET, "reopen", ticket.id)]])
    await out.text(ticket.person_id, text, keyboard=keyboard, trace=Trace(None, ticket.id))
    await notices.refresh_card(out, change.ticket)


_TO_PERSON: dict[Alert, Callable[[Outgoing, Ticket, OfficeTime], Awaitable[None]]] = {
    Alert.ASK_AGAIN: _ask_again,
    Alert.WARN: _warn,
    Alert.EXPIRE: _expire,
}


async def _tell_group(work: Sweep) -> None:
    """One message with all that is due, each case under what is most urgent of it.

    A single case is shown by a reply to its card.
    """
    if not work.said:
        return
    out, t = work.out, work.out.services.staff
    addresses = await mentions.of_cards(out, [ticket for _, ticket in work.said])
    blocks: list[str] = [t.html(N_("⏰ <b>Reminders</b>"))]
    listed: set[int] = set()
    for alert, heading in SAID.items():
        here = [one for said, one in work.said if said is alert and one.id not in listed]
        listed |= {one.id for one in here}
        if here:
            lines = [_line(ticket, alert, addresses[ticket.id], work) for ticket in here]
            blocks.append("\n".join([f"<b>{t.html(heading)}</b>", *lines]))
    if any(alert in alerts.TO_SUPERVISORS for alert, _ in work.said):
        names = await mentions.supervisors(out)
        blocks.append(t.html(N_("For the supervisors: {names}"), names=names) if names else "")
    only = work.said[0][1] if len(listed) == 1 else None
    await out.text(
        out.services.staff_chat_id,
        "\n\n".join(filter(None, blocks)),
        reply_slot=cards.slot(only.id) if only is not None else None,
        trace=Trace(None, only.id if only is not None else None),
    )


def _line(ticket: Ticket, alert: Alert, address: str, work: Sweep) -> str:
    t = work.out.services.staff
    parts = [f"• {address}", html.escape(ticket.subject[:60])]
    at = ticket.resolution_due_at
    if alert in {Alert.LATE, Alert.OVERDUE, Alert.SOON, Alert.HALF} and at is not None:
        parts.append(t.html(N_("deadline {date}"), date=t.date(due_words.last_day(at, t))))
    if alert is not Alert.EXPIRE:
        is_objected = ticket.status == Status.OBJECTED
        nobody = labels.STAFF_STATUSES[Status.OBJECTED] if is_objected else N_("nobody has it")
        parts.append(mentions.holder(ticket) or t.html(nobody))
    return " · ".join(parts)
