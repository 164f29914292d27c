"""Taking up what was taught: cheap to look for, swapped at once, harmless when it fails."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot import learning
from bot.running import Running
from storage import gaps, learned_answers, learned_wordings, leases, people, questions
from tests.clock import Clock

WORDS = "چقدر باید دست توی جیب کنیم؟"


async def teach(running: Running, words: str = WORDS) -> None:
    """Somebody adds a wording on some replica."""
    async with running.database.transaction() as tx:
        await learned_wordings.add(
            tx,
            "qom-cost",
            [("fa", words)],
            gap_id=1,
            by=1,
            name="Z",
            now=running.services.clock(),
        )


def finds(running: Running, words: str = WORDS) -> bool:
    """Whether this replica answers the words with the article."""
    found = running.services.index.find(words, office="qom", language="fa")
    return found.outcome == "answer" and found.matches[0].article.id == "qom-cost"


async def test_what_was_taught_is_found_and_forgotten_again(running: Running) -> None:
    """Index, articles and understanding change together; the rest of the services stays."""
    before = running.services
    assert not await running.learning.refresh(), "nothing was taught"
    assert running.services is before
    await teach(running)
    assert await running.learning.refresh()
    assert finds(running)
    article = running.services.knowledge.articles["qom-cost"]
    assert WORDS in article.text("fa").questions
    assert running.services.translators is before.translators
    async with running.database.transaction() as tx:
        await learned_wordings.withdraw(tx, 1, now=running.services.clock())
    assert await running.learning.refresh()
    assert not finds(running)
    assert running.services.knowledge.articles == before.knowledge.articles


async def test_what_cannot_be_used_leaves_the_old_index_in_place(
    running: Running, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failing build is logged and tried again later, not each second."""
    tries = []

    def fails(*values: Any) -> Any:
        tries.append(1)
        raise RuntimeError

    build = learning._build
    monkeypatch.setattr(learning, "_build", fails)
    index = running.services.index
    await teach(running)
    assert not await running.learning.refresh()
    assert not await running.learning.refresh()
    assert (len(tries), running.services.index) == (1, index)
    monkeypatch.setattr(learning, "_build", build)
    clock.advance(timedelta(minutes=2))
    assert await running.learning.refresh()
    assert finds(running)


async def ask(running: Running, *texts: str) -> None:
    """Questions that found nothing."""
    now = running.services.clock()
    async with running.database.transaction() as tx:
        await people.meet(tx, id=7, name="Sara", username=None, now=now)
        for text in texts:
            await questions.record(
                tx,
                person_id=7,
                office="qom",
                language="fa",
                text=text,
                outcome="not_found",
                articles=[],
                score=None,
                now=now,
            )


async def matters(running: Running) -> dict[str, int]:
    """The matters and how often each was asked."""
    async with running.database.transaction() as tx:
        return {row.phrase: row.times for row in await tx.run(gaps.GAPS.select())}


async def test_questions_of_one_batch_find_each_other(running: Running) -> None:
    """Also those that came before any matter was there; a number of somebody is taken out."""
    await ask(running, "قیمت لامبورگینی؟", "پارکینگ کجاست؟", "لامبورگینی چنده ۰۹۱۲۱۲۳۴۵۶۷")
    assert await running.learning.look()
    assert await matters(running) == {"قیمت لامبورگینی؟": 2, "پارکینگ کجاست؟": 1}
    await ask(running, "لامبورگینی ۰۹۱۲۱۲۳۴۵۶۷", "پارکینگ")
    assert await running.learning.look()
    assert await matters(running) == {"قیمت لامبورگینی؟": 3, "پارکینگ کجاست؟": 2}
    assert not await running.learning.look(), "all are sorted"


async def test_one_replica_sorts_at_a_time(running: Running, clock: Clock) -> None:
    """While another is at it nothing is done twice; when it dies somebody else goes on."""
    await ask(running, "قیمت لامبورگینی؟")
    async with running.database.transaction() as tx:
        await leases.acquire(tx, "gaps", holder="other", now=clock.now(), ttl=timedelta(seconds=30))
    assert not await running.learning.look()
    clock.advance(seconds=31)
    assert await running.learning.look()
    assert await matters(running) == {"قیمت لامبورگینی؟": 1}


async def test_a_live_answer_is_read_as_the_knowledge_takes_it(running: Running) -> None:
    """With its title, its words and the day it went live."""
    now = running.services.clock()
    async with running.database.transaction() as tx:
        texts = {"fa": {"title": "پارکینگ", "body": "ندارد.", "questions": ["پارکینگ؟"]}}
        answer = await learned_answers.draft(tx, office="qom", texts=texts, by=1, name="Z", now=now)
        await learned_answers.publish(tx, answer.id, by=1, name="Z", now=now)
        (read,), wordings = await learning.read(tx)
    assert (read.id, read.checked_on, wordings) == (answer.article_id, now.date(), [])
    assert read.texts["fa"].questions == ("پارکینگ؟",)
