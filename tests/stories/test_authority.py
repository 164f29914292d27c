"""Who may what: every command, button and deep link, tried by everybody there is.

What the table does not allow has no effect: no row changes, nothing is said but the refusal.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
import sqlalchemy as sa
from telegram import Update

from bot.lanes import tidy
from handlers import authority
from handlers.authority import Who
from handlers.context import CallbackAnswer
from storage import metadata
from storage.tickets import queries
from tests.office import Citizen, Office
from tests.stories.asking import asks_an_expert

Json = dict[str, Any]
SECRET = "راز مریم فقط برای خودش"
#: Rows that say who was here, not what happened.
PRESENCE = {"updates", "people", "staff", "desks", "paces", "leases", "outbox"}
#: Operations of the buttons that name something of one person; {t}, {q}, {h}: its number.
OWNED = (
    *(f"t|{op}|{{t}}" for op in ("show", "add", "withdraw", "withdraw-yes", "reopen")),
    "t|verdict|{t}|full",
    "t|verdict|{t}|not",
    *(f"held|{{h}}|{where}" for where in ("{t}", "hand", "words", "new", "drop")),
    "hand|{q}",
    "nohelp|{q}",
    "req|-|{q}",
    "req|-|{q}|anew",
    "more|-|{q}|-",
    "office|qom|{q}",
)


@dataclass(frozen=True)
class Actor:
    """Somebody, where they act, and whom of the table they are there."""

    name: str
    user: Json
    chat: Json
    is_there: frozenset[Who]
    sender_chat: Json | None = None


class Scene:
    """An office with a case of Maryam's, and everybody who may come by."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.number = 900_000
        self.actors: list[Actor] = []

    async def begins(self) -> None:
        """People come, and leave."""
        office = self.office
        self.owner, self.other = office.visitor(), office.visitor(name="علی")
        self.reference = await asks_an_expert(office, self.owner, f"نرخ ارز {SECRET}؟")
        await self.other.chooses("qom")
        clerk, chief, gone = office.clerk(), office.chief(), office.clerk("رفته")
        for one in (clerk, chief, gone):
            await one.says("/open")
        gone.person.leaves(office.group)
        await office.settle()
        desk = {"id": office.group.id, "type": "supergroup", "title": "desk"}
        elsewhere = {"id": -100777, "type": "supergroup", "title": "elsewhere"}
        channel = {"id": -100555, "type": "channel", "title": "channel"}
        person, nobody = frozenset({Who.PERSON}), frozenset[Who]()
        staff = frozenset({Who.STAFF})
        self.actors = [
            *(
                Actor(f"{name} in private", _user(one.person), _private(one.person), person)
                for name, one in (("owner", self.owner), ("other", self.other), ("clerk", clerk))
            ),
            Actor("bot in private", _bot(), {"id": 77, "type": "private"}, nobody),
            Actor("clerk", _user(clerk.person), desk, staff),
            Actor("supervisor", _user(chief.person), desk, staff | {Who.SUPERVISOR}),
            Actor("ex-staff", _user(gone.person), desk, nobody),
            Actor("person in the group", _user(self.other.person), desk, nobody),
            Actor("clerk elsewhere", _user(clerk.person), elsewhere, nobody),
            Actor("stranger elsewhere", _user(self.other.person), elsewhere, nobody),
            Actor(
                "anonymous",
                {"id": 1087968824, "is_bot": True, "first_name": "Group"},
                desk,
                staff,
                sender_chat=desk,
            ),
            Actor(
                "channel",
                {"id": 777000, "is_bot": False, "first_name": "Telegram"},
                desk,
                nobody,
                sender_chat=channel,
            ),
            Actor("bot", _bot(), desk, nobody),
        ]

    async def writes(self, by: Actor, text: str) -> str:
        """A message; what the log says of it."""
        message = self._message(by.chat) | {"from": by.user, "text": text}
        if by.sender_chat is not None:
            message["sender_chat"] = by.sender_chat
        return (await self._happens({"message": message}))[0]

    async def presses(self, by: Actor, data: str) -> tuple[str, CallbackAnswer | None]:
        """A pressed button with any data; what the log says, and what was shown."""
        query = {
            "id": "1",
            "from": by.user,
            "chat_instance": "1",
            "message": self._message(by.chat) | {"text": "…"},
            "data": data,
        }
        return await self._happens({"callback_query": query})

    def _message(self, chat: Json) -> Json:
        self.number += 1
        return {"message_id": self.number, "date": 1_795_000_000, "chat": chat}

    async def _happens(self, content: Json) -> tuple[str, Any]:
        self.number += 1
        raw = {"update_id": self.number, **content}
        intake = self.office.running.intake
        update = Update.de_json(tidy(raw), self.office.running.application.bot)
        await intake._know_the_desk(update)
        return await intake._handle(update, raw)

    async def rows(self) -> dict[str, str]:
        """Everything that is remembered, but for who was here."""
        async with self.office.running.database.transaction() as tx:
            return {
                table.name: str(sorted(map(str, await tx.run(sa.select(table)))))
                for table in metadata.TABLES
                if table.name not in PRESENCE
            }

    async def said(self) -> list[tuple[int, str]]:
        """All that was put into the outbox: chat and payload."""
        async with self.office.running.database.transaction() as tx:
            rows = await tx.run(sa.text("SELECT id FROM outbox"))
            ids = {row[0] for row in rows}
            outbox = metadata.METADATA.tables["outbox"]
            found = (await tx.run(sa.select(outbox).order_by(outbox.c.id))).all()
        return [(one.chat_id, str(one.payload)) for one in found if one.id in ids]


def _user(person: Any) -> Json:
    return {"id": person.id, "is_bot": False, "first_name": person.user.first_name}


def _private(person: Any) -> Json:
    return {"id": person.id, "type": "private", "first_name": person.user.first_name}


def _bot() -> Json:
    return {"id": 77, "is_bot": True, "first_name": "Robot", "username": "other_bot"}


@pytest.fixture
async def scene(desk: Office) -> Scene:
    """The scene, begun."""
    made = Scene(desk)
    await made.begins()
    return made


def _commands() -> list[tuple[str, list[str]]]:
    """Every command of both places, without words and with those that ask for more."""
    rights = [*authority.PRIVATE_COMMANDS.items(), *authority.STAFF_COMMANDS.items()]
    asked = {(name, words) for name, right in rights for words in ("", *right.but)}
    return [(name, ["tomorrow" if w == "*" else w for w in words.split()]) for name, words in asked]


def _open_to(by: Actor, name: str, words: list[str]) -> bool:
    """Whether the table opens a command to somebody where they are."""
    is_private = by.chat["type"] == "private"
    table = authority.PRIVATE_COMMANDS if is_private else authority.STAFF_COMMANDS
    right = table.get(name)
    return right is not None and right.with_words(words) in by.is_there


async def test_commands_do_nothing_for_whom_they_are_not_open(scene: Scene) -> None:
    """Every command, with and without words, by everybody in every place."""
    before, allowed = await scene.rows(), []
    for name, words in sorted(_commands()):
        text = " ".join([f"/{name}", *words])
        for by in scene.actors:
            if _open_to(by, name, words):
                allowed.append((by, text))
                continue
            told = len(await scene.said())
            outcome = await scene.writes(by, text)
            assert not outcome.startswith(("command", "failed")), (by.name, text, outcome)
            new = (await scene.said())[told:]
            assert all("callback_data" not in payload for _, payload in new), (by.name, text)
            assert len(new) <= len(by.is_there), (
                by.name,
                text,
                new,
            )  # a refusal, to whom it may be
    assert await scene.rows() == before
    for by, text in allowed:
        outcome = await scene.writes(by, text)
        assert not outcome.startswith(("refused", "failed")), (by.name, text, outcome)


async def test_staff_buttons_do_nothing_for_whom_they_are_not_open(scene: Scene) -> None:
    """Every button of the desk with every operation, by everybody: one toast, no effect."""
    ticket = await scene.office.ticket(scene.reference)
    data = [
        ("|".join([verb.value, *([op] if op else []), str(ticket.id), "full"]), right, op)
        for verb, right in authority.STAFF_BUTTONS.items()
        for op in (*right.but, "", "take", "full", "make", "yes", "list", "send", "drop")
    ]
    before, told = await scene.rows(), len(await scene.said())
    for pressed, right, op in data:
        for by in scene.actors:
            in_private = by.chat["type"] == "private"
            who = right.with_words([op] if op else [str(ticket.id)])
            if by.sender_chat is not None or (who in by.is_there and not in_private):
                continue  # a press always carries the presser's own name
            outcome, answer = await scene.presses(by, pressed)
            assert not outcome.startswith(("press:", "failed")), (by.name, pressed, outcome)
            assert answer is not None
            assert SECRET not in (answer.text or "")
    assert await scene.rows() == before
    assert len(await scene.said()) == told


async def _number_of_a_held_file(scene: Scene, owner: Citizen) -> int:
    await owner.sends("document", caption=SECRET)
    async with scene.office.running.database.transaction() as tx:
        return int((await tx.run(sa.text("SELECT max(id) FROM held_messages"))).scalar_one())


async def test_forged_buttons_open_nothing_of_somebody_else(scene: Scene) -> None:
    """Another person presses every button with the numbers of Maryam's case, question and file."""
    ticket = await scene.office.ticket(scene.reference)
    held = await _number_of_a_held_file(scene, scene.owner)
    numbers = {"t": ticket.id, "q": ticket.question_id, "h": held}
    other = next(one for one in scene.actors if one.name == "other in private")
    outside = set(scene.other.texts)
    before = await scene.rows()
    for pattern in OWNED:
        told = len(await scene.said())
        outcome, answer = await scene.presses(other, pattern.format(**numbers))
        assert not outcome.startswith("failed"), (pattern, outcome)
        assert SECRET not in str(answer)
        for chat, words in (await scene.said())[told:]:
            assert chat == scene.other.id, pattern
            assert SECRET not in words, pattern
            assert scene.reference not in words, pattern
    after = await scene.rows()
    for table in before.keys() - {"drafts"}:  # the presser's own form may have begun
        assert after[table] == before[table], table
    assert outside <= set(scene.other.texts)


async def test_a_reference_tells_nobody_else_that_it_exists(scene: Scene) -> None:
    """By command, by link, and as plain words: the same answer as for a number nobody has."""
    free = "Q-1405-222222"
    async with scene.office.running.database.transaction() as tx:
        assert await queries.by_reference(tx, free) is None
    answers: dict[str, list[str]] = {}
    for number in (scene.reference, free):
        for way in ("/track {}", "/start t_{}"):
            await scene.other.says(way.format(number))
            told = scene.other.last.text
            assert SECRET not in told
            answers.setdefault(way, []).append("".join(told.split("«")[:1]))
    for way, (one, two) in answers.items():
        shape = [words.replace(scene.reference, "#").replace(free, "#") for words in (one, two)]
        if "#" in shape[0] and "#" in shape[1]:
            assert shape[0] == shape[1], way


async def test_replayed_buttons_of_a_form_do_nothing(scene: Scene) -> None:
    """A button of an earlier revision, or of another form, changes no answer."""
    await scene.other.says("/suggestion")
    old = scene.other.last
    data = old.buttons[0][0]["callback_data"]
    await scene.other.press(old, old.labels[0])
    draft = (await scene.rows())["drafts"]
    other = next(one for one in scene.actors if one.name == "other in private")
    owner = next(one for one in scene.actors if one.name == "owner in private")
    for by, pressed in ((other, data), (owner, data), (other, "f|999|submit"), (other, "f|-1|x|y")):
        outcome, _ = await scene.presses(by, pressed)
        assert not outcome.startswith("failed")
        assert (await scene.rows())["drafts"] == draft, pressed
