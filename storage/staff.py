"""The staff: members of the staff group, known from the first time they act.

Until somebody decides on a role, it follows Telegram: who may administer the group supervises.
"""

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


class Rank(StrEnum):
    """What Telegram says of somebody in the group (Bot API, ChatMember)."""

    MEMBER = "member"
    ADMIN = "admin"
    CREATOR = "creator"


class StaffMember(SQLModel, table=True):
    """Somebody who has acted in the staff group.

    `user_id` is the Telegram user id; `role_by` is whoever decided on the role, None while it
    follows Telegram.
    """

    __tablename__ = "staff"

    user_id: int = Field(
        sa_type=sa.BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False}
    )
    name: str
    role: StaffRole = Field(
        default=StaffRole.CLERK, sa_column=sa.Column(schema.TextEnum(StaffRole), nullable=False)
    )
    role_by: int | None = Field(default=None, sa_type=sa.BigInteger)
    first_seen: datetime = Field(sa_type=schema.UtcDateTime)
    last_seen: datetime = Field(sa_type=schema.UtcDateTime)
    is_active: bool = True

    @property
    def is_supervisor(self) -> bool:
        """Whether they may do what only supervisors may; who has left may nothing."""
        return self.is_active and self.role == StaffRole.SUPERVISOR


STAFF = schema.table_of(StaffMember)
_ROLES = {
    Rank.MEMBER: StaffRole.CLERK,
    Rank.ADMIN: StaffRole.SUPERVISOR,
    Rank.CREATOR: StaffRole.SUPERVISOR,
}


async def seen(
    tx: Transaction, *, user_id: int, name: str, now: datetime, rank: Rank | None = None
) -> StaffMember:
    """Note that a member of the group acts; who was inactive is active again.

    The role follows `rank` (None: Telegram did not say) until `set_role` decides; the creator of
    the group always supervises, so that a group is never without.
    """
    values = {
        "user_id": user_id,
        "name": name,
        "role": _ROLES.get(rank, StaffRole.CLERK) if rank else StaffRole.CLERK,
        "role_by": None,
        "first_seen": now,
        "last_seen": now,
        "is_active": True,
        "rank_known": rank is not None,
        "rank_rules": rank is Rank.CREATOR,
    }
    row = (await tx.run(_seen(tx.dialect), values)).one()
    return schema.build(StaffMember, row._asdict())


@cache
def _seen(dialect: str) -> sa.Executable:
    insert = schema.insert(dialect, STAFF)
    insert = insert.values({column.name: sa.bindparam(column.name) for column in STAFF.c})
    known = sa.bindparam("rank_known", type_=sa.Boolean)
    follows = sa.or_(
        sa.bindparam("rank_rules", type_=sa.Boolean), sa.and_(known, STAFF.c.role_by.is_(None))
    )
    return insert.on_conflict_do_update(
        index_elements=[STAFF.c.user_id],
        set_={
            "name": insert.excluded.name,
            "last_seen": insert.excluded.last_seen,
            "is_active": True,
            "role": sa.case((follows, insert.excluded.role), else_=STAFF.c.role),
        },
    ).returning(*STAFF.c)


async def get(tx: Transaction, user_id: int) -> StaffMember | None:
    """Give the staff member of a Telegram user id, active or not."""
    row = (await tx.run(sa.select(STAFF).where(STAFF.c.user_id == user_id))).one_or_none()
    return None if row is None else schema.build(StaffMember, row._asdict())


async def active(tx: Transaction, limit: int = 100) -> list[StaffMember]:
    """Give who is in the group, who acted last first."""
    query = (
        sa.select(STAFF)
        .where(STAFF.c.is_active)
        .order_by(STAFF.c.last_seen.desc(), STAFF.c.user_id)
        .limit(limit)
    )
    return [schema.build(StaffMember, row._asdict()) for row in await tx.run(query)]


async def set_role(tx: Transaction, user_id: int, role: StaffRole, *, by: int) -> None:
    """Decide on a role; from now on it does not follow Telegram any more."""
    await tx.run(
        sa.update(STAFF).where(STAFF.c.user_id == user_id).values(role=StaffRole(role), role_by=by)
    )


async def set_active(tx: Transaction, user_id: int, is_active: bool) -> None:
    """Remember that somebody left the group, or is back."""
    await tx.run(sa.update(STAFF).where(STAFF.c.user_id == user_id).values(is_active=is_active))
