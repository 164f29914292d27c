"""The program at work: doors open, messages leave, duties are done, until it is told to stop.

Stopping is orderly: first nobody is let in any more, then what is in hand is finished, then what
has been said leaves. What does not leave in time stays in the outbox for the next start.
"""

import asyncio
from contextlib import nullcontext, suppress

from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot import doors, logs, profile
from bot.delivery import TokenRefusedError
from bot.patience import patiently
from bot.polling import ALLOWED_UPDATES
from bot.wiring import Running

log = logs.get(__name__)

#: Longest pause between two tries to set the webhook.
LONGEST_PAUSE = 60.0


async def run(running: Running, stop: asyncio.Event, *, has_door: bool = True) -> None:
    """Run a connected program until `stop` is set or one of its loops fails.

    Args:
        running: inside its `async with`.
        stop: set by a signal.
        has_door: whether the web door is opened (the playground needs none).

    Raises:
        OSError: the web door's address cannot be used.
        TokenRefusedError: Telegram does not know the token any more.
    """
    await patiently(running.delivery.recover)
    # SQLite means one process, which knows itself what it had claimed.
    async with nullcontext() if running.settings.is_sqlite else running.presence:
        await _work(running, stop, has_door=has_door)


async def _work(running: Running, stop: asyncio.Event, *, has_door: bool) -> None:
    opened = doors.open_all(running, stop) if has_door else []
    entrances = [asyncio.create_task(door.run(), name="web") for door in opened]
    background = []
    if running.settings.is_webhook:
        background.append(asyncio.create_task(_set_webhook(running, stop), name="webhook"))
    else:
        entrances.append(asyncio.create_task(running.polling.run(), name="polling"))
    background.append(asyncio.create_task(_show_profile(running), name="profile"))
    background.append(asyncio.create_task(_inspect(running), name="inspect"))
    exits = [
        asyncio.create_task(running.schedule.run(), name="schedule"),
        asyncio.create_task(running.pending.run(), name="pending"),
        asyncio.create_task(running.broadcasting.run(), name="broadcasting"),
        asyncio.create_task(running.workshop.run(), name="workshop"),
        asyncio.create_task(running.learning.run(), name="learning"),
        asyncio.create_task(running.delivery.run(), name="delivery"),
    ]
    log.info("running", mode="webhook" if running.settings.is_webhook else "polling")
    try:
        await _until(stop, [*entrances, *exits])
    finally:
        log.info("stopping")
        running.polling.stop()
        for door in opened:
            door.stop()
        await _finish(entrances)
        running.schedule.stop()
        running.pending.stop()
        running.broadcasting.stop()
        running.workshop.stop()
        running.learning.stop()
        running.delivery.stop()
        for task in background:
            task.cancel()
        await _finish([*exits, *background])


async def _until(stop: asyncio.Event, loops: list[asyncio.Task[None]]) -> None:
    """Wait for `stop`, or for the first loop that ends; what it raises is raised."""
    stopped = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({stopped, *loops}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        stopped.cancel()
    for task in loops:
        if task.done():
            task.result()


async def _finish(tasks: list[asyncio.Task[None]]) -> None:
    """Wait for all; whatever they raise has been seen, or comes too late to matter."""
    for result in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(result, Exception) and not isinstance(result, TokenRefusedError):
            logs.failure(log, "loop failed", result)


async def _set_webhook(running: Running, stop: asyncio.Event) -> None:
    """Tell Telegram where to post; several replicas say the same."""
    settings, pause = running.settings, 1.0
    secret = settings.webhook_secret
    wish = {
        "url": settings.webhook_target,
        "secret_token": secret.get_secret_value() if secret else None,
        "allowed_updates": list(ALLOWED_UPDATES),
        "drop_pending_updates": False,
    }
    while not stop.is_set():
        try:
            await running.api.call("setWebhook", wish)
        except RetryAfter:  # another replica has just said it
            pause = 2.0
        except InvalidToken as error:
            logs.failure(log, "webhook not set", error)
            return
        except TelegramError as error:
            log.warning("webhook not set", error=type(error).__name__, says=str(error))
        else:
            log.info("webhook set")
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(pause):
                await stop.wait()
        pause = min(pause * 2, LONGEST_PAUSE)


async def _show_profile(running: Running) -> None:
    if not running.settings.messenger.has_profile:
        return
    try:
        changed = await profile.show(running.api, running.services, running.desk.chat_id)
    except Exception as error:  # noqa: BLE001 - a menu is no reason not to serve
        logs.failure(log, "profile not set", error)
    else:
        log.info("profile", changed=changed)


async def _inspect(running: Running) -> None:
    """See whether the group has topics, and whether the bot has what it needs in it."""
    try:
        await running.desk.inspect()
        await running.errands.check()
        running.delivery.wake()
    except Exception as error:  # noqa: BLE001 - a check is no reason not to serve
        logs.failure(log, "staff group not inspected", error)
