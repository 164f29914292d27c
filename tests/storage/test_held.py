"""What belongs nowhere yet is kept until the person says where it goes."""

from datetime import timedelta

from storage import held
from storage.database import Database
from storage.tickets.content import Content
from tests.clock import START
from tests.storage import desk
from tests.storage.desk import OTHER, PERSON

LETTER = Content(text="نامه", media="document", file_id="f", chat_id=PERSON, message_id=3)


async def test_a_held_message_is_taken_once_and_as_it_came(database: Database) -> None:
    """What was kept comes back whole; a second press finds nothing."""
    async with database.transaction() as tx:
        kept = await held.hold(tx, PERSON, LETTER, START)
    async with database.transaction() as tx:
        assert await held.take(tx, PERSON, kept.id) == [LETTER]
        assert await held.take(tx, PERSON, kept.id) == []


async def test_nobody_takes_what_is_somebody_elses(database: Database) -> None:
    """A stranger's press gets nothing and leaves the message where it is."""
    async with database.transaction() as tx:
        kept = await held.hold(tx, PERSON, LETTER, START)
        assert await held.take(tx, OTHER, kept.id) == []
        assert await held.take(tx, PERSON, kept.id) == [LETTER]


async def test_an_album_stays_together(database: Database) -> None:
    """The parts of an album are one thing: the first stands for all, in their order."""
    parts = [Content(media="photo", file_id=str(n), media_group_id="g") for n in range(3)]
    async with database.transaction() as tx:
        assert not await held.has_album(tx, PERSON, "g")
        kept = [await held.hold(tx, PERSON, part, START) for part in parts]
        await held.hold(tx, PERSON, desk.words("apart"), START)
        await held.hold(tx, OTHER, parts[0], START)
        assert {row.id for row in kept} == {kept[0].id}
        assert await held.has_album(tx, PERSON, "g")
        assert await held.take(tx, PERSON, kept[0].id) == parts
        assert not await held.has_album(tx, PERSON, "g")
        assert await held.has_album(tx, OTHER, "g")


async def test_what_nobody_claims_is_forgotten_in_the_end(database: Database) -> None:
    """Only what was kept before the limit goes."""
    later = START + timedelta(days=1)
    async with database.transaction() as tx:
        await held.hold(tx, PERSON, LETTER, START)
        young = await held.hold(tx, PERSON, LETTER, later)
        assert await held.forget(tx, before=later) == 1
        assert await held.take(tx, PERSON, young.id) == [LETTER]
