"""A small office to play with: three citizens of three languages, a staff group of two."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime

from bot.playground.world import TOKEN, World

CITIZENS = (101, 102, 103)
STAFF = (201, 202)
#: Messages of the bot that a group takes in a minute (Bot API FAQ).
GROUP_LIMIT = 20


def utc_now() -> datetime:
    """The machine's clock."""
    return datetime.now(UTC)


def office(
    *,
    port: int,
    token: str = TOKEN,
    clock: Callable[[], datetime] = utc_now,
    is_forum: bool = False,
) -> World:
    """A world with the citizens Maryam (fa), Emily (en) and Yusuf (ar) and a staff group.

    `world.base_url` is where `serve.serve` puts it; `world.staff_chat_id` is the group.
    """
    world = World(
        clock=clock,
        chance=random.Random(1405),  # noqa: S311 - faults need no secrecy
        token=token,
        bot_name="آماریار",
        bot_username="amaryar_bot",
        base_url=f"http://127.0.0.1:{port}",
        group_limit=GROUP_LIMIT,
    )
    world.person(
        101, "مریم", last_name="رضایی", username="maryam", language="fa", phone="989121234567"
    )
    world.person(
        102, "Emily", last_name="Carter", username="emily", language="en", phone="447700900123"
    )
    world.person(
        103, "يوسف", last_name="الحسيني", username="yusuf", language="ar", phone="9647701234567"
    )
    staff = [
        world.person(201, "زهرا", last_name="کریمی", username="karimi", language="fa"),
        world.person(202, "علی", last_name="موسوی", username="mousavi", language="fa"),
    ]
    world.group("میز پاسخ‌گویی آمار", admins=staff[:1], members=staff[1:], is_forum=is_forum)
    return world
