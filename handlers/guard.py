"""What one person may do how often, and who may not write for a time.

Nothing typed is lost to a limit: it says what to do instead, and what is open stays open.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from handlers.buttons import Verb
from handlers.i18n.translator import N_
from storage import bans, tallies
from storage.tickets import queries

if TYPE_CHECKING:
    from handlers.context import OfficeContext

#: Numbers of cases that are not one's own, looked up in the window; then look-ups wait.
LOOK_UPS: Final = 10
LOOK_UP: Final = "look-up"
LOOK_UP_WINDOW: Final = timedelta(minutes=10)
#: Open cases of one person; staff let somebody open as many again (/allow).
OPEN_CASES: Final = 10
ALLOWED: Final = "allowed"
ALLOWED_FOR: Final = timedelta(days=30)
#: What somebody who is banned can still do: it is about their own data.
ALWAYS_OPEN: Final = frozenset({"tickets", "track", "mydata", "forget", "privacy", "language"})
OPEN_BUTTONS: Final = frozenset({Verb.TICKET, Verb.MINE, Verb.LANGUAGE})


async def may_look_up(context: OfficeContext) -> bool:
    """Whether the person may look a number up; says so when they tried too many."""
    tried = await tallies.lately(
        context.tx, context.person.id, LOOK_UP, now=context.now, window=LOOK_UP_WINDOW
    )
    if tried < LOOK_UPS:
        return True
    text = context.t.html(
        N_(
            "You have looked up many numbers in a short time. Please wait ten minutes; your own "
            "cases are at /tickets."
        )
    )
    await context.out.text(context.person.id, text, key="look-ups")
    return False


async def looked_up_in_vain(context: OfficeContext) -> None:
    """Count a number that is no case of the person's."""
    await tallies.add(
        context.tx, context.person.id, LOOK_UP, now=context.now, window=LOOK_UP_WINDOW
    )


async def may_open(context: OfficeContext) -> bool:
    """Whether the person may open a further case; says what to do when not."""
    person = context.person.id
    found = await queries.of_person(context.tx, person, only_open=True, limit=OPEN_CASES, offset=0)
    if len(found) < OPEN_CASES:
        return True
    more = await tallies.lately(context.tx, person, ALLOWED, now=context.now, window=ALLOWED_FOR)
    limit = OPEN_CASES * (1 + more)
    found = await queries.of_person(context.tx, person, only_open=True, limit=limit, offset=0)
    if len(found) < limit:
        return True
    text = context.t.html(
        N_(
            "You have {count} open cases, as many as one person can have. Please add to one of "
            "them (/tickets) or wait until one is closed; the office can let you open more."
        ),
        count=len(found),
    )
    await context.out.text(person, text, key="too-many-cases")
    return False


async def is_banned(context: OfficeContext) -> bool:
    """Whether the person may not write now; they are told why and until when, once."""
    ban = await bans.of(context.tx, context.person.id, now=context.now)
    if ban is None:
        return False
    if ban.told_at is None:
        await bans.told(context.tx, context.person.id, context.now)
        text = context.t.html(
            N_(
                "The office takes no messages from you until {date}. Reason: {reason}\n"
                "What you send is not kept. /tickets, /track, /mydata, /forget and /privacy work "
                "as before."
            ),
            date=context.t.datetime(ban.until),
            reason=ban.reason,
        )
        await context.out.text(context.person.id, text)
    return True
