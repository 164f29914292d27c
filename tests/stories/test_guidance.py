"""What an executive body does itself: its liaison and its own survey, without any registration."""

from __future__ import annotations

import pytest

from handlers.visitor import guidance
from handlers.visitor.ask_buttons import LETTER
from tests.office import Citizen, Office

STAGES, NEXT = "🪜 Stage by stage", "Next ▶️"


async def reads(office: Office, article: str, province: str, language: str = "fa") -> Citizen:
    """Somebody of an executive body who has the article before them."""
    somebody = office.visitor(language)
    await somebody.chooses(province)
    await somebody.starts(f"a_{article}")
    return somebody


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
async def test_the_letter_about_the_liaison_can_be_copied(desk: Office, language: str) -> None:
    """BR-14: to the Deputy, in Persian; what is written here is no registration."""
    somebody = await reads(desk, "qom-liaison", "qom", language)
    assert somebody.label(STAGES) not in somebody.last.labels
    await somebody.presses(LETTER)

    letter = somebody.last
    assert "معاونت محترم آمار و اطلاعات" in letter.text
    assert "استان قم" in letter.text
    assert somebody.label(guidance.ONLY_BY_LETTER) in letter.text
    (block,) = [one for one in letter.entities or [] if one["type"] == "pre"]
    assert block["length"] > 200
    assert not await desk.tickets()


async def test_the_stages_of_an_own_survey_are_read_one_by_one(desk: Office) -> None:
    """BR-15: all in order, forwards and back in the same message, the letter always near."""
    somebody = await reads(desk, "semnan-own-survey", "semnan")
    message = somebody.last
    await somebody.press(message, STAGES)
    assert "مرحلهٔ ۱ از ۶" in message.text
    assert "بررسی ضرورت اجرا و برنامه‌ریزی" in message.text
    assert "هیچ‌کدام حذف نمی‌شود" in message.text
    for _ in range(5):
        await somebody.press(message, NEXT)
    assert "مرحلهٔ ۶ از ۶" in message.text
    assert "مستندسازی" in message.text
    assert somebody.label(NEXT) not in message.labels
    await somebody.press(message, "◀️ Back")
    assert "مرحلهٔ ۵ از ۶" in message.text

    await somebody.press(message, LETTER)
    letter = somebody.last.text
    assert "زیر نظر مرکز آمار ایران" in letter
    assert "استاندارد ابلاغی" in letter
    assert "مجوز" not in letter
    assert not await desk.tickets()


async def test_a_forged_stage_or_letter_shows_nothing_wrong(office: Office) -> None:
    """An article without a letter has none, an unknown one is gone, a stage beyond is the last."""
    somebody = await reads(office, "semnan-own-survey", "semnan")
    message = somebody.last
    await somebody.press(message, "guide|semnan-own-survey|99", forged=True)
    assert "مرحلهٔ ۶ از ۶" in message.text
    assert await somebody.press(message, "guide|no-such-article|1", forged=True)
    await somebody.press(message, "guide|semnan-unit|letter", forged=True)
    assert "معاونت محترم" not in somebody.last.text


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
async def test_the_stages_are_the_same_in_every_language(office: Office, language: str) -> None:
    """Six in the statement, six in each translation."""
    knowledge = office.running.services.knowledge
    found = knowledge.articles["semnan-own-survey"]
    source = knowledge.articles[found.stages or ""]
    assert len(guidance.stages(source, language)) == 6
