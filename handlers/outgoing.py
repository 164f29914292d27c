"""Everything the bot says becomes a row of the outbox here; nothing is sent from a handler.

Files leave through `handlers/files.py`, which stands on the `Outgoing` of this file.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from handlers import keyboards, lengths
from storage import outbox, topics
from storage.personal import NOBODY

if TYPE_CHECKING:
    from handlers.context import Services
    from storage.database import Transaction


#: Methods that make new messages; all others change or remove old ones.
_MAKES_MESSAGES = ("send", "copy", "forward")


@dataclass(frozen=True)
class Trace:
    """What a sent message belongs to, so that replies and edits find their way back.

    `uploads` are the files made here that go along with it.
    """

    slot: str | None = None
    ticket_id: int | None = None
    message_ids: tuple[int, ...] = ()
    uploads: tuple[int, ...] = ()

    @property
    def refs(self) -> dict[str, Any] | None:
        """The form in which the outbox keeps it."""
        refs: dict[str, Any] = {"uploads": list(self.uploads)} if self.uploads else {}
        if self.ticket_id is not None:
            refs |= {"ticket": self.ticket_id, "messages": list(self.message_ids)}
        return refs or None


NO_TRACE = Trace()


@dataclass(frozen=True)
class Outgoing:
    """Puts messages into the outbox within one transaction."""

    tx: Transaction
    services: Services
    now: datetime
    #: The topic in which somebody acts now, as (group, topic): what is said there stays there.
    here: tuple[int, int] | None = None

    async def text(
        self,
        chat_id: int,
        text: str,
        *,
        keyboard: keyboards.Markup | None = None,
        reply_to: int | None = None,
        reply_slot: str | None = None,
        trace: Trace = NO_TRACE,
        then: dict[str, Any] | None = None,
        key: str | None = None,
        delay: float = 0.0,
    ) -> None:
        """Say an HTML text; a long one in several messages, the buttons under the last.

        `delay` is in seconds. With a `key`, an unsent message of the same key is replaced.
        """
        parts = lengths.split(text)
        for place, part in enumerate(parts):
            last = place == len(parts) - 1
            payload = text_payload(part)
            if last and keyboard is not None:
                payload["reply_markup"] = keyboard
            if place == 0 and reply_to is not None:
                payload["reply_parameters"] = reply_parameters(reply_to)
            await self.put(
                chat_id,
                "sendMessage",
                payload,
                reply_slot=reply_slot if place == 0 else None,
                trace=trace if last else Trace(None, trace.ticket_id, trace.message_ids),
                then=then if last else None,
                key=key if len(parts) == 1 else None,
                delay=delay,
            )

    async def edit(
        self,
        chat_id: int,
        text: str,
        *,
        message_id: int | None = None,
        target_slot: str | None = None,
        keyboard: keyboards.Markup | None = None,
        caption: bool = False,
    ) -> None:
        """Change a sent text (or caption): by its message id or by its slot."""
        payload: dict[str, Any] = (
            {"caption": text, "parse_mode": "HTML"} if caption else text_payload(text)
        )
        if keyboard is not None:
            payload["reply_markup"] = keyboard
        await self._edit(
            "editMessageCaption" if caption else "editMessageText",
            chat_id,
            payload,
            message_id,
            target_slot,
        )

    async def edit_keyboard(
        self,
        chat_id: int,
        keyboard: keyboards.Markup,
        *,
        message_id: int | None = None,
        target_slot: str | None = None,
    ) -> None:
        """Change only the buttons under a sent message."""
        payload = {"reply_markup": keyboard}
        await self._edit("editMessageReplyMarkup", chat_id, payload, message_id, target_slot)

    async def _edit(
        self,
        method: str,
        chat_id: int,
        payload: dict[str, Any],
        message_id: int | None,
        target_slot: str | None,
    ) -> None:
        where = target_slot
        if message_id is not None:
            payload["message_id"] = message_id
            where = str(message_id)
        await self.put(
            chat_id,
            method,
            payload,
            target_slot=target_slot if message_id is None else None,
            key=f"{method}:{where}",
        )

    async def react(self, chat_id: int, message_id: int, emoji: str | None) -> None:
        """Mark a message with a reaction, the quietest receipt there is; None takes it away."""
        reaction = [{"type": "emoji", "emoji": emoji}] if emoji else []
        payload = {"message_id": message_id, "reaction": reaction}
        await self.put(
            chat_id, "setMessageReaction", payload, key=f"setMessageReaction:{message_id}"
        )

    async def take_back(self, chat_id: int, slot: str) -> None:
        """Take a message back that was said under its slot as key, sent already or not."""
        if not await outbox.withdraw(self.tx, chat_id, slot):
            await self.put(chat_id, "deleteMessage", {}, target_slot=slot, key=f"delete:{slot}")

    async def put(
        self,
        chat_id: int,
        method: str,
        payload: dict[str, Any],
        *,
        target_slot: str | None = None,
        reply_slot: str | None = None,
        trace: Trace = NO_TRACE,
        then: dict[str, Any] | None = None,
        key: str | None = None,
        delay: float = 0.0,
    ) -> None:
        """Put one call of the Bot API into the outbox; `delay` is in seconds.

        What concerns a ticket goes to its topic in a staff group that has topics.
        """
        if chat_id == NOBODY:
            return  # the person of the case has had themselves forgotten
        of_ticket = trace.ticket_id is not None and chat_id == self.services.staff_chat_id
        if not of_ticket and self.here is not None and method.startswith(_MAKES_MESSAGES):
            group, topic = self.here
            payload = payload | ({"message_thread_id": topic} if group == chat_id else {})
        await outbox.put(
            self.tx,
            chat_id=chat_id,
            method=method,
            payload=payload,
            now=self.now,
            slot=trace.slot,
            target_slot=target_slot,
            reply_slot=reply_slot,
            thread_slot=topics.slot(trace.ticket_id or 0) if of_ticket else None,
            refs=trace.refs,
            then=then,
            key=key,
            delay=timedelta(seconds=delay),
        )


def text_payload(text: str) -> dict[str, Any]:
    """An HTML text as the Bot API takes it, without a preview of its links."""
    return {
        "text": text,
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
    }


def reply_parameters(message_id: int) -> dict[str, Any]:
    """Reply to a message, or send without the reply when it is gone (Bot API)."""
    return {"message_id": message_id, "allow_sending_without_reply": True}
