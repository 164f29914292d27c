"""Files made here: they wait beside their message, leave with it, and are gone afterwards."""

from storage import outbox, uploads
from storage.database import Database
from tests.clock import START
from tests.storage import desk

PNG = b"\x89PNG\r\n\x1a\n\x00\xff"


async def test_a_file_goes_along_with_its_message_and_is_deleted_after_it(
    database: Database,
) -> None:
    """The claimed message carries the bytes; sent, they are gone."""
    async with database.transaction() as tx:
        kept = await uploads.keep(tx, "گزارش.png", "image/png", PNG, now=START)
        other = await uploads.keep(tx, "other.png", "image/png", PNG, now=START)
        await desk.a_message(tx, refs={"uploads": [kept.id]})
        (claimed,) = await desk.claim(tx)
        (file,) = claimed.files
        assert (file.address, file.name, file.data) == (f"attach://{file.part}", "گزارش.png", PNG)

        await outbox.sent(tx, claimed.message, message_ids=[5], now=START)

        assert set(await uploads.load(tx, [kept.id, other.id])) == {other.id}


async def test_a_message_that_is_tried_again_still_has_its_file(database: Database) -> None:
    """Only what has left is deleted."""
    async with database.transaction() as tx:
        kept = await uploads.keep(tx, "a.xlsx", "application/x", b"x", now=START)
        await desk.a_message(tx, refs={"uploads": [kept.id]})
        (claimed,) = await desk.claim(tx)
        await outbox.retry(tx, claimed.message, at=START, error="again")
        (again,) = await desk.claim(tx)
    assert [one.data for one in again.files] == [b"x"]


async def test_a_message_without_files_carries_none(database: Database) -> None:
    """Nothing is looked up for it."""
    async with database.transaction() as tx:
        await desk.a_message(tx)
        (claimed,) = await desk.claim(tx)
    assert list(claimed.files) == []
