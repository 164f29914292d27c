"""Remember what must leave and what has left, and the tickets."""

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

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_outbox()
    _create_moved_chats()
    _create_posts()
    _create_tickets()
    _create_ticket_events()
    _create_ticket_messages()


def downgrade() -> None:
    op.drop_table("ticket_messages")
    op.drop_table("ticket_events")
    op.drop_table("tickets")
    op.drop_table("posts")
    op.drop_table("moved_chats")
    op.drop_table("outbox")


def _create_outbox() -> None:
    op.create_table(
        "outbox",
        some("id", COUNTED),
        some("chat_id", BIG),
        some("method", TEXT),
        some("payload", JSON),
        maybe("slot", TEXT),
        maybe("target_slot", TEXT),
        maybe("reply_slot", TEXT),
        some("refs", JSON),
        maybe("then", JSON),
        maybe("key", TEXT),
        some("state", WORD),
        some("attempts", NUMBER),
        some("due_at", TIME),
        maybe("claimed_until", TIME),
        maybe("claimed_by", TEXT),
        maybe("error", TEXT),
        some("created_at", TIME),
        maybe("sent_at", TIME),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
    )
    index("ix_outbox_chat", "outbox", ["chat_id", "id"], "state = 'waiting'")
    index(
        "ix_outbox_claimed",
        "outbox",
        ["chat_id", "claimed_until"],
        "state = 'waiting' AND claimed_until IS NOT NULL",
    )
    index("ix_outbox_dead", "outbox", ["id"], "state = 'dead'")
    index("ix_outbox_due", "outbox", ["due_at", "id"], "state = 'waiting'")
    index("ix_outbox_key", "outbox", ["chat_id", "key"], "state = 'waiting' AND key IS NOT NULL")
    index("ix_outbox_sent", "outbox", ["sent_at"], "state = 'sent'")


def _create_moved_chats() -> None:
    op.create_table(
        "moved_chats",
        some("old", BIG),
        some("new", BIG),
        some("at", TIME),
        sa.PrimaryKeyConstraint("old", name="pk_moved_chats"),
    )


def _create_posts() -> None:
    op.create_table(
        "posts",
        some("chat_id", BIG),
        some("message_id", BIG),
        maybe("slot", TEXT),
        maybe("ticket_id", BIG),
        maybe("ticket_message_id", BIG),
        some("at", TIME),
        sa.PrimaryKeyConstraint("chat_id", "message_id", name="pk_posts"),
    )
    index(
        "ix_posts_ticket_message_id",
        "posts",
        ["ticket_message_id"],
        "ticket_message_id IS NOT NULL",
    )
    index("uq_posts_chat_id_slot", "posts", ["chat_id", "slot"], "slot IS NOT NULL", unique=True)


def _create_tickets() -> None:
    op.create_table(
        "tickets",
        some("id", COUNTED),
        some("reference", TEXT),
        some("office", TEXT),
        some("kind", WORD),
        some("status", WORD),
        some("person_id", BIG),
        some("is_anonymous", YES_NO),
        some("language", TEXT),
        maybe("holder_id", BIG),
        maybe("holder_name", TEXT),
        some("subject", TEXT),
        some("fields", JSON),
        maybe("outcome", TEXT),
        some("opened_at", TIME),
        some("updated_at", TIME),
        maybe("closed_at", TIME),
        maybe("waiting_since", TIME),
        maybe("next_deadline_at", TIME),
        some("version", NUMBER),
        maybe("question_id", BIG),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_tickets_person_id_people"),
        sa.PrimaryKeyConstraint("id", name="pk_tickets"),
        sa.UniqueConstraint("reference", name="uq_tickets_reference"),
    )
    index("ix_tickets_deadline", "tickets", ["next_deadline_at"], "closed_at IS NULL")
    index("ix_tickets_open", "tickets", ["id"], "closed_at IS NULL")
    index("ix_tickets_open_kind", "tickets", ["kind", "id"], "closed_at IS NULL")
    index("ix_tickets_person_id_id", "tickets", ["person_id", "id"])


def _create_ticket_events() -> None:
    op.create_table(
        "ticket_events",
        some("id", COUNTED),
        some("ticket_id", BIG),
        some("at", TIME),
        some("party", WORD),
        maybe("actor_id", BIG),
        maybe("actor_name", TEXT),
        some("action", WORD),
        maybe("before", WORD),
        some("after", WORD),
        some("data", JSON),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name="fk_ticket_events_ticket_id_tickets"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_ticket_events"),
    )
    index("ix_ticket_events_ticket_id", "ticket_events", ["ticket_id"])


def _create_ticket_messages() -> None:
    op.create_table(
        "ticket_messages",
        some("id", COUNTED),
        some("ticket_id", BIG),
        some("at", TIME),
        some("direction", WORD),
        maybe("author_id", BIG),
        maybe("text", TEXT),
        maybe("media", TEXT),
        maybe("file_id", TEXT),
        maybe("file_unique_id", TEXT),
        maybe("file_name", TEXT),
        maybe("mime_type", TEXT),
        maybe("file_size", BIG),
        maybe("media_group_id", TEXT),
        maybe("chat_id", BIG),
        maybe("message_id", BIG),
        maybe("edited_at", TIME),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name="fk_ticket_messages_ticket_id_tickets"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_ticket_messages"),
    )
    index("ix_ticket_messages_ticket_id", "ticket_messages", ["ticket_id"])
    index(
        "uq_ticket_messages_origin",
        "ticket_messages",
        ["chat_id", "message_id"],
        "message_id IS NOT NULL",
        unique=True,
    )
