"""Updates: numbered, kept until confirmed, polled or pushed in order, with mischief on demand."""

import asyncio
from datetime import timedelta

import pytest
from telegram.error import Conflict
from telegram.ext import ExtBot

from bot.playground.people import Person
from bot.playground.records import Chat, Json
from bot.playground.webhook import Courier, Reply
from bot.playground.world import World
from tests.clock import Clock


async def texts(bot: ExtBot[None], offset: int | None = None) -> list[str | None]:
    """Texts of the waiting messages."""
    found = await bot.get_updates(offset=offset)
    return [u.message.text if u.message else None for u in found]


async def test_updates_stay_until_confirmed(bot: ExtBot[None], sara: Person) -> None:
    """The same updates come again until the offset passes them; then the tick appears."""
    first = sara.says("one")
    assert await texts(bot) == ["/start", "one"]
    assert await texts(bot) == ["/start", "one"]
    assert first.update_id is not None
    assert await texts(bot, first.update_id) == ["one"]
    assert not first.is_confirmed
    assert await texts(bot, first.update_id + 1) == []
    assert first.is_confirmed


async def test_a_negative_offset_keeps_the_last(bot: ExtBot[None], sara: Person) -> None:
    """offset=-1 forgets all but the newest update."""
    sara.says("one")
    sara.says("two")
    assert await texts(bot, -1) == ["two"]
    assert await texts(bot) == ["two"]


async def test_a_long_poll_ends_with_the_first_update(bot: ExtBot[None], sara: Person) -> None:
    """A waiting poll answers as soon as somebody writes."""
    await texts(bot, 100_000_002)
    waiting = asyncio.create_task(bot.get_updates(offset=100_000_002, timeout=5))
    await asyncio.sleep(0.01)
    assert not waiting.done()
    sara.says("now")
    found = await asyncio.wait_for(waiting, 1)
    assert [u.message.text for u in found if u.message] == ["now"]


async def test_the_second_poller_ends_the_first(bot: ExtBot[None], world: World) -> None:
    """Two polls at once: the older gets 409; with a webhook set every poll does."""
    first = asyncio.create_task(bot.get_updates(timeout=5))
    await asyncio.sleep(0.01)
    second = asyncio.create_task(bot.get_updates(timeout=1))
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await first
    second.cancel()
    await bot.set_webhook("http://127.0.0.1:1/hook")
    with pytest.raises(Conflict, match="webhook is active"):
        await bot.get_updates()
    assert (await bot.get_webhook_info()).url == "http://127.0.0.1:1/hook"
    await bot.delete_webhook()
    assert await bot.get_updates() == ()
    del world


async def test_unwanted_kinds_are_not_delivered(bot: ExtBot[None], sara: Person) -> None:
    """Reactions are off by default; allowed_updates is remembered."""
    message = sara.says("one")
    sara.reacts(message, "👍")
    assert len(await bot.get_updates()) == 2
    await bot.get_updates(allowed_updates=["message_reaction"])
    sara.reacts(message, "🔥")
    sara.says("unheard")
    last = (await bot.get_updates())[-1].message_reaction
    assert last is not None
    assert [r.emoji for r in last.old_reaction] == ["👍"]  # type: ignore[attr-defined]


async def test_blocking_is_an_update_and_a_refusal(bot: ExtBot[None], sara: Person) -> None:
    """my_chat_member tells of block and return."""
    sara.blocks()
    sara.says("unheard")
    sara.starts()
    found = await bot.get_updates()
    moves = [u.my_chat_member.new_chat_member.status for u in found if u.my_chat_member]
    assert moves == ["kicked", "member"]
    assert [u.message.text for u in found if u.message] == ["/start", "/start"]


async def test_edits_come_as_edited_messages(bot: ExtBot[None], sara: Person) -> None:
    """An edit carries the new text under the old id."""
    message = sara.says("one")
    sara.edits(message, "two")
    update = (await bot.get_updates())[-1]
    assert update.edited_message is not None
    assert update.edited_message.text == "two"
    assert update.edited_message.message_id == message.id


async def test_updates_come_twice_late_and_reversed_on_demand(
    bot: ExtBot[None], world: World, sara: Person
) -> None:
    """Duplicates come in a later batch, even after confirmation; held ones come reversed."""
    world.updates.repeat_next(1)
    twice = sara.says("twice")
    assert await texts(bot) == ["/start", "twice"]
    assert twice.update_id is not None
    assert await texts(bot, twice.update_id + 1) == ["twice"]
    assert await texts(bot, twice.update_id + 1) == []
    world.updates.redeliver(twice.update_id)
    assert await texts(bot, twice.update_id + 1) == ["twice"]
    world.updates.reverse_next(2)
    sara.says("a")
    sara.says("b")
    assert await texts(bot, twice.update_id + 1) == ["b", "a"]


async def test_old_updates_are_forgotten(world: World, sara: Person, clock: Clock) -> None:
    """Messages wait 24 hours for the bot, no longer."""
    sara.says("one")
    clock.advance(timedelta(hours=25))
    assert world.updates.alive() == []


class Door:
    """A webhook that notes what came and answers as told."""

    def __init__(self) -> None:
        self.came: list[tuple[str, str]] = []
        self.refuse = 0
        self.heads: list[dict[str, str]] = []
        self.hold = asyncio.Event()
        self.hold.set()

    async def __call__(self, url: str, body: Json, head: dict[str, str]) -> Reply:
        """Take an update, or refuse it with 503."""
        self.heads.append(head)
        held = body.get("message") or body.get("callback_query", {}).get("message", {})
        self.came.append((url, held.get("text", "?")))
        await self.hold.wait()
        if self.refuse:
            self.refuse -= 1
            return Reply(503)
        return Reply(200)


async def test_a_webhook_gets_each_chat_in_order_and_retries(
    world: World, sara: Person, zahra: Person, group: Chat, clock: Clock
) -> None:
    """One at a time per chat, other chats beside it, again until taken, to backends in turn."""
    door = Door()
    await world.call(
        "setWebhook", {"url": "http://127.0.0.1:1/", "secret_token": "s", "max_connections": 9}
    )
    world.state.webhook.balance = ["http://a/", "http://b/"]
    door.refuse = 2
    courier = asyncio.create_task(Courier(world, door, first_delay=0.01).run())
    sara.says("one")
    sara.says("two")
    zahra.says("group", group)
    await world.until(lambda: not world.updates.alive())
    private = [text for _, text in door.came if text != "group"]
    assert list(dict.fromkeys(private)) == ["/start", "one", "two"]
    assert len(door.came) == 6
    assert {url for url, _ in door.came} == {"http://a/", "http://b/"}
    assert door.heads[0] == {"X-Telegram-Bot-Api-Secret-Token": "s"}
    info = await world.call("getWebhookInfo")
    assert info["last_error_message"] == "Wrong response from the webhook: 503"
    courier.cancel()
    await asyncio.gather(courier, return_exceptions=True)


async def test_a_press_overtakes_a_held_text(world: World, sara: Person) -> None:
    """Texts queue by chat and presses by person: a slow text does not hold back a press."""
    markup = {"inline_keyboard": [[{"text": "go", "callback_data": "go"}]]}
    await world.call("sendMessage", {"chat_id": sara.id, "text": "card", "reply_markup": markup})
    door = Door()
    door.hold.clear()
    await world.call("setWebhook", {"url": "http://127.0.0.1:1/"})
    courier = asyncio.create_task(Courier(world, door).run())
    sara.says("second text waits")
    sara.presses(sara.last(), "go")
    await world.until(lambda: len(door.came) == 2)
    assert [text for _, text in door.came] == ["/start", "card"]
    courier.cancel()
    await asyncio.gather(courier, return_exceptions=True)
