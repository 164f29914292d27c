"""Remember who may not write for a time, and how often somebody did something lately."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import BIG, JSON, TEXT, TIME, index, maybe, some

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "bans",
        some("person_id", BIG),
        some("name", TEXT),
        some("reason", TEXT),
        some("until", TIME),
        some("at", TIME),
        maybe("by_id", BIG),
        maybe("by_name", TEXT),
        maybe("told_at", TIME),
        sa.PrimaryKeyConstraint("person_id", name="pk_bans"),
    )
    index("ix_bans_until", "bans", ["until"])
    op.create_table(
        "tallies",
        some("person_id", BIG),
        some("kind", TEXT),
        some("times", JSON),
        some("at", TIME),
        sa.PrimaryKeyConstraint("person_id", "kind", name="pk_tallies"),
    )
    index("ix_tallies_at", "tallies", ["at"])


def downgrade() -> None:
    op.drop_table("tallies")
    op.drop_table("bans")
