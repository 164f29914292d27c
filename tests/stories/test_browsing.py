"""Looking through what there is: shelves, chapters, their tables, page by page in one message."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests import office as offices
from tests.clock import Clock, Dice
from tests.knowledge import folder
from tests.office import Citizen, Office

USUAL = "معمولاً در سالنامه هست؛ از سازمان بپرسید"
TABLES = 11


def _table(home: Path, number: int, status: str, chapter: str = "labour") -> None:
    folder.article(
        home,
        f"table-{chapter}-{number:02}",
        f"جدول شمارهٔ {number} دربارهٔ {chapter} و وضع شاغلان برحسب جنس و گروه‌های سنی",
        questions=(f"جدول {chapter} {number}",),
        head=f'kind = "table"\nstatus = "{status}"\nchapter = "{chapter}"',
        english=f"Table {number} on {chapter}",
    )


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """Two chapters with tables, one with an article alone, and a table of Qom's own."""
    home = folder.small(tmp_path)
    common = home / "common"
    for number in range(1, TABLES + 1):
        _table(common, number, "verified" if number < 4 else "unverified")
    _table(common, 1, "verified", "education")
    for key in ("labour", "judicial"):
        head = f'kind = "chapter"\nchapter = "{key}"'
        title = {"labour": "فصل نیروی انسانی", "judicial": "فصل امور قضایی"}[key]
        folder.article(common, f"chapter-{key}", title, questions=(f"{title} چه دارد؟",), head=head)
    _table(home / "offices" / "qom", 99, "verified")
    return home


@pytest.fixture
async def library(
    database_url: str, shelf: Path, clock: Clock, dice: Dice
) -> AsyncIterator[Office]:
    """An office over that content."""
    async with offices.opened(database_url, shelf, clock, dice, knowledge_dir=shelf) as opened:
        yield opened


async def _to_labour(person: Citizen) -> None:
    await person.says("/stats")
    await person.presses("📘 Statistical yearbook")
    await person.presses("فصل نیروی انسانی")


async def test_stats_leads_through_chapters_to_a_table(library: Office) -> None:
    """/stats, the yearbook, a chapter, the number of a table: all but the answer in one message."""
    maryam = library.visitor()
    await maryam.chooses("semnan")
    before = len(maryam.texts)

    await _to_labour(maryam)
    listing = maryam.last

    assert len(maryam.texts) == before + 1
    lines = [line for line in listing.text.splitlines() if ". جدول شمارهٔ" in line]
    assert len(lines) == 8
    await maryam.press(listing, "۲")
    assert maryam.last.text.startswith(lines[1].removeprefix("۲. "))


async def test_usual_table_is_marked_and_never_promised(library: Office) -> None:
    """A title nobody has seen in the yearbook is marked in the list and in its answer."""
    maryam = library.visitor()
    await maryam.chooses("semnan")
    await _to_labour(maryam)
    listing = maryam.last

    lines = listing.text.splitlines()
    assert next(line for line in lines if line.startswith("۱. ")).endswith("سنی")
    assert next(line for line in lines if line.startswith("۴. ")).endswith("❔")
    assert lines[-1] == f"❔ {USUAL}."

    await maryam.press(listing, "۴")
    assert USUAL in maryam.last.text


async def test_long_chapter_is_leafed_through(library: Office) -> None:
    """Pages of eight, the numbers going on; back, and up to the chapters and to the shelves."""
    maryam = library.visitor()
    await maryam.chooses("semnan")
    await _to_labour(maryam)
    listing = maryam.last

    assert "(صفحهٔ ۱ از ۲)" in listing.text
    await maryam.press(listing, "Next ▶️")
    assert "۹. " in listing.text
    assert "۸. " not in listing.text
    await maryam.press(listing, "◀️ Back")
    assert "۸. " in listing.text
    await maryam.press(listing, "📘 Chapters")
    assert listing.labels[0] == "فصل نیروی انسانی"
    await maryam.press(listing, "📚 Subjects")
    assert maryam.label("📘 Statistical yearbook") in listing.labels


async def test_own_tables_of_an_office_are_shown_to_its_people_alone(library: Office) -> None:
    """The catalogue is that of the person's office: Qom's own table first, Semnan's without it."""
    maryam, reza = library.visitor(), library.visitor()
    await maryam.chooses("qom")
    await reza.chooses("semnan")

    await _to_labour(maryam)
    await _to_labour(reza)

    assert "۱. جدول شمارهٔ 99" in maryam.last.text
    assert "شمارهٔ 99" not in reza.last.text


async def test_chapter_without_tables_is_its_article(library: Office) -> None:
    """Where the catalogue has no table, the chapter itself is told about."""
    maryam = library.visitor()
    await maryam.chooses("qom")
    await maryam.says("/stats")
    await maryam.presses("📘 Statistical yearbook")

    await maryam.presses("فصل امور قضایی")

    assert maryam.last.text.startswith("فصل امور قضایی")
    assert "منبع" in maryam.last.text


async def test_about_a_chapter_is_one_press_away(library: Office) -> None:
    """Under its tables stands the way to what the chapter is about."""
    maryam = library.visitor()
    await maryam.chooses("qom")
    await _to_labour(maryam)

    await maryam.presses("ℹ️ About this chapter")

    assert maryam.last.text.startswith("فصل نیروی انسانی")


async def test_without_an_office_the_common_shelves_are_shown(library: Office) -> None:
    """Who has chosen no office sees what holds everywhere, and comes back after the choice."""
    ali = library.visitor()

    await ali.says("/stats")
    assert ali.label("📜 Terms of the service") not in ali.last.labels
    await ali.presses("🏛 Choose your province")
    await ali.presses("🏛 قم")

    assert ali.label("📜 Terms of the service") in ali.last.labels
    assert ali.label("🏛 Choose your province") not in ali.last.labels


async def test_names_are_in_the_language_of_the_person(library: Office) -> None:
    """An English speaker reads English titles and Latin numbers."""
    john = library.visitor("en")
    await john.chooses("semnan")
    await john.says("/stats")
    await john.presses("📘 Statistical yearbook")
    await john.presses("Chapter-labour")

    assert "1. Table 1 on labour" in john.last.text
    assert "4. Table 4 on labour ❔" in john.last.text


async def test_old_button_of_a_chapter_that_is_gone_begins_anew(library: Office) -> None:
    """A button of yesterday's content shows the shelves instead of failing."""
    maryam = library.visitor()
    await maryam.chooses("qom")
    await maryam.says("/stats")

    maryam.person.presses(maryam.last, "browse|chapter:gone|0", forged=True)
    await library.settle()

    assert maryam.label("📘 Statistical yearbook") in maryam.last.labels
