"""Remember how much each group was told in the last minute."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import BIG, JSON, some

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "paces",
        some("chat_id", BIG),
        some("messages", JSON),
        some("changes", JSON),
        sa.PrimaryKeyConstraint("chat_id", name="pk_paces"),
    )


def downgrade() -> None:
    op.drop_table("paces")
