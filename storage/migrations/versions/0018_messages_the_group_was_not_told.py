"""Remember what people wrote that the group is told together, because it came so fast."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import BIG, TIME, index, some

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "untold_messages",
        some("message_id", BIG),
        some("ticket_id", BIG),
        some("at", TIME),
        sa.PrimaryKeyConstraint("message_id", name="pk_untold_messages"),
    )
    index("ix_untold_messages_ticket_id", "untold_messages", ["ticket_id"])


def downgrade() -> None:
    op.drop_table("untold_messages")
