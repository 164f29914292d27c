"""/doctor: whether the desk is in order. To look is to ask Telegram: an errand of the outbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import Update

if TYPE_CHECKING:
    from handlers.context import OfficeContext

#: Errands (`bot/errands.py`): look at everything and tell; look, and tell only what is wrong.
EXAMINE, WATCH = "@examine", "@watch"


async def command(update: Update, context: OfficeContext) -> None:
    """/doctor: order the look; 👀 says that it is under way."""
    message = update.effective_message
    if message is None:
        return
    await context.out.react(message.chat_id, message.message_id, "👀")
    here = context.work.here
    await context.out.put(
        message.chat_id,
        EXAMINE,
        {"message_id": message.message_id, "thread": here[1] if here else None},
        key=f"{EXAMINE}:{here}",
    )
