"""The words in which the steps speak of columns and indexes. Change nothing here: steps stand."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

TEXT = sa.String()
WORD = sa.String(length=32)
BIG = sa.BigInteger()
NUMBER = sa.Integer()
YES_NO = sa.Boolean()
TIME = sa.DateTime(timezone=True)
COUNTED = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def some(name: str, kind: sa.types.TypeEngine[Any]) -> sa.Column[Any]:
    """Make a column that always has a value."""
    return sa.Column(name, kind, nullable=False, autoincrement=kind is COUNTED)


def maybe(name: str, kind: sa.types.TypeEngine[Any]) -> sa.Column[Any]:
    """Make a column that may be empty."""
    return sa.Column(name, kind, nullable=True)


def index(
    name: str, table: str, columns: list[str], where: str | None = None, *, unique: bool = False
) -> None:
    """Make an index, partial on both databases."""
    condition = None if where is None else sa.text(where)
    op.create_index(
        name, table, columns, unique=unique, sqlite_where=condition, postgresql_where=condition
    )
