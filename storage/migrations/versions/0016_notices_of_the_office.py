"""Remember notices of the office, who wants to hear of what, and how far each broadcast is."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import (
    BIG,
    COUNTED,
    NUMBER,
    TEXT,
    TIME,
    WORD,
    YES_NO,
    index,
    maybe,
    some,
)

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

COUNTS = ("total", "put", "delivered", "blocked", "failed", "shown")


def upgrade() -> None:
    op.create_table(
        "office_notices",
        some("id", COUNTED),
        some("kind", WORD),
        some("state", WORD),
        maybe("office", TEXT),
        maybe("service", TEXT),
        maybe("article", TEXT),
        some("words", TEXT),
        maybe("ends_on", sa.Date()),
        maybe("by_id", BIG),
        maybe("by_name", TEXT),
        some("created_at", TIME),
        maybe("decided_at", TIME),
        maybe("over_at", TIME),
        sa.PrimaryKeyConstraint("id", name="pk_office_notices"),
    )
    index("ix_office_notices_live", "office_notices", ["id"], "state = 'live'")
    index("ix_office_notices_proposed", "office_notices", ["created_at"], "decided_at IS NULL")
    op.create_table(
        "subscriptions",
        some("article", TEXT),
        some("person_id", BIG),
        some("at", TIME),
        sa.PrimaryKeyConstraint("article", "person_id", name="pk_subscriptions"),
    )
    index("ix_subscriptions_person", "subscriptions", ["person_id"])
    op.create_table(
        "notice_refusals",
        some("person_id", BIG),
        some("at", TIME),
        sa.PrimaryKeyConstraint("person_id", name="pk_notice_refusals"),
    )
    op.create_table(
        "broadcasts",
        some("id", COUNTED),
        some("notice_id", BIG),
        some("state", WORD),
        maybe("office", TEXT),
        maybe("article", TEXT),
        some("must_reach", YES_NO),
        some("after_person", BIG),
        *(some(name, NUMBER) for name in COUNTS),
        some("next_at", TIME),
        some("created_at", TIME),
        maybe("done_at", TIME),
        sa.PrimaryKeyConstraint("id", name="pk_broadcasts"),
        sa.UniqueConstraint("notice_id", name="uq_broadcasts_notice_id"),
    )
    index("ix_broadcasts_going", "broadcasts", ["next_at"], "done_at IS NULL")
    index("ix_broadcasts_done", "broadcasts", ["done_at"], "done_at IS NOT NULL")


def downgrade() -> None:
    for name in ("broadcasts", "notice_refusals", "subscriptions", "office_notices"):
        op.drop_table(name)
