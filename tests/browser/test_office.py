"""The whole office in the browser: the real program on the emulated Telegram, as `make demo`.

A citizen asks, files a request, staff answers and closes, the citizen sees it and confirms.
"""

import asyncio
import re
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, expect

from handlers.i18n.translator import Translators
from handlers.staff import letters

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

FA = Translators.load(ZoneInfo("Asia/Tehran")).for_("fa")
PATIENCE = 15_000
PHONE, DESK = "#citizen", "#staff"


@pytest_asyncio.fixture(loop_scope="module")
async def demo_page(browser: Browser, tmp_path: Path) -> AsyncIterator[Page]:
    """The page of `amaryar playground`, started as its user starts it."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "playground", "--port", "0", "--no-browser"),
        *("--folder", str(tmp_path)),
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    said = (await asyncio.wait_for(process.stdout.readline(), 30)).decode()
    address = said.rpartition(" ")[2].strip()
    context = await browser.new_context(viewport={"width": 1280, "height": 900})
    page = await context.new_page()
    page.set_default_timeout(PATIENCE)
    await page.goto(address)
    await page.wait_for_selector("body[data-ready]")
    yield page
    await context.close()
    process.terminate()
    assert await asyncio.wait_for(process.wait(), 30) == 0


def last(page: Page, side: str) -> Locator:
    """The newest message of the other side."""
    return page.locator(f"{side} .msg:not(.mine)").last


async def hears(page: Page, side: str, text: str) -> None:
    """Wait for the words in the newest message."""
    await expect(last(page, side)).to_contain_text(text, timeout=PATIENCE)


async def says(page: Page, side: str, text: str) -> None:
    """Write into the composer of a side."""
    await page.fill(f"{side} textarea", text)
    await page.press(f"{side} textarea", "Enter")


async def presses(page: Page, side: str, msgid: str) -> None:
    """Press the newest inline button with this label."""
    label = re.sub(r"^[^\w]+", "", FA.text(msgid))
    await page.locator(f"{side} .inline button", has_text=label).last.click()


async def fills(page: Page, *steps: tuple[str, str]) -> None:
    """Wait for each question of the form (by its msgid), then press or write the answer."""
    for question, answer in steps:
        await hears(page, PHONE, FA.text(question))
        if answer.startswith(">"):
            await presses(page, PHONE, answer[1:])
        else:
            await says(page, PHONE, answer)


REQUEST = (
    ("Which statistic or indicator do you need?", "جمعیت به تفکیک شهرستان و جنس"),
    ("For which years (Jalali)?", "۱۳۹۵"),
    ("For which geographic level?", ">Whole province"),
    ("Broken down by what?", ">⏭ Skip"),
    ("In which format? You can choose several.", ">Excel"),
    ("So far:", ">✅ That is all, go on"),
    ("What will you use it for? You need not say.", ">⏭ Skip"),
    ("Until which day do you need it?", ">⏭ Skip"),
    ("For whom do you ask?", ">Citizen"),
    ("Your first and last name?", "مریم رضایی"),
    ("Your national ID (ten digits), if you want to give it.", ">⏭ Skip"),
)

DOCUMENTS = (
    "Documents and letters: this office takes them only by office automation, by fax or by "
    "official e-mail."
)


async def test_a_citizen_asks_files_a_request_and_reads_the_answer(demo_page: Page) -> None:
    """Both sides of one desk, in Persian, from Start to the confirmed outcome."""
    page = demo_page
    await page.click(f"{PHONE} .start")
    await presses(page, PHONE, "قم")
    await says(page, PHONE, "هزینهٔ خدمت چقدر است؟")
    await hears(page, PHONE, "رایگان")

    await says(page, PHONE, "/request")
    await fills(page, *REQUEST)
    await says(page, PHONE, FA.text("⏭ Skip"))
    await fills(
        page,
        ("An e-mail address, if you want to give one.", ">⏭ Skip"),
        (DOCUMENTS, ">✅ Understood, go on"),
        ("Do you agree with the terms?", ">✅ I agree"),
        ("Nothing is registered until you press “Submit”.", ">📨 Submit"),
    )
    await hears(page, PHONE, "Q-1405-")
    reference = re.search(r"Q-1405-\w{6}", await last(page, PHONE).inner_text())
    assert reference is not None

    card = page.locator(f"{DESK} .msg", has_text=reference.group()).first
    await presses(page, DESK, "✋ Take")
    await expect(card).to_contain_text("زهرا", timeout=PATIENCE)
    await card.hover()
    await card.get_by_role("button", name="پاسخ", exact=True).first.click()
    await says(page, DESK, "جدول جمعیت پیوست شد.")
    await presses(page, DESK, letters.SEND_NOW)
    await hears(page, PHONE, "جدول جمعیت پیوست شد.")
    await presses(page, DESK, "✅ Close…")
    await presses(page, DESK, "✅ Answered in full")
    await presses(page, PHONE, "✅ I received everything I asked for")
    await expect(card).to_contain_text(FA.text("closed"), timeout=PATIENCE)


async def test_an_article_is_picked_while_typing_the_name_of_the_bot(demo_page: Page) -> None:
    """`@amaryar_bot …` in the text field shows offers; a choice is sent, and its link works."""
    page = demo_page
    await page.click(f"{PHONE} .start")
    await presses(page, PHONE, "قم")
    await page.fill(f"{PHONE} textarea", "@amaryar_bot نرخ بیکاری")
    offers = page.locator(f"{PHONE} .popup .offer")
    await expect(offers.first).to_contain_text("بیکاری", timeout=PATIENCE)

    title = await offers.first.locator("b").inner_text()
    await offers.first.click()

    sent = page.locator(f"{PHONE} .msg.mine").last
    await expect(sent).to_contain_text(title, timeout=PATIENCE)
    await expect(page.locator(f"{PHONE} textarea")).to_have_value("")
    await sent.locator(".inline a").click()
    await hears(page, PHONE, title)

    await page.fill(f"{PHONE} textarea", "@amaryar_bot قیمت دلار")
    above = page.locator(f"{PHONE} .popup .above")
    await expect(above).to_have_text(FA.text("Nothing found; ask in the private chat"))
    await above.click()
    await hears(
        page, PHONE, FA.text("Write your question in your own words. I answer with the source.")
    )
