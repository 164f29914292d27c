"""Messages that were given up: under /doctor a supervisor lets them be sent once more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from telegram import Update

from handlers import buttons, keyboards
from handlers.buttons import Verb
from handlers.i18n.translator import N_, Translator
from handlers.staff import roster
from storage import desk_log, outbox_revival

if TYPE_CHECKING:
    from handlers.context import OfficeContext
    from storage.outbox import OutboxMessage

ALL = "all"
AGAIN = N_("🔁 Send message {number} again")
ALL_AGAIN = N_("🔁 Send all of them again")


def keyboard(given_up: Sequence[OutboxMessage], t: Translator) -> keyboards.Markup | None:
    """A button for each message that can be sent again; None when there is none."""
    rows = [
        [keyboards.button(t.text(AGAIN, number=one.id), Verb.UNSENT, one.id)] for one in given_up
    ]
    if len(rows) > 1:
        rows.append([keyboards.button(t.text(ALL_AGAIN), Verb.UNSENT, ALL)])
    return keyboards.inline(rows) if rows else None


async def pressed(update: Update, context: OfficeContext, press: buttons.Press) -> None:
    """A supervisor wants a message, or all, to be tried again; the log keeps who."""
    by = await roster.supervisor_pressing(update, context)
    if by is None:
        return
    t, number = context.services.staff, press.number(0)
    if number is None and press.arg(0) != ALL:
        context.answer(t.text(N_("This button is no longer in use.")))
        return
    ids = None if number is None else [number]
    revived = await outbox_revival.revive(context.tx, context.now, ids)
    if not revived:
        context.answer(t.text(N_("It has been sent again already.")))
        return
    await desk_log.note(
        context.tx,
        "resend",
        actor_id=by.id,
        actor_name=by.name,
        now=context.now,
        data={"messages": revived},
    )
    context.answer(
        t.text(N_("{count} will be sent again; /doctor shows what came of it."), count=len(revived))
    )
