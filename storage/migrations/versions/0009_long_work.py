"""Remember long work, files that wait to be sent, and which of several articles was picked."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import (
    BIG,
    COUNTED,
    JSON,
    NUMBER,
    TEXT,
    TIME,
    WORD,
    index,
    maybe,
    some,
)

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("questions", maybe("picked", TEXT))
    op.create_table(
        "jobs",
        some("id", COUNTED),
        some("kind", TEXT),
        some("params", JSON),
        some("chat_id", BIG),
        maybe("thread_id", BIG),
        some("language", TEXT),
        maybe("asked_by", BIG),
        maybe("asked_name", TEXT),
        some("state", WORD),
        some("attempts", NUMBER),
        maybe("claimed_until", TIME),
        maybe("claimed_by", TEXT),
        some("cursor", BIG),
        some("created_at", TIME),
        maybe("done_at", TIME),
        sa.PrimaryKeyConstraint("id", name="pk_jobs"),
    )
    index("ix_jobs_waiting", "jobs", ["id"], "state = 'waiting'")
    index("ix_jobs_done", "jobs", ["done_at"], "done_at IS NOT NULL")
    op.create_table(
        "uploads",
        some("id", COUNTED),
        some("name", TEXT),
        some("mime_type", TEXT),
        some("data", sa.LargeBinary()),
        some("at", TIME),
        sa.PrimaryKeyConstraint("id", name="pk_uploads"),
    )
    index("ix_uploads_at", "uploads", ["at"])
    index("ix_tickets_opened_at", "tickets", ["opened_at", "id"])
    index("ix_tickets_closed_at", "tickets", ["closed_at", "id"], "closed_at IS NOT NULL")


def downgrade() -> None:
    op.drop_index("ix_tickets_closed_at", "tickets")
    op.drop_index("ix_tickets_opened_at", "tickets")
    op.drop_table("uploads")
    op.drop_table("jobs")
    with op.batch_alter_table("questions") as questions:
        questions.drop_column("picked")
