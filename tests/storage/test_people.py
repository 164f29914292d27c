"""People: met, remembered, changed."""

from datetime import timedelta

from storage import people
from storage.database import Database
from tests.clock import START
from tests.storage import desk

LATER = START + timedelta(days=1)


async def test_somebody_is_new_once(database: Database) -> None:
    """The first meeting tells that a person is new, the next ones not, even at the same moment."""
    async with database.transaction() as tx:
        first = await people.meet(tx, id=5, name="Ali", username="ali", now=START)
        second = await people.meet(tx, id=5, name="Ali", username="ali", now=START)
    assert (first[1], second[1]) == (True, False)


async def test_meeting_again_updates_names_and_keeps_choices(database: Database) -> None:
    """A new name and user name are taken over; language, office and first meeting stay."""
    async with database.transaction() as tx:
        await people.meet(tx, id=5, name="Ali", username="ali", now=START)
        await people.set_language(tx, 5, "ar")
        await people.set_office(tx, 5, "qom")
        person, _ = await people.meet(tx, id=5, name="Ali R.", username=None, now=LATER)
        assert person == await people.get(tx, 5)
    assert (person.name, person.username, person.language, person.office) == (
        "Ali R.",
        None,
        "ar",
        "qom",
    )
    assert (person.created_at, person.seen_at) == (START, LATER)


async def test_an_office_can_be_forgotten(database: Database) -> None:
    """Setting no office means that the person is asked again."""
    async with database.transaction() as tx:
        await desk.a_person(tx)
        await people.set_office(tx, desk.PERSON, "qom")
        await people.set_office(tx, desk.PERSON, None)
        person = await people.get(tx, desk.PERSON)
    assert person is not None
    assert person.office is None


async def test_who_was_unreachable_is_seen_as_such_at_the_next_meeting(database: Database) -> None:
    """A meeting does not change reachability, so that the caller sees that somebody is back."""
    async with database.transaction() as tx:
        await desk.a_person(tx)
        await people.set_reachable(tx, desk.PERSON, False)
        assert not (await desk.a_person(tx)).is_reachable
        await people.set_reachable(tx, desk.PERSON, True)
        assert (await desk.a_person(tx)).is_reachable


async def test_a_stranger_is_nobody(database: Database) -> None:
    """Somebody who never wrote is not found, and setting something on them makes nobody."""
    async with database.transaction() as tx:
        await people.set_language(tx, 77, "en")
        assert await people.get(tx, 77) is None


async def test_telegram_ids_beyond_32_bits_are_kept(database: Database) -> None:
    """User ids have up to 52 bits (Bot API)."""
    big = 2**52 - 1
    async with database.transaction() as tx:
        assert (await desk.a_person(tx, big)).id == big
        assert await people.get(tx, big) is not None


async def test_a_person_is_told_of_an_opening_once(database: Database) -> None:
    """The next opening is another matter."""
    async with database.transaction() as tx:
        person = await desk.a_person(tx)
        opening = LATER
        assert await people.tell_opening(tx, person.id, opening)
        assert not await people.tell_opening(tx, person.id, opening)
        assert await people.tell_opening(tx, person.id, opening + timedelta(days=1))
