"""Work in another process: results come back, failures are told without the words of people."""

import asyncio
import math
import os
import time
from datetime import date

import pytest

from bot import craft
from handlers.reports import making
from handlers.reports.palette import Colour
from handlers.reports.shapes import Chart, Form, Series


async def test_a_chart_is_drawn_elsewhere_and_comes_back() -> None:
    """A real picture from another process; this one has not even loaded what draws."""
    chart = Chart("x", Form.BARS, "عنوان", "", ("الف",), (Series("", (3,), Colour.BLUE),))
    (picture,) = await craft.elsewhere(making.pictures, [chart], "fa")
    assert picture.startswith(b"\x89PNG")
    assert await craft.elsewhere(os.getpid) != os.getpid()


async def test_an_error_there_is_told_by_its_kind_only() -> None:
    """What failed may hold what people wrote; the log gets the kind."""
    with pytest.raises(craft.CraftError) as caught:
        await craft.elsewhere(date.fromisoformat, "شمارهٔ من 09121234567")
    assert str(caught.value) == "ValueError"
    with pytest.raises(craft.CraftError, match="ended with 7"):
        await craft.elsewhere(os._exit, 7)


async def test_what_is_printed_there_does_not_spoil_the_result() -> None:
    """Libraries talk; the result is read all the same."""
    await craft.elsewhere(print, "hello")
    assert await craft.elsewhere(math.sqrt, 16) == 4


async def test_who_is_no_longer_waited_for_is_ended() -> None:
    """A stopping program leaves no worker behind."""
    began = time.monotonic()
    task = asyncio.create_task(craft.elsewhere(time.sleep, 60))
    await asyncio.sleep(1.0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert time.monotonic() - began < 20
