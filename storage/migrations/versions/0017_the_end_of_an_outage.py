"""Tell those who were told of an outage that it is over."""

from alembic import op

from storage.migrations.columns import BIG, TIME, maybe

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("office_notices", maybe("end_of", BIG))
    op.add_column("broadcasts", maybe("until_person", BIG))
    op.add_column("broadcasts", maybe("met_before", TIME))


def downgrade() -> None:
    with op.batch_alter_table("broadcasts") as broadcasts:
        broadcasts.drop_column("met_before")
        broadcasts.drop_column("until_person")
    with op.batch_alter_table("office_notices") as notices:
        notices.drop_column("end_of")
