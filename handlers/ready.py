"""Ready replies as a case fills them in: which there are, which fit, what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handlers import due_words, lengths
from handlers.i18n import bidi
from handlers.i18n.translator import N_
from knowledge.desk import ready
from knowledge.desk.ready import ReadyReply
from storage import ready_replies
from storage.tickets import promises, states
from storage.tickets.states import Action, Party, Status

if TYPE_CHECKING:
    from handlers.context import Services
    from handlers.outgoing import Outgoing
    from storage.ready_replies import ReadyReplyRow
    from storage.tickets.tables import Ticket

#: Replies in the answer to an inline query, and UTF-16 units of the line under a title.
TYPED, DESCRIPTION = 20, 120
#: How the id of a result begins, which no article has.
RESULT = "ready."
#: How somebody is addressed whose name is not known or not shown.
SOMEBODY = N_("Dear citizen")


def of_row(row: ReadyReplyRow) -> tuple[str, ReadyReply | None]:
    """A row of the group as it lies over the content; None for what was taken away."""
    if row.is_removed:
        return row.id, None
    kept = ReadyReply(row.id, row.title, row.says, row.asks, tuple(row.phases), row.office)
    return row.id, kept


async def every(out: Outgoing) -> list[ReadyReply]:
    """All ready replies, as the group has them."""
    changed = [of_row(row) for row in await ready_replies.every(out.tx)]
    return ready.laid_over(out.services.knowledge.desk.replies, changed)


async def get(out: Outgoing, reply_id: str) -> ReadyReply | None:
    """The ready reply of that id."""
    return next((one for one in await every(out) if one.id == reply_id), None)


async def written(out: Outgoing, said: str) -> ReadyReply | None:
    """The ready reply whose text this is, in whichever language; slots still open."""
    plain = bidi.clean(said).strip()
    found = (one for one in await every(out) if plain in map(str.strip, one.says.values()))
    return next(found, None)


async def fitting(out: Outgoing, ticket: Ticket) -> list[ReadyReply]:
    """The ready replies that can be sent for a case now."""
    phase = states.phase(Status(ticket.status))
    possible = set(states.actions(Status(ticket.status), Party.STAFF))
    return [
        one
        for one in await every(out)
        if one.fits(ticket.office, phase)
        and act_of(one) in possible
        and compose(one, ticket, out.services) is not None
    ]


def act_of(reply: ReadyReply) -> Action:
    """What sending a reply does to the case."""
    return Action.ASK_BACK if reply.asks else Action.ANSWER


def compose(reply: ReadyReply, ticket: Ticket, services: Services) -> str | None:
    """What the person of a case reads; None where the case does not know what the text names."""
    t = services.translator(ticket.language)
    rtl = bidi.directions(reply.says_in(t.language)) != {"ltr"}
    values = {
        name: bidi.isolate(value, rtl=rtl) if value else None
        for name, value in _values(ticket, services).items()
    }
    return ready.fill(reply.says_in(t.language), values)


def _values(ticket: Ticket, services: Services) -> dict[str, str | None]:
    t = services.translator(ticket.language)
    office = services.knowledge.offices.get(ticket.office)
    promise = promises.from_json(ticket.promise)
    due = ticket.resolution_due_at
    is_told = promise is not None and promise.is_shown and states.clock_runs(Status(ticket.status))
    name = "" if ticket.is_anonymous else str(ticket.fields.get("name") or "")
    return {
        "name": name or t.text(SOMEBODY),
        "reference": ticket.reference,
        "office": office.name_in(t.language) if office else None,
        "deadline": t.date(due_words.last_day(due, t)) if due and is_told else None,
    }


async def results(out: Outgoing, words: str) -> list[dict[str, Any]]:
    """What is offered to staff who type after the bot's name in a group."""
    language = out.services.staff.language
    found = [one for one in await every(out) if one.is_called(words)]
    return [
        {
            "type": "article",
            "id": f"{RESULT}{one.id}",
            "title": f"💬 {one.title_in(language)}",
            "description": lengths.clip(one.says_in(language), DESCRIPTION),
            "input_message_content": {"message_text": one.says_in(language)},
        }
        for one in found[:TYPED]
    ]
