"""Remember how content the person of a ticket is, and their sentence about it."""

from alembic import op

from storage.migrations.columns import NUMBER, TEXT, maybe

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("tickets", maybe("rating", NUMBER))
    op.add_column("tickets", maybe("rating_text", TEXT))


def downgrade() -> None:
    with op.batch_alter_table("tickets") as tickets:
        tickets.drop_column("rating_text")
        tickets.drop_column("rating")
