"""The test office: the real program wired on the emulated Telegram, and the people around it.

A story reads like its user's words: `await citizen.says("…")`, `await clerk.replies(card, "…")`.
Buttons are named by their msgid and looked up in the language of the one who presses.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot import services, wiring
from bot.playground.direct import DirectRequest
from bot.playground.world import World
from bot.settings import Settings
from handlers.i18n.translator import Translator
from storage import broadcasts, outbox
from storage import pending as replies
from storage.tickets import queries
from storage.tickets.tables import Ticket, TicketEvent

if TYPE_CHECKING:
    from bot.playground.people import Person
    from bot.playground.records import Chat, InlineQuery, Message, Topic
    from tests.clock import Clock, Dice

#: What waits for a moment (an album, a reply that can be undone, a group that was told much)
#: waits less than this; `settle` lets the time pass.
GATHERING = timedelta(seconds=61)
ROUNDS = 300
#: Seals personal data of test offices, on both databases.
KEY = "a2V5IG9mIG5vYm9keSwgZm9yIHRlc3RzIGFsb25lISE="
#: Messages of the bot that the emulated Telegram takes in a group in a minute (Bot API FAQ).
GROUP_LIMIT = 20
#: What `content` has read.
_CONTENT: dict[object, services.Content] = {}


@dataclass
class Office:
    """A wired bot on an emulated Telegram, moved on by hand."""

    world: World
    running: wiring.Running
    clock: Clock
    group: Chat
    _next_id: int = field(default=1000)

    def visitor(self, language: str = "fa", name: str = "مریم رضایی", **known: Any) -> Citizen:
        """A person who has never talked to the bot."""
        self._next_id += 1
        person = self.world.person(
            self._next_id, name, language=language, phone="989121234567", **known
        )
        return Citizen(self, person, language)

    def clerk(self, name: str = "زهرا کریمی", **known: Any) -> Clerk:
        """A member of the staff group."""
        self._next_id += 1
        person = self.world.person(self._next_id, name, language="fa", **known)
        person.joins(self.group)
        return Clerk(self, person, "fa")

    def chief(self) -> Clerk:
        """The administrator who made the staff group: a supervisor from the first act on."""
        return Clerk(self, self.world.person(900), "fa")

    def t(self, language: str) -> Translator:
        """The translator of a language."""
        return self.running.services.translator(language)

    async def settle(self, *, waits: bool = True) -> None:
        """Let the bot handle all updates and deliver all messages.

        What waits for a moment leaves, too, and the clock moves on to it, unless not `waits`.
        """
        for _ in range(ROUNDS):
            pending = list(self.world.updates.alive())
            for update in pending:
                await self.running.intake.accept(update.body)
                self.world.updates.confirm(update)
            await self.running.intake.settle()
            left = await self.running.pending.tick() or await self.running.workshop.turn()
            left = await self.running.learning.look() or left
            left = await self.running.broadcasting.turn() or left
            delivered = await self.running.delivery.drain()
            if pending or left or delivered:
                continue
            if not waits or not await self._gather():
                return
        message = "the office does not come to rest"
        raise AssertionError(message)

    async def lives_until(self, moment: datetime) -> None:
        """Let time pass up to a moment; what comes due on the way is done at its time."""
        while True:
            await self.settle(waits=False)
            due = await self._next_due()
            if due is None or due > moment:
                break
            self.clock.set(max(due, self.clock.now() + timedelta(milliseconds=1)))
        self.clock.set(max(moment, self.clock.now()))
        await self.settle(waits=False)

    async def _next_due(self) -> datetime | None:
        async with self.running.database.transaction() as tx:
            times = (
                await outbox.next_due(tx, self.clock.now()),
                await replies.next_due(tx),
                await broadcasts.next_due(tx),
            )
        return min((one for one in times if one is not None), default=None)

    async def _gather(self) -> bool:
        due = await self._next_due()
        if due is None or due - self.clock.now() > GATHERING:
            return False
        self.clock.advance(max(due - self.clock.now(), timedelta(milliseconds=1)))
        return True

    # --- looking

    def label_of(self, message: Message, msgid: str) -> bool:
        """Whether a message of the group has a button, named by msgid."""
        return self.running.services.staff.text(msgid) in message.labels

    def texts(self, chat_id: int) -> list[str]:
        """What the bot said in a chat, oldest first."""
        return [one.text for one in self.world.messages(chat_id, from_bot=True)]

    def in_group(self) -> list[Message]:
        """The bot's messages in the staff group, oldest first."""
        return self.world.messages(self.group.id, from_bot=True)

    def card(self, reference: str) -> Message:
        """The card of a ticket in the group: the message that its number heads, with buttons."""
        for message in self.in_group():
            head, _, rest = message.text.partition("\n")
            if reference in head and rest and message.buttons:
                return message
        words = f"no card of {reference}"
        raise AssertionError(words)

    def topic(self, reference: str) -> Topic:
        """The topic of a ticket in the group."""
        topics = self.group.topics.values()
        return next(one for one in topics if reference in one.name and not one.is_deleted)

    def in_topic(self, reference: str) -> list[Message]:
        """All messages in the topic of a ticket, oldest first."""
        thread = self.topic(reference).id
        everything = self.world.messages(self.group.id)
        return [one for one in everything if one.is_topic_message and one.thread_id == thread]

    async def ticket(self, reference: str) -> Ticket:
        """The stored ticket of a reference."""
        async with self.running.database.transaction() as tx:
            found = await queries.by_reference(tx, reference)
        assert found is not None, f"no ticket {reference}"
        return found

    async def tickets(self) -> list[Ticket]:
        """All stored tickets of everybody."""
        async with self.running.database.transaction() as tx:
            found: list[Ticket] = []
            for person_id in list(self.world.state.users):
                found.extend(await queries.of_person(tx, person_id, limit=1000, offset=0))
        return found

    async def events(self, ticket: Ticket) -> list[TicketEvent]:
        """The event log of a ticket."""
        async with self.running.database.transaction() as tx:
            return await queries.events(tx, ticket.id)


@dataclass
class Somebody:
    """Somebody who acts, after which the bot does all its work."""

    office: Office
    person: Person
    language: str

    def label(self, msgid: str) -> str:
        """A button's words in this person's language."""
        return self.office.t(self.language).text(msgid)

    async def press(
        self, message: Message, button: str, *, waits: bool = True, **options: Any
    ) -> str | None:
        """Press a button, named by msgid or by its very words; returns the toast."""
        wanted = self.label(button)
        query = self.person.presses(message, wanted, **options)
        await self.office.settle(waits=waits)
        answers = [
            call.values
            for call in self.office.world.calls("answerCallbackQuery")
            if call.values.get("callback_query_id") == query.id
        ]
        assert answers, "every press is answered"
        text = answers[-1].get("text")
        return str(text) if text else None


@dataclass
class Citizen(Somebody):
    """A person in the private chat."""

    @property
    def id(self) -> int:
        """The person's Telegram id."""
        return self.person.id

    @property
    def last(self) -> Message:
        """The bot's last message here."""
        return self.office.world.last(self.id)

    @property
    def texts(self) -> list[str]:
        """All the bot said here."""
        return self.office.texts(self.id)

    async def starts(self, payload: str = "") -> Message:
        """Press Start, or come by a deep link."""
        self.person.starts(payload)
        await self.office.settle()
        return self.last

    async def chooses(self, office: str) -> None:
        """Say which office, as /office does."""
        await self.says("/office")
        buttons = [b for row in self.last.buttons for b in row]
        found = next(b for b in buttons if f"|{office}|" in b["callback_data"])
        self.person.presses(self.last, found)
        await self.office.settle()

    async def says(self, text: str, **options: Any) -> Message:
        """Write a message; returns the bot's last one."""
        self.person.says(text, **options)
        await self.office.settle()
        return self.last

    async def types(self, text: str, where: Chat | None = None, *, offset: str = "") -> InlineQuery:
        """Type `@bot text` in a chat; returns the query with what the bot offers."""
        query = self.person.asks_inline(text, where, offset=offset)
        await self.office.settle()
        assert query.is_answered, "every inline query is answered"
        return query

    async def picks(self, query: InlineQuery, title: str, where: Chat | None = None) -> Message:
        """Pick the offered article with these words in its title; returns the own message."""
        found = next(one for one in query.results or [] if title in one["title"])
        message = self.person.picks(query, found["id"], where)
        await self.office.settle()
        return message

    async def sends(self, kind: str, **options: Any) -> Message:
        """Send a file."""
        self.person.sends(kind, **options)
        await self.office.settle()
        return self.last

    async def sends_album(self, kinds: list[str], caption: str = "") -> Message:
        """Send several files as one album."""
        parts = [
            {"kind": kind, "data": f"part {place}".encode()} for place, kind in enumerate(kinds)
        ]
        self.person.sends_album(parts, caption=caption)
        await self.office.settle()
        return self.last

    async def presses(self, button: str, **options: Any) -> str | None:
        """Press a button of the newest message that has it; returns the toast."""
        wanted = self.label(button)
        for message in reversed(self.office.world.messages(self.id, from_bot=True)):
            if any(wanted in label for label in message.labels):
                return await self.press(message, button, **options)
        shown = [m.labels for m in self.office.world.messages(self.id, from_bot=True)][-3:]
        message_ = f"no button {wanted!r}; the last ones are {shown}"
        raise AssertionError(message_)

    def sees(self, *parts: str) -> bool:
        """Whether one message of the bot holds all these words."""
        return any(all(part in text for part in parts) for text in self.texts)

    async def fills(self, *answers: str | None) -> None:
        """Answer a form: words are typed, `>msgid` presses that button, None skips."""
        for answer in answers:
            if answer is None and self.last.buttons:
                await self.presses("⏭ Skip")
            elif answer is None:
                await self.says(self.label("⏭ Skip"))
            elif answer.startswith(">"):
                await self.presses(answer[1:])
            else:
                await self.says(answer)


@dataclass
class Clerk(Somebody):
    """A member of the staff group."""

    async def says(self, text: str, **options: Any) -> Message:
        """Write a plain message in the group; returns it."""
        message = self.person.says(text, self.office.group, **options)
        await self.office.settle()
        return message

    async def replies(
        self, to: Message, text: str, *, waits: bool = True, **options: Any
    ) -> Message:
        """Reply to a message in the group; returns the own message. See `Office.settle`."""
        message = self.person.says(text, self.office.group, reply_to=to, **options)
        await self.office.settle(waits=waits)
        return message

    async def takes(self, reference: str) -> str | None:
        """Press "take" on a card."""
        return await self.press(self.office.card(reference), "✋ Take")


def settings(url: str, folder: Path, group_id: int, token: str, **changes: Any) -> Settings:
    """Settings of a test office; `changes` are settings by their lower-case names."""
    values: dict[str, Any] = {
        "token": token,
        "staff_chat_id": group_id,
        "database_url": url,
        "data_dir": folder,
        "data_key": KEY,
        **changes,
    }
    return Settings(**values)


def content(options: Settings) -> services.Content:
    """The content for these settings; packaged content is read once for all tests of a process."""
    if options.knowledge_dir is not None:
        return services.read(options)
    known = (options.offices, options.timezone, options.language)
    if known not in _CONTENT:
        _CONTENT[known] = services.read(options)
    return _CONTENT[known]


@asynccontextmanager
async def opened(
    url: str, folder: Path, clock: Clock, dice: Dice, *, is_forum: bool = False, **changes: Any
) -> AsyncIterator[Office]:
    """A wired office over a migrated database; its group has topics or is flat."""
    is_bale = changes.get("platform") == "bale"
    world = World(clock=clock, group_limit=GROUP_LIMIT, is_bale=is_bale)
    founder = world.person(900, "مدیر گروه", language="fa")
    kind = "group" if is_bale else "supergroup"
    group = world.group("میز آمار", admins=[founder], is_forum=is_forum, kind=kind)
    options = settings(url, folder, group.id, world.token, **changes)
    running = wiring.build(
        options,
        content=content(options),
        request=DirectRequest(world),
        clock=clock,
        random=dice,
    )
    running.workshop.elsewhere = here
    await running.start()
    await running.desk.inspect()
    office = Office(world, running, clock, group)
    try:
        yield office
    finally:
        await office.running.stop()


async def here(function: Callable[..., Any], *values: Any) -> Any:
    """What is made in another process, made in this one: a test has no seconds to spare."""
    return function(*values)


async def restart(office: Office) -> None:
    """Throw the program away and build it anew over the same database and world."""
    before = office.running
    await before.stop()
    office.running = wiring.build(
        before.settings,
        content=content(before.settings),
        request=DirectRequest(office.world),
        clock=office.clock,
        random=before.services.random,
    )
    office.running.workshop.elsewhere = here
    await office.running.start()
    await office.running.workshop.recover()
