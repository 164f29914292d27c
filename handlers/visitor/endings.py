"""What a person decides on a case that has ended: the verdict, and to open it again.

An objection goes to a supervisor; what is accepted asks for a rating.

For some time after its end a case is opened again. Later a new one is opened that follows it, with
what was asked and a link to all that was written (`reopen_days` of the office).
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from handlers import cards, notices, ratings, timing
from handlers.i18n import dates
from handlers.i18n.translator import N_
from handlers.outgoing import Trace
from storage.tickets import joining, lifecycle, links, verdicts
from storage.tickets.lifecycle import Actor
from storage.tickets.links import LinkKind
from storage.tickets.states import Action, Kind, Party, Verdict

if TYPE_CHECKING:
    from handlers import keyboards
    from handlers.context import OfficeContext
    from knowledge.articles import Office
    from storage.tickets.lifecycle import Change
    from storage.tickets.tables import Ticket

ACCEPTED = frozenset({"all", "part"})
OBJECTED = N_(
    "Your objection in case {reference} goes to a supervisor of the office, who looks at it and "
    "writes to you here. Reply to this message to say why you object."
)
ANEW = N_(
    "Case {reference} ended on {date}; a new case that follows it was opened: {other}. "
    "To say what is missing, reply to this message."
)


async def tell(
    context: OfficeContext,
    change: Change,
    msgid: str,
    *,
    more: str = "",
    keyboard: keyboards.Markup | None = None,
) -> None:
    """Show the person that it is done, and the group what has changed; `more` is HTML."""
    text = context.t.html(msgid, reference=cards.code(change.ticket.reference))
    await context.out.text(
        context.person.id,
        "\n\n".join(filter(None, [text, more])),
        keyboard=keyboard,
        trace=Trace(None, change.ticket.id),
    )
    context.answer()
    await notices.changed(context.out, change, by_person=True)


async def reopen(context: OfficeContext, ticket: Ticket) -> None:
    """Open the case again, or a new one that follows it. Raises NotAllowedNow."""
    lifecycle.check(ticket, Action.REOPEN, Party.PERSON)
    if await _is_anew(context, ticket):
        return
    by = Actor(Party.PERSON, context.person.id, context.person.name)
    done = await lifecycle.reopen(context.tx, ticket.id, by=by, now=context.now)
    await tell(context, done, N_("Your case {reference} is open again."))


async def judge(context: OfficeContext, ticket: Ticket, verdict: str) -> None:
    """The person says how it ended: accepted, not received, objected to. Raises NotAllowedNow."""
    me, now = context.person.id, context.now
    if verdict in ACCEPTED:
        change = await lifecycle.confirm(
            context.tx, ticket.id, person_id=me, verdict=verdict, now=now
        )
        await tell(
            context,
            change,
            N_("Thank you. Case {reference} is closed."),
            **_rating(context, change.ticket),
        )
        return
    objects = verdict == Verdict.OBJECT
    lifecycle.check(ticket, Action.OBJECT if objects else Action.DISPUTE, Party.PERSON)
    if await _is_anew(context, ticket):
        return
    if objects:
        change = await lifecycle.object_to(
            context.tx, ticket.id, person_id=me, verdict=verdict, now=now
        )
        await tell(context, change, OBJECTED)
        return
    change = await lifecycle.dispute(context.tx, ticket.id, person_id=me, verdict=verdict, now=now)
    msgid = N_(
        "Case {reference} is open again and the office has been told. "
        "Reply to this message to say what is missing."
    )
    await tell(context, change, msgid)


def _rating(context: OfficeContext, ticket: Ticket) -> dict[str, Any]:
    """The question how content the person is, unless they have said so."""
    if not verdicts.may_rate(ticket):
        return {}
    return {
        "more": ratings.question(ticket, context.services),
        "keyboard": ratings.stars(ticket, context.t),
    }


async def _is_anew(context: OfficeContext, ticket: Ticket) -> bool:
    """Open a new case in place of one that ended too long ago; whether that was so."""
    office = context.services.office(ticket.office)
    if office is None or ticket.closed_at is None:
        return False
    if context.now < ticket.closed_at + timedelta(days=office.reopen_days):
        return False
    following = await _following(context, ticket)
    if following is None:
        change = await _open(context, ticket, office)
        await notices.opened(context.out, change)
        await notices.refresh_card(context.out, ticket)
        following = change.ticket
    text = context.t.html(
        ANEW,
        date=dates.local_date(ticket.closed_at, context.services.zone),
        reference=cards.code(ticket.reference),
        other=cards.code(following.reference),
    )
    await context.out.text(context.person.id, text, trace=Trace(None, following.id))
    context.answer()
    return True


async def _following(context: OfficeContext, ticket: Ticket) -> Ticket | None:
    """The open case that follows this one already: a second press opens no second case."""
    for one in await links.of(context.tx, ticket.id):
        if one.points and one.kind is LinkKind.FOLLOWS and one.ticket.closed_at is None:
            return one.ticket
    return None


async def _open(context: OfficeContext, ticket: Ticket, office: Office) -> Change:
    """A case with the words of the old one, in the language the person reads now."""
    kind = Kind(ticket.kind)
    change = await lifecycle.open_ticket(
        context.tx,
        kind=kind,
        office=office.id,
        office_code=office.code,
        person_id=context.person.id,
        is_anonymous=ticket.is_anonymous,
        language=context.t.language,
        subject=ticket.subject,
        fields=dict(ticket.fields),
        files=[],
        jalali_year=dates.jalali_year(context.now, context.services.zone),
        now=context.now,
        random=context.services.random,
        service=ticket.service,
        promise=timing.promise_for(office, kind),
    )
    by = Actor(Party.SYSTEM, None, None)
    await joining.link(
        context.tx, change.ticket.id, ticket.id, by=by, now=context.now, kind=LinkKind.FOLLOWS
    )
    return change
