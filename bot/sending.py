"""Sending one claimed message: the call, its repairs, its fate. No database here."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from telegram import InputFile
from telegram.error import BadRequest, TelegramError

from bot import payloads, verdicts
from bot.fates import Fate
from bot.topics import Topics
from bot.transport import Api
from bot.verdicts import Kind, Repair, TopicNews, Verdict
from handlers import files
from storage import errors, outbox
from storage.uploads import Upload

Errand = Callable[[outbox.OutboxMessage], Awaitable[None]]

#: Tries of an errand; whoever asked for it asks again.
ERRAND_ATTEMPTS = 3
#: What makes the group handier and is no loss when Telegram refuses it.
_OPTIONAL = frozenset(
    {
        "editForumTopic",
        "closeForumTopic",
        "reopenForumTopic",
        "pinChatMessage",
        "setMessageReaction",
        "sendChatAction",
    }
)


async def send(
    api: Api, topics: Topics, claimed: outbox.Claimed, *, random: Callable[[int], bytes]
) -> Fate:
    """Call the Bot API for a claimed message; never raises for what the server answers.

    What the server refuses to send whole is sent without the refused part, once for each part. A
    message whose topic must be made first is not sent yet: its fate tells of the topic.
    """
    if claimed.topic is not None:
        return await _make_topic(topics, claimed, random)
    params = payloads.parameters(
        claimed.message.payload,
        chat_id=claimed.chat_id,
        target_id=claimed.target_id,
        reply_id=claimed.reply_id,
        thread_id=claimed.thread_id,
    )
    method, params = files.final_form(claimed.message.method, params)
    fate = await _call(api, claimed, method, params, random)
    if fate.verdict.repair is Repair.NO_THREAD and claimed.thread_id is not None:
        if "closed" not in fate.verdict.reason:
            return Fate(claimed, Verdict(Kind.TOPIC, fate.verdict.reason, news=TopicNews.LOST))
        if await topics.reopen(claimed):
            fate = await _call(api, claimed, method, params, random)
    repairs: set[Repair] = set()
    while fate.verdict.repair is not None:
        if fate.verdict.repair in repairs:
            return Fate(claimed, Verdict(Kind.DEAD, f"{fate.verdict.reason}, even without it"))
        repairs.add(fate.verdict.repair)
        params = payloads.repaired(params, fate.verdict.repair)
        fate = await _call(api, claimed, method, params, random)
    return fate


async def run(errand: Errand, claimed: outbox.Claimed) -> Fate:
    """Do the work a row asks for; what breaks is given up, a database that is away waited for."""
    try:
        await errand(claimed.message)
    except (errors.DatabaseUnavailable, TelegramError, TimeoutError) as error:
        reason = f"errand: {type(error).__name__}"
        kind = Kind.AGAIN if claimed.message.attempts < ERRAND_ATTEMPTS else Kind.DEAD
        return Fate(claimed, Verdict(kind, reason, timedelta(seconds=10)))
    except Exception as error:  # noqa: BLE001 - a mistake of ours; it must not stop the delivery
        return Fate(claimed, Verdict(Kind.DEAD, f"our mistake: {type(error).__name__}"))
    return Fate(claimed, Verdict(Kind.DONE, "done"))


async def _make_topic(
    topics: Topics, claimed: outbox.Claimed, random: Callable[[int], bytes]
) -> Fate:
    try:
        return await topics.make(claimed)
    except TelegramError as error:
        return Fate(claimed, _judge(error, claimed, random))


async def _call(
    api: Api,
    claimed: outbox.Claimed,
    method: str,
    params: dict[str, Any],
    random: Callable[[int], bytes],
) -> Fate:
    try:
        result = await api.call(method, params, files=[_attached(one) for one in claimed.files])
    except TelegramError as error:
        return Fate(claimed, _judge(error, claimed, random))
    except Exception as error:  # noqa: BLE001 - a payload that cannot even be written down
        return Fate(claimed, Verdict(Kind.DEAD, f"our mistake: {type(error).__name__}"))
    return Fate(claimed, Verdict(Kind.DONE, "sent"), tuple(payloads.made(method, result)))


def _attached(upload: Upload) -> InputFile:
    file = InputFile(upload.data, filename=upload.name)
    file.attach_name = upload.part
    return file


def _judge(
    error: TelegramError, claimed: outbox.Claimed, random: Callable[[int], bytes]
) -> Verdict:
    chance = int.from_bytes(random(2)) / 0xFFFF
    verdict = verdicts.judge(
        error, attempts=claimed.message.attempts, chat_id=claimed.chat_id, chance=chance
    )
    is_lost = verdict.repair is Repair.NO_THREAD
    if isinstance(error, BadRequest) and claimed.message.method in _OPTIONAL and not is_lost:
        return Verdict(Kind.DONE, f"left undone: {verdict.reason}")
    return verdict
