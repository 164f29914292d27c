"""What people do in the emulated Telegram, each act as the app on a phone would send it.

`Person` is a handle on one account: `sara.says("…")`, `sara.presses(message, "…")`. Acts happen at
once; the bot hears of them through its updates. Blocking, joining and leaving are in `standing.py`,
what administrators do in `moderating.py`.
"""

from __future__ import annotations

from typing import Any

from bot.playground import keys, render
from bot.playground.errors import NotPossibleError
from bot.playground.inline import Inline
from bot.playground.methods.copying import origin
from bot.playground.moderating import Moderating
from bot.playground.records import (
    ANONYMOUS_ADMIN,
    CallbackQuery,
    Chat,
    Json,
    Message,
    User,
    Value,
)
from bot.playground.state import State
from bot.playground.writing import Where


class Person(Moderating, Inline):
    """One account acting; `where` is a group (id or chat), by default the private chat."""

    def __init__(self, state: State, user: User) -> None:
        super().__init__(state, user)

    # --- writing

    def says(self, text: str, where: Where = None, **options: Value) -> Message:
        """Send text. Options: reply_to (message or id), thread (topic id), anonymous (bool)."""
        plain = text.strip()
        if not plain:
            raise NotPossibleError("nothing to say")
        return self._send(where, self._text(plain), **options)

    def starts(self, payload: str = "") -> Message:
        """Press Start, or open t.me/bot?start=payload; takes a block back as the app does."""
        if self.private.is_blocked:
            self.unblocks()
        return self.says(f"/start {payload}".strip())

    def sends(
        self,
        kind: str,
        data: bytes = b"content",
        where: Where = None,
        *,
        name: str | None = None,
        mime_type: str | None = None,
        caption: str = "",
        **options: Value,
    ) -> Message:
        """Send a file of a kind of `files.KINDS`."""
        content = self.state.files.content(kind, data, name=name, mime_type=mime_type)
        return self._send(where, content | self._caption(caption), **options)

    def sends_album(
        self,
        parts: list[dict[str, Any]],
        where: Where = None,
        *,
        caption: str = "",
        **options: Value,
    ) -> list[Message]:
        """Send several files as one album: parts are keywords of `sends` with `kind`."""
        group = f"album{self.state.number():08d}"
        sent: list[Message] = []
        for part in parts:
            words = caption if not sent else ""
            whole = {"caption": words, **part, **options, "media_group_id": group}
            sent.append(self.sends(where=where, **whole))
        return sent

    def shares_contact(self, where: Where = None, **options: Value) -> Message:
        """Share the own phone number, as the request_contact button does."""
        contact: Json = {
            "phone_number": self.user.phone or "",
            "first_name": self.user.first_name,
            "user_id": self.user.id,
        }
        return self._send(where, {"contact": contact}, **options)

    def sends_contact(
        self, phone: str, name: str, where: Where = None, **options: Value
    ) -> Message:
        """Send somebody else's card."""
        contact = {"phone_number": phone, "first_name": name}
        return self._send(where, {"contact": contact}, **options)

    def shares_location(self, latitude: float, longitude: float, where: Where = None) -> Message:
        """Send a place."""
        return self._send(where, {"location": {"latitude": latitude, "longitude": longitude}})

    def forwards(self, message: Message, where: Where = None) -> Message:
        """Forward a message from anywhere."""
        return self._send(where, dict(message.content), forward_origin=origin(self.state, message))

    def edits(self, message: Message, text: str) -> Message:
        """Change the text or caption of an own message."""
        if message.sender_id not in {self.user.id, ANONYMOUS_ADMIN} or message.is_deleted:
            raise NotPossibleError("only own messages can be edited")
        message.old_contents.append(message.content)
        if "text" in message.content:
            message.content = self._text(text)
        else:
            kept = {k: v for k, v in message.content.items() if not k.startswith("caption")}
            message.content = kept | self._caption(text)
        message.edit_date = self.state.clock()
        self.state.touched(message)
        chat = self.state.chats[message.chat_id]
        if self._heard(chat, message):
            body = render.message(self.state, message)
            self.state.post("edited_message", body, f"chat:{chat.id}", message)
        return message

    def deletes(self, message: Message) -> None:
        """Remove a message; bots hear nothing of it."""
        message.is_deleted = True
        self.state.touched(message)

    # --- pressing

    def presses(self, message: Message, button: str | Json, **options: Value) -> CallbackQuery:
        """Press an inline button, named by label, callback data or the button itself.

        With stale=True, one of a keyboard that has been replaced since; with forged=True, any
        data at all. Buttons with an address send the bot nothing: NotPossibleError.
        """
        found = keys.find_button(message, button, **options)
        if "callback_data" not in found:
            raise NotPossibleError(f"{found['text']!r} has no callback data: {found}")
        chat = self.state.chats[message.chat_id]
        query = CallbackQuery(
            id=f"{4_400_000_000_000_000 + self.state.number()}",
            user_id=self.user.id,
            chat_id=chat.id,
            message_id=message.id,
            data=found["callback_data"],
            at=self.state.clock(),
        )
        self.state.queries[query.id] = query
        shown = render.gone if message.is_deleted else render.message
        body: Json = {
            "id": query.id,
            "from": self.user.as_json(),
            "message": shown(self.state, message),
            "chat_instance": str(7_000_000_000 + abs(chat.id)),
            "data": query.data,
        }
        self.state.post("callback_query", body, f"callback:{self.user.id}")
        return query

    def taps(self, label: str, where: Where = None) -> Message:
        """Press a button of the reply keyboard that the chat shows."""
        chat = self.chat(where)
        found = keys.find_key(chat, label)
        if chat.keyboard and chat.keyboard.get("one_time_keyboard"):
            chat.keyboard = None
        if found.get("request_contact"):
            return self.shares_contact(where)
        return self.says(found["text"], where)

    def reacts(self, message: Message, *emoji: str) -> None:
        """React with emoji, or take reactions back with none."""
        old = message.reactions.pop(self.user.id, [])
        new: list[Json] = [{"type": "emoji", "emoji": one} for one in emoji]
        if new:
            message.reactions[self.user.id] = new
        self.state.touched(message)
        chat = self.state.chats[message.chat_id]
        body: Json = {
            "chat": render.chat(self.state, chat),
            "message_id": message.id,
            **self._reacting(chat),
            "date": int(self.state.clock().timestamp()),
            "old_reaction": old,
            "new_reaction": new,
        }
        bot = self.state.member(chat, self.state.bot.id)
        if chat.is_private or bot.is_admin:  # Bot API, message_reaction
            self.state.post("message_reaction", body, f"chat:{chat.id}")

    def _reacting(self, chat: Chat) -> Json:
        """Who reacts: the person, or the group for an administrator who is anonymous there."""
        if self.state.member(chat, self.user.id).is_anonymous:
            return {"actor_chat": render.chat(self.state, chat)}
        return {"user": self.user.as_json()}
