"""Each fault of Telegram by itself, and what people and staff see of it."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.notices import BLOCKED, NOT_ARRIVED
from storage import outbox, people
from tests.office import Citizen, Clerk, Office

#: What passes: the order to fail, and how often the answer is seen in the end.
PASSING: tuple[tuple[dict[str, Any], int], ...] = (
    ({"kind": "429", "retry_after": 2}, 1),
    ({"kind": "429", "retry_after": 900}, 1),
    ({"kind": "500"}, 1),
    ({"kind": "502"}, 1),
    ({"kind": "error", "code": 503, "description": "Service Unavailable"}, 1),
    ({"kind": "error", "code": 409, "description": "Conflict: terminated by other"}, 1),
    ({"kind": "drop_before"}, 1),
    ({"kind": "slow", "seconds": 5.0}, 1),
    ({"kind": "drop_after"}, 2),
    ({"kind": "slow_after", "seconds": 5.0}, 2),
)
#: What is refused for a part that can be left out: the words arrive without it.
REPAIRED = (
    'Bad Request: can\'t parse entities: Unsupported start tag "x" at byte offset 3',
    "Bad Request: message to be replied not found",
    "Bad Request: reply message not found",
)
#: What is refused for good.
REFUSED = (
    "Bad Request: message is too long",
    "Bad Request: wrong file identifier/HTTP URL specified",
    "Bad Request: wrong remote file identifier specified: can't unserialize it",
    "Bad Request: BUTTON_DATA_INVALID",
)
NOT_MODIFIED = "message is not modified: specified new message content is the same"
#: The person cannot be reached.
GONE = (
    (403, "Forbidden: bot was blocked by the user"),
    (403, "Forbidden: user is deactivated"),
    (400, "Bad Request: chat not found"),
    (400, "Bad Request: PEER_ID_INVALID"),
)


@pytest.fixture
async def case(desk: Office) -> tuple[Citizen, Clerk]:
    """Maryam with an opinion on file, and Zahra, who answers it. The line is cut after 50 ms."""
    desk.running.api.request._read_timeout = 0.05  # type: ignore[attr-defined]
    maryam, clerk = desk.visitor(), desk.clerk()
    await maryam.chooses("semnan")
    await maryam.says("/opinion")
    await maryam.fills(">This bot", None, "کار با این ربات آسان است.", None, ">📨 Submit")
    return maryam, clerk


async def answers(desk: Office, clerk: Clerk, words: str) -> list[str]:
    """Zahra answers; the marks at her message when all the waiting is over."""
    (ticket,) = await desk.tickets()
    said = await clerk.replies(desk.card(ticket.reference), words)
    for _ in range(4):
        desk.clock.advance(minutes=10)
        await desk.settle()
    return said.emojis


async def test_what_passes_delays_an_answer_and_doubles_it_at_most(
    desk: Office, case: tuple[Citizen, Clerk]
) -> None:
    """It arrives, once, or twice where nobody can know that it had; the clerk sees 👍."""
    maryam, clerk = case
    for number, (fault, seen) in enumerate(PASSING):
        order = desk.world.faults.add(**fault, method="sendMessage", chat=maryam.id)
        emojis = await answers(desk, clerk, f"پاسخ-{number}-")
        assert order.hits == 1
        assert sum(f"پاسخ-{number}-" in text for text in maryam.texts) == seen, fault
        assert emojis == ["👍"], fault
    assert await dead(desk) == []


async def test_a_long_flood_limit_is_kept_to_the_second(
    desk: Office, case: tuple[Citizen, Clerk]
) -> None:
    """Telegram asks for an hour: nothing is said to her before; others are served at once."""
    maryam, clerk = case
    ali = desk.visitor(name="علی")
    desk.world.faults.add("429", method="sendMessage", chat=maryam.id, retry_after=3600)
    (ticket,) = await desk.tickets()
    await clerk.replies(desk.card(ticket.reference), "پاسخ-یک")
    await ali.says("/help")
    assert ali.texts
    desk.clock.advance(minutes=58)
    await desk.settle()
    assert not maryam.sees("پاسخ-یک")
    desk.clock.advance(minutes=3)
    await desk.settle()
    assert maryam.sees("پاسخ-یک")


async def test_what_is_refused_for_a_part_arrives_without_it(
    desk: Office, case: tuple[Citizen, Clerk]
) -> None:
    """Markup or a reply that cannot be: the words come all the same, once."""
    maryam, clerk = case
    for number, description in enumerate(REPAIRED):
        desk.world.faults.add(
            "error", method="sendMessage", chat=maryam.id, code=400, description=description
        )
        emojis = await answers(desk, clerk, f"پاسخ-{number}-")
        assert sum(f"پاسخ-{number}-" in text for text in maryam.texts) == 1, description
        assert emojis == ["👍"]
    assert await dead(desk) == []


async def test_what_is_refused_for_good_is_told_and_holds_up_nothing(
    desk: Office, case: tuple[Citizen, Clerk]
) -> None:
    """The clerk hears that it did not arrive; the next answer does; /doctor has the reason."""
    maryam, clerk = case
    not_arrived = told(desk, NOT_ARRIVED)
    for number, description in enumerate(REFUSED):
        desk.world.faults.add(
            "error", method="sendMessage", chat=maryam.id, code=400, description=description
        )
        emojis = await answers(desk, clerk, f"پاسخ-{number}-")
        assert "👍" not in emojis
        assert sum(not_arrived in m.text for m in desk.in_group()) == number + 1, description
        assert await answers(desk, clerk, f"بعدی-{number}-") == ["👍"]
        assert not maryam.sees(f"پاسخ-{number}-")
    reasons = [one.error or "" for one in reversed(await dead(desk))]
    for reason, description in zip(reasons, REFUSED, strict=True):
        assert description.removeprefix("Bad Request: ").casefold()[:30] in reason

    chief = desk.chief()
    await chief.says("/doctor")
    assert reasons[0] in desk.in_group()[-1].text
    await chief.press(desk.in_group()[-1], "🔁 Send all of them again")
    assert all(maryam.sees(f"پاسخ-{number}-") for number in range(len(REFUSED)))


async def test_who_is_gone_is_left_alone_until_she_writes(
    desk: Office, case: tuple[Citizen, Clerk]
) -> None:
    """Blocked, deactivated, unknown: one call, the group is told once; she may come back."""
    maryam, clerk = case
    blocked = told(desk, BLOCKED)
    for number, (code, description) in enumerate(GONE):
        order = desk.world.faults.add(
            "error",
            method="sendMessage",
            chat=maryam.id,
            code=code,
            description=description,
            times=None,
        )
        assert "👍" not in await answers(desk, clerk, f"پاسخ-{number}-")
        assert order.hits == 1, "it is not tried again and again"
        assert sum(blocked in m.text for m in desk.in_group()) == number + 1, description
        assert not await is_reachable(desk, maryam)
        desk.world.faults.clear()
        await maryam.says("/help")
        assert await is_reachable(desk, maryam)
        assert await answers(desk, clerk, f"بعدی-{number}-") == ["👍"]


async def test_a_press_answered_too_late_has_worked(
    desk: Office, case: tuple[Citizen, Clerk]
) -> None:
    """400 query is too old: what was pressed is done, and nobody hears of the refusal."""
    maryam, clerk = case
    (ticket,) = await desk.tickets()
    desk.world.faults.add(
        "error",
        method="answerCallbackQuery",
        code=400,
        description="Bad Request: query is too old and response timeout expired or query ID is"
        " invalid",
    )
    said = len(maryam.texts)
    await clerk.takes(ticket.reference)
    assert (await desk.ticket(ticket.reference)).holder_id == clerk.person.id
    assert len(maryam.texts) == said + 1, "that it is looked at"
    assert await dead(desk) == []


@pytest.mark.parametrize(
    ("description", "given_up"),
    [(NOT_MODIFIED, []), ("MESSAGE_ID_INVALID", ["refused: message_id_invalid"])],
    ids=["not modified", "refused"],
)
async def test_a_change_that_is_refused_blocks_nothing(
    desk: Office, case: tuple[Citizen, Clerk], description: str, given_up: list[str]
) -> None:
    """Not modified is done; another refusal of a change is given up; answers go on."""
    _, clerk = case
    (ticket,) = await desk.tickets()
    fault = desk.world.faults.add(
        "error",
        method="editMessageText",
        chat=desk.group.id,
        code=400,
        description=f"Bad Request: {description}",
    )
    await clerk.takes(ticket.reference)
    assert fault.hits == 1
    assert await answers(desk, clerk, "پاسخ") == ["👍"]
    assert [one.error for one in await dead(desk)] == given_up


async def test_a_deleted_card_comes_anew_with_what_is_so_now(
    desk: Office, case: tuple[Citizen, Clerk]
) -> None:
    """The card is deleted right after a press on it: there is another, and replies to it work."""
    maryam, clerk = case
    (ticket,) = await desk.tickets()
    old = desk.card(ticket.reference)
    clerk.person.presses(old, clerk.label("✋ Take"))
    desk.chief().person.deletes(old)
    await desk.settle()
    new = desk.card(ticket.reference)
    assert new.id != old.id
    assert clerk.person.user.first_name.split()[0] in new.text
    assert await dead(desk) == []
    await clerk.replies(new, "پاسخ-یک")
    assert maryam.sees("پاسخ-یک")


def told(desk: Office, msgid: str) -> str:
    """What the group is told, behind the number of the case."""
    return desk.t("fa").text(msgid, reference="|").rpartition("|")[2].lstrip("\u2069").strip()


async def dead(desk: Office) -> list[outbox.OutboxMessage]:
    """What was given up, newest first."""
    async with desk.running.database.transaction() as tx:
        return await outbox.dead(tx, 100)


async def is_reachable(desk: Office, citizen: Citizen) -> bool:
    """Whether the program believes that it can write to a person."""
    async with desk.running.database.transaction() as tx:
        person = await people.get(tx, citizen.id)
    assert person is not None
    return person.is_reachable
