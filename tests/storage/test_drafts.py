"""Drafts: one half-filled form per person."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from storage import drafts
from storage.database import Database
from tests.clock import START
from tests.storage import desk

LATER = START + timedelta(minutes=1)


def draft(**over: Any) -> drafts.Draft:
    """A draft of a complaint."""
    values: dict[str, Any] = {
        "person_id": desk.PERSON,
        "form": "complaint",
        "form_version": 1,
        "step": "about",
    }
    return drafts.Draft(**(values | over))


async def test_a_draft_comes_back_as_it_was_saved(database: Database) -> None:
    """Everything of a draft survives, also through another connection."""
    saved = draft(
        answers={"text": "دیر شد", "files": [{"file_id": "a"}], "none": None},
        revision=3,
        office="qom",
        prompt_slot="form:1",
        data={"album": [1, 2]},
    )
    async with database.transaction() as tx:
        await drafts.save(tx, saved, START)
    async with database.transaction() as tx:
        loaded = await drafts.load(tx, desk.PERSON)
    assert loaded == saved
    assert loaded is not None
    assert loaded.touched_at == START


async def test_saving_replaces(database: Database) -> None:
    """A person has one draft: the one saved last, of whatever form."""
    async with database.transaction() as tx:
        await drafts.save(tx, draft(answers={"a": 1}, revision=9), START)
        await drafts.save(tx, draft(form="request", revision=1), LATER)
        loaded = await drafts.load(tx, desk.PERSON)
    assert loaded is not None
    assert (loaded.form, loaded.revision, loaded.answers) == ("request", 1, {})
    assert loaded.touched_at == LATER


async def test_changing_a_loaded_draft_needs_saving(database: Database) -> None:
    """What is changed in the object alone is not kept."""
    async with database.transaction() as tx:
        await drafts.save(tx, draft(), START)
    async with database.transaction() as tx:
        loaded = await drafts.load(tx, desk.PERSON)
        assert loaded is not None
        loaded.step = "text"
    async with database.transaction() as tx:
        again = await drafts.load(tx, desk.PERSON)
    assert again is not None
    assert again.step == "about"


async def test_discarding_leaves_other_peoples_drafts(database: Database) -> None:
    """Who cancels loses their own draft only; cancelling nothing does nothing."""
    async with database.transaction() as tx:
        await drafts.save(tx, draft(), START)
        await drafts.save(tx, draft(person_id=desk.OTHER), START)
        await drafts.discard(tx, desk.PERSON)
        await drafts.discard(tx, desk.PERSON)
        assert await drafts.load(tx, desk.PERSON) is None
        assert await drafts.load(tx, desk.OTHER) is not None


async def test_only_untouched_drafts_expire(database: Database) -> None:
    """A draft touched at the limit or later stays."""
    async with database.transaction() as tx:
        await drafts.save(tx, draft(), START)
        await drafts.save(tx, draft(person_id=desk.OTHER), LATER)
        assert await drafts.expire(tx, before=START) == 0
        assert await drafts.expire(tx, before=LATER) == 1
        assert await drafts.load(tx, desk.OTHER) is not None


@pytest.mark.postgres
async def test_a_loaded_draft_is_held(postgres_url: str) -> None:
    """Two updates of one person that meet on two replicas take their turns at the draft."""
    database = Database(postgres_url)
    async with database.transaction() as tx:
        await drafts.save(tx, draft(revision=0), START)

    async def step() -> None:
        async with database.transaction() as tx:
            loaded = await drafts.load(tx, desk.PERSON)
            assert loaded is not None
            await asyncio.sleep(0.005)
            loaded.revision += 1
            await drafts.save(tx, loaded, START)

    await asyncio.gather(*(step() for _ in range(5)))
    async with database.transaction() as tx:
        loaded = await drafts.load(tx, desk.PERSON)
    assert loaded is not None
    assert loaded.revision == 5
    await database.close()
