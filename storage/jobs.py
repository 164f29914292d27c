"""Long work that somebody asked for in a chat: a row each, so that it is done even after a restart.

Whoever claims a job keeps its claim alive while working; a claim that runs out is free for others.
A job is done in the transaction that puts its result into the outbox, so the result leaves once.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage import schema
from storage.database import Transaction


class JobState(StrEnum):
    """What became of a job."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


class Job(SQLModel, table=True):
    """Something to be made. `kind` names the work, `params` say of what.

    It was asked for in a chat (and topic) by somebody, and is answered there in `language`.
    `cursor` is how far a work of many parts has come. Changing the object changes nothing.
    """

    __tablename__ = "jobs"
    __table_args__ = (
        sa.Index(
            "ix_jobs_waiting",
            "id",
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        ),
        sa.Index(
            "ix_jobs_done",
            "done_at",
            sqlite_where=sa.text("done_at IS NOT NULL"),
            postgresql_where=sa.text("done_at IS NOT NULL"),
        ),
    )

    id: int = Field(default=None, sa_type=schema.BigId, primary_key=True)
    kind: str
    params: dict[str, Any] = Field(sa_column=sa.Column(schema.json_type(), nullable=False))
    chat_id: int = Field(sa_type=sa.BigInteger)
    thread_id: int | None = Field(default=None, sa_type=sa.BigInteger)
    language: str
    asked_by: int | None = Field(default=None, sa_type=sa.BigInteger)
    asked_name: str | None = None
    state: JobState = Field(sa_column=sa.Column(schema.TextEnum(JobState), nullable=False))
    attempts: int = 0
    claimed_until: datetime | None = Field(default=None, sa_type=schema.UtcDateTime)
    claimed_by: str | None = None
    cursor: int = Field(default=0, sa_type=sa.BigInteger)
    created_at: datetime = Field(sa_type=schema.UtcDateTime)
    done_at: datetime | None = Field(default=None, sa_type=schema.UtcDateTime)

    @property
    def slot(self) -> str:
        """The name under which the outbox knows the message that tells how far it is."""
        return f"job:{self.id}"


JOBS = schema.table_of(Job)
#: In words that let both databases use the partial index.
_IS_WAITING = JOBS.c.state == sa.literal_column("'waiting'")
_NOW = sa.bindparam("now", type_=schema.UtcDateTime)


async def ask(
    tx: Transaction,
    kind: str,
    params: dict[str, Any],
    *,
    chat_id: int,
    thread_id: int | None = None,
    language: str,
    asked_by: int | None,
    asked_name: str | None,
    now: datetime,
) -> Job:
    """Ask for some work; it begins after the commit."""
    values: dict[str, Any] = {
        "kind": kind,
        "params": params,
        "chat_id": chat_id,
        "thread_id": thread_id,
        "language": language,
        "asked_by": asked_by,
        "asked_name": asked_name,
        "state": JobState.WAITING,
        "attempts": 0,
        "cursor": 0,
        "created_at": now,
    }
    id = (await tx.run(sa.insert(JOBS).returning(JOBS.c.id), values)).scalar_one()
    unset = dict.fromkeys(("claimed_until", "claimed_by", "done_at"))
    return schema.build(Job, {**unset, **values, "id": id})


async def is_asked(tx: Transaction, kind: str, params: dict[str, Any], *, chat_id: int) -> bool:
    """Tell whether the same work was asked for in that chat and is not done yet."""
    query = sa.select(JOBS.c.params).where(
        _IS_WAITING, JOBS.c.kind == kind, JOBS.c.chat_id == chat_id
    )
    return params in (await tx.run(query)).scalars().all()


_CANDIDATE = (
    sa.select(JOBS.c.id)
    .where(_IS_WAITING, sa.or_(JOBS.c.claimed_until.is_(None), JOBS.c.claimed_until <= _NOW))
    .order_by(JOBS.c.id)
    .limit(1)
    .with_for_update(skip_locked=True)
    .cte("candidate")
)
_CLAIM = (
    sa.update(JOBS)
    .where(JOBS.c.id.in_(sa.select(_CANDIDATE.c.id)))
    .values(
        claimed_until=sa.bindparam("until"),
        claimed_by=sa.bindparam("by"),
        attempts=JOBS.c.attempts + 1,
    )
    .returning(*JOBS.c)
)


async def claim(tx: Transaction, *, now: datetime, until: datetime, by: str) -> Job | None:
    """Claim the oldest job that nobody has; None when there is none."""
    row = (await tx.run(_CLAIM, {"now": now, "until": until, "by": by})).one_or_none()
    return None if row is None else schema.build(Job, row._asdict())


async def keep(tx: Transaction, job: Job, *, until: datetime, cursor: int | None = None) -> bool:
    """Keep the claim alive, and note how far it is; False if somebody else has it by now."""
    values: dict[str, Any] = {"claimed_until": until}
    return await _set(tx, job, values | ({} if cursor is None else {"cursor": cursor}))


async def finish(tx: Transaction, job: Job, *, now: datetime, has_failed: bool = False) -> bool:
    """End a claimed job; False if somebody else has it by now: then nothing of it may be told."""
    state = JobState.FAILED if has_failed else JobState.DONE
    return await _set(
        tx, job, {"state": state, "done_at": now, "claimed_until": None, "claimed_by": None}
    )


async def retry(tx: Transaction, job: Job, *, at: datetime) -> bool:
    """Let a claimed job be tried again at a time; False if somebody else has it by now."""
    return await _set(tx, job, {"claimed_until": at, "claimed_by": None})


async def let_go(tx: Transaction, *, by: str) -> int:
    """Free what a process of that name had claimed when it died; give how many."""
    statement = (
        sa.update(JOBS)
        .where(_IS_WAITING, JOBS.c.claimed_by == by)
        .values(claimed_until=None, claimed_by=None)
    )
    return (await tx.run(statement)).rowcount


async def forget(tx: Transaction, *, before: datetime) -> int:
    """Delete what ended before a time; give how many."""
    statement = sa.delete(JOBS).where(JOBS.c.done_at.is_not(None), JOBS.c.done_at < before)
    return (await tx.run(statement)).rowcount


async def _set(tx: Transaction, job: Job, values: dict[str, Any]) -> bool:
    statement = (
        sa.update(JOBS)
        .where(JOBS.c.id == job.id, JOBS.c.attempts == job.attempts, _IS_WAITING)
        .values(**values)
    )
    return (await tx.run(statement)).rowcount == 1
