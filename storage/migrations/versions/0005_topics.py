"""Remember the topics of tickets, and which groups have topics."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import BIG, NUMBER, TEXT, TIME, YES_NO, maybe, some

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outbox", maybe("thread_slot", TEXT))
    op.create_table(
        "desks",
        some("chat_id", BIG),
        some("is_forum", YES_NO),
        maybe("barred_until", TIME),
        sa.PrimaryKeyConstraint("chat_id", name="pk_desks"),
    )
    op.create_table(
        "topics",
        some("ticket_id", BIG),
        some("chat_id", BIG),
        some("title", TEXT),
        some("icon", TEXT),
        some("color", NUMBER),
        some("is_open", YES_NO),
        some("remade", NUMBER),
        some("is_given_up", YES_NO),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="fk_topics_ticket_id_tickets"),
        sa.PrimaryKeyConstraint("ticket_id", name="pk_topics"),
    )


def downgrade() -> None:
    op.drop_table("topics")
    op.drop_table("desks")
    with op.batch_alter_table("outbox") as outbox:
        outbox.drop_column("thread_slot")
