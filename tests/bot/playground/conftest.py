"""A world with a citizen and a staff group, and the real library's bot on it."""

from collections.abc import AsyncIterator

import pytest
from telegram.ext import ExtBot

from bot.playground.direct import DirectRequest
from bot.playground.people import Person
from bot.playground.records import Chat
from bot.playground.world import World
from tests.clock import Clock


@pytest.fixture
def world(clock: Clock) -> World:
    """An empty world with the clock of the test."""
    return World(clock=clock)


@pytest.fixture
def sara(world: World) -> Person:
    """A citizen who has pressed Start."""
    person = world.person(101, "Sara", language="fa", phone="989121234567")
    person.starts()
    return person


@pytest.fixture
def zahra(world: World) -> Person:
    """A member of staff."""
    return world.person(201, "Zahra", language="fa")


@pytest.fixture
def group(world: World, zahra: Person) -> Chat:
    """The staff group, the bot its administrator."""
    return world.group("Staff", admins=[zahra])


@pytest.fixture
async def bot(world: World) -> AsyncIterator[ExtBot[None]]:
    """The bot of python-telegram-bot, in process."""
    direct = ExtBot(
        world.token, request=DirectRequest(world), get_updates_request=DirectRequest(world)
    )
    async with direct:
        yield direct
