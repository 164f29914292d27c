"""A broadcast goes on by one step: some messages more, and the counts in the group."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from handlers import keyboards, office_news
from handlers.buttons import Verb
from handlers.i18n.translator import N_, NN_
from handlers.outgoing import Outgoing, Trace
from storage import broadcasts, office_notices
from storage.audiences import Audience, Recipient
from storage.broadcasts import Broadcast, BroadcastState
from storage.office_notices import NoticeKind, NoticeState, OfficeNotice

if TYPE_CHECKING:
    from handlers.context import Services
    from handlers.i18n.translator import Translator
    from storage.database import Transaction

#: The group is shown new counts after so many messages, or after a twentieth of all.
SHOWN_EVERY = 150
TWENTIETH = 20
HEADS: dict[BroadcastState, str] = {
    BroadcastState.GOING: N_("📣 <b>Being told…</b>"),
    BroadcastState.DONE: N_("📣 <b>All have been told.</b>"),
    BroadcastState.STOPPED: N_("⏹ <b>Stopped.</b>"),
}
MEANT = NN_("For {n} person", "For {n} people")
COUNTS = N_("Delivered: {delivered} · blocked: {blocked} · failed: {failed}")
STOP = N_("⏹ Stop")
#: Nobody is woken to hear that an outage is over; by the clock on the wall.
MORNING = time(8, 0)
TAKEN_OFF = N_("✅ The last day of this outage is over, and it was taken off: {words}")


async def step(tx: Transaction, services: Services, now: datetime) -> bool:
    """Send one broadcast to some people more; False when none may go on now."""
    broadcast = await broadcasts.claim(tx, now=now)
    if broadcast is None:
        return False
    out = Outgoing(tx, services, now)
    notice = await office_notices.get(tx, broadcast.notice_id)
    people = []
    if notice is not None and (notice.state is NoticeState.LIVE or notice.end_of is not None):
        people = await broadcasts.next_people(tx, broadcast)
        for one in people:
            await _tell(out, broadcast, notice, one)
    broadcast = await broadcasts.note(tx, broadcast, people, now=now)
    news = broadcast.settled - broadcast.shown
    if broadcast.done_at is not None or news >= max(SHOWN_EVERY, broadcast.total // TWENTIETH):
        await show(out, broadcast)
    return True


async def _tell(out: Outgoing, broadcast: Broadcast, notice: OfficeNotice, one: Recipient) -> None:
    services = out.services
    t = services.translator(one.language)
    text = office_news.told(notice, services, t, office_news.local_day(services, out.now))
    hint = t.html(N_("<i>What you are told, and how to stop it: /notices</i>"))
    await out.text(
        one.id,
        text if notice.end_of is not None else f"{text}\n\n{hint}",
        keyboard=office_news.keyboard(notice, services, t),
        then={"kind": broadcasts.KIND, broadcasts.KIND: broadcast.id},
    )


async def end_outages(tx: Transaction, services: Services, now: datetime) -> int:
    """Take off the outages whose last day is over, not before `MORNING`; how many.

    Those who were told of one are told that it is over, as if somebody had pressed.
    """
    today = office_news.local_day(services, now)
    if now.astimezone(services.zone).time() < MORNING:
        return 0
    over = await office_notices.outages_over(tx, today)
    out = Outgoing(tx, services, now)
    for one in over:
        if await office_notices.take_off(tx, one.id, now=now):
            text = services.staff.html(TAKEN_OFF, words=one.words[:200])
            await out.text(services.staff_chat_id, text)
            await tell_over(out, one.id)
    return len(over)


async def tell_over(out: Outgoing, notice_id: int) -> None:
    """An outage has been taken off: who was told of it is told once that it is over."""
    outage = await office_notices.get(out.tx, notice_id)
    if outage is None or outage.kind is not NoticeKind.OUTAGE:
        return
    told = await broadcasts.of_notice(out.tx, notice_id)
    if told is None or not told.after_person:
        return
    await broadcasts.stop(out.tx, told.id, now=out.now)
    notice = await office_notices.tell_end(out.tx, outage, now=out.now)
    audience = Audience(
        told.office, until_person=told.after_person, met_before=told.done_at or out.now
    )
    await post(out, await broadcasts.begin(out.tx, notice.id, audience, now=out.now))


async def post(out: Outgoing, broadcast: Broadcast) -> None:
    """Begin to show the counts: one message in the group, changed in place from now on."""
    text, keyboard = _view(broadcast, out.services.staff)
    await out.text(
        out.services.staff_chat_id,
        text,
        keyboard=keyboard,
        trace=Trace(broadcast.slot),
        key=broadcast.slot,
    )


async def show(out: Outgoing, broadcast: Broadcast) -> None:
    """Let the message in the group say the present counts."""
    await broadcasts.show(out.tx, broadcast)
    text, keyboard = _view(broadcast, out.services.staff)
    await out.edit(out.services.staff_chat_id, text, target_slot=broadcast.slot, keyboard=keyboard)


def _view(broadcast: Broadcast, t: Translator) -> tuple[str, keyboards.Markup]:
    lines = [
        t.html(HEADS[broadcast.state]),
        t.plural_html(*MEANT, broadcast.total),
        t.html(
            COUNTS,
            delivered=broadcast.delivered,
            blocked=broadcast.blocked,
            failed=broadcast.failed,
        ),
    ]
    if broadcast.state is not BroadcastState.GOING:
        return "\n".join(lines), keyboards.NONE
    return "\n".join(lines), keyboards.inline(
        [[keyboards.button(t.text(STOP), Verb.NOTICE, "stop", broadcast.id)]]
    )
