"""Remember what was promised and when it is due, the office's own calendar, and alerts sent."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import (
    BIG,
    COUNTED,
    JSON,
    NUMBER,
    TEXT,
    TIME,
    YES_NO,
    index,
    maybe,
    some,
)

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

DAY = sa.Date()
TICKET_COLUMNS: dict[str, sa.types.TypeEngine[Any]] = {
    "service": TEXT,
    "promise": JSON,
    "response_due_at": TIME,
    "resolution_due_at": TIME,
    "responded_at": TIME,
    "days_closed": NUMBER,
    "days_waited": NUMBER,
}


def upgrade() -> None:
    for name, kind in TICKET_COLUMNS.items():
        op.add_column("tickets", maybe(name, kind))
    index("ix_tickets_open_person", "tickets", ["person_id"], "closed_at IS NULL")
    # the first sweep looks at every open ticket of before
    op.execute("UPDATE tickets SET next_deadline_at = updated_at WHERE closed_at IS NULL")
    op.add_column("people", maybe("told_opening", TIME))
    _create_sent_alerts()
    _create_calendar_changes()
    _create_recounts()


def downgrade() -> None:
    op.drop_table("recounts")
    op.drop_table("calendar_changes")
    op.drop_table("sent_alerts")
    with op.batch_alter_table("people") as people:
        people.drop_column("told_opening")
    op.drop_index("ix_tickets_open_person", "tickets")
    with op.batch_alter_table("tickets") as tickets:
        for name in TICKET_COLUMNS:
            tickets.drop_column(name)


def _create_sent_alerts() -> None:
    op.create_table(
        "sent_alerts",
        some("ticket_id", BIG),
        some("key", TEXT),
        some("at", TIME),
        sa.PrimaryKeyConstraint("ticket_id", "key", name="pk_sent_alerts"),
    )
    index("ix_sent_alerts_at", "sent_alerts", ["at"])


def _create_calendar_changes() -> None:
    op.create_table(
        "calendar_changes",
        some("id", COUNTED),
        maybe("office", TEXT),
        some("first", DAY),
        some("last", DAY),
        some("is_working", YES_NO),
        some("hours", JSON),
        some("reason", TEXT),
        some("proposed_at", TIME),
        maybe("decided_at", TIME),
        maybe("decided_by", BIG),
        maybe("decided_by_name", TEXT),
        maybe("withdrawn_at", TIME),
        maybe("withdrawn_by", BIG),
        sa.PrimaryKeyConstraint("id", name="pk_calendar_changes"),
    )
    index(
        "ix_calendar_changes_valid",
        "calendar_changes",
        ["last"],
        "decided_at IS NOT NULL AND withdrawn_at IS NULL",
    )
    index("ix_calendar_changes_proposed", "calendar_changes", ["proposed_at"], "decided_at IS NULL")


def _create_recounts() -> None:
    op.create_table(
        "recounts",
        some("id", COUNTED),
        maybe("office", TEXT),
        maybe("change_id", BIG),
        some("after_person", BIG),
        some("cases", NUMBER),
        some("people", NUMBER),
        some("begun_at", TIME),
        maybe("done_at", TIME),
        sa.PrimaryKeyConstraint("id", name="pk_recounts"),
    )
    index("ix_recounts_open", "recounts", ["id"], "done_at IS NULL")
