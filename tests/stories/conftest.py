"""The test office of a story: on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests import office as offices
from tests.clock import Clock, Dice
from tests.office import Office
from tests.stories import timed as timing


@pytest.fixture
async def office(
    database_url: str, tmp_path: Path, clock: Clock, dice: Dice
) -> AsyncIterator[Office]:
    """A wired office over a fresh database, with Qom and Semnan."""
    async with offices.opened(database_url, tmp_path, clock, dice) as opened:
        yield opened


@pytest.fixture
async def qom(database_url: str, tmp_path: Path, clock: Clock, dice: Dice) -> AsyncIterator[Office]:
    """A wired office that serves Qom alone."""
    async with offices.opened(database_url, tmp_path, clock, dice, offices="qom") as opened:
        yield opened


@pytest.fixture
async def forum(
    database_url: str, tmp_path: Path, clock: Clock, dice: Dice
) -> AsyncIterator[Office]:
    """A wired office whose staff group has topics."""
    async with offices.opened(database_url, tmp_path, clock, dice, is_forum=True) as opened:
        yield opened


@pytest.fixture(params=["flat", "forum"])
async def desk(
    request: pytest.FixtureRequest, database_url: str, tmp_path: Path, clock: Clock, dice: Dice
) -> AsyncIterator[Office]:
    """A wired office, once with a flat staff group and once with topics."""
    is_forum = request.param == "forum"
    async with offices.opened(database_url, tmp_path, clock, dice, is_forum=is_forum) as opened:
        yield opened


@pytest.fixture(params=["flat", "forum"])
async def timed(
    request: pytest.FixtureRequest, database_url: str, tmp_path: Path, clock: Clock, dice: Dice
) -> AsyncIterator[Office]:
    """A wired office that has stated its hours and shows people what it sets itself."""
    is_forum = request.param == "forum"
    async with timing.opened(database_url, tmp_path, clock, dice, is_forum=is_forum) as opened:
        yield opened
