"""What all tables share."""

from enum import StrEnum

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from storage import metadata, people, schema
from storage.database import Database
from storage.outbox_tables import OutboxState
from tests.clock import START
from tests.storage import desk


class Colour(StrEnum):
    """An enum of the test."""

    RED = "red"


def test_an_enum_is_kept_as_its_text() -> None:
    """A member and its text are the same in the database; anything else is refused."""
    kind = schema.TextEnum(Colour)
    dialect = sqlite.dialect()
    assert kind.process_bind_param(Colour.RED, dialect) == "red"
    assert kind.process_result_value("red", dialect) is Colour.RED
    assert kind.process_bind_param(None, dialect) is None
    with pytest.raises(ValueError, match="blue"):
        kind.process_result_value("blue", dialect)


def test_json_keeps_letters_readable() -> None:
    """Persian letters stand in the database as themselves."""
    assert schema.to_json({"نام": "مریم"}) == '{"نام":"مریم"}'


def test_a_built_object_can_be_saved_by_the_orm() -> None:
    """An object made from values is an ordinary object that no session knows."""
    person = schema.build(people.Person, {"id": 1, "name": "A"})
    assert person.name == "A"
    assert sa.inspect(person).transient


def test_every_key_and_index_has_a_name_by_rule() -> None:
    """No constraint is left to the database to name: migrations must find it."""
    for table in metadata.TABLES:
        assert table.primary_key.name == f"pk_{table.name}"
        for key in table.foreign_keys:
            assert str(key.constraint.name if key.constraint else "").startswith("fk_")
        for index in table.indexes:
            assert str(index.name).startswith(("ix_", "uq_"))


def test_the_list_of_tables_is_complete() -> None:
    """Every table that any module declares is in the list that migrations compare with."""
    assert {table.name for table in metadata.TABLES} == set(metadata.METADATA.tables)


async def test_json_and_enums_come_back_as_they_went(database: Database) -> None:
    """JSON with Persian, nested, null; an empty `then` is NULL; an enum is a member again."""
    payload = {"text": "سلام «دنیا»", "list": [1, None, {"a": True}]}
    async with database.transaction() as tx:
        put = await desk.a_message(tx, payload=payload)
    async with database.transaction() as tx:
        kept = (await desk.claim(tx, START))[0].message
        empty = await tx.connection.exec_driver_sql(
            'SELECT count(*) FROM outbox WHERE "then" IS NULL'
        )
        assert empty.scalar_one() == 1
    assert kept.id == put.id
    assert kept.payload == payload
    assert kept.then is None
    assert kept.state is OutboxState.WAITING
