"""Telegram emulated in plain Python: a world of chats with one bot in it.

Make a `World`, put people and groups into it, let people act through `people.Person`, and let the
bot call `World.call`. No HTTP, no Telegram library and no database here; `direct.py` and `api.py`
connect a real bot. One event loop at a time.
"""

from __future__ import annotations

import asyncio
import inspect
import random
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from bot.playground import bale, render
from bot.playground.errors import ApiError
from bot.playground.faults import Fault, Faults
from bot.playground.floods import Floods
from bot.playground.methods.index import METHODS
from bot.playground.params import Params, Upload
from bot.playground.people import Person
from bot.playground.records import Call, Chat, Member, Message, User, Value
from bot.playground.state import State
from bot.playground.updates import UpdateQueue

TOKEN = "1000000001:playground-token-that-opens-nothing"  # noqa: S105 - it opens nothing
SUPERGROUP_BASE = -1_001_000_000_000
QUIET = frozenset({"getupdates"})
T = TypeVar("T")


class DroppedError(Exception):
    """A fault cut the connection; `effect` tells whether the call was carried out."""

    def __init__(self, *, effect: bool) -> None:
        super().__init__("connection dropped")
        self.effect = effect


class GatewayPageError(Exception):
    """A fault answered with a gateway's HTML page instead of JSON."""

    code = 502
    body = b"<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"


class World:
    """The emulated Telegram; `state` holds everything, for looking at."""

    def __init__(
        self,
        *,
        clock: Callable[[], datetime],
        chance: random.Random | None = None,
        token: str = TOKEN,
        bot_name: str = "Amaryar",
        bot_username: str = "amaryar_bot",
        base_url: str = "http://127.0.0.1:8081",
        group_limit: int | None = None,
        is_bale: bool = False,
    ) -> None:
        self.token = token
        self.base_url = base_url
        self.staff_chat_id = 0
        self.floods = Floods(clock, group_limit)
        self.state = State(
            token=token,
            clock=clock,
            chance=chance or random.Random(0),  # noqa: S311 - faults need no secrecy
            bot_name=bot_name,
            bot_username=bot_username,
        )
        self._is_bale = is_bale
        if is_bale:
            self.state.counts_by_chat = True
            self.updates.shape, self.updates.allowed = bale.told, bale.KINDS

    # --- who and what there is

    @property
    def faults(self) -> Faults:
        """Orders to fail: `world.faults.add("429", method="sendMessage", times=2)`."""
        return self.state.faults

    @property
    def updates(self) -> UpdateQueue:
        """What waits for the bot; also duplicates, reversal, raw injection."""
        return self.state.updates

    @property
    def bot(self) -> User:
        """The bot's account."""
        return self.state.bot

    def person(
        self,
        user_id: int,
        name: str | None = None,
        *,
        last_name: str | None = None,
        username: str | None = None,
        language: str | None = None,
        phone: str | None = None,
    ) -> Person:
        """A handle on an account; with a name the account is made or changed."""
        if name is not None:
            self.state.users[user_id] = User(user_id, name, last_name, username, language, phone)
        return Person(self.state, self.state.users[user_id])

    def group(
        self,
        title: str,
        *,
        members: list[Person] | None = None,
        admins: list[Person] | None = None,
        bot: str = "administrator",
        kind: str = "supergroup",
        is_forum: bool = False,
        chat_id: int | None = None,
    ) -> Chat:
        """A group with people in it; the first one made is the staff group."""
        number = self.state.number()
        usual = SUPERGROUP_BASE - number if kind == "supergroup" else -(500_000 + number)
        chat = Chat(chat_id or usual, kind, title, is_forum=is_forum)
        for person in members or []:
            chat.members[person.id] = Member(person.id)
        for person in admins or []:
            chat.members[person.id] = Member(person.id, "administrator")
        chat.members[self.bot.id] = Member(self.bot.id, bot)
        self.state.add_chat(chat)
        self.staff_chat_id = self.staff_chat_id or chat.id
        return chat

    def migrate(self, chat: Chat, by: Person) -> Chat:
        """Upgrade a group to a supergroup: service messages on both sides, a new id."""
        new = self.group(chat.title or "", chat_id=SUPERGROUP_BASE - self.state.number())
        new.members = dict(chat.members)
        left = self.state.add_message(chat, {"migrate_to_chat_id": new.id}, sender_id=by.id)
        self._tell(chat, left)
        chat.migrated_to = new.id
        came = self.state.add_message(new, {"migrate_from_chat_id": chat.id}, sender_id=by.id)
        self._tell(new, came)
        if self.staff_chat_id == chat.id:
            self.staff_chat_id = new.id
        return new

    def _tell(self, chat: Chat, message: Message) -> None:
        self.state.post("message", render.message(self.state, message), f"chat:{chat.id}", message)

    # --- looking

    def chat(self, chat_id: int) -> Chat:
        """A chat by id; an upgraded group stands for its supergroup."""
        found = self.state.chats[chat_id]
        return self.state.chats[found.migrated_to] if found.migrated_to else found

    def messages(self, chat_id: int, *, from_bot: bool | None = None) -> list[Message]:
        """Messages of a chat that are still there, oldest first."""
        return [
            message
            for message in self.chat(chat_id).messages.values()
            if not message.is_deleted
            and (from_bot is None or (message.sender_id == self.bot.id) == from_bot)
        ]

    def last(self, chat_id: int) -> Message:
        """The bot's last message in a chat."""
        return self.messages(chat_id, from_bot=True)[-1]

    def calls(self, method: str | None = None) -> list[Call]:
        """Calls the bot made, getUpdates left out unless asked for."""
        wanted = method.lower() if method else None
        return [
            call
            for call in self.state.calls
            if (call.method.lower() == wanted if wanted else call.method.lower() not in QUIET)
        ]

    async def until(self, holds: Callable[[], T], seconds: float = 5.0) -> T:
        """Wait until `holds()` is true after some change; TimeoutError if it never is."""
        end = asyncio.get_running_loop().time() + seconds
        while not (found := holds()):
            left = end - asyncio.get_running_loop().time()
            if left <= 0:
                raise TimeoutError("the world did not come to that")
            await self.state.journal.changed.wait(min(left, 0.05))
        return found

    # --- what the bot does

    async def call(
        self,
        method: str,
        values: Mapping[str, Any] | None = None,
        uploads: Mapping[str, Upload] | None = None,
    ) -> Value:
        """Carry out a Bot API call: its result, or ApiError, DroppedError, GatewayPageError."""
        params = Params(values or {}, uploads)
        call = Call(self.state.clock(), method, params.values, tuple(params.uploads))
        self.state.calls.append(call)
        fault = self.faults.strike(method, params.values)
        if fault is not None:
            call.fault = fault.kind
            await self._before(fault)
        try:
            self.floods.check(method, params.values)
            call.result = await self._carry_out(method, params)
        except ApiError as error:
            call.error = error.description
            raise
        self.floods.count(method, params.values, call.result)
        if fault is not None and fault.kind == "drop_after":
            raise DroppedError(effect=True)
        if fault is not None and fault.kind == "slow_after":
            await asyncio.sleep(fault.seconds)
        return call.result

    async def _carry_out(self, method: str, params: Params) -> Value:
        found = METHODS.get(method.lower())
        if found is None:
            raise ApiError(404, "Not Found: method not found")
        if self._is_bale:
            params = Params(bale.understood(method, params.values), params.uploads)
        result = found(self.state, params)
        result = await result if inspect.isawaitable(result) else result
        return bale.answered(method, result) if self._is_bale else result

    async def _before(self, fault: Fault) -> None:
        """Let a fault strike before the call takes effect."""
        if fault.kind == "429":
            seconds = fault.retry_after
            description = f"Too Many Requests: retry after {seconds}"
            raise ApiError(429, description, retry_after=seconds)
        if fault.kind == "500":
            raise ApiError(500, "Internal Server Error")
        if fault.kind == "502":
            raise GatewayPageError
        if fault.kind == "error":
            raise ApiError(fault.code, fault.description, **(fault.parameters or {}))
        if fault.kind == "drop_before":
            raise DroppedError(effect=False)
        if fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
