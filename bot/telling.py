"""One log line for each update and each delivery, counted for /metrics on the same occasion."""

from typing import Any

from bot import logs
from bot.fates import Fate
from bot.metrics import Metrics
from bot.verdicts import Kind, TopicNews

log = logs.get(__name__)

DONE = "done"
#: What these say after the colon is where an update went, not what came of it.
_PLACES = frozenset({"command", "press", "menu", "courtesy"})


class Telling:
    """Tells what this process did; `salt` makes the marks that stand for chats."""

    def __init__(self, metrics: Metrics, salt: str) -> None:
        self.metrics = metrics
        self._salt = salt

    def update(
        self, number: int, *, kind: str, chat: int | None, outcome: str | None, seconds: float
    ) -> None:
        """Tell of an update; `chat` is None for the staff group."""
        route, result = route_of(kind, outcome)
        self.metrics.update(route, result, seconds)
        log.info(
            "update",
            id=number,
            kind=kind,
            chat="staff" if chat is None else logs.chat_mark(chat, self._salt),
            route=route,
            outcome=result,
            ms=_ms(seconds),
        )

    def delivery(self, fate: Fate) -> None:
        """Tell of a message that was sent, or not."""
        verdict, message = fate.verdict, fate.claimed.message
        what = DONE if verdict.news is TopicNews.MADE else str(verdict.kind)
        self.metrics.delivery(message.method, what, fate.seconds)
        facts: dict[str, Any] = {
            "id": message.id,
            "method": message.method,
            "chat": logs.chat_mark(fate.claimed.chat_id, self._salt),
            "outcome": what,
            "attempts": message.attempts,
            "ms": _ms(fate.seconds),
        }
        if what == DONE:
            log.info("delivery", **facts)
        elif verdict.kind is Kind.DEAD:
            log.error("delivery", reason=verdict.reason, **facts)
        else:
            again = round(verdict.delay.total_seconds())
            log.warning("delivery", reason=verdict.reason, again=again, **facts)


def route_of(kind: str, outcome: str | None) -> tuple[str, str]:
    """Where an update went and what came of it, from its kind and the words of its handler."""
    head, _, tail = (outcome or DONE).partition(":")
    if head in {DONE, "duplicate", "failed"}:
        return kind, head
    if head in _PLACES:
        return f"{head}:{tail}", DONE
    if head == "form":
        name, _, step = tail.partition(":")
        return f"form:{name}", step or DONE
    return head, tail or DONE


def _ms(seconds: float) -> int:
    return round(seconds * 1000)
