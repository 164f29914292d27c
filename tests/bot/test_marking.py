"""What becomes of a message that was taken out of the outbox while it was on its way."""

import pytest

from bot import marking
from bot.fates import Fate
from bot.running import Running
from bot.verdicts import Kind, Verdict
from storage import broadcasts, people, personal
from storage.audiences import Audience
from tests.clock import START
from tests.storage import desk


@pytest.mark.parametrize("kind", [Kind.DEAD, Kind.UNREACHABLE])
async def test_who_is_forgotten_meanwhile_is_not_counted_as_failed(
    running: Running, kind: Kind
) -> None:
    """The broadcast has taken the message off its count already; it is not counted twice."""
    services = running.services
    async with running.database.transaction() as tx:
        await people.meet(tx, id=1, name="x", username=None, now=START)
        sent = await broadcasts.begin(tx, 1, Audience(), now=START)
        reached = await broadcasts.next_people(tx, sent)
        then = {"kind": broadcasts.KIND, broadcasts.KIND: sent.id}
        await desk.a_message(tx, 1, "x", then=then)
        await broadcasts.note(tx, sent, reached, now=START)
        (claimed,) = await desk.claim(tx)
        await personal.forget(tx, 1, now=START, slot=str, worded=str)
        fate = Fate(claimed, Verdict(kind, "gone"))
        await marking.mark(tx, [fate], services, START, tell=False)
        left = await broadcasts.get(tx, sent.id)
    assert left is not None
    assert (left.put, left.settled) == (0, 0)
