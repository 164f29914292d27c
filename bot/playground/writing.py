"""How a message of a person comes about: its words, its chat, and whether the bot hears of it."""

from __future__ import annotations

from bot.playground import detect, render
from bot.playground.errors import NotPossibleError
from bot.playground.methods import sending
from bot.playground.records import ANONYMOUS_ADMIN, Chat, Json, Message, Value
from bot.playground.standing import Standing

Where = int | Chat | None


class Writing(Standing):
    """A person who can put messages into chats; a base of `people.Person`."""

    def _text(self, plain: str) -> Json:
        found = detect.detect(plain, [])
        return {"text": plain, "entities": found} if found else {"text": plain}

    def _caption(self, plain: str) -> Json:
        found = detect.detect(plain, [])
        body: Json = {"caption": plain} if plain else {}
        return body | ({"caption_entities": found} if found else {})

    def _send(
        self,
        where: Where,
        content: Json,
        *,
        reply_to: Message | int | None = None,
        thread: int | None = None,
        anonymous: bool | None = None,
        **fields: Value,
    ) -> Message:
        chat = self._opened(self.chat(where))
        mine = self.state.member(chat, self.user.id)
        anonymous = mine.is_anonymous if anonymous is None else anonymous
        if anonymous and not mine.is_admin:
            raise NotPossibleError("only administrators write as the group")
        target = reply_to.id if isinstance(reply_to, Message) else reply_to
        replied = chat.messages.get(target or 0)
        if thread is None and replied is not None and replied.is_topic_message:
            thread = replied.thread_id
        self._writes_into(chat, thread)
        message = self.state.add_message(
            chat,
            content,
            sender_id=ANONYMOUS_ADMIN if anonymous else self.user.id,
            sender_chat_id=chat.id if anonymous else None,
            reply_to=replied.id if replied else None,
            thread_id=thread or sending.root_of(chat, replied.id if replied else None),
            is_topic_message=thread is not None,
            **fields,
        )
        if self._heard(chat, message):
            body = render.message(self.state, message)
            self.state.post("message", body, f"chat:{chat.id}", message)
        return message
