"""The staff: members of the staff group, known from the first time they act."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from functools import cache

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage import schema
from storage.database import Transaction


class StaffRole(StrEnum):
    """What a member of the staff may do."""

    CLERK = "clerk"
    SUPERVISOR = "supervisor"


class StaffMember(SQLModel, table=True):
    """Somebody who has acted in the staff group; `user_id` is the Telegram user id."""

    __tablename__ = "staff"

    user_id: int = Field(
        sa_type=sa.BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False}
    )
    name: str
    role: StaffRole = Field(
        default=StaffRole.CLERK, sa_column=sa.Column(schema.TextEnum(StaffRole), nullable=False)
    )
    first_seen: datetime = Field(sa_type=schema.UtcDateTime)
    last_seen: datetime = Field(sa_type=schema.UtcDateTime)
    is_active: bool = True


STAFF = schema.table_of(StaffMember)


async def seen(tx: Transaction, *, user_id: int, name: str, now: datetime) -> StaffMember:
    """Note that a member of the group acts; who was inactive is active again, role kept."""
    values = {
        "user_id": user_id,
        "name": name,
        "role": StaffRole.CLERK,
        "first_seen": now,
        "last_seen": now,
        "is_active": True,
    }
    row = (await tx.run(_seen(tx.dialect), values)).one()
    return schema.build(StaffMember, row._asdict())


@cache
def _seen(dialect: str) -> sa.Executable:
    insert = schema.insert(dialect, STAFF)
    return insert.on_conflict_do_update(
        index_elements=[STAFF.c.user_id],
        set_={
            "name": insert.excluded.name,
            "last_seen": insert.excluded.last_seen,
            "is_active": True,
        },
    ).returning(*STAFF.c)


async def get(tx: Transaction, user_id: int) -> StaffMember | None:
    """Give the staff member of a Telegram user id, active or not."""
    row = (await tx.run(sa.select(STAFF).where(STAFF.c.user_id == user_id))).one_or_none()
    return None if row is None else schema.build(StaffMember, row._asdict())


async def set_active(tx: Transaction, user_id: int, is_active: bool) -> None:
    """Remember that somebody left the group, or is back."""
    await tx.run(sa.update(STAFF).where(STAFF.c.user_id == user_id).values(is_active=is_active))
