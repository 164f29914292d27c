"""One update, one transaction: once, in order, and never lost."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from telegram import Update
from telegram.ext import MessageHandler, filters

from bot import updates as intake_module
from bot.playground.world import World
from bot.running import Running
from handlers import failures
from handlers.context import OfficeContext
from storage import errors, people, updates
from tests.bot.conftest import take_in

Texts = Callable[[int], list[str]]


def hear(running: Running, callback: Any) -> None:
    """Let a handler of the test take all texts, instead of the bot's own."""
    running.application.handlers.clear()
    running.application.add_handler(MessageHandler(filters.TEXT, callback))


async def echo(update: Update, context: OfficeContext) -> None:
    """Say the same."""
    assert update.effective_message is not None
    assert update.effective_chat is not None
    await context.out.text(update.effective_chat.id, update.effective_message.text or "")


async def test_an_update_is_answered(running: Running, world: World, texts: Texts) -> None:
    """A text comes in, its answer goes out."""
    hear(running, echo)
    world.person(7).says("hello")
    await take_in(running)
    assert await running.delivery.drain() == 1
    assert texts(7) == ["hello"]


async def test_a_duplicate_does_nothing(running: Running, world: World, texts: Texts) -> None:
    """Telegram may deliver an update twice; the second falls on the mark."""
    hear(running, echo)
    message = world.person(7).says("hello")
    assert message.update_id is not None
    body = world.updates.history[message.update_id].body
    await asyncio.gather(*(running.intake.accept(body) for _ in range(3)))
    await running.delivery.drain()
    assert texts(7) == ["hello"]


async def test_a_failing_handler_leaves_only_an_apology(
    running: Running, world: World, texts: Texts
) -> None:
    """Its transaction is rolled back; the person and the group get the same error number."""

    async def fail(update: Update, context: OfficeContext) -> None:
        await echo(update, context)
        await people.meet(context.tx, id=99, name="half", username=None, now=context.now)
        raise ValueError("Sara's secret")

    hear(running, fail)
    running.application.add_error_handler(failures.on_error)
    world.person(7).says("my secret")
    await take_in(running)
    await running.delivery.drain()
    async with running.database.transaction() as tx:
        assert await people.get(tx, 99) is None
        kept = await updates.poison(tx, limit=5)
    assert [one.error for one in kept] == ["ValueError"]
    (apology,), (report,) = texts(7), texts(world.staff_chat_id)
    number = apology.split()[-1].strip("\u2066\u2067\u2068\u2069")
    assert len(number) == 8
    assert number in report
    assert "secret" not in apology + report


async def test_a_failed_update_is_acknowledged_and_does_not_come_again(
    running: Running, world: World, texts: Texts
) -> None:
    """What our code cannot handle must not be delivered for ever."""

    async def fail(update: Update, context: OfficeContext) -> None:
        raise ValueError

    hear(running, fail)
    running.application.add_error_handler(failures.on_error)
    message = world.person(7).says("hello")
    assert message.update_id is not None
    body = world.updates.history[message.update_id].body
    for _ in range(2):
        await running.intake.accept(body)
    await running.delivery.drain()
    assert len(texts(7)) == 1


@pytest.mark.parametrize(
    "body",
    [
        {"update_id": 5, "message": {"text": "no chat"}},
        {"update_id": 5, "message": "not even an object"},
        {"update_id": 5, "callback_query": {"id": "1", "from": {"id": "x"}, "data": "\ud83d"}},
    ],
)
async def test_an_unreadable_update_is_put_aside(running: Running, body: dict[str, Any]) -> None:
    """It is kept as it came, acknowledged, and holds up nobody."""
    await running.intake.accept(body)
    async with running.database.transaction() as tx:
        assert [one.update_id for one in await updates.poison(tx, limit=5)] == [5]
        assert not await updates.first_time(tx, 5, running.services.clock())


async def test_an_update_of_an_unknown_kind_is_acknowledged(running: Running) -> None:
    """What Telegram invents next year is no error."""
    await running.intake.accept({"update_id": 6, "telepathy": {"from": {"id": 7}}})
    async with running.database.transaction() as tx:
        assert not await updates.first_time(tx, 6, running.services.clock())
        assert await updates.poison(tx, limit=5) == []


async def test_something_that_is_no_update_is_ignored(running: Running) -> None:
    """Without a number there is nothing to keep it under."""
    await running.intake.accept({"hello": 1})


async def test_a_database_that_is_away_lets_the_error_pass(
    running: Running, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The door then does not acknowledge, and Telegram delivers again."""
    monkeypatch.setattr(intake_module, "PAUSES", (0.0,))
    hear(running, echo)

    def away(*_: object) -> None:
        raise errors.DatabaseUnavailable

    monkeypatch.setattr(running.database, "transaction", away)
    message = world.person(7).says("hello")
    assert message.update_id is not None
    with pytest.raises(errors.DatabaseUnavailable):
        await running.intake.accept(world.updates.history[message.update_id].body)


async def test_a_stumbling_database_is_tried_again(
    running: Running, world: World, texts: Texts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A deadlock or a full pool is over a moment later; the person notices nothing."""
    monkeypatch.setattr(intake_module, "PAUSES", (0.0, 0.0))
    stumbles = [errors.DatabaseUnavailable(), errors.DatabaseUnavailable()]
    transaction = running.database.transaction

    def stumble(*args: Any) -> Any:
        if stumbles:
            raise stumbles.pop()
        return transaction(*args)

    hear(running, echo)
    monkeypatch.setattr(running.database, "transaction", stumble)
    message = world.person(7).says("hello")
    assert message.update_id is not None
    await running.intake.accept(world.updates.history[message.update_id].body)
    await running.delivery.drain()
    assert texts(7) == ["hello"]


async def test_updates_of_one_person_stay_in_order_and_others_do_not_wait(
    running: Running, world: World, texts: Texts
) -> None:
    """The group is held up; Sara's five texts are handled meanwhile, in their order."""
    slow, all_seen, seen = asyncio.Event(), asyncio.Event(), []

    async def listen(update: Update, context: OfficeContext) -> None:
        assert update.effective_message is not None
        seen.append(update.effective_message.text)
        if len(seen) == 5:
            all_seen.set()
        await echo(update, context)

    hear(running, listen)
    desk_meets = running.desk.is_here

    async def hold(chat_id: int) -> bool:
        await slow.wait()
        return await desk_meets(chat_id)

    running.desk.is_here = hold  # type: ignore[method-assign]
    world.person(8).says("in the group", world.staff_chat_id)
    for number in range(5):
        world.person(7).says(str(number))
    handling = asyncio.create_task(take_in(running))
    async with asyncio.timeout(5):
        await all_seen.wait()
    assert seen == ["0", "1", "2", "3", "4"], "the group waits, Sara does not"
    slow.set()
    await handling
    await running.delivery.drain()
    assert texts(7) == ["0", "1", "2", "3", "4"]


async def test_a_press_is_answered_after_the_commit(running: Running, world: World) -> None:
    """An old or forged button stops spinning as well, with words that say so."""
    sara = world.person(7)
    sara.starts()
    await take_in(running)
    await running.delivery.drain()
    choice = next(m for m in reversed(world.messages(7, from_bot=True)) if m.buttons)
    sara.presses(choice, "forged", forged=True)
    await take_in(running)
    (answer,) = world.calls("answerCallbackQuery")
    assert answer.error is None
    assert answer.values["text"]


async def test_membership_is_looked_up_before_the_transaction(
    running: Running, world: World
) -> None:
    """Who writes in the group is asked for once in five minutes, and is a member then."""
    seen = []

    async def ask(update: Update, context: OfficeContext) -> None:
        assert update.effective_user is not None
        seen.append(await context.services.is_member(update.effective_user.id))

    hear(running, ask)
    for _ in range(2):
        world.person(8).says("hello", world.staff_chat_id)
        await take_in(running)
    world.person(7).says("hello")
    await take_in(running)
    assert seen == [True, True, False]
    assert len(world.calls("getChatMember")) == 1
