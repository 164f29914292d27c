"""Keep replies that have not left yet, and remember answers that were taken back."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import BIG, JSON, TEXT, TIME, index, maybe, some

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("ticket_messages", maybe("retracted_at", TIME))
    op.create_table(
        "pending_replies",
        some("chat_id", BIG),
        some("message_id", BIG),
        some("ticket_id", BIG),
        some("operation", TEXT),
        maybe("media_group_id", TEXT),
        some("contents", JSON),
        maybe("actor_id", BIG),
        maybe("actor_name", TEXT),
        maybe("due_at", TIME),
        some("at", TIME),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name="fk_pending_replies_ticket_id_tickets"
        ),
        sa.PrimaryKeyConstraint("chat_id", "message_id", name="pk_pending_replies"),
    )
    index("ix_pending_replies_at", "pending_replies", ["at"])
    index(
        "ix_pending_replies_album",
        "pending_replies",
        ["media_group_id"],
        "media_group_id IS NOT NULL",
    )
    index("ix_pending_replies_due_at", "pending_replies", ["due_at"], "due_at IS NOT NULL")
    index("ix_pending_replies_ticket_id", "pending_replies", ["ticket_id"])


def downgrade() -> None:
    op.drop_table("pending_replies")
    with op.batch_alter_table("ticket_messages") as messages:
        messages.drop_column("retracted_at")
