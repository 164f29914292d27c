"""What long work may use: short transactions, another process for what takes long, the last word.

`bot/workshop.py` has it; works are listed in `handlers/works.py`. A work may be begun anew at any
time, in another process, by another replica: what it says is said in `step` and `last` only.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from handlers.context import Services
    from handlers.outgoing import Outgoing
    from storage.jobs import Job

Made = TypeVar("Made")
#: What the chat shows while files are being made (Bot API, sendChatAction).
ACTION = "upload_document"


class Bench(Protocol):
    """The place where one job is worked on."""

    @property
    def services(self) -> Services:
        """What the handlers use, as it is now."""
        ...

    @property
    def now(self) -> datetime:
        """The time (UTC)."""
        ...

    def step(self, cursor: int | None = None) -> AbstractAsyncContextManager[Outgoing]:
        """A transaction of its own, which keeps the job ours and notes how far it is."""
        ...

    def last(self) -> AbstractAsyncContextManager[Outgoing]:
        """The transaction that ends the job: what is said in it is said once."""
        ...

    async def craft(self, function: Callable[..., Made], *values: Any) -> Made:
        """Let another process work: a function of a module, values that can be pickled."""
        ...


async def tell(bench: Bench, job: Job, text: str) -> None:
    """Show in the chat how far the job is: the message that was answered with is changed."""
    async with bench.step() as out:
        await out.edit(job.chat_id, text, target_slot=job.slot)
        await out.put(job.chat_id, "sendChatAction", {"action": ACTION}, key=f"{job.slot}:action")
