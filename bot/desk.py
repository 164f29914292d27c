"""The staff group as this process knows it: its present number, and who is a member now.

Handlers run inside a transaction and may not wait for the network; so membership is looked up
here before the transaction begins, and `is_member` answers from what is known.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from telegram.error import BadRequest, ChatMigrated, TelegramError

from bot import logs
from bot.transport import Api
from storage import desks, outbox
from storage.database import Database
from storage.staff import Rank

log = logs.get(__name__)

#: How long an answer of getChatMember counts; a removed member loses the desk within it.
FRESH = timedelta(minutes=5)
#: How long "we could not ask" counts.
UNSURE = timedelta(seconds=30)
#: Seconds to wait for getChatMember.
PATIENCE = 5.0
_INSIDE = frozenset({"creator", "administrator", "member"})
_RANKS = {
    "creator": Rank.CREATOR,
    "administrator": Rank.ADMIN,
    "member": Rank.MEMBER,
    "restricted": Rank.MEMBER,
}


@dataclass(frozen=True)
class _Known:
    """What Telegram said of somebody, and until when it counts."""

    is_inside: bool
    until: datetime
    rank: Rank | None = None


class Desk:
    """One staff group; `chat_id` follows it when it becomes a supergroup."""

    def __init__(
        self, *, database: Database, api: Api, chat_id: int, clock: Callable[[], datetime]
    ) -> None:
        self.chat_id = chat_id
        #: Called with the new number when the group has moved.
        self.on_moved: Callable[[int], None] = lambda chat_id: None  # noqa: ARG005
        self._configured = chat_id
        self._database = database
        self._api = api
        self._clock = clock
        self._members: dict[int, _Known] = {}
        self._strangers: dict[int, datetime] = {}

    async def is_member(self, user_id: int) -> bool:
        """Whether a user was a member when last looked up; nobody is who was never seen there."""
        known = self._members.get(user_id)
        return known is not None and known.is_inside

    def rank(self, user_id: int) -> Rank | None:
        """What a user was in the group when last looked up; None when Telegram did not say."""
        known = self._members.get(user_id)
        return known.rank if known is not None and known.is_inside else None

    async def is_here(self, chat_id: int) -> bool:
        """Whether a group is the staff group, also when another replica saw it move."""
        if chat_id == self.chat_id:
            return True
        if chat_id >= 0 or self._strangers.get(chat_id, self._clock()) > self._clock():
            return False
        await self.look_up()
        if chat_id == self.chat_id:
            return True
        self._strangers = {chat_id: self._clock() + UNSURE}
        return False

    async def look_up(self) -> int:
        """The group's present number by the database; the stored one wins over the configured."""
        async with self._database.transaction() as tx:
            self.move(await outbox.effective_chat(tx, self._configured))
        return self.chat_id

    async def inspect(self) -> None:
        """Ask Telegram whether the group has topics, and remember it."""
        try:
            chat = await self._api.call("getChat", {"chat_id": self.chat_id})
        except ChatMigrated as moved:
            self.move(moved.new_chat_id)
            return
        except TelegramError as error:
            log.info("staff group not inspected", error=type(error).__name__)
            return
        async with self._database.transaction() as tx:
            await desks.note_forum(tx, self.chat_id, bool(chat.get("is_forum")))

    def move(self, chat_id: int) -> None:
        """The group has this number from now on."""
        if chat_id != self.chat_id:
            self.chat_id = chat_id
            log.warning(
                "staff group has moved",
                remedy=f"write AMARYAR_STAFF_CHAT_ID={chat_id} into the settings when convenient",
            )
            self.on_moved(chat_id)

    async def meet(self, user_id: int) -> None:
        """Somebody acts in the group: know whether they are a member of it.

        Who acts in a group is a member of it, except in a public group, where strangers can
        press buttons; so Telegram is asked, and believed over appearances only if it answers.
        """
        known = self._members.get(user_id)
        if known is not None and known.until > self._clock():
            return
        is_inside, fresh, rank = await self._ask(user_id)
        self._members[user_id] = _Known(is_inside, self._clock() + fresh, rank)

    def forget(self, user_id: int) -> None:
        """Somebody left or joined: ask again next time."""
        self._members.pop(user_id, None)

    async def _ask(self, user_id: int) -> tuple[bool, timedelta, Rank | None]:
        question = {"chat_id": self.chat_id, "user_id": user_id}
        try:
            answer = await self._api.call("getChatMember", question, read_within=PATIENCE)
        except ChatMigrated as moved:
            self.move(moved.new_chat_id)
            return True, UNSURE, None
        except BadRequest as refusal:
            # "user not found", "PARTICIPANT_ID_INVALID": no member. Anything else says nothing.
            words = str(refusal).casefold()
            return "user" not in words and "participant" not in words, FRESH, None
        except TelegramError:
            return True, UNSURE, None
        return _is_inside(answer), FRESH, _rank(answer)


def _is_inside(member: Any) -> bool:
    """ChatMember: a restricted one may be inside or outside (Bot API, ChatMemberRestricted)."""
    if not isinstance(member, dict):
        return True
    status = member.get("status")
    return status in _INSIDE or (status == "restricted" and bool(member.get("is_member")))


def _rank(member: Any) -> Rank | None:
    return _RANKS.get(str(member.get("status"))) if isinstance(member, dict) else None
