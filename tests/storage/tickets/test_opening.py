"""Opening a ticket, and what is written in it."""

from typing import Any

import pytest
import sqlalchemy as sa

from storage import errors
from storage.database import Database
from storage.tickets import lifecycle, queries, reference
from storage.tickets.content import Content, Media
from storage.tickets.states import Action, Kind, Party, Status
from storage.tickets.tables import Direction
from tests.clock import START, Dice
from tests.storage import desk
from tests.storage.desk import PERSON, words


async def test_a_new_ticket_is_as_it_was_asked_for(database: Database, dice: Dice) -> None:
    """Everything given at opening is kept, with a valid reference and the first event."""
    fields: dict[str, Any] = {
        "period": {"from": 1400, "to": 1404},
        "files": [],
        "use": None,
        "نام": "مریم",
    }
    async with database.transaction() as tx:
        opened = await desk.a_ticket(tx, dice, fields=fields, question_id=77, is_anonymous=True)
    async with database.transaction() as tx:
        ticket = await queries.get(tx, opened.ticket.id)
        (event,) = await queries.events(tx, opened.ticket.id)
    assert ticket == opened.ticket
    assert ticket is not None
    assert reference.is_valid(ticket.reference)
    assert ticket.reference.startswith("Q-1405-")
    assert (ticket.fields, ticket.kind, ticket.status) == (fields, Kind.REQUEST, Status.NEW)
    assert (ticket.question_id, ticket.is_anonymous, ticket.version) == (77, True, 1)
    assert (ticket.opened_at, ticket.updated_at, ticket.closed_at) == (START, START, None)
    assert (opened.before, event.before, event.after) == (None, None, Status.NEW)
    assert (event.action, event.party, event.actor_id) == (Action.OPEN, Party.PERSON, PERSON)


async def test_files_become_the_first_messages(database: Database, dice: Dice) -> None:
    """What was sent with the form is kept in order, and comes back as it came."""
    files = [
        Content(text="شرح", media=Media.PHOTO, file_id="a", media_group_id="g", file_size=2**33),
        Content(media="document", file_id="b", file_unique_id="u", file_name="نامه.pdf"),
    ]
    async with database.transaction() as tx:
        opened = await desk.a_ticket(tx, dice, files=files)
    async with database.transaction() as tx:
        kept = await queries.messages(tx, opened.ticket.id)
    assert [message.content for message in kept] == files
    assert [message.id for message in kept] == [message.id for message in opened.messages]
    assert {message.direction for message in kept} == {Direction.FROM_PERSON}
    assert opened.message == opened.messages[0]


async def test_a_reference_that_is_taken_is_not_given_again(database: Database) -> None:
    """When chance repeats itself, the next reference is tried."""
    bytes_in_turn = iter([bytes(5), bytes(5), bytes(5), b"\1\2\3\4\5"])
    async with database.transaction() as tx:
        first = await desk.a_ticket(tx, lambda _: next(bytes_in_turn))
        second = await desk.a_ticket(tx, lambda _: next(bytes_in_turn))
    assert first.ticket.reference != second.ticket.reference


async def test_chance_that_never_changes_is_told(database: Database) -> None:
    """Broken dice end in an error instead of an endless search."""
    async with database.transaction() as tx:
        await desk.a_ticket(tx, bytes)
        with pytest.raises(errors.NoReferenceLeft):
            await desk.a_ticket(tx, bytes)


async def test_a_ticket_of_nobody_is_refused(database: Database, dice: Dice) -> None:
    """A ticket belongs to a person whom the bot has met."""
    with pytest.raises(sa.exc.IntegrityError):
        async with database.transaction() as tx:
            await desk.a_person(tx)
            await lifecycle.open_ticket(
                tx,
                kind=Kind.OPINION,
                office="qom",
                office_code="Q",
                person_id=999,
                is_anonymous=False,
                language="fa",
                subject="",
                fields={},
                files=[],
                jalali_year=1405,
                now=START,
                random=dice,
            )


async def test_edits_are_followed(database: Database, dice: Dice) -> None:
    """An edited original changes the kept message, whoever wrote it; others change nothing."""
    origin = {"chat_id": PERSON, "message_id": 31}
    async with database.transaction() as tx:
        ticket = (await desk.a_ticket(tx, dice, files=[words("1403", **origin)])).ticket
        edited = await lifecycle.edit_message(
            tx, **origin, content=words("1404", media="photo", file_id="f"), now=START
        )
        assert edited is not None
        assert edited.ticket_id == ticket.id
        nobody = await lifecycle.edit_message(
            tx, chat_id=PERSON, message_id=32, content=words("x"), now=START
        )
        assert nobody is None
    async with database.transaction() as tx:
        (kept,) = await queries.messages(tx, ticket.id)
    assert (kept.text, kept.media, kept.file_id, kept.edited_at) == ("1404", "photo", "f", START)
    assert (kept.chat_id, kept.message_id) == (PERSON, 31)


async def test_one_original_is_one_message(database: Database, dice: Dice) -> None:
    """The same original in the same ticket is kept once; in a second ticket without its origin."""
    content = words("x", chat_id=PERSON, message_id=31)
    async with database.transaction() as tx:
        first = (await desk.a_ticket(tx, dice, files=[content])).ticket
        again = await lifecycle.add_from_person(
            tx, first.id, person_id=PERSON, content=content, now=START
        )
        second = await desk.a_ticket(tx, dice, files=[content])
        assert await queries.message_count(tx, first.id) == 1
        assert again.message is not None
        assert again.message.message_id == 31
        assert second.message is not None
        assert (second.message.text, second.message.message_id) == ("x", None)
