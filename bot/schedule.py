"""Periodic duties: each runs once in its period, whatever the number of replicas.

The lease is the memory: who takes it does the duty, and it is not given back, so that nobody else
does it again before it runs out.
"""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot import logs
from bot.stopping import Stoppable
from storage import errors, leases, outbox, retention
from storage.database import Database, Transaction

log = logs.get(__name__)

#: Seconds between two looks at what is due.
TICK = 30.0
#: What a duty's facts call it that there is more to do at once, and how often at most it is.
MORE = "more"
ROUNDS = 200


def _nobody() -> None:
    """Nobody has to be told that there is something to send."""


@dataclass(frozen=True)
class Duty:
    """Something to do every so often; `act` gives facts for the log, or nothing.

    With `MORE` among the facts it is done again at once, in a transaction of its own.
    """

    name: str
    every: timedelta
    act: Callable[[Transaction, datetime], Awaitable[dict[str, int]]]


async def tidy(tx: Transaction, now: datetime) -> dict[str, int]:
    """Forget what is kept no longer: handled updates, sent messages, forgotten drafts."""
    counts = await retention.prune(tx, now=now)
    return {name: count for name, count in counts.items() if count}


async def look_for_dead(tx: Transaction, now: datetime) -> dict[str, int]:
    """Count what could not be delivered; `amaryar doctor` shows which and why."""
    del now
    dead = await outbox.dead(tx, 100)
    return {"dead_messages": len(dead)} if dead else {}


DUTIES = (
    Duty("tidy", timedelta(hours=1), tidy),
    Duty("dead-messages", timedelta(hours=1), look_for_dead),
)


class Schedule(Stoppable):
    """The loop over the duties; `holder` names this process in the leases."""

    def __init__(
        self,
        *,
        database: Database,
        clock: Callable[[], datetime],
        random: Callable[[int], bytes],
        holder: str,
        duties: tuple[Duty, ...] = DUTIES,
        wake: Callable[[], None] = _nobody,
    ) -> None:
        super().__init__()
        self._database = database
        self._clock = clock
        self._random = random
        self._holder = holder
        self._duties = duties
        self._wake = wake
        self._next: dict[str, datetime] = {}
        self._rounds = 0

    async def run(self) -> None:
        """Do what is due until `stop`; the first look is a little later than the start."""
        while not await self._rest(TICK * (0.75 + self._random(1)[0] / 512)):
            await self.tick()

    async def tick(self) -> list[str]:
        """Do what is due now and nobody else does; the names of the duties done."""
        done = []
        for duty in self._duties:
            if self._clock() >= self._next.get(duty.name, self._clock()):
                with suppress(errors.DatabaseUnavailable):  # the next look will do
                    if await self._do(duty):
                        done.append(duty.name)
        return done

    async def _do(self, duty: Duty) -> bool:
        now = self._clock()
        # A holder of its own for each round: our own lease keeps us out just as others.
        self._rounds += 1
        holder = f"{self._holder}#{self._rounds}"
        async with self._database.transaction() as tx:
            name = f"duty:{duty.name}"
            if not await leases.acquire(tx, name, holder=holder, now=now, ttl=duty.every):
                self._next[duty.name] = now + min(duty.every, timedelta(minutes=5))
                return False
        self._next[duty.name] = now + duty.every
        try:
            facts = await self._act(duty, now)
        except errors.DatabaseUnavailable:
            raise
        except Exception as error:  # noqa: BLE001 - one duty must not end the others
            logs.failure(log, "duty failed", error, duty=duty.name)
            return False
        if facts:
            log.info("duty", duty=duty.name, **facts)
        return True

    async def _act(self, duty: Duty, now: datetime) -> dict[str, int]:
        """Do a duty until there is no more to do; its facts, added up."""
        sums: dict[str, int] = {}
        for _ in range(ROUNDS):
            async with self._database.transaction() as tx:
                facts = await duty.act(tx, now)
            more = facts.pop(MORE, 0)
            for name, count in facts.items():
                sums[name] = sums.get(name, 0) + count
            if facts:
                self._wake()
            if not more or self._stopping.is_set():
                break
        return sums
