"""An act of a person as JSON: `{"person": 101, "act": "says", "text": "…", "chat": -100…}`.

The words are those of `people.Person`; messages are named by `message` (id) in `chat`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from starlette.datastructures import UploadFile
from starlette.requests import Request

from bot.playground import views
from bot.playground.errors import NotPossibleError
from bot.playground.params import Upload
from bot.playground.people import Person
from bot.playground.records import CallbackQuery, Chat, InlineQuery, Json, Message
from bot.playground.world import World

MAX_FILE = 50 * 1024 * 1024


@dataclass
class Order:
    """One act with all it names looked up."""

    world: World
    person: Person
    values: Json
    files: list[Upload]

    @property
    def where(self) -> Chat | None:
        """The chat it happens in; None is the private one."""
        wanted = self.values.get("chat")
        return None if wanted is None else self.world.chat(int(wanted))

    @property
    def message(self) -> Message:
        """The message it is about."""
        chat = self.person.chat(self.where)
        return chat.messages[int(self.values["message"])]

    @property
    def options(self) -> Json:
        """reply_to, thread, anonymous as given."""
        names = ("reply_to", "thread", "anonymous")
        return {name: self.values[name] for name in names if self.values.get(name)}


def _sends(order: Order) -> Message | list[Message]:
    """One file or several as album; photos stay photos only with photos and videos."""
    kind = str(order.values.get("kind", "document"))
    caption = str(order.values.get("caption", ""))
    parts: list[Json] = [
        {"kind": kind, "data": one.data, "name": one.name, "mime_type": one.mime_type}
        for one in order.files
    ]
    if not parts:
        raise NotPossibleError("no file came with the act")
    if len(parts) == 1:
        return order.person.sends(**parts[0], where=order.where, caption=caption, **order.options)
    return order.person.sends_album(parts, order.where, caption=caption, **order.options)


def _press(order: Order) -> CallbackQuery:
    options = {name: True for name in ("stale", "forged") if order.values.get(name)}
    return order.person.presses(order.message, order.values["button"], **options)


def _joins(order: Order) -> None:
    order.person.joins(_group(order), str(order.values.get("status", "member")))


def _group(order: Order) -> Chat:
    chat = order.where
    if chat is None:
        raise NotPossibleError("this needs a group")
    return chat


def _other(order: Order) -> Person:
    """Whom an act of an administrator is about."""
    return order.world.person(int(order.values["whom"]))


ACTS: dict[str, Callable[[Order], object]] = {
    "says": lambda o: o.person.says(str(o.values["text"]), o.where, **o.options),
    "starts": lambda o: o.person.starts(str(o.values.get("payload", ""))),
    "sends": _sends,
    "shares_contact": lambda o: o.person.shares_contact(o.where, **o.options),
    "shares_location": lambda o: o.person.shares_location(
        float(o.values["latitude"]), float(o.values["longitude"]), o.where
    ),
    "edits": lambda o: o.person.edits(o.message, str(o.values["text"])),
    "deletes": lambda o: o.person.deletes(o.message),
    "presses": _press,
    "taps": lambda o: o.person.taps(str(o.values["label"]), o.where),
    "reacts": lambda o: o.person.reacts(o.message, *map(str, o.values.get("emoji", []))),
    "blocks": lambda o: o.person.blocks(),
    "unblocks": lambda o: o.person.unblocks(),
    "joins": _joins,
    "leaves": lambda o: o.person.leaves(_group(o)),
    "sets_bot": lambda o: o.person.sets_bot(_group(o), str(o.values["status"])),
    "asks_inline": lambda o: o.person.asks_inline(
        str(o.values["text"]), o.where, offset=str(o.values.get("offset", ""))
    ),
    "picks": lambda o: o.person.picks(
        o.world.state.inline_queries[str(o.values["query"])],
        str(o.values["result"]),
        o.where,
        **o.options,
    ),
    "closes_topic": lambda o: o.person.closes_topic(_group(o), int(o.values["thread"])),
    "reopens_topic": lambda o: o.person.reopens_topic(_group(o), int(o.values["thread"])),
    "renames_topic": lambda o: o.person.renames_topic(
        _group(o), int(o.values["thread"]), str(o.values["name"])
    ),
    "deletes_topic": lambda o: o.person.deletes_topic(_group(o), int(o.values["thread"])),
    "turns_topics": lambda o: o.person.turns_topics(_group(o), on=bool(o.values["on"])),
    "promotes": lambda o: o.person.promotes(
        _other(o), _group(o), anonymous=bool(o.values.get("anonymous"))
    ),
    "demotes": lambda o: o.person.demotes(_other(o), _group(o)),
    "removes": lambda o: o.person.removes(_other(o), _group(o)),
    "grants_bot": lambda o: o.person.grants_bot(_group(o), *map(str, o.values.get("rights", []))),
    "migrates": lambda o: o.world.migrate(_group(o), o.person),
}


def perform(world: World, values: Json, files: list[Upload]) -> Json:
    """Carry an act out; answers what came of it. `person` may be a new one given by `name`."""
    if values["act"] == "enters":
        known = {
            k: values[k] for k in ("last_name", "username", "language", "phone") if k in values
        }
        person = world.person(int(values["person"]), str(values["name"]), **known)
        return {"user": person.user.as_json()}
    act = ACTS.get(str(values["act"]))
    if act is None:
        raise NotPossibleError(f"no act {values['act']!r}, know {sorted(ACTS)}")
    order = Order(world, world.person(int(values["person"])), values, files)
    return _shown(world, act(order))


def _shown(world: World, result: object) -> Json:
    if isinstance(result, Message):
        return {"message": views.message(world.state, result)}
    if isinstance(result, list):
        return {"messages": [views.message(world.state, one) for one in result]}
    if isinstance(result, CallbackQuery):
        return {"query": result.id}
    if isinstance(result, InlineQuery):
        return {"inline_query": result.id}
    if isinstance(result, Chat):
        return {"chat": views.chat(world.state, result)}
    return {}


async def read_files(request: Request) -> tuple[Json, list[Upload]]:
    """A multipart act: field `act` is its JSON, every `file` a file."""
    files = []
    async with request.form() as form:
        order: Json = json.loads(str(form["act"]))
        for part in form.getlist("file"):
            if isinstance(part, UploadFile):
                data = await part.read()
                if len(data) > MAX_FILE:
                    raise NotPossibleError("the file is too big")
                mime_type = part.content_type or "application/octet-stream"
                files.append(Upload(part.filename or "file", data, mime_type))
    return order, files
