"""Sending one claimed message: the call, its repairs, its fate. No database here."""

from collections.abc import Callable
from dataclasses import dataclass

from telegram.error import TelegramError

from bot import payloads, verdicts
from bot.transport import Api
from bot.verdicts import Kind, Repair, Verdict
from handlers import files
from storage import outbox


@dataclass(frozen=True)
class Fate:
    """What became of one message: a verdict, and the numbers of the messages it made."""

    claimed: outbox.Claimed
    verdict: Verdict
    made: tuple[int, ...] = ()


async def send(api: Api, claimed: outbox.Claimed, *, random: Callable[[int], bytes]) -> Fate:
    """Call the Bot API for a claimed message; never raises for what the server answers.

    What the server refuses to send whole is sent without the refused part, once for each part.
    """
    message = claimed.message
    params = payloads.parameters(
        message.payload,
        chat_id=claimed.chat_id,
        target_id=claimed.target_id,
        reply_id=claimed.reply_id,
    )
    method, params = files.final_form(message.method, params)
    repairs: set[Repair] = set()
    while True:
        try:
            result = await api.call(method, params)
        except TelegramError as error:
            verdict = _judge(error, claimed, random)
        except Exception as error:  # noqa: BLE001 - a payload that cannot even be written down
            return Fate(claimed, Verdict(Kind.DEAD, f"our mistake: {type(error).__name__}"))
        else:
            made = tuple(payloads.made(method, result))
            return Fate(claimed, Verdict(Kind.DONE, "sent"), made)
        if verdict.repair is None:
            return Fate(claimed, verdict)
        if verdict.repair in repairs:
            return Fate(claimed, Verdict(Kind.DEAD, f"{verdict.reason}, even without it"))
        repairs.add(verdict.repair)
        params = payloads.repaired(params, verdict.repair)


def _judge(
    error: TelegramError, claimed: outbox.Claimed, random: Callable[[int], bytes]
) -> Verdict:
    chance = int.from_bytes(random(2)) / 0xFFFF
    return verdicts.judge(
        error, attempts=claimed.message.attempts, chat_id=claimed.chat_id, chance=chance
    )
