"""What the emulated Telegram keeps: people, chats, messages, queries, as plain records."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Json = dict[str, Any]
Value = Any  # any JSON value

ANONYMOUS_ADMIN = 1087968824  # GroupAnonymousBot, the same account in every group
ADMIN_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
    "can_manage_topics",
)


@dataclass
class User:
    """An account: a person or a bot."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    phone: str | None = None
    is_bot: bool = False
    is_deactivated: bool = False

    @property
    def full_name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}" if self.last_name else self.first_name

    def as_json(self) -> Json:
        """The account as the Bot API shows it."""
        body: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        for name in ("last_name", "username", "language_code"):
            if getattr(self, name):
                body[name] = getattr(self, name)
        return body


@dataclass
class Member:
    """Somebody's standing in a chat."""

    user_id: int
    status: str = "member"  # creator, administrator, member, left, kicked
    is_anonymous: bool = False
    rights: set[str] = field(default_factory=lambda: set(ADMIN_RIGHTS))

    @property
    def is_inside(self) -> bool:
        """May read and write here."""
        return self.status not in {"left", "kicked"}

    @property
    def is_admin(self) -> bool:
        """Creator or administrator."""
        return self.status in {"creator", "administrator"}


@dataclass
class Topic:
    """A forum topic; its id is the id of the message that created it."""

    id: int
    name: str
    icon_color: int
    icon_custom_emoji_id: str | None = None
    is_closed: bool = False
    is_hidden: bool = False
    is_deleted: bool = False


@dataclass
class Message:
    """A message and its past; `content` holds the Bot API fields of what it shows."""

    chat_id: int
    id: int
    date: datetime
    content: Json
    sender_id: int | None = None
    sender_chat_id: int | None = None
    reply_to: int | None = None
    thread_id: int | None = None
    is_topic_message: bool = False
    media_group_id: str | None = None
    edit_date: datetime | None = None
    markup: Json | None = None
    keyboard: Json | None = None
    old_markups: list[Json] = field(default_factory=list)
    old_contents: list[Json] = field(default_factory=list)
    reactions: dict[int, list[Json]] = field(default_factory=dict)
    forward_origin: Json | None = None
    via_bot: bool = False
    is_deleted: bool = False
    update_id: int | None = None
    is_confirmed: bool = False

    @property
    def text(self) -> str:
        """What it says: text or caption, without formatting."""
        return str(self.content.get("text", self.content.get("caption", "")))

    @property
    def entities(self) -> list[Json]:
        """Formatting of `text`."""
        return list(self.content.get("entities") or self.content.get("caption_entities") or [])

    @property
    def buttons(self) -> list[list[Json]]:
        """Rows of its inline keyboard as it stands."""
        return list(self.markup["inline_keyboard"]) if self.markup else []

    @property
    def labels(self) -> list[str]:
        """Captions of its inline buttons, row by row."""
        return [button["text"] for row in self.buttons for button in row]

    @property
    def kind(self) -> str:
        """text, photo, document, …, or the service field."""
        first = ("animation", *self.content)  # an animation also carries a document
        return next(name for name in first if name in self.content)

    @property
    def emojis(self) -> list[str]:
        """Emoji reactions of everybody."""
        return [r["emoji"] for given in self.reactions.values() for r in given if "emoji" in r]


@dataclass
class Chat:
    """A private chat (id of the person), group or supergroup."""

    id: int
    type: str
    title: str | None = None
    username: str | None = None
    is_forum: bool = False
    members: dict[int, Member] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    keyboard: Json | None = None
    keyboard_message: int | None = None
    is_blocked: bool = False
    migrated_to: int | None = None
    last_message_id: int = 1  # the first of a supergroup tells of its making

    @property
    def is_private(self) -> bool:
        """One person and the bot."""
        return self.type == "private"


@dataclass
class CallbackQuery:
    """A pressed inline button."""

    id: str
    user_id: int
    chat_id: int
    message_id: int
    data: str
    at: datetime
    answer: Json | None = None

    @property
    def is_answered(self) -> bool:
        """The spinner on the button has stopped."""
        return self.answer is not None


@dataclass
class InlineQuery:
    """What somebody types after the bot's name."""

    id: str
    user_id: int
    query: str
    at: datetime
    chat_type: str = "supergroup"
    offset: str = ""
    results: list[Json] | None = None
    button: Json | None = None
    next_offset: str = ""
    cache_time: int = 300

    @property
    def is_answered(self) -> bool:
        """The list over the text field is there, if only an empty one."""
        return self.results is not None


@dataclass
class Call:
    """One call of the bot, as it came, with what became of it."""

    at: datetime
    method: str
    values: Json
    uploads: tuple[str, ...] = ()
    result: Any = None
    error: str | None = None
    fault: str | None = None
