"""A day with many cases: the group's twenty messages a minute are kept, and nothing is lost."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from handlers import notices
from handlers.outgoing import Outgoing
from storage.tickets import lifecycle
from storage.tickets.states import Kind
from storage.tickets.tables import Ticket
from tests.office import GROUP_LIMIT, Citizen, Clerk, Office

TICKETS = 200
HOUR = timedelta(hours=1)
MAKES = ("send", "copy", "forward", "createForumTopic")


async def opens(office: Office, citizen: Citizen, number: int) -> Ticket:
    """A person files an opinion; the group hears of it when it may."""
    now = office.clock.now()
    async with office.running.database.transaction() as tx:
        change = await lifecycle.open_ticket(
            tx,
            kind=Kind.QUESTION,
            office="qom",
            office_code="Q",
            person_id=citizen.id,
            is_anonymous=False,
            language="fa",
            subject=f"پرسش {number}",
            fields={"text": f"پرسش {number}", "name": "مریم"},
            files=[],
            jalali_year=1405,
            now=now,
            random=office.running.services.random,
        )
        await notices.opened(Outgoing(tx, office.running.services, now), change)
    return change.ticket


@dataclass
class Load:
    """What happens in the hour: who does what, at which second."""

    office: Office
    citizens: list[Citizen]
    clerks: list[Clerk]
    tickets: dict[int, Ticket] = field(default_factory=dict)
    plan: list[tuple[float, int, str]] = field(default_factory=list)

    def draw(self, seed: int) -> None:
        """Cases come in at any time; most are taken, answered and closed within minutes."""
        chance = random.Random(seed)  # noqa: S311 - the same in every run
        for number in range(TICKETS):
            at = chance.uniform(0, HOUR.total_seconds())
            self.plan.append((at, number, "open"))
            for act, likely in (("take", 0.9), ("reply", 0.8), ("close", 0.8)):
                at += chance.expovariate(1 / 120)
                if chance.random() < likely:
                    self.plan.append((at, number, act))
        self.plan.sort()

    async def play(self) -> None:
        """Let everything happen at its time."""
        began = self.office.clock.now()
        for at, number, act in self.plan:
            await self.office.lives_until(began + timedelta(seconds=at))
            await self._do(act, number)
        await self.office.lives_until(self.office.clock.now() + timedelta(minutes=10))

    async def _do(self, act: str, number: int) -> None:
        clerk = self.clerks[number % len(self.clerks)]
        if act == "open":
            citizen = self.citizens[number % len(self.citizens)]
            self.tickets[number] = await opens(self.office, citizen, number)
            return
        ticket = self.tickets[number]
        cards = [m for m in self.office.in_group() if ticket.reference in m.text and m.labels]
        if not cards:
            return  # it has not arrived yet, so nobody can press it
        if act == "reply":
            clerk.person.says(f"پاسخ {number}", self.office.group, reply_to=cards[0])
        else:
            op = {"take": "take", "close": "full"}[act]
            clerk.person.presses(cards[0], f"s|{op}|{ticket.id}", forged=True)


def windows(times: list[datetime]) -> int:
    """The most that happened within any one minute."""
    return max(
        sum(start <= other < start + timedelta(minutes=1) for other in times) for start in times
    )


def said(office: Office) -> list[datetime]:
    """When the bot sent messages to the group."""
    group = str(office.group.id)
    return [
        call.at
        for call in office.world.calls()
        if str(call.values.get("chat_id")) == group and call.method.startswith(MAKES)
    ]


async def people(office: Office) -> tuple[list[Citizen], list[Clerk]]:
    """Twenty citizens and three clerks, known to the bot."""
    citizens = [office.visitor(name=f"شهروند {n}") for n in range(20)]
    for one in citizens:
        await one.starts()
    clerks = [office.clerk(f"کارشناس {n}") for n in range(3)]
    await office.settle()
    return citizens, clerks


@pytest.mark.slow
async def test_two_hundred_cases_an_hour_do_not_flood_the_group(desk: Office) -> None:
    """Telegram refuses nothing; each case has its card, most of them within seconds."""
    load = Load(desk, *await people(desk))
    load.draw(1405)
    before = len(said(desk))
    opened: dict[str, datetime] = {}

    await load.play()

    for ticket in load.tickets.values():
        opened[ticket.reference] = ticket.opened_at
    arrived = {
        reference: min(m.date for m in desk.in_group() if reference in m.text)
        for reference in opened
    }
    waits = sorted((arrived[reference] - at).total_seconds() for reference, at in opened.items())
    times = said(desk)[before:]
    answers = [t for one in load.citizens for t in one.texts if "پاسخ " in t and "✉️" in t]
    print(
        f"{len(opened)} cases, {len(times)} messages and {len(desk.world.calls())} calls in all; "
        f"at most {windows(times)} messages in a minute; cards waited (median, 95 %, longest) "
        f"{waits[len(waits) // 2]:.0f}, {waits[int(len(waits) * 0.95)]:.0f}, {waits[-1]:.0f} s; "
        f"{len(answers)} answers"
    )
    assert desk.world.floods.refused == 0
    assert windows(times) <= GROUP_LIMIT
    assert len(arrived) == TICKETS
    assert waits[int(len(waits) * 0.95)] < 30
    assert len(answers) > TICKETS // 2


async def test_a_burst_is_spread_and_costs_one_message_a_case(office: Office) -> None:
    """Forty cases in one moment, half of them withdrawn before their card could leave."""
    citizens, _ = await people(office)
    began = len(said(office))
    await office.lives_until(office.clock.now() + timedelta(minutes=2))
    tickets = [await opens(office, citizens[n % 20], n) for n in range(40)]
    now = office.clock.now()
    for ticket in tickets[20:]:
        async with office.running.database.transaction() as tx:
            change = await lifecycle.withdraw(tx, ticket.id, person_id=ticket.person_id, now=now)
            out = Outgoing(tx, office.running.services, now)
            await notices.refresh_card(out, change.ticket)

    await office.lives_until(now + timedelta(minutes=1))
    assert 15 <= len(said(office)) - began <= GROUP_LIMIT
    await office.lives_until(now + timedelta(minutes=5))

    times = said(office)[began:]
    assert len(times) == 40
    assert windows(times) <= GROUP_LIMIT
    assert office.world.floods.refused == 0
    withdrawn = office.t("fa").text("withdrawn")
    for ticket in tickets[20:]:
        assert withdrawn in next(m.text for m in office.in_group() if ticket.reference in m.text)
