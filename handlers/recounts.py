"""After a change of the calendar: open cases are counted anew, and both sides hear the new dates.

A person gets one message, however many of their cases move; the group gets one summary. It goes on
where it was after a restart, some people at a time.
"""

from __future__ import annotations

from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from handlers import cards, closure_words, due_words, notices, timing
from handlers.i18n.translator import N_, NN_
from handlers.outgoing import Outgoing, Trace
from storage.tickets import calendar, deadlines, promises, states

if TYPE_CHECKING:
    from handlers.context import Services
    from storage.database import Transaction
    from storage.tickets.alerts import OfficeTime
    from storage.tickets.calendar import CalendarChange, Recount
    from storage.tickets.tables import Ticket

#: People whose cases are counted anew in one transaction.
PEOPLE = 50
#: Cards renewed at once; the sweep renews the others, a few at a time.
CARDS = 8
CASES = NN_("{n} open case has a new date.", "{n} open cases have a new date.")
TOLD = NN_("{n} person has been told.", "{n} people have been told.")


async def step(tx: Transaction, services: Services, now: datetime) -> bool:
    """Count the cases of some people anew; whether there is more to do."""
    recount = await calendar.open_recount(tx)
    if recount is None:
        return False
    out = Outgoing(tx, services, now)
    change = None if recount.change_id is None else await calendar.get(tx, recount.change_id)
    people = await deadlines.people_with_open(tx, after=recount.after_person, limit=PEOPLE)
    tickets = await deadlines.open_of_people(tx, people, office=recount.office)
    moved = await _count(out, tickets)
    told = await _tell_people(out, moved, change)
    for ticket in moved[:CARDS]:
        await notices.refresh_card(out, ticket)
    is_done = len(people) < PEOPLE
    recount = await calendar.note_recount(
        tx,
        recount,
        after=None if is_done else people[-1],
        cases=len(moved),
        people=told,
        now=now,
    )
    if is_done:
        await _tell_group(out, recount, change)
    return True


async def _count(out: Outgoing, tickets: list[Ticket]) -> list[Ticket]:
    """Settle each ticket; those whose date has moved. A standing clock shows no date."""
    times: dict[str, OfficeTime] = {}
    moved = []
    for ticket in tickets:
        if ticket.office not in times:
            times[ticket.office] = await timing.of_office(out.tx, out.services, ticket.office)
        standing = await deadlines.settle(out.tx, ticket, times[ticket.office])
        if standing.has_moved and states.clock_runs(ticket.status):
            moved.append(ticket)
    return moved


async def _tell_people(out: Outgoing, moved: list[Ticket], change: CalendarChange | None) -> int:
    """One message to each person who was told a date that is another one now."""
    shown = [one for one in moved if _is_shown(one)]
    count = 0
    for person_id, group in groupby(shown, key=lambda one: one.person_id):
        theirs = list(group)
        t = out.services.translator(theirs[0].language)
        head = (
            closure_words.for_person(change, t)
            if change is not None
            else t.html(N_("🗓 The calendar of the office has changed."))
        )
        blocks = [
            "\n".join([cards.code(one.reference), *due_words.for_person(one, t)]) for one in theirs
        ]
        only = theirs[0].id if len(theirs) == 1 else None
        await out.text(person_id, "\n\n".join([head, *blocks]), trace=Trace(None, only))
        count += 1
    return count


def _is_shown(ticket: Ticket) -> bool:
    promise = promises.from_json(ticket.promise)
    return promise is not None and promise.is_shown


async def _tell_group(out: Outgoing, recount: Recount, change: CalendarChange | None) -> None:
    """One summary when all is counted; nothing where the content changed and no date moved."""
    if change is None and not recount.cases:
        return
    t = out.services.staff
    head = (
        closure_words.summary(change, out.services)
        if change is not None
        else t.html(N_("🗓 The calendar of the content has changed."))
    )
    lines = [head, t.plural_html(*CASES, recount.cases)]
    if recount.people:
        lines.append(t.plural_html(*TOLD, recount.people))
    await out.text(out.services.staff_chat_id, "\n".join(lines))
