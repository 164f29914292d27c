"""What an answer looks like: a few lines, the source, the data year, its pages and its buttons."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from handlers import lengths
from tests import office as offices
from tests.clock import Clock, Dice
from tests.knowledge import folder
from tests.office import Office

LONG = 60


def _block(text: str, place: int) -> list[str]:
    return [line for line in text.split("\n\n")[place].splitlines() if line.strip()]


async def test_answer_has_title_few_lines_and_source(office: Office) -> None:
    """An answer is its title, two to six lines, and where it comes from with the day of check."""
    maryam = office.visitor()
    await maryam.chooses("qom")

    await maryam.says("نرخ بیکاری چقدره؟")

    text = maryam.last.text
    title = office.running.services.knowledge.articles["survey-labour-force"].text("fa").title
    assert text.startswith(title)
    assert 2 <= len(_block(text, 1)) <= 6
    source = _block(text, -1)
    assert source[0] == "منبع: آمارگیری نیروی کار، مرکز آمار ایران"
    assert source[-1].startswith("تاریخ بررسی: ")


async def test_corrected_words_are_told(office: Office) -> None:
    """Who writes Finglish reads which words were searched for; who writes well reads nothing."""
    ali = office.visitor()
    await ali.chooses("qom")

    await ali.says("nerkhe bikari")
    assert ali.sees("برای «نرخ بیکاری» جست‌وجو شد")

    await ali.says("نرخ بیکاری چقدر است؟")
    assert "جست‌وجو شد" not in ali.last.text


async def test_readings_that_found_nothing_are_not_told(office: Office) -> None:
    """Words torn apart in vain (here a picture from a satellite) would only puzzle."""
    ali = office.visitor(name="علی")
    await ali.chooses("semnan")

    await ali.says("عکس ماهواره‌ای")

    assert ali.label("🙋 Hand it to an expert") in ali.last.labels
    assert "جست‌وجو شد" not in ali.last.text


async def test_details_open_in_place_and_close_again(office: Office) -> None:
    """Unit, level and rhythm of a figure open in the same message, and the short one returns."""
    maryam = office.visitor()
    await maryam.chooses("qom")
    await maryam.says("نرخ بیکاری چقدره؟")
    answer = maryam.last
    short = answer.text

    await maryam.press(answer, "ℹ️ Details")

    assert "واحد: درصد" in answer.text
    assert "سطح: کشور، استان" in answer.text
    assert "تناوب: هر فصل" in answer.text
    assert maryam.last is answer
    await maryam.press(answer, "🔼 In short")
    assert answer.text == short


async def test_chapter_of_the_yearbook_names_its_data_year(office: Office, clock: Clock) -> None:
    """BR-04: where the office has a yearbook, its data are of the year before the edition."""
    maryam = office.visitor()
    await maryam.chooses("qom")

    await maryam.starts("a_chapter-judicial")
    assert "سال داده: ۱۴۰۴ (سالنامهٔ ۱۴۰۵)" in maryam.last.text

    clock.set(datetime(2027, 3, 22, 8, 0, tzinfo=UTC))
    await maryam.starts("a_chapter-judicial")
    assert "سال داده: ۱۴۰۵ (سالنامهٔ ۱۴۰۶)" in maryam.last.text


async def test_data_year_is_not_told_for_an_office_without_a_yearbook(office: Office) -> None:
    """BR-21: what only the statement of Qom says is not told to somebody asking Semnan."""
    reza = office.visitor()
    await reza.chooses("semnan")

    await reza.starts("a_chapter-judicial")

    assert "سال داده" not in reza.last.text


async def test_answer_can_be_passed_on(office: Office) -> None:
    """The button to share carries a link that opens the very article for whoever gets it."""
    maryam, friend = office.visitor(), office.visitor()
    await maryam.chooses("qom")
    await maryam.says("نرخ بیکاری چقدره؟")
    title = maryam.last.text.splitlines()[0]

    button = next(b for row in maryam.last.buttons for b in row if "فرستادن" in b["text"])
    shared = parse_qs(urlsplit(button["url"]).query)

    assert shared["text"] == [title]
    payload = parse_qs(urlsplit(shared["url"][0]).query)["start"][0]
    await friend.starts(payload)
    assert friend.last.text.startswith(title)


async def test_link_to_an_article_that_is_gone_is_answered(office: Office) -> None:
    """An old link says so instead of greeting as if nothing had been asked."""
    maryam = office.visitor()

    await maryam.starts("a_no-such-article")

    assert maryam.last.text == maryam.label("This article is no longer here.")


async def test_get_it_begins_a_request_with_the_subject_filled_in(office: Office) -> None:
    """The button under a statistic leads into the data request, its title as the subject."""
    maryam = office.visitor()
    await maryam.chooses("qom")
    await maryam.says("نرخ بیکاری چقدره؟")
    title = maryam.last.text.splitlines()[0]

    await maryam.presses("📊 Request this statistic")

    assert any(title in text for text in maryam.texts[-3:])
    assert "سال" in maryam.last.text


@pytest.fixture
def long_content(tmp_path: Path) -> Path:
    """A folder in which one article is far longer than a message."""
    home = folder.small(tmp_path)
    lines = [f"{number} 😀 {'آمار و اطلاعات استان ' * 6}" for number in range(LONG)]
    folder.article(
        home / "common",
        "guide-long",
        "راهنمای کامل جدول‌های سالنامه",
        questions=("راهنمای کامل جدول‌ها را بده",),
        body="\n".join(lines),
        head='kind = "guide"',
    )
    folder.article(
        home / "common",
        "guide-paragraph",
        "توضیح یک‌نفس سرشماری کشاورزی",
        questions=("توضیح یک‌نفس کشاورزی",),
        body="سرشماری 🌾 کشاورزی " * 400,
        head='kind = "guide"',
    )
    return home


async def test_long_article_is_leafed_through_in_one_message(
    database_url: str, long_content: Path, clock: Clock, dice: Dice
) -> None:
    """Six lines first; then all of it page by page, each within Telegram's limit, none lost."""
    async with offices.opened(
        database_url, long_content, clock, dice, knowledge_dir=long_content, offices="qom"
    ) as office:
        maryam = office.visitor()
        await maryam.says("راهنمای کامل جدول‌ها را بده")
        answer = maryam.last
        assert len(_block(answer.text, 1)) <= 6

        await maryam.press(answer, "ℹ️ Details")
        seen = [answer.text]
        while "بعدی" in " ".join(answer.labels):
            await maryam.press(answer, "Next ▶️")
            seen.append(answer.text)

        assert len(seen) > 2
        assert all(lengths.visible_length(text) <= lengths.TEXT_LIMIT for text in seen)
        assert all(any(f"{number} 😀" in text for text in seen) for number in range(LONG))
        assert f"⟨{maryam.office.t('fa').digits(f'{len(seen)}/{len(seen)}')}⟩" in answer.labels
        assert len(maryam.texts) == 1
        await maryam.press(answer, "◀️ Back")
        assert answer.text == seen[-2]


async def test_endless_paragraph_is_cut_and_has_its_rest_in_the_details(
    database_url: str, long_content: Path, clock: Clock, dice: Dice
) -> None:
    """A text without a line break is no longer than a screen, and all of it can be read."""
    async with offices.opened(
        database_url, long_content, clock, dice, knowledge_dir=long_content, offices="qom"
    ) as office:
        maryam = office.visitor()
        await maryam.starts("a_guide-paragraph")
        answer = maryam.last
        assert lengths.visible_length(answer.text) < 1200
        assert answer.text.split("\n\n")[1].endswith("…")

        await maryam.press(answer, "ℹ️ Details")
        seen = [answer.text]
        while "بعدی" in " ".join(answer.labels):
            await maryam.press(answer, "Next ▶️")
            seen.append(answer.text)

        assert sum(text.count("🌾") for text in seen) == 400


async def test_what_the_office_has_not_given_is_said_once(office: Office) -> None:
    """Seven contacts that are missing are one line with their names, not seven."""
    maryam = office.visitor()
    await maryam.chooses("qom")

    await maryam.says(office.running.services.knowledge.articles["qom-contact"].text("fa").title)

    told = [one for one in maryam.last.text.splitlines() if "به ربات نداده است" in one]
    assert len(told) == 1
    assert all(name in told[0] for name in ("تلفن", "فکس", "وب‌سایت"))
