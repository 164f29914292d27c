"""Time and chance of the tests: both stand still until a test moves them."""

import random
from datetime import UTC, datetime, timedelta

START = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


class Clock:
    """A clock that a test sets. It can be called like the running program's: `clock()`."""

    def __init__(self, moment: datetime = START) -> None:
        self._moment = moment

    def now(self) -> datetime:
        """The moment it shows: aware, UTC."""
        return self._moment

    __call__ = now

    def set(self, moment: datetime) -> None:
        """Show another moment. It must be aware."""
        assert moment.tzinfo is not None, "a naive time says nothing"
        self._moment = moment.astimezone(UTC)

    def advance(self, by: timedelta | None = None, **units: float) -> datetime:
        """Move on by a timedelta, or by its parts (`hours=2`); returns the new moment."""
        self._moment += timedelta(**units) if by is None else by
        return self._moment


class Dice:
    """Bytes that look random and are the same in every run: `dice(5)`."""

    def __init__(self, seed: int = 20261120) -> None:
        self._random = random.Random(seed)  # noqa: S311 - a test wants the same again

    def __call__(self, count: int) -> bytes:
        """The next `count` bytes."""
        return self._random.randbytes(count)
