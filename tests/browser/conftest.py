"""A served demo office, a browser on its page, and a bot that answers by script."""

import asyncio
import shutil
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright

from bot.playground import demo, serve
from bot.playground.world import World
from tests.browser.scripted_bot import ScriptedBot

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest_asyncio.fixture(loop_scope="module")
async def served(world: World) -> AsyncIterator[World]:
    """The demo office on a free port."""
    up = asyncio.Event()
    task = asyncio.create_task(serve.serve(0, world, started=up))
    await asyncio.wait_for(up.wait(), 5)
    yield world
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


@pytest.fixture
def world() -> World:
    """The demo office on the machine's clock."""
    return demo.office(port=0)


@pytest_asyncio.fixture(loop_scope="module")
async def robot(served: World) -> AsyncIterator[ScriptedBot]:
    """The scripted bot, polling over HTTP."""
    robot = ScriptedBot(served)
    await robot.start()
    yield robot
    await robot.stop()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """Headless Chromium of this machine."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.skip("Chromium is not installed")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="module")
async def page(browser: Browser, robot: ScriptedBot) -> AsyncIterator[Page]:
    """The page, loaded; a request to anywhere else, a script error or a blocked file fails."""
    context = await browser.new_context(viewport={"width": 1280, "height": 800})
    page = await context.new_page()
    page.set_default_timeout(5000)
    wrong: list[str] = []
    home = robot.world.base_url
    page.on("pageerror", lambda error: wrong.append(f"script: {error}"))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on(
        "request",
        lambda request: (
            None if request.url.startswith((home, "data:", "blob:")) else wrong.append(request.url)
        ),
    )
    await page.goto(home)
    await page.wait_for_selector("body[data-ready]")
    yield page
    await context.close()
    assert wrong == []
