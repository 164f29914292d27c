"""Bringing all that is stored under the office's present key: rows from before it, and old keys.

Row by row in short transactions, so that the program may go on meanwhile; begun again after a
crash it finds the rest. Readers need every key that anything is still sealed with.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from storage import errors, metadata, schema, sealing
from storage.database import Database, Transaction

BATCH = 500
#: Rows looked at to see whether the key is the right one.
SAMPLE = 200


def columns(table: sa.Table) -> list[sa.Column[Any]]:
    """The columns of a table that seal."""
    kinds = (sealing.SealedJson, sealing.SealedText)
    return [column for column in table.columns if isinstance(column.type, kinds)]


TABLES = tuple(table for table in metadata.TABLES if columns(table))


def _raw(column: sa.Column[Any]) -> sa.ColumnElement[Any]:
    """A column as it lies there."""
    is_json = isinstance(column.type, sealing.SealedJson)
    plain = schema.json_type() if is_json else sa.String()
    return sa.type_coerce(column, plain).label(column.name)


async def fits(database: Database, vault: sealing.Vault | None) -> bool:
    """Whether the newest sealed rows open with the keys at hand."""
    async with database.transaction() as tx:
        for table in TABLES:
            key = next(iter(table.primary_key.columns))
            query = sa.select(*map(_raw, columns(table))).order_by(key.desc()).limit(SAMPLE)
            found = [v for row in await tx.run(query) for v in row if sealing.is_sealed(v)]
            if found and not _opens(found[0], vault):
                return False
    return True


def _opens(value: Any, vault: sealing.Vault | None) -> bool:
    if vault is None:
        return False
    try:
        sealing.opened(value, vault)
    except errors.WrongKey:
        return False
    return True


async def reseal(
    database: Database, vault: sealing.Vault, *, is_anew: bool = True
) -> dict[str, int]:
    """Seal what lies open; `is_anew`: also what is sealed already, so that the first key opens all.

    Gives the number of rows changed by table.
    """
    counts: dict[str, int] = {}
    for table in TABLES:
        after: tuple[Any, ...] | None = None
        while True:
            async with database.transaction() as tx:
                after, changed = await _batch(tx, table, vault, after, is_anew=is_anew)
            counts[table.name] = counts.get(table.name, 0) + changed
            if after is None:
                break
    return counts


async def _batch(
    tx: Transaction,
    table: sa.Table,
    vault: sealing.Vault,
    after: tuple[Any, ...] | None,
    *,
    is_anew: bool,
) -> tuple[tuple[Any, ...] | None, int]:
    """Seal the next rows; give the key of the last one, None when there are no more."""
    keys, ours = list(table.primary_key.columns), columns(table)
    query = sa.select(*keys, *map(_raw, ours)).order_by(*keys).limit(BATCH).with_for_update()
    if after is not None:
        query = query.where(sa.tuple_(*keys) > sa.tuple_(*map(sa.literal, after)))
    rows = (await tx.run(query)).all()
    changed = 0
    for row in rows:
        values = {
            column.name: sealing.opened(value, vault)
            for column, value in zip(ours, row[len(keys) :], strict=True)
            if sealing.is_due(value) or (is_anew and sealing.is_sealed(value))
        }
        if values:
            where = [key == value for key, value in zip(keys, row, strict=False)]
            await tx.run(sa.update(table).where(*where).values(**values))
            changed += 1
    return (tuple(rows[-1][: len(keys)]) if len(rows) == BATCH else None), changed
