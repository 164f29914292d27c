"""What staff taught comes into the search, and questions without an answer come to the review.

Every replica looks at the version in the database. When it has changed, a new index is built
beside the one in use, in a thread, and takes its place at once. Sorting questions is done by one
replica at a time.
"""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from bot import logs
from bot.stopping import TICK, Looking
from handlers.context import Services
from knowledge import anonymity, gists, learned
from knowledge.articles import ArticleText
from knowledge.gists import Gist
from knowledge.learned import Answer, Wording
from knowledge.loader import KnowledgeBase
from knowledge.search import Index
from knowledge.understanding import Understanding
from storage import gaps, learned_answers, learned_version, learned_wordings, leases
from storage.database import Database, Transaction
from storage.gaps import Unsorted
from storage.learned_answers import LearnedAnswer

log = logs.get(__name__)

#: Questions sorted at a time, and how long somebody may take for it.
BATCH = 25
LEASE = timedelta(seconds=30)
#: A build that failed is tried again after so many seconds.
TROUBLE = 60.0
_LOST = "the content has no such articles any more; `amaryar kb export --dry-run` names them"


@dataclass(frozen=True)
class Placed:
    """A question and the matter it belongs to: a gap, that of an earlier one, or a new one."""

    question: Unsorted
    phrase: str
    gap_id: int | None = None
    like: int | None = None


class Holder(Protocol):
    """Whoever has the services of the handlers; PTB's application."""

    bot_data: Services


class Learning(Looking):
    """The loop that looks for what is new; one per process. `by` names it in leases."""

    def __init__(
        self, *, database: Database, holder: Holder, clock: Callable[[], datetime], by: str
    ) -> None:
        super().__init__()
        self._database = database
        self._holder = holder
        self._clock = clock
        self._by = by
        self._version = 0
        self._not_before: datetime | None = None
        self._content: KnowledgeBase | None = None
        self._known: dict[str, Gist] = {}

    async def _look(self) -> float:
        await self.look()
        return TICK

    async def look(self) -> bool:
        """Take up what was taught, and sort what was asked; whether there was anything."""
        has_learned = await self.refresh()
        return await self._sort() or has_learned

    async def refresh(self) -> bool:
        """Build the index anew if something was taught or taken back since; whether it was."""
        if self._not_before is not None and self._clock() < self._not_before:
            return False
        async with self._database.transaction() as tx:
            version = await learned_version.version(tx)
            if version == self._version:
                return False
            answers, wordings = await read(tx)
        services = self._holder.bot_data
        content = self._content = self._content or services.knowledge
        try:
            knowledge, index, understanding = await asyncio.to_thread(
                _build, content, services.offices, answers, wordings
            )
        except Exception as error:  # noqa: BLE001 - the index in use goes on answering
            logs.failure(log, "what was learned cannot be used", error)
            self._not_before = self._clock() + timedelta(seconds=TROUBLE)
            return False
        # Other parts of the services may have changed meanwhile: only these three are replaced.
        self._holder.bot_data = replace(
            self._holder.bot_data, knowledge=knowledge, index=index, understanding=understanding
        )
        self._version, self._not_before = version, None
        self._known.clear()
        lost = learned.unused(knowledge, wordings)
        if lost:
            log.warning("wordings without their article", count=len(lost), remedy=_LOST)
        log.info("learned", version=version, answers=len(answers), wordings=len(wordings))
        return True

    async def _sort(self) -> bool:
        """Put questions without an answer to the matters they belong to."""
        now = self._clock()
        async with self._database.transaction() as tx:
            waiting = await gaps.unsorted(tx, BATCH)
            if not waiting:
                return False
            if not await leases.acquire(tx, "gaps", holder=self._by, now=now, ttl=LEASE):
                return False
            offices = {one.office for one in waiting}
            known = {office: await gaps.comparable(tx, office) for office in offices}
        for office in offices:
            own = [one for one in waiting if one.office == office]
            pairs = [(gap.id, gap.phrase) for gap in known[office]]
            index = self._holder.bot_data.index
            placed = await asyncio.to_thread(self._place, index, own, pairs)
            async with self._database.transaction() as tx:
                await _keep(tx, placed)
        return True

    def _place(
        self, index: Index, waiting: Iterable[Unsorted], known: list[tuple[int, str]]
    ) -> list[Placed]:
        """Find for each question the matter it is like: a known one, or that of one before it."""
        matters = [self._gist(index, phrase) for _, phrase in known]
        placed: list[Placed] = []
        firsts: list[int] = []
        for question in waiting:
            phrase = anonymity.matter(question.text)
            gist = index.gist(phrase)
            found = gists.nearest(gist, matters)
            place = found[0] if found is not None and found[1] >= gists.SAME else None
            if place is None:
                matters.append(gist)
                firsts.append(len(placed))
                placed.append(Placed(question, phrase))
            elif place < len(known):
                placed.append(Placed(question, phrase, gap_id=known[place][0]))
            else:
                placed.append(Placed(question, phrase, like=firsts[place - len(known)]))
        return placed

    def _gist(self, index: Index, phrase: str) -> Gist:
        """The gist of a matter, read once for each index."""
        if phrase not in self._known:
            self._known[phrase] = index.gist(phrase)
        return self._known[phrase]


async def _keep(tx: Transaction, placed: Iterable[Placed]) -> None:
    """Write down where questions belong; what somebody else has sorted meanwhile is left out."""
    made: list[int | None] = []
    for one in placed:
        gap_id = one.gap_id if one.like is None else made[one.like]
        made.append(await gaps.put(tx, one.question, gap_id, one.phrase))


async def read(tx: Transaction) -> tuple[list[Answer], list[Wording]]:
    """What was taught, as the knowledge takes it."""
    answers = [_answer(one) for one in await learned_answers.live(tx)]
    found = await learned_wordings.live(tx)
    return answers, [Wording(one.article_id, one.language, one.words) for one in found]


def _answer(kept: LearnedAnswer) -> Answer:
    texts = {
        language: ArticleText(told["title"], tuple(told["questions"]), told["body"])
        for language, told in kept.texts.items()
    }
    return Answer(kept.article_id, kept.office, texts, (kept.live_at or kept.written_at).date())


def _build(
    content: KnowledgeBase,
    offices: tuple[str, ...],
    answers: list[Answer],
    wordings: list[Wording],
) -> tuple[KnowledgeBase, Index, Understanding]:
    knowledge = learned.extended(content, wordings, answers)
    index = Index(knowledge, offices=offices)
    return knowledge, index, Understanding(knowledge, index)
