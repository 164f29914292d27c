"""The main stories on every messenger: ask, file a request, staff answer, the outcome, the end."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.platforms import PLATFORMS
from storage.tickets.states import Status
from tests import office as offices
from tests.clock import Clock, Dice
from tests.office import Office
from tests.stories.asking import QUESTION, asks_an_expert
from tests.stories.test_data_request import files_request


@pytest.fixture(params=sorted(PLATFORMS))
def messenger(request: pytest.FixtureRequest) -> str:
    """The name of a messenger: the test runs once on each."""
    return str(request.param)


@pytest.fixture
async def office(
    messenger: str, database_url: str, tmp_path: Path, clock: Clock, dice: Dice
) -> AsyncIterator[Office]:
    """A wired office on that messenger."""
    async with offices.opened(database_url, tmp_path, clock, dice, platform=messenger) as opened:
        yield opened


def refused(office: Office) -> list[str]:
    """Calls that the messenger did not take, and answers that nobody got."""
    return [f"{one.method}: {one.error}" for one in office.world.calls() if one.error]


async def test_a_question_is_answered_with_its_source(office: Office) -> None:
    """The same words, in the formatting of the messenger: nothing of a tag or a sign is seen."""
    maryam = office.visitor()
    await maryam.chooses("qom")
    answer = await maryam.says("هزینهٔ خدمت چقدر است؟")
    assert not any(sign in answer.text for sign in ("<b>", "</", "*", "\\", "&amp;"))
    assert any(one["type"] == "bold" for one in answer.content["entities"])
    assert maryam.last.buttons
    assert refused(office) == []


async def test_a_request_is_filed_answered_and_closed(office: Office, messenger: str) -> None:
    """From the first word to the verdict; the clerk is told that the answer arrived."""
    maryam, clerk = office.visitor(), office.clerk()
    reference = await files_request(maryam)
    card = office.card(reference)
    assert "جمعیت شهرستان به تفکیک جنس" in card.text

    clerk.person.sends(
        "document", b"table", office.group, name="table.xlsx", caption="جدول", reply_to=card
    )
    await office.settle()
    assert [m for m in office.world.messages(maryam.id, from_bot=True) if m.kind == "document"]

    await clerk.press(office.card(reference), "✅ Close…")
    await clerk.press(office.card(reference), "✅ Answered in full")
    await maryam.presses("✅ I received everything I asked for")
    assert (await office.ticket(reference)).status == Status.CLOSED
    assert refused(office) == []


async def test_a_reply_reaches_the_person_and_the_clerk_sees_it(
    office: Office, messenger: str
) -> None:
    """Signs of the clerk's own stay signs; the receipt is a reaction, or a short reply."""
    maryam, clerk = office.visitor(), office.clerk()
    reference = await asks_an_expert(office, maryam, QUESTION)
    words = "کد a_b_c و *ستاره* و [کروشه] <b> & 5 < 6"
    answer = await clerk.replies(office.card(reference), words)
    assert maryam.sees(words, reference)
    if PLATFORMS[messenger].has_reactions:
        assert answer.emojis == ["👍"]
    else:
        (receipt,) = [one for one in office.in_group() if one.reply_to == answer.id]
        assert receipt.text == "👍"

    await clerk.press(office.card(reference), "❓ Ask back")
    asking = next(one for one in reversed(office.in_group()) if not one.text.startswith("👍"))
    await clerk.replies(asking, "کدام روز را می‌خواهید؟")
    assert (await office.ticket(reference)).status == Status.WAITING_PERSON
    await maryam.says("همین امروز")
    assert any("همین امروز" in m.text and reference in m.text for m in office.in_group())
    assert refused(office) == []


async def test_a_card_is_a_reply_where_it_should_be(office: Office) -> None:
    """Replies find their message by the field the messenger knows."""
    maryam, clerk = office.visitor(), office.clerk()
    reference = await asks_an_expert(office, maryam, QUESTION)
    await clerk.replies(office.card(reference), "قیمت ارز در کار ما نیست.")
    await maryam.says(f"/track {reference}")
    await maryam.presses("✍️ Add something")
    await maryam.says("و قیمت یورو؟", reply_to=maryam.last)
    later = [m for m in office.in_group() if "و قیمت یورو؟" in m.text]
    assert later
    assert later[-1].reply_to == office.card(reference).id


async def test_the_desk_checks_itself_without_what_is_not_there(
    office: Office, messenger: str
) -> None:
    """/doctor does not ask for inline mode or topics where there are none."""
    clerk = office.clerk()
    await clerk.says("/doctor")
    report = "\n".join(office.texts(office.group.id))
    assert "🩺" in report
    inline = office.running.services.staff.text(
        "inline mode is off: @bot ... in other chats offers nothing"
    )
    office.world.state.supports_inline = False
    await clerk.says("/doctor")
    told = inline in "\n".join(office.texts(office.group.id))
    assert told == PLATFORMS[messenger].has_inline_mode
