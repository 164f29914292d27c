"""Who asked in vain is offered the answer that is there by now: once each, some at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers import keyboards
from handlers.buttons import Verb
from handlers.i18n.translator import N_
from storage import gap_reading, jobs

if TYPE_CHECKING:
    from handlers.bench import Bench
    from handlers.outgoing import Outgoing
    from storage.gap_reading import Asker
    from storage.jobs import Job
    from storage.tickets.lifecycle import Actor

KIND = "offer"
#: People told in one transaction, and the seconds between two of them: replies go first.
BATCH, APART = 50, 0.1
#: Letters of the question that are said again.
ASKED = 200


async def ask(out: Outgoing, gap_id: int, article_id: str, by: Actor) -> None:
    """Let the askers of a matter be told of an article; it begins after the commit."""
    params = {"gap": gap_id, "article": article_id}
    if await jobs.is_asked(out.tx, KIND, params, chat_id=out.services.staff_chat_id):
        return
    await jobs.ask(
        out.tx,
        KIND,
        params,
        chat_id=out.services.staff_chat_id,
        language=out.services.default_language,
        asked_by=by.id,
        asked_name=by.name,
        now=out.now,
    )


async def offer(job: Job, bench: Bench) -> None:
    """Tell all askers (long work). Nobody hears of an answer that was taken back meanwhile."""
    gap_id, article_id = int(job.params["gap"]), str(job.params["article"])
    after = job.cursor
    while True:
        async with bench.step() as out:
            told = await gap_reading.askers(out.tx, gap_id, after=after, limit=BATCH)
        if not told or not await _holds(bench, gap_id, article_id):
            break
        after = told[-1].person_id
        async with bench.step(cursor=after) as out:
            for place, one in enumerate(told):
                await _tell(out, one, article_id, delay=place * APART)
    async with bench.last():
        pass


async def _holds(bench: Bench, gap_id: int, article_id: str) -> bool:
    async with bench.step() as out:
        return await gap_reading.leads_to(out.tx, gap_id, article_id)


async def _tell(out: Outgoing, asker: Asker, article_id: str, *, delay: float) -> None:
    t = out.services.translator(asker.language)
    asked = asker.text if len(asker.text) <= ASKED else f"{asker.text[:ASKED]}…"
    button = keyboards.button(
        t.text(N_("📖 Show the answer")), Verb.ARTICLE, article_id, asker.question_id
    )
    await out.text(
        asker.person_id,
        t.html(
            N_("You had asked:\n{question}\n\nWe had no answer then. Now there is one."),
            question=asked,
        ),
        keyboard=keyboards.inline([[button]]),
        delay=delay,
    )
