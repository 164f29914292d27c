"""Remember which due day the card of a ticket shows, so that a stale card is seen."""

from alembic import op

from storage.migrations.columns import TIME, maybe

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("tickets", maybe("card_due_at", TIME))


def downgrade() -> None:
    with op.batch_alter_table("tickets") as tickets:
        tickets.drop_column("card_due_at")
