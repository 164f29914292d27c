"""The picture of the README, taken from the running playground: `python -m tests.browser.picture`.

Needs Chromium and an emoji font (Debian: chromium, fonts-noto-color-emoji).
"""

import asyncio
import re
import shutil
import sys
from pathlib import Path

from playwright.async_api import Page, async_playwright

from handlers.staff import letters
from tests.browser.conftest import ARGUMENTS, NAMES
from tests.browser.test_office import DESK, PHONE, hears, presses, says

PICTURE = Path(".github/playground.png")
QUESTION = "ساعت کاری دبیرخانهٔ شما در ماه رمضان چطور است؟"


async def play(page: Page) -> None:
    """A short scene: an answer with its source, and a question handed over and answered."""
    await page.click(f"{PHONE} .start")
    await presses(page, PHONE, "قم")
    await says(page, PHONE, QUESTION)
    await page.wait_for_timeout(1500)
    await presses(page, PHONE, "🙋 Hand it to an expert")
    await hears(page, PHONE, "Q-1405-")
    found = re.search(r"Q-1405-\w{6}", await page.locator(f"{PHONE} .msg").last.inner_text())
    card = page.locator(f"{DESK} .msg", has_text=found.group() if found else "Q-").first
    await presses(page, DESK, "✋ Take")
    await card.hover()
    await card.get_by_role("button", name="پاسخ", exact=True).first.click()
    await says(page, DESK, "در ماه رمضان دبیرخانه از ساعت ۹ تا ۱۴ باز است.")
    await presses(page, DESK, letters.SEND_NOW)
    await hears(page, PHONE, "۹ تا ۱۴")
    await says(page, PHONE, "نرخ بیکاری یعنی چه؟")
    await page.wait_for_timeout(5000)


async def main() -> None:
    """Start the playground, play, take the picture."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "playground", "--port", "0", "--no-browser"),
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stdout is not None
        address = (await process.stdout.readline()).decode().rpartition(" ")[2].strip()
        chromium = next(filter(None, map(shutil.which, NAMES)))
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
            page = await browser.new_page(viewport={"width": 1280, "height": 860})
            await page.goto(address)
            await page.wait_for_selector("body[data-ready]")
            await play(page)
            PICTURE.parent.mkdir(exist_ok=True)
            await page.screenshot(path=PICTURE)
            await browser.close()
    finally:
        process.terminate()
        await process.wait()


if __name__ == "__main__":
    asyncio.run(main())
