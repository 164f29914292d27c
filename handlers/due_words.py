"""When a case is due, in words, with how that was counted.

What an office sets itself is its own: it is never called a promise of the statement, nor the
limit of the law on access to information, which is another route (BR-24).
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from handlers.i18n.translator import N_, NN_
from storage.tickets import promises, states
from storage.tickets.promises import Amount, Promise, Unit
from storage.tickets.states import Status

if TYPE_CHECKING:
    from handlers.i18n.translator import Translator
    from storage.tickets.tables import Ticket

AMOUNTS = {
    Unit.DAYS: NN_("{n} working day", "{n} working days"),
    Unit.HOURS: NN_("{n} working hour", "{n} working hours"),
}
CLOSED = NN_("{n} closed day not counted", "{n} closed days not counted")
WAITED = NN_("{n} day of waiting not counted", "{n} days of waiting not counted")
#: Why the clock stands, as the person and as staff read it.
STANDING = {
    Status.WAITING_PERSON: (
        N_("⏸ The time of the office stands still until you answer."),
        N_("⏸ The time stands still until the person answers."),
    ),
    Status.WAITING_PAYMENT: (
        N_("⏸ The time of the office stands still until the question of the cost is settled."),
        N_("⏸ The time stands still until the person has decided on the cost and paid."),
    ),
    Status.CHECKING_PAYMENT: (
        N_("⏸ The time of the office stands still while your payment is checked."),
        N_("⏸ The time stands still until the payment is confirmed."),
    ),
}


def what_follows(ticket: Ticket, t: Translator) -> list[str]:
    """What the receipt says comes next, and until when where that is told: HTML lines."""
    due = for_person(ticket, t)
    if due:
        next_ = N_("What happens next: the experts of the office look at it and answer here.")
        return [t.html(next_), *due]
    return [
        t.html(
            N_(
                "What happens next: the experts of the office look at it and answer here. "
                "The statement of the service gives no time for the answer."
            )
        )
    ]


def for_person(ticket: Ticket, t: Translator) -> list[str]:
    """What the person reads of the time of their case: HTML lines, none where none is told."""
    promise = promises.from_json(ticket.promise)
    if promise is None or not promise.is_shown or not _is_open(ticket):
        return []
    if ticket.status in STANDING:
        return [t.html(STANDING[Status(ticket.status)][0])]
    lines = _lines(ticket, promise, t)
    note = N_("The office has set itself this time; the statement of the service gives none.")
    return [*lines, t.html(note)] if lines else []


def for_staff(ticket: Ticket, t: Translator) -> list[str]:
    """What the card says of the time of a case: HTML lines."""
    promise = promises.from_json(ticket.promise)
    if promise is None or not _is_open(ticket):
        return []
    if ticket.status in STANDING:
        return [t.html(STANDING[Status(ticket.status)][1])]
    lines = _lines(ticket, promise, t)
    if lines and not promise.is_shown:
        lines.append(t.html(N_("<i>An internal deadline: the person is not told.</i>")))
    return lines


def count(amount: Amount, ticket: Ticket, t: Translator) -> str:
    """How a due day was counted: "10 working days, 4 closed days not counted"."""
    text = t.plural(*AMOUNTS[amount.unit], amount.number)
    left_out = ((CLOSED, ticket.days_closed), (WAITED, ticket.days_waited))
    for words, number in left_out:
        if number and amount.unit is Unit.DAYS:
            text = t.text(N_("{one}, {other}"), one=text, other=t.plural(*words, number))
    return text


def moment(at: datetime, amount: Amount, t: Translator) -> str:
    """The last day in time; the hour too where hours are counted."""
    return t.datetime(at) if amount.unit is Unit.HOURS else t.date(last_day(at, t))


def last_day(at: datetime, t: Translator) -> date:
    """The day that ends at a moment: what is due by the end of a day is due at midnight."""
    return (at - timedelta(microseconds=1)).astimezone(t.zone).date()


def soonest(ticket: Ticket, t: Translator) -> list[str]:
    """What is due first, the first word or the end, and until when: HTML, at most one part."""
    first = ticket.response_due_at if ticket.responded_at is None else None
    end = ticket.resolution_due_at
    if first is not None and (end is None or first < end):
        return [t.html(N_("first answer until {date}"), date=t.date(last_day(first, t)))]
    return [t.html(N_("deadline {date}"), date=t.date(last_day(end, t)))] if end else []


def _lines(ticket: Ticket, promise: Promise, t: Translator) -> list[str]:
    lines: list[str] = []
    if promise.response and ticket.response_due_at and ticket.responded_at is None:
        shown = moment(ticket.response_due_at, promise.response, t)
        lines.append(t.html(N_("✉️ First answer until: {date}"), date=shown))
    if promise.resolution and ticket.resolution_due_at:
        shown = moment(ticket.resolution_due_at, promise.resolution, t)
        counted = count(promise.resolution, ticket, t)
        lines.append(t.html(N_("🗓 Deadline: {date} – {count}"), date=shown, count=counted))
    return lines


def _is_open(ticket: Ticket) -> bool:
    return ticket.status in states.OPEN_STATUSES
