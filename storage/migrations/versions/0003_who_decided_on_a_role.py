"""Remember who decided on the role of a member of the staff, and what staff did beside tickets."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import BIG, COUNTED, JSON, TEXT, TIME, maybe, some

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("staff", maybe("role_by", BIG))
    op.create_table(
        "desk_events",
        some("id", COUNTED),
        some("at", TIME),
        maybe("actor_id", BIG),
        maybe("actor_name", TEXT),
        some("act", TEXT),
        some("data", JSON),
        sa.PrimaryKeyConstraint("id", name="pk_desk_events"),
    )


def downgrade() -> None:
    op.drop_table("desk_events")
    with op.batch_alter_table("staff") as staff:
        staff.drop_column("role_by")
