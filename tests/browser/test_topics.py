"""The page of a staff group with topics: a tab for each, what is said in it, closed and gone."""

import pytest
from playwright.async_api import Page, expect

from bot.playground import demo
from bot.playground.world import World

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

TABS = "#staff .topics button"


@pytest.fixture
def world() -> World:
    """The demo office with topics."""
    return demo.office(port=0, is_forum=True)


async def test_each_topic_is_a_tab_that_shows_what_is_said_in_it(page: Page, world: World) -> None:
    """Chosen, only its messages are seen, and what is written there goes there."""
    zahra, group = world.person(201), world.chat(world.staff_chat_id)
    topic = zahra.opens_topic(group, "Q-1405 · پرسش")
    zahra.says("در General", group)
    zahra.says("در موضوع", group, thread=topic.id)

    await expect(page.locator(TABS)).to_have_count(3)
    await page.locator(TABS).last.click()
    await expect(page.locator("#staff .msg")).to_have_count(1)
    await expect(page.locator("#staff .msg")).to_contain_text("در موضوع")
    await page.fill("#staff textarea", "و این هم")
    await page.press("#staff textarea", "Enter")
    await expect(page.locator("#staff .msg")).to_have_count(2)
    assert list(group.messages.values())[-1].thread_id == topic.id


async def test_a_closed_topic_has_a_lock_and_a_deleted_one_is_gone(
    page: Page, world: World
) -> None:
    """The tabs follow what administrators do; without topics there are none."""
    zahra, group = world.person(201), world.chat(world.staff_chat_id)
    topic = zahra.opens_topic(group, "Q-1405")
    await expect(page.locator(TABS).last).to_have_text("# Q-1405")
    zahra.closes_topic(group, topic.id)
    await expect(page.locator(TABS).last).to_have_text("🔒 Q-1405")
    zahra.deletes_topic(group, topic.id)
    await expect(page.locator(TABS)).to_have_count(2)
    zahra.turns_topics(group, on=False)
    await expect(page.locator("#staff .topics")).to_be_hidden()
