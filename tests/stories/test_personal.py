"""One's own data: all of it sent, none of it kept; and nobody else's."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa

from storage import gaps, metadata
from tests.office import Citizen, Office
from tests.stories.asking import asks_an_expert
from tests.stories.test_gaps import LAMBO, asks_in_vain, opens, stored
from tests.stories.test_reports import content

SECRET = "پنیر لیقوان"
NUMBER = "09121119876"


async def _data(office: Office, citizen: Citizen) -> tuple[str, dict[str, Any]]:
    """What /mydata brings: the page and the data."""
    await citizen.says("/mydata")
    page, data = office.world.messages(citizen.id, from_bot=True)[-2:]
    return content(office, page).decode(), json.loads(content(office, data))


async def _lies(office: Office, *words: str) -> list[str]:
    """Tables in which any of the words can be read."""
    found = []
    async with office.running.database.transaction() as tx:
        for table in metadata.TABLES:
            rows = "\n".join(str(tuple(row)) for row in await tx.run(sa.select(table)))
            found += [f"{table.name}: {word}" for word in words if word in rows]
    return found


async def test_mydata_holds_what_one_wrote_and_nothing_of_others(desk: Office) -> None:
    """Case, messages both ways, question, name; staff's notes and other people's words are not."""
    maryam, ali = desk.visitor(), desk.visitor(name="علی دیگر")
    reference = await asks_an_expert(desk, maryam, f"نرخ {SECRET} <b>چند</b> است؟")
    await asks_an_expert(desk, ali, "قیمت زعفران امروز؟")
    await desk.clerk().replies(desk.card(reference), "ده هزار تومان")
    await maryam.says(f"شماره‌ی من {NUMBER} است", reply_to=maryam.last)

    page, data = await _data(desk, maryam)

    for words in (SECRET, NUMBER, reference, "ده هزار تومان", "مریم رضایی"):
        assert words in page
        assert words in json.dumps(data, ensure_ascii=False)
    assert data["cases"][0]["reference"] == reference
    assert 'dir="rtl"' in page
    assert "<b>چند</b>" not in page, "what people typed is text"
    assert "زعفران" not in page
    assert "علی دیگر" not in page


async def test_it_is_sent_three_times_an_hour(office: Office) -> None:
    """A fourth time is told to wait."""
    maryam = office.visitor()
    for _ in range(3):
        await _data(office, maryam)
    await maryam.says("/mydata")
    assert maryam.last.text == maryam.label(
        "You have just got your data. Please ask again in an hour."
    )


async def test_forget_waits_for_open_cases_and_then_removes_everything(desk: Office) -> None:
    """Afterwards no table holds a word of hers; the case still counts; she may begin anew."""
    maryam, chief = desk.visitor(), desk.chief()
    reference = await asks_an_expert(desk, maryam, f"نرخ {SECRET} چند است؟")
    await maryam.says("/forget")
    assert reference in maryam.last.text
    await maryam.says(f"شماره‌ی من {NUMBER} است", reply_to=maryam.last)
    await maryam.says(f"/track {reference}")
    await maryam.presses("🗑 Withdraw")
    await maryam.presses("🗑 Yes, withdraw")
    await maryam.says("/forget")
    await maryam.presses("🗑 Yes, forget me")

    assert maryam.last.text == maryam.label(
        "Done. Nothing stored leads to you any more. If you write again, we begin anew."
    )
    assert SECRET not in desk.card(reference).text, "the card in the group is emptied"
    ticket = await desk.ticket(reference)
    assert (ticket.person_id, ticket.is_anonymous, ticket.fields) == (0, True, {})
    assert await _lies(desk, SECRET, NUMBER, "مریم رضایی") == []
    if desk.group.is_forum:
        assert desk.topic(reference).name.endswith(desk.t("fa").text("without a name"))
    await chief.press(desk.card(reference), "🔓 Reopen")
    await maryam.says(f"/track {reference}")
    assert "Q-" in maryam.last.text or maryam.last.text
    assert SECRET not in maryam.last.text


async def test_a_matter_is_called_by_the_words_of_those_who_are_left(office: Office) -> None:
    """Two asked in vain: the first is forgotten, then the second; then nothing is left of it."""
    maryam, ali = office.visitor(), office.visitor(name="علی")
    second = "لامبورگینی چنده"
    await asks_in_vain(maryam, LAMBO)
    await asks_in_vain(ali, second)
    assert [(one.phrase, one.times) for one in await stored(office)] == [(LAMBO, 2)]
    await _forgets(maryam)
    assert [(one.phrase, one.times) for one in await stored(office)] == [(second, 2)]
    await _forgets(ali)
    assert await stored(office) == []
    assert await _lies(office, "لامبورگینی") == []


async def test_a_matter_that_was_decided_stays_without_its_words(office: Office) -> None:
    """Ignored by the staff, so that it is not listed again; what she wrote is gone."""
    maryam, clerk = office.visitor(), office.clerk()
    await asks_in_vain(maryam, LAMBO)
    await clerk.press(await opens(office, clerk, "لامبورگینی"), "🙈 Set aside")
    await _forgets(maryam)
    (left,) = await stored(office)
    assert (left.phrase, left.state) == (gaps.NAMELESS, gaps.GapState.IGNORED)


async def _forgets(citizen: Citizen) -> None:
    await citizen.says("/forget")
    await citizen.presses("🗑 Yes, forget me")


async def test_forget_can_be_thought_over_and_not_be_forged(office: Office) -> None:
    """Keeping it changes nothing; neither does the button of somebody else."""
    maryam, ali = office.visitor(), office.visitor(name="علی")
    await maryam.says(f"{SECRET}؟")
    await maryam.says("/forget")
    await maryam.presses("No, keep it")
    await ali.says("/forget")
    await ali.press(ali.last, f"mine|forget|{maryam.id}", forged=True)
    assert await _lies(office, SECRET)
