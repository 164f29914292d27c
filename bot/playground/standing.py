"""Where a person stands: private chat and block, joining and leaving groups, what bots hear."""

from __future__ import annotations

from bot.playground import render
from bot.playground.errors import NotPossibleError
from bot.playground.records import Chat, Json, Member, Message, User
from bot.playground.state import State

SERVICE = frozenset(
    {
        "new_chat_members",
        "left_chat_member",
        "migrate_to_chat_id",
        "migrate_from_chat_id",
        "pinned_message",
        "forum_topic_created",
        "forum_topic_edited",
        "forum_topic_closed",
        "forum_topic_reopened",
        "general_forum_topic_hidden",
        "general_forum_topic_unhidden",
        "new_chat_title",
    }
)


class Standing:
    """A person's relation to chats; the base of `people.Person`."""

    def __init__(self, state: State, user: User) -> None:
        self.state = state
        self.user = user

    @property
    def id(self) -> int:
        """The account's id, also that of the private chat."""
        return self.user.id

    @property
    def private(self) -> Chat:
        """The private chat with the bot; kept from the first act in it on."""
        return self.state.chats.get(self.user.id) or Chat(self.user.id, "private")

    def _opened(self, chat: Chat) -> Chat:
        return chat if chat.id in self.state.chats else self.state.add_chat(chat)

    def chat(self, where: int | Chat | None = None) -> Chat:
        """The chat to act in: a group this person is in, or the private chat."""
        if where is None or where == self.user.id:
            return self.private
        found = where if isinstance(where, Chat) else self.state.chats[where]
        if found.migrated_to is not None:
            found = self.state.chats[found.migrated_to]
        if not found.is_private and not self.state.member(found, self.user.id).is_inside:
            raise NotPossibleError(f"{self.user.full_name} is not in {found.title}")
        return found

    def sees(self, where: int | Chat | None = None) -> list[Message]:
        """All messages of a chat that are still there, oldest first."""
        return [m for m in self.chat(where).messages.values() if not m.is_deleted]

    def hears(self, where: int | Chat | None = None) -> list[Message]:
        """What the bot said there, oldest first."""
        return [m for m in self.sees(where) if m.sender_id == self.state.bot.id]

    def last(self, where: int | Chat | None = None) -> Message:
        """The bot's last message there."""
        return self.hears(where)[-1]

    # --- standing

    def blocks(self) -> None:
        """Block the bot: it hears so, and every call is refused with 403 from now on."""
        self._block(is_blocked=True)

    def unblocks(self) -> None:
        """Take the block back."""
        self._block(is_blocked=False)

    def _block(self, *, is_blocked: bool) -> None:
        private = self._opened(self.private)
        if private.is_blocked == is_blocked:
            return
        private.is_blocked = is_blocked
        was, now = ("member", "kicked") if is_blocked else ("kicked", "member")
        bot = self.state.bot.id
        self._bot_moved(private, Member(bot, was), Member(bot, now))

    def sets_bot(self, chat: Chat, status: str, *, rights: set[str] | None = None) -> None:
        """Make the bot administrator or member of a group, or remove it: left, kicked.

        An administrator has all rights, or just those given.
        """
        old = self.state.member(chat, self.state.bot.id)
        new = Member(self.state.bot.id, status)
        if rights is not None:
            new.rights = rights
        chat.members[self.state.bot.id] = new
        self._bot_moved(chat, old, new)

    def _bot_moved(self, chat: Chat, old: Member, new: Member) -> None:
        body: Json = {
            "chat": render.chat(self.state, chat),
            "from": self.user.as_json(),
            "date": int(self.state.clock().timestamp()),
            "old_chat_member": render.member(self.state, old),
            "new_chat_member": render.member(self.state, new),
        }
        self.state.post("my_chat_member", body, f"membership:{chat.id}")
        self.state.journal.note("chat", chat=chat.id)

    def joins(self, chat: Chat, status: str = "member") -> None:
        """Enter a group."""
        old = self.state.member(chat, self.user.id)
        chat.members[self.user.id] = Member(self.user.id, status)
        self.moved(chat, old, {"new_chat_members": [self.user.as_json()]})

    def leaves(self, chat: Chat) -> None:
        """Leave a group."""
        old = self.state.member(chat, self.user.id)
        chat.members[self.user.id] = Member(self.user.id, "left")
        self.moved(chat, old, {"left_chat_member": self.user.as_json()})

    def moved(self, chat: Chat, old: Member, content: Json | None, by: User | None = None) -> None:
        """Tell the group by a service message, if one is due, and the bot if it may know.

        Bot API, chat_member: the bot must be an administrator and must ask for such updates.
        """
        author = by or self.user
        if content is not None:
            note = self.state.add_message(chat, content, sender_id=author.id)
            self.state.post("message", render.message(self.state, note), f"chat:{chat.id}", note)
        body: Json = {
            "chat": render.chat(self.state, chat),
            "from": author.as_json(),
            "date": int(self.state.clock().timestamp()),
            "old_chat_member": render.member(self.state, old),
            "new_chat_member": render.member(self.state, chat.members[self.user.id]),
        }
        self.state.journal.note("chat", chat=chat.id)
        if self.state.member(chat, self.state.bot.id).is_admin:
            self.state.post("chat_member", body, f"membership:{chat.id}")

    def _writes_into(self, chat: Chat, thread: int | None) -> None:
        """A topic must be there, and open unless this is somebody who may manage topics."""
        if not chat.is_forum or chat.type != "supergroup":
            return
        topic = chat.topics.get(thread or 1)
        if thread is not None and (topic is None or topic.is_deleted):
            raise NotPossibleError(f"no topic {thread} in {chat.title}")
        mine = self.state.member(chat, self.user.id)
        is_free = mine.is_admin and "can_manage_topics" in mine.rights
        if topic is not None and topic.is_closed and not is_free:
            raise NotPossibleError(f"the topic {topic.name} is closed")

    # --- hearing

    def _heard(self, chat: Chat, message: Message) -> bool:
        """Whether the bot gets to hear a message: blocked, thrown out, privacy mode."""
        if chat.is_private:
            return not chat.is_blocked
        bot = self.state.member(chat, self.state.bot.id)
        if not bot.is_inside:
            return False
        if bot.is_admin or self.state.reads_all_group_messages or SERVICE & set(message.content):
            return True
        replied = chat.messages.get(message.reply_to or 0)
        is_reply = replied is not None and replied.sender_id == self.state.bot.id
        named = f"@{self.state.bot.username}".lower() in message.text.lower()
        return is_reply or self._is_commanded(message) or named or message.via_bot

    def _is_commanded(self, message: Message) -> bool:
        """A command for this bot, or for any; /open@other_bot is for another."""
        given = message.text.encode("utf-16-le")
        commands = [
            given[one["offset"] * 2 : (one["offset"] + one["length"]) * 2].decode("utf-16-le")
            for one in message.entities
            if one["type"] == "bot_command"
        ]
        ours = f"@{self.state.bot.username}".lower()
        return any("@" not in one or one.lower().endswith(ours) for one in commands)
