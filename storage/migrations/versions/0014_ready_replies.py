"""Remember the ready replies that a staff group has changed, added or taken away."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import BIG, JSON, TEXT, TIME, YES_NO, maybe, some

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ready_replies",
        some("id", TEXT),
        maybe("office", TEXT),
        some("asks", YES_NO),
        some("phases", JSON),
        some("title", JSON),
        some("says", JSON),
        some("is_removed", YES_NO),
        maybe("changed_by", BIG),
        maybe("changed_name", TEXT),
        some("changed_at", TIME),
        sa.PrimaryKeyConstraint("id", name="pk_ready_replies"),
    )


def downgrade() -> None:
    op.drop_table("ready_replies")
