"""Remember which tickets belong together, and whose clock a merged one goes on with."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import BIG, TIME, WORD, index, maybe, some

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("tickets", maybe("clock_from", BIG))
    op.create_table(
        "ticket_links",
        some("ticket_id", BIG),
        some("other_id", BIG),
        some("kind", WORD),
        some("at", TIME),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name="fk_ticket_links_ticket_id_tickets"
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["tickets.id"], name="fk_ticket_links_other_id_tickets"
        ),
        sa.PrimaryKeyConstraint("ticket_id", "other_id", name="pk_ticket_links"),
    )
    index("ix_ticket_links_other_id", "ticket_links", ["other_id"])


def downgrade() -> None:
    op.drop_table("ticket_links")
    with op.batch_alter_table("tickets") as tickets:
        tickets.drop_column("clock_from")
