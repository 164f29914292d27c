"""The gate before every route: it asks the table who may, and tells who may not.

What was refused stands in the log with the route it was meant for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import Message, Update

from handlers import guard
from handlers.authority import Right, Who
from handlers.buttons import Press
from handlers.i18n.translator import N_
from handlers.staff import roster

if TYPE_CHECKING:
    from handlers.context import OfficeContext


async def lets_write(
    name: str, right: Right | None, message: Message, context: OfficeContext
) -> bool:
    """Whether a command goes to its route."""
    is_open = await _may_write(right, message, context)
    context.work.outcome = f"command:{name}" if is_open else f"refused:{name}"
    return is_open


async def lets_press(
    press: Press, right: Right | None, update: Update, context: OfficeContext
) -> bool:
    """Whether a pressed button goes to its route."""
    is_open = await _may_press(right, press, update, context)
    context.work.outcome = f"press:{press.verb}" if is_open else f"refused:{press.verb}"
    return is_open


async def _may_write(right: Right | None, message: Message, context: OfficeContext) -> bool:
    """Whether whoever wrote a command may have it done; staff are told why not."""
    who = right.with_words(context.args or []) if right is not None else None
    if who is Who.SUPERVISOR:
        return await roster.supervisor_writing(message, context) is not None
    if who is Who.STAFF:
        return await roster.writer(message, context) is not None
    return who is Who.PERSON and context.has_person


async def _may_press(
    right: Right | None, press: Press, update: Update, context: OfficeContext
) -> bool:
    """Whether whoever pressed a button may have it done; they are told when not."""
    who = right.with_words(press.args[:1]) if right is not None else None
    if who is Who.PERSON and context.has_person:
        context.answer()  # a route says more; who may not write is answered silently
        return press.verb in guard.OPEN_BUTTONS or not await guard.is_banned(context)
    if who is Who.SUPERVISOR:
        return await roster.supervisor_pressing(update, context) is not None
    if who is Who.STAFF and await roster.presser(update, context) is not None:
        return True
    text = context.services.staff.text(N_("Only members of the staff group can do this."))
    context.answer(text, alert=True)
    return False
