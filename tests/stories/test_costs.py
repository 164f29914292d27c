"""The cost step: off unless the office switches it on; named, decided on, paid, checked."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.playground.records import Message
from storage.tickets.states import Action, Status
from tests.clock import Clock, Dice
from tests.office import Citizen, Clerk, Office
from tests.stories import timed as timing
from tests.stories.asking import asks_an_expert

NAME, CONFIRM, REJECT = "💳 Name a cost…", "💳 Payment confirmed", "🧾 Receipt not right…"
ACCEPT, DECLINE, NOW = "✅ I accept the cost", "✖️ I decline", "📨 Send now"
WORDS = "۲۵۰٬۰۰۰ ریال\nبابت تهیهٔ جدول سفارشی"


@pytest.fixture(params=["flat", "forum"])
async def paying(
    request: pytest.FixtureRequest, database_url: str, tmp_path: Path, clock: Clock, dice: Dice
) -> AsyncIterator[Office]:
    """An office that has switched costs on and counts its time."""
    async with timing.opened(
        database_url,
        tmp_path,
        clock,
        dice,
        begins="costs = true\n",
        is_forum=request.param == "forum",
    ) as opened:
        yield opened


async def named(office: Office, clerk: Clerk, citizen: Citizen, words: str = WORDS) -> str:
    """A case whose cost the clerk has named; returns its reference."""
    reference = await timing.asks(office, citizen)
    await clerk.press(office.card(reference), NAME)
    await clerk.replies(office.in_group()[-1], words)
    return reference


async def test_no_cost_is_named_where_the_office_has_none(desk: Office) -> None:
    """These services are free: there is no such button, and a forged press is refused."""
    maryam, clerk = desk.visitor(), desk.clerk()
    reference = await asks_an_expert(desk, maryam)
    card = desk.card(reference)
    assert not desk.label_of(card, NAME)

    ticket = await desk.ticket(reference)
    clerk.person.presses(card, {"text": "x", "callback_data": f"s|cost|{ticket.id}"})
    await desk.settle()

    answers = [one.values.get("text") for one in desk.world.calls("answerCallbackQuery")]
    assert answers[-1] == desk.t("fa").text("This office has not switched costs on.")


async def test_from_the_quote_to_the_confirmed_receipt(paying: Office) -> None:
    """Named, accepted, a photo of the receipt, confirmed: each side is told, the clock stands."""
    maryam, clerk = paying.visitor(), paying.clerk()
    reference = await named(paying, clerk, maryam)
    assert (await paying.ticket(reference)).status == Status.WAITING_PAYMENT
    assert maryam.sees("بابت تهیهٔ جدول سفارشی", reference)
    assert maryam.sees("۲۵۰٬۰۰۰", "نپذیرید", reference)

    await maryam.presses(ACCEPT)
    assert maryam.sees("رمز کارت بانکی", reference)
    assert any("پذیرفت" in one.text and "۲۵۰٬۰۰۰" in one.text for one in paying.in_group())
    await maryam.sends("photo", reply_to=maryam.last)

    assert (await paying.ticket(reference)).status == Status.CHECKING_PAYMENT
    assert maryam.sees("رسید پروندهٔ", reference)
    assert any(one.kind == "photo" for one in paying.in_group())
    await clerk.press(paying.card(reference), CONFIRM)

    ticket = await paying.ticket(reference)
    assert ticket.status == Status.PREPARING
    assert maryam.sees("تأیید شد", reference)


async def test_the_clock_stands_from_the_quote_to_the_confirmation(paying: Office) -> None:
    """Two working days of thinking and paying are not the office's: it is due that much later."""
    maryam, clerk = paying.visitor(), paying.clerk()
    reference = await named(paying, clerk, maryam)
    before = (await paying.ticket(reference)).resolution_due_at
    await maryam.presses(ACCEPT)
    await timing.passes(paying, timing.SUNDAY, "09:00")
    await maryam.sends("photo", reply_to=maryam.last)
    await timing.passes(paying, timing.MONDAY, "09:00")

    await clerk.press(paying.card(reference), CONFIRM)

    after = (await paying.ticket(reference)).resolution_due_at
    assert after is not None
    assert before is None or after > before
    assert (await paying.ticket(reference)).days_waited == 2


async def test_a_declined_cost_comes_back_to_the_desk(paying: Office) -> None:
    """Nothing is owed; the holder goes on without it, and the buttons are gone."""
    maryam, clerk = paying.visitor(), paying.clerk()
    reference = await named(paying, clerk, maryam)

    await maryam.presses(DECLINE)

    ticket = await paying.ticket(reference)
    assert (ticket.status, ticket.holder_id) == (Status.IN_REVIEW, clerk.person.id)
    assert any("نپذیرفت" in one.text for one in paying.in_group())
    assert not any(maryam.label(ACCEPT) in one.labels for one in shown(paying, maryam))


def shown(office: Office, citizen: Citizen) -> list[Message]:
    """The bot's messages in a private chat."""
    return list(office.world.messages(citizen.id, from_bot=True))


async def test_a_wrong_receipt_is_asked_for_again(paying: Office) -> None:
    """The person reads what is wrong, and sends another one."""
    maryam, clerk = paying.visitor(), paying.clerk()
    reference = await named(paying, clerk, maryam)
    await maryam.presses(ACCEPT)
    await maryam.sends("photo", reply_to=maryam.last)

    await clerk.press(paying.card(reference), REJECT)
    await clerk.replies(paying.in_group()[-1], "مبلغ رسید خوانا نیست.")

    assert (await paying.ticket(reference)).status == Status.WAITING_PAYMENT
    assert maryam.sees("مبلغ رسید خوانا نیست.", reference)
    await maryam.sends("photo", reply_to=maryam.last)
    assert (await paying.ticket(reference)).status == Status.CHECKING_PAYMENT


async def test_words_without_an_amount_are_no_quote(paying: Office) -> None:
    """Nothing leaves; the clerk is asked again, and the reply to that counts."""
    maryam, clerk = paying.visitor(), paying.clerk()
    reference = await named(paying, clerk, maryam, "رایگان نیست")
    assert not maryam.sees("رایگان نیست")

    await clerk.replies(paying.in_group()[-1], "100000 rials")

    assert maryam.sees("۱۰۰٬۰۰۰", reference)


async def test_accepting_twice_is_accepting_once(paying: Office) -> None:
    """A second press tells the desk nothing new."""
    maryam, clerk = paying.visitor(), paying.clerk()
    reference = await named(paying, clerk, maryam)
    quote = next(one for one in shown(paying, maryam) if maryam.label(ACCEPT) in one.labels)
    maryam.person.presses(quote, maryam.label(ACCEPT))
    maryam.person.presses(quote, maryam.label(ACCEPT))
    await paying.settle()

    events = await paying.events(await paying.ticket(reference))
    assert [one.action for one in events].count(Action.ACCEPT_COST) == 1
