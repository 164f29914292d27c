"""What all tables share: naming of keys and indexes, and the column types.

Both databases keep the same: times as UTC, enums as text, JSON with its letters unescaped.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, cast

import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

BigId = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
"""A key counted up by the database; SQLite counts only INTEGER."""

SQLModel.metadata.naming_convention = NAMING

Model = TypeVar("Model", bound=SQLModel)


def json_type() -> sa.types.TypeEngine[Any]:
    """Give the column type of JSON: JSONB on PostgreSQL."""
    return sa.JSON(none_as_null=True).with_variant(
        postgresql.JSONB(none_as_null=True), "postgresql"
    )


class UtcDateTime(sa.types.TypeDecorator[datetime]):
    """An aware time, kept and given back in UTC. A naive time is refused (ValueError)."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Bring a time to UTC; SQLite keeps it without the zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without zone cannot be kept")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Give the zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class TextEnum(sa.types.TypeDecorator[StrEnum]):
    """An enum kept as its text, so that new members need no migration."""

    impl = sa.String(32)
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: StrEnum | None, dialect: sa.Dialect) -> str | None:
        """Keep the text of a member; what is none is a ValueError."""
        return None if value is None else str(self.kind(value))

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> StrEnum | None:
        """Give the member of a text."""
        return None if value is None else self.kind(value)


def table_of(model: type[SQLModel]) -> sa.Table:
    """Give the Core table of a model, for statements that should stay cheap."""
    return cast(sa.Table, sa.inspect(model).local_table)


def build(model: type[Model], values: Mapping[str, Any]) -> Model:
    """Make a free-standing object (known to no session) from the values of all its columns.

    As the ORM makes objects, past `__init__`: several times as fast, and every answer needs some.
    """
    made = cast(Model, _maker(model)())
    made.__dict__.update(values)
    return made


@cache
def _maker(model: type[SQLModel]) -> Callable[[], object]:
    orm.configure_mappers()
    manager = sa.inspect(model).class_manager
    return cast(Callable[[], object], manager.new_instance)


def insert(dialect: str, table: sa.Table) -> postgresql.Insert:
    """Begin an INSERT that may go on with ON CONFLICT, in the dialect's own words.

    Both dialects offer the same methods; the type of one stands for both. The values come with
    the execution.
    """
    begin: Callable[[sa.Table], Any] = (
        postgresql.insert if dialect == "postgresql" else sqlite.insert
    )
    return cast(postgresql.Insert, begin(table))


def to_json(value: object) -> str:
    """Write JSON as the database keeps it: compact, with Persian letters readable."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
