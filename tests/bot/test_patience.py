"""A database that stumbles while the program starts is waited for, and not for ever."""

import pytest

from bot import patience
from bot.running import Running
from storage import errors


@pytest.mark.parametrize("stumbles", [0, 1, len(patience.PAUSES)])
async def test_it_is_tried_again_until_it_works(
    stumbles: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As many stumbles as there are pauses are survived."""
    monkeypatch.setattr(patience, "PAUSES", (0.0,) * len(patience.PAUSES))
    left = [errors.DatabaseUnavailable() for _ in range(stumbles)]

    async def act() -> str:
        if left:
            raise left.pop()
        return "done"

    assert await patience.patiently(act) == "done"


async def test_it_ends_when_the_database_stays_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then the program ends with the reason; whoever watches over it starts it again."""
    monkeypatch.setattr(patience, "PAUSES", (0.0, 0.0))
    tries = []

    async def away() -> None:
        tries.append(1)
        raise errors.DatabaseUnavailable

    with pytest.raises(errors.DatabaseUnavailable):
        await patience.patiently(away)
    assert len(tries) == 3


async def test_the_first_sign_of_life_survives_a_stumble(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A refused transaction at the start is no reason to end."""
    monkeypatch.setattr(patience, "PAUSES", (0.0, 0.0))
    beat, stumbles = running.presence.beat, [errors.DatabaseUnavailable()]

    async def stumble() -> int:
        if stumbles:
            raise stumbles.pop()
        return await beat()

    monkeypatch.setattr(running.presence, "beat", stumble)
    async with running.presence:
        assert not stumbles
