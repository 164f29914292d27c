"""Waiting for a change: one signal wakes everybody who waits on the same event loop."""

from __future__ import annotations

import asyncio


class Signal:
    """Fired after each change; not safe to fire from another thread."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def fire(self) -> None:
        """Wake all who wait now."""
        waiting, self._waiting = self._waiting, set()
        for future in waiting:
            if not future.done():
                future.set_result(None)

    async def wait(self, seconds: float | None = None) -> bool:
        """True when fired, False after so many seconds."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            async with asyncio.timeout(seconds):  # wait_for may swallow a cancellation
                await future
        except TimeoutError:
            return False
        finally:
            self._waiting.discard(future)
        return True
