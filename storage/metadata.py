"""Every table of the office: what Alembic compares with and what tests create.

Importing this module registers them all; a new table is one more line here.
"""

from __future__ import annotations

from sqlmodel import SQLModel

from storage import (
    bans,
    broadcasts,
    desk_log,
    desks,
    drafts,
    gaps,
    held,
    jobs,
    learned_answers,
    learned_version,
    learned_wordings,
    leases,
    office_notices,
    outbox_tables,
    paces,
    pending,
    people,
    posts,
    questions,
    ready_replies,
    schema,
    staff,
    subscriptions,
    tallies,
    topics,
    untold,
    updates,
    uploads,
)
from storage.tickets import calendar, deadlines, links, tables

MODELS: tuple[type[SQLModel], ...] = (
    people.Person,
    staff.StaffMember,
    desk_log.DeskEvent,
    desks.Desk,
    drafts.Draft,
    updates.HandledUpdate,
    updates.PoisonUpdate,
    leases.Lease,
    questions.Question,
    outbox_tables.OutboxMessage,
    outbox_tables.MovedChat,
    posts.Post,
    held.HeldMessage,
    tables.Ticket,
    tables.TicketEvent,
    tables.TicketMessage,
    links.TicketLink,
    deadlines.SentAlert,
    calendar.CalendarChange,
    calendar.Recount,
    topics.Topic,
    pending.PendingReply,
    paces.Pace,
    jobs.Job,
    uploads.Upload,
    gaps.Gap,
    learned_answers.LearnedAnswer,
    learned_wordings.LearnedWording,
    learned_version.LearnedVersion,
    bans.Ban,
    tallies.Tally,
    ready_replies.ReadyReplyRow,
    office_notices.OfficeNotice,
    subscriptions.Subscription,
    subscriptions.NoticeRefusal,
    broadcasts.Broadcast,
    untold.UntoldMessage,
)
TABLES = tuple(schema.table_of(model) for model in MODELS)
METADATA = SQLModel.metadata
