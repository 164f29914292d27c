"""Find the messages that are held for people who have blocked the bot."""

from alembic import op

from storage.migrations.columns import index

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    index("ix_outbox_held", "outbox", ["chat_id"], "state = 'held'")


def downgrade() -> None:
    op.execute("UPDATE outbox SET state = 'dead' WHERE state = 'held'")
    op.drop_index("ix_outbox_held", "outbox")
