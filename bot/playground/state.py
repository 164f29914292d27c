"""State of the emulated Telegram: who is there, what was said, what waits for the bot.

Only keeping and finding. What people do is `people.py`, what the bot may call is `methods/`.
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.playground.faults import Faults
from bot.playground.files import FileStore
from bot.playground.journal import Journal
from bot.playground.records import (
    ANONYMOUS_ADMIN,
    Call,
    CallbackQuery,
    Chat,
    InlineQuery,
    Json,
    Member,
    Message,
    User,
    Value,
)
from bot.playground.updates import Pending, UpdateQueue

CALLS_KEPT = 50_000
QUERY_LIFETIME = timedelta(seconds=150)


@dataclass
class Profile:
    """What the bot shows of itself, keyed by language; commands by (scope, language)."""

    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    menu_buttons: dict[int | None, Json] = field(default_factory=dict)
    default_rights: dict[str, Json] = field(default_factory=dict)


@dataclass
class Webhook:
    """Where updates are pushed; `balance`, when set, stands for a load balancer's backends."""

    url: str = ""
    secret: str = ""
    max_connections: int = 40
    balance: list[str] = field(default_factory=list)
    last_error: str | None = None
    last_error_at: datetime | None = None
    failures: int = 0


class State:
    """Everything there is; ids are counted so that the same acts give the same world."""

    def __init__(
        self,
        *,
        token: str,
        clock: Callable[[], datetime],
        chance: random.Random,
        bot_name: str,
        bot_username: str,
    ) -> None:
        self.token = token
        self.clock = clock
        self.random = chance
        self.bot = User(int(token.partition(":")[0]), bot_name, username=bot_username, is_bot=True)
        anonymous = User(ANONYMOUS_ADMIN, "Group", username="GroupAnonymousBot", is_bot=True)
        self.users: dict[int, User] = {self.bot.id: self.bot, anonymous.id: anonymous}
        self.chats: dict[int, Chat] = {}
        self.files = FileStore()
        self.updates = UpdateQueue(clock)
        self.faults = Faults(chance)
        self.journal = Journal()
        self.profile = Profile()
        self.webhook = Webhook()
        self.queries: dict[str, CallbackQuery] = {}
        self.inline_queries: dict[str, InlineQuery] = {}
        self.calls: deque[Call] = deque(maxlen=CALLS_KEPT)
        self.query_lifetime = QUERY_LIFETIME
        self.reads_all_group_messages = False
        self.supports_inline = True
        self.has_inline_feedback = True
        self.counts_by_chat = False
        self._shared_message_id = 0
        self._counter = 0
        self._by_update: dict[int, Message] = {}
        self.updates.on_confirmed = self._confirmed

    def number(self) -> int:
        """The next number for ids that only need to differ."""
        self._counter += 1
        return self._counter

    def add_chat(self, chat: Chat) -> Chat:
        """Keep a chat."""
        self.chats[chat.id] = chat
        self.journal.note("chat", chat=chat.id)
        return chat

    def member(self, chat: Chat, user_id: int) -> Member:
        """Somebody's standing in a chat; strangers have left."""
        return chat.members.get(user_id) or Member(user_id, "left")

    def add_message(
        self,
        chat: Chat,
        content: Json,
        *,
        message_id: int | None = None,
        **fields: Value,
    ) -> Message:
        """Write a message into a chat under the next id of its sequence."""
        message = Message(
            chat_id=chat.id,
            id=message_id or self.next_message_id(chat),
            date=self.clock(),
            content=content,
            **fields,
        )
        chat.messages[message.id] = message
        self.journal.note("message", chat=chat.id, message=message.id)
        return message

    def next_message_id(self, chat: Chat) -> int:
        """Supergroups count for themselves; private chats and basic groups share one count."""
        if chat.type == "supergroup" or self.counts_by_chat:
            chat.last_message_id += 1
            return chat.last_message_id
        self._shared_message_id += 1
        return self._shared_message_id

    def find_message(self, chat: Chat, message_id: int | None) -> Message | None:
        """A message that is still there."""
        message = chat.messages.get(message_id or 0)
        return None if message is None or message.is_deleted else message

    def touched(self, message: Message) -> None:
        """A message has changed: tell who watches."""
        self.journal.note("message", chat=message.chat_id, message=message.id)

    def post(self, kind: str, payload: Json, queue: str, message: Message | None = None) -> None:
        """Put an update on its way to the bot; `message` gets its second tick when confirmed."""
        update_id = self.updates.add(kind, payload, queue)
        if message is not None and update_id is not None:
            message.update_id = update_id
            message.is_confirmed = False
            self._by_update[update_id] = message

    def _confirmed(self, pending: Pending) -> None:
        message = self._by_update.pop(pending.id, None)
        if message is not None and not message.is_confirmed:
            message.is_confirmed = True
            self.touched(message)
