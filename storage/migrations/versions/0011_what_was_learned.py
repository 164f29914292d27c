"""Remember questions without an answer as matters, and what staff taught about them."""

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

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("questions") as questions:
        questions.add_column(
            sa.Column("to_review", YES_NO, nullable=False, server_default=sa.false())
        )
        questions.add_column(maybe("gap_id", BIG))
    # what was asked in vain before comes to the review, too
    op.execute(
        "UPDATE questions SET to_review = true WHERE office IS NOT NULL AND "
        "(outcome = 'not_found' OR helped = false "
        "OR (ticket_id IS NOT NULL AND articles <> '[]'))"
    )
    with op.batch_alter_table("questions") as questions:
        questions.alter_column("to_review", server_default=None)
    index("ix_questions_to_review", "questions", ["id"], "to_review")
    index("ix_questions_gap_id", "questions", ["gap_id"], "gap_id IS NOT NULL")
    _create_gaps()
    _create_learned()


def downgrade() -> None:
    for table in ("learned_version", "learned_wordings", "learned_answers", "gaps"):
        op.drop_table(table)
    op.drop_index("ix_questions_gap_id", "questions")
    op.drop_index("ix_questions_to_review", "questions")
    with op.batch_alter_table("questions") as questions:
        questions.drop_column("gap_id")
        questions.drop_column("to_review")


def _create_gaps() -> None:
    op.create_table(
        "gaps",
        some("id", COUNTED),
        some("office", TEXT),
        some("language", TEXT),
        some("phrase", TEXT),
        some("state", WORD),
        some("times", NUMBER),
        some("first_at", TIME),
        some("last_at", TIME),
        maybe("article_id", TEXT),
        maybe("decided_by", BIG),
        maybe("decided_name", TEXT),
        maybe("decided_at", TIME),
        sa.PrimaryKeyConstraint("id", name="pk_gaps"),
    )
    index("ix_gaps_open", "gaps", ["times", "id"], "state = 'open'")
    index("ix_gaps_office_last_at", "gaps", ["office", "last_at"])


def _create_learned() -> None:
    op.create_table(
        "learned_answers",
        some("id", COUNTED),
        some("article_id", TEXT),
        maybe("office", TEXT),
        some("texts", JSON),
        some("state", WORD),
        maybe("gap_id", BIG),
        maybe("ticket_id", BIG),
        maybe("written_by", BIG),
        maybe("written_name", TEXT),
        some("written_at", TIME),
        maybe("approved_by", BIG),
        maybe("approved_name", TEXT),
        maybe("live_at", TIME),
        sa.PrimaryKeyConstraint("id", name="pk_learned_answers"),
    )
    index("ix_learned_answers_live", "learned_answers", ["id"], "state = 'live'")
    index("ix_learned_answers_ticket", "learned_answers", ["ticket_id"], "ticket_id IS NOT NULL")
    op.create_table(
        "learned_wordings",
        some("id", COUNTED),
        some("article_id", TEXT),
        some("language", TEXT),
        some("words", TEXT),
        some("gap_id", BIG),
        maybe("added_by", BIG),
        maybe("added_name", TEXT),
        some("added_at", TIME),
        maybe("withdrawn_at", TIME),
        sa.PrimaryKeyConstraint("id", name="pk_learned_wordings"),
    )
    index("ix_learned_wordings_live", "learned_wordings", ["id"], "withdrawn_at IS NULL")
    index("ix_learned_wordings_gap_id", "learned_wordings", ["gap_id"])
    op.create_table(
        "learned_version",
        some("id", BIG),
        some("version", BIG),
        sa.PrimaryKeyConstraint("id", name="pk_learned_version"),
    )
