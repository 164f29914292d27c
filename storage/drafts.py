"""Half-filled forms: one per person, kept in the database so that any replica can go on."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage import schema, sealing
from storage.database import Transaction


class Draft(SQLModel, table=True):
    """A form somebody is filling in.

    `answers` belong to the form, `data` to the conversation around it; `prompt_slot` is the slot
    of the question shown last. Changing the object changes nothing: call `save`.
    """

    __tablename__ = "drafts"

    person_id: int = Field(
        sa_type=sa.BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False}
    )
    form: str
    form_version: int
    step: str
    answers: dict[str, Any] = Field(
        default_factory=dict, sa_column=sa.Column(sealing.SealedJson(), nullable=False)
    )
    revision: int = 0
    office: str | None = None
    prompt_slot: str | None = None
    data: dict[str, Any] = Field(
        default_factory=dict, sa_column=sa.Column(sealing.SealedJson(), nullable=False)
    )
    touched_at: datetime | None = Field(
        default=None,
        sa_column=sa.Column(schema.UtcDateTime, nullable=False, index=True),
    )


DRAFTS = schema.table_of(Draft)
_LOAD = sa.select(DRAFTS).where(DRAFTS.c.person_id == sa.bindparam("person_id")).with_for_update()


async def load(tx: Transaction, person_id: int) -> Draft | None:
    """Give a person's draft, held against others until the transaction ends."""
    row = (await tx.run(_LOAD, {"person_id": person_id})).one_or_none()
    return None if row is None else schema.build(Draft, row._asdict())


async def save(tx: Transaction, draft: Draft, now: datetime) -> None:
    """Keep the draft as it is now, in place of the person's former one."""
    draft.touched_at = now
    values = {column.name: getattr(draft, column.name) for column in DRAFTS.c}
    await tx.run(_save(tx.dialect), values)


@cache
def _save(dialect: str) -> sa.Executable:
    insert = schema.insert(dialect, DRAFTS)
    changed = {column.name: insert.excluded[column.name] for column in DRAFTS.c}
    del changed["person_id"]
    return insert.on_conflict_do_update(index_elements=[DRAFTS.c.person_id], set_=changed)


async def discard(tx: Transaction, person_id: int) -> None:
    """Throw a person's draft away, if there is one."""
    await tx.run(sa.delete(DRAFTS).where(DRAFTS.c.person_id == person_id))


async def expire(tx: Transaction, *, before: datetime) -> int:
    """Throw away the drafts untouched since `before`; give their number."""
    return (await tx.run(sa.delete(DRAFTS).where(DRAFTS.c.touched_at < before))).rowcount
