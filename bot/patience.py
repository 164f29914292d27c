"""Waiting at the start until a database that stumbles can be used; afterwards each loop does so."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot import logs
from storage import errors

log = logs.get(__name__)

T = TypeVar("T")
#: Seconds between two tries; after the last the program ends, and its manager starts it again.
PAUSES = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 8.0, 8.0)


async def patiently(act: Callable[[], Awaitable[T]]) -> T:
    """Do something with the database, again while it is away. Raises DatabaseUnavailable."""
    for pause in PAUSES:
        try:
            return await act()
        except errors.DatabaseUnavailable as error:
            log.warning("no database", error=error.reason, remedy=error.remedy, again=pause)
            await asyncio.sleep(pause)
    return await act()
