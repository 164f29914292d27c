"""The playground page: people type, press, send files and see what the bot does, live."""

from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from bot.playground.world import World
from tests.browser.scripted_bot import ScriptedBot

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

PHONE = "#citizen"
DESK = "#staff"


async def write(page: Page, side: str, text: str) -> None:
    """Type into a composer and press Enter."""
    await page.fill(f"{side} textarea", text)
    await page.press(f"{side} textarea", "Enter")


async def begin(page: Page) -> None:
    """The citizen presses Start and is greeted."""
    await page.click(f"{PHONE} .start")
    await expect(page.locator(f"{PHONE} .msg:not(.mine) .text").last).to_contain_text("آماریار")


async def test_an_empty_chat_introduces_the_bot(page: Page) -> None:
    """Before Start the phone shows the bot's description in the citizen's language."""
    await expect(page.locator(f"{PHONE} .about")).to_contain_text("پاسخ‌گوی پرسش‌های آماری")
    await expect(page.locator(f"{PHONE} .start")).to_have_text("شروع")
    await page.click(f"{PHONE} [data-person='102']")
    await expect(page.locator(f"{PHONE} .about")).to_contain_text("Answers questions")
    font = "document.fonts.check('16px Vazirmatn') && getComputedStyle(document.body).fontFamily"
    assert "Vazirmatn" in await page.evaluate(font)


async def test_a_citizen_types_and_both_sides_see_it(page: Page) -> None:
    """The answer with its formatting and buttons is in the phone, the card in the group."""
    await begin(page)
    await write(page, PHONE, "جمعیت <b>قم</b> چقدر است؟")
    answer = page.locator(f"{PHONE} .msg:not(.mine)").last
    await expect(answer.locator(".text")).to_contain_text("گفتید: جمعیت <b>قم</b>")
    await expect(answer.locator(".inline button")).to_have_text(["تغییر", "هشدار"])
    await expect(page.locator(f"{DESK} .msg .text b")).to_have_text("پرسش تازه")
    tick = page.locator(f"{PHONE} .msg.mine .stamp use").last
    await expect(tick).to_have_attribute("href", "#read")


async def test_buttons_answer_with_toast_alert_edit_and_deep_link(page: Page) -> None:
    """A press spins until answered; edits replace the message; deep links start the bot."""
    await begin(page)
    await write(page, PHONE, "x")
    last = page.locator(f"{PHONE} .msg:not(.mine)").last
    await last.get_by_role("button", name="هشدار").click()
    await expect(page.locator("#alert p")).to_have_text("گزینهٔ alert")
    await page.click("#alert button")
    await last.get_by_role("link", name="ادامه در ربات").click()
    await expect(page.locator(f"{PHONE} .msg.mine .text").last).to_contain_text("/start deep")
    change = page.locator(f"{PHONE} .inline").get_by_role("button", name="تغییر")
    await change.click()
    await expect(page.locator(f"{PHONE} .toast")).to_have_text("گزینهٔ change")
    await expect(page.locator(f"{PHONE} .text b", has_text="عوض شد")).to_be_visible()
    await expect(change).to_have_count(0)


async def test_the_reply_keyboard_sends_words_and_the_number(page: Page) -> None:
    """Keys of the bot's keyboard are pressed, the contact only after asking."""
    await begin(page)
    await page.locator(f"{PHONE} .keyboard button", has_text="پرسش").click()
    await expect(page.locator(f"{PHONE} .msg.mine .text").last).to_contain_text("🔎 پرسش")
    page.once("dialog", lambda box: box.accept())
    await page.locator(f"{PHONE} .keyboard button", has_text="شمارهٔ من").click()
    await expect(page.locator(f"{PHONE} .msg:not(.mine) .text").last).to_contain_text("98912")


async def test_the_commands_menu_is_reached_by_keyboard(page: Page) -> None:
    """A slash lists the commands of the citizen's language; arrows and Enter choose."""
    await begin(page)
    await page.fill(f"{PHONE} textarea", "/")
    await expect(page.locator(f"{PHONE} .popup span")).to_have_text(["شروع", "راهنما"])
    await page.press(f"{PHONE} textarea", "ArrowUp")
    await page.keyboard.press("Enter")
    await expect(page.locator(f"{PHONE} .msg.mine .text").last).to_contain_text("/help")


async def test_files_and_albums_are_sent(page: Page, tmp_path: Path) -> None:
    """One file is a document, two are an album; both arrive."""
    await begin(page)
    one, two = tmp_path / "نامه.txt", tmp_path / "b.txt"
    one.write_text("a")
    two.write_text("b")
    for files in ([one], [one, two]):
        await page.click(f"{PHONE} .attach")
        async with page.expect_file_chooser() as chooser:
            await page.click(f"{PHONE} .popup [data-kind=document]")
        await (await chooser.value).set_files(files)
        await expect(page.locator(f"{PHONE} .text").last).to_contain_text("رسید")
    await expect(page.locator(f"{PHONE} .doc b")).to_have_text(["نامه.txt", "نامه.txt", "b.txt"])


async def test_replying_editing_and_reacting(page: Page, served: World) -> None:
    """A reply quotes, an own message is edited in place, reactions of both sides show."""
    await begin(page)
    await write(page, PHONE, "نخست")
    await page.locator(f"{DESK} .msg").last.hover()
    await page.locator(f"{DESK} .msg").last.get_by_role("button", name="پاسخ").click()
    await write(page, DESK, "پاسخ کارشناس")
    reply = page.locator(f"{DESK} .msg.mine").last
    await expect(reply.locator(".quote")).to_contain_text("پرسش تازه")
    await expect(reply.locator(".reactions")).to_have_text("👍")
    await page.press(f"{DESK} textarea", "ArrowUp")
    await write(page, DESK, "پاسخ درست")
    await expect(reply.locator(".text")).to_contain_text("پاسخ درست")
    await expect(reply.locator(".stamp")).to_contain_text("ویرایش")
    await page.click(f"{DESK} [data-person='202']")
    await expect(page.locator(f"{DESK} .msg.mine")).to_have_count(0)
    assert served.messages(served.staff_chat_id)[-1].reply_to is not None


async def test_what_a_citizen_missed_is_marked(page: Page, served: World) -> None:
    """A message to somebody else's phone shows as a number on their name, then as a line."""
    await begin(page)
    await page.click(f"{PHONE} [data-person='102']")
    await served.call("sendMessage", {"chat_id": 101, "text": "خبر تازه"})
    await expect(page.locator(f"{PHONE} [data-person='101'] .badge")).to_have_text("۱")
    await page.click(f"{PHONE} [data-person='101']")
    await expect(page.locator(f"{PHONE} .fresh")).to_be_visible()
    await expect(page.locator(f"{PHONE} [data-person='101'] .badge")).to_have_count(0)


async def test_blocking_the_bot_and_coming_back(page: Page, served: World) -> None:
    """The switch blocks; the only way on is to start again."""
    await begin(page)
    await page.click(f"{PHONE} .block")
    await expect(page.locator(f"{PHONE} .start")).to_have_text("رفع انسداد و شروع دوباره")
    assert served.chat(101).is_blocked
    await page.click(f"{PHONE} .start")
    await expect(page.locator(f"{PHONE} form.composer")).to_be_visible()
    assert not served.chat(101).is_blocked


async def test_faults_are_ordered_on_the_page(page: Page, served: World) -> None:
    """The panel adds a fault and shows how often it will strike."""
    await page.click("#faults-button")
    await page.select_option("#faults select >> nth=0", "500")
    await page.select_option("#faults select >> nth=1", "sendMessage")
    await page.click("#faults .go")
    await expect(page.locator("#faults li")).to_contain_text("sendMessage · 0/1")
    assert served.faults.standing[0].kind == "500"
    await page.get_by_role("button", name="Clear").click()
    await expect(page.locator("#faults li")).to_have_count(0)


async def test_hostile_text_stays_text(page: Page, robot: ScriptedBot) -> None:
    """Markup in messages and names is shown, never run."""
    await begin(page)
    evil = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    await write(page, PHONE, evil)
    await expect(page.locator(f"{PHONE} .msg.mine .text").last).to_contain_text(evil)
    link = [{"type": "text_link", "offset": 0, "length": 4, "url": "javascript:alert(3)"}]
    await robot.world.call("sendMessage", {"chat_id": 101, "text": "here", "entities": link})
    anchor = page.locator(f"{PHONE} .text a", has_text="here")
    await expect(anchor).to_have_count(1)
    assert await anchor.get_attribute("href") is None
    assert await page.locator(f"{PHONE} .list img").count() == 0


async def test_a_narrow_window_shows_one_side(page: Page) -> None:
    """On a phone-wide window the sides are switched, with what is new counted."""
    await page.set_viewport_size({"width": 400, "height": 760})
    await begin(page)
    await write(page, PHONE, "سلام")
    badge = page.locator(".sides [data-side=staff] .badge")
    await expect(badge).to_have_text("1")
    await page.click(".sides [data-side=staff]")
    await expect(page.locator(f"{DESK} .msg").last).to_be_visible()
    await expect(badge).to_be_hidden()
    wide = await page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 400
