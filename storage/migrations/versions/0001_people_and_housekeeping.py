"""Remember people, staff, drafts, questions, and what the running program must know."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import (
    BIG,
    COUNTED,
    JSON,
    NUMBER,
    TEXT,
    TIME,
    WORD,
    YES_NO,
    index,
    maybe,
    some,
)

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_people()
    _create_staff()
    _create_drafts()
    _create_held_messages()
    _create_questions()
    _create_updates()
    _create_poison_updates()
    _create_leases()


def downgrade() -> None:
    op.drop_table("leases")
    op.drop_table("poison_updates")
    op.drop_table("updates")
    op.drop_table("questions")
    op.drop_table("held_messages")
    op.drop_table("drafts")
    op.drop_table("staff")
    op.drop_table("people")


def _create_people() -> None:
    op.create_table(
        "people",
        some("id", BIG),
        some("name", TEXT),
        maybe("username", TEXT),
        maybe("language", TEXT),
        maybe("office", TEXT),
        some("is_reachable", YES_NO),
        some("times_seen", NUMBER),
        some("created_at", TIME),
        some("seen_at", TIME),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
    )


def _create_staff() -> None:
    op.create_table(
        "staff",
        some("user_id", BIG),
        some("name", TEXT),
        some("role", WORD),
        some("first_seen", TIME),
        some("last_seen", TIME),
        some("is_active", YES_NO),
        sa.PrimaryKeyConstraint("user_id", name="pk_staff"),
    )


def _create_drafts() -> None:
    op.create_table(
        "drafts",
        some("person_id", BIG),
        some("form", TEXT),
        some("form_version", NUMBER),
        some("step", TEXT),
        some("answers", JSON),
        some("revision", NUMBER),
        maybe("office", TEXT),
        maybe("prompt_slot", TEXT),
        some("data", JSON),
        some("touched_at", TIME),
        sa.PrimaryKeyConstraint("person_id", name="pk_drafts"),
    )
    index("ix_drafts_touched_at", "drafts", ["touched_at"])


def _create_held_messages() -> None:
    op.create_table(
        "held_messages",
        some("id", COUNTED),
        some("person_id", BIG),
        maybe("media_group_id", TEXT),
        some("content", JSON),
        some("at", TIME),
        sa.PrimaryKeyConstraint("id", name="pk_held_messages"),
    )
    index("ix_held_messages_at", "held_messages", ["at"])
    index("ix_held_messages_person", "held_messages", ["person_id", "media_group_id"])


def _create_questions() -> None:
    op.create_table(
        "questions",
        some("id", COUNTED),
        some("person_id", BIG),
        maybe("office", TEXT),
        some("language", TEXT),
        some("text", TEXT),
        some("outcome", WORD),
        some("articles", JSON),
        maybe("score", sa.Float()),
        maybe("helped", YES_NO),
        maybe("ticket_id", BIG),
        some("asked_at", TIME),
        sa.PrimaryKeyConstraint("id", name="pk_questions"),
    )
    index("ix_questions_asked_at", "questions", ["asked_at"])
    index("ix_questions_person_id", "questions", ["person_id"])


def _create_updates() -> None:
    op.create_table(
        "updates",
        some("update_id", BIG),
        some("at", TIME),
        sa.PrimaryKeyConstraint("update_id", name="pk_updates"),
    )
    index("ix_updates_at", "updates", ["at"])


def _create_poison_updates() -> None:
    op.create_table(
        "poison_updates",
        some("update_id", BIG),
        some("raw", TEXT),
        some("error", TEXT),
        some("at", TIME),
        sa.PrimaryKeyConstraint("update_id", name="pk_poison_updates"),
    )
    index("ix_poison_updates_at", "poison_updates", ["at"])


def _create_leases() -> None:
    op.create_table(
        "leases",
        some("name", TEXT),
        some("holder", TEXT),
        some("until", TIME),
        sa.PrimaryKeyConstraint("name", name="pk_leases"),
    )
