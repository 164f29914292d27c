"""What those who run a group do in it: topics by hand, rights, removing people.

Every act is a person's own; whether the rights suffice is checked as the app would.
"""

from __future__ import annotations

from bot.playground.errors import NotPossibleError
from bot.playground.methods import topics
from bot.playground.records import ADMIN_RIGHTS, Chat, Json, Member, Topic
from bot.playground.standing import Standing


class Moderating(Standing):
    """Acts of administrators; a base of `people.Person`."""

    # --- topics

    def closes_topic(self, chat: Chat, thread: int) -> None:
        """Close a topic: from now on only administrators write in it."""
        self._shuts(chat, thread, is_closed=True)

    def reopens_topic(self, chat: Chat, thread: int) -> None:
        """Open a closed topic."""
        self._shuts(chat, thread, is_closed=False)

    def _shuts(self, chat: Chat, thread: int, *, is_closed: bool) -> None:
        topic = self._topic(chat, thread)
        if topic.is_closed == is_closed:
            raise NotPossibleError(f"{topic.name} is so already")
        topic.is_closed = is_closed
        field = "forum_topic_closed" if is_closed else "forum_topic_reopened"
        topics.note(self.state, chat, topic, {field: {}}, sender_id=self.id)
        self.state.journal.note("chat", chat=chat.id)

    def renames_topic(self, chat: Chat, thread: int, name: str) -> None:
        """Give a topic another name."""
        topic = self._topic(chat, thread)
        topic.name = name[: topics.MAX_NAME]
        content: Json = {"forum_topic_edited": {"name": topic.name}}
        topics.note(self.state, chat, topic, content, sender_id=self.id)
        self.state.journal.note("chat", chat=chat.id)

    def deletes_topic(self, chat: Chat, thread: int) -> None:
        """Delete a topic with all its messages; bots hear nothing of it."""
        topics.remove(self.state, chat, self._topic(chat, thread))

    def opens_topic(self, chat: Chat, name: str) -> Topic:
        """Make a topic that has nothing to do with the bot."""
        self._may(chat, "can_manage_topics")
        return topics.make(self.state, chat, name, sender_id=self.id)

    def turns_topics(self, chat: Chat, *, on: bool) -> None:
        """Make a supergroup a forum, or a flat group again; bots hear nothing of it.

        Topics and what is in them stay, and are there again when it is turned on again.
        """
        self._may(chat, "can_change_info")
        if chat.type != "supergroup":
            raise NotPossibleError("only a supergroup has topics")
        chat.is_forum = on
        self.state.journal.note("chat", chat=chat.id)

    def _topic(self, chat: Chat, thread: int) -> Topic:
        self._may(chat, "can_manage_topics")
        topic = topics.general(chat) if thread == topics.GENERAL else chat.topics.get(thread)
        if not chat.is_forum or topic is None or topic.is_deleted:
            raise NotPossibleError(f"no topic {thread} in {chat.title}")
        return topic

    # --- people

    def promotes(self, person: Standing, chat: Chat, *, anonymous: bool = False) -> None:
        """Make somebody an administrator, one who writes as the group if `anonymous`."""
        self._may(chat, "can_promote_members")
        self._appoint(person, chat, Member(person.id, "administrator", anonymous))

    def demotes(self, person: Standing, chat: Chat) -> None:
        """Make an administrator a plain member."""
        self._may(chat, "can_promote_members")
        self._appoint(person, chat, Member(person.id))

    def removes(self, person: Standing, chat: Chat) -> None:
        """Throw somebody out of the group."""
        self._may(chat, "can_restrict_members")
        old = self.state.member(chat, person.id)
        chat.members[person.id] = Member(person.id, "kicked")
        person.moved(chat, old, {"left_chat_member": person.user.as_json()}, by=self.user)

    def grants_bot(self, chat: Chat, *rights: str) -> None:
        """Give the bot just these administrator's rights; with none it is a plain member."""
        unknown = set(rights) - set(ADMIN_RIGHTS)
        if unknown:
            raise NotPossibleError(f"no rights {sorted(unknown)}")
        self._may(chat, "can_promote_members")
        status = "administrator" if rights else "member"
        self.sets_bot(chat, status, rights=set(rights))

    def _appoint(self, person: Standing, chat: Chat, member: Member) -> None:
        old = self.state.member(chat, person.id)
        if not old.is_inside:
            raise NotPossibleError(f"{person.user.full_name} is not in {chat.title}")
        chat.members[person.id] = member
        person.moved(chat, old, None, by=self.user)

    def _may(self, chat: Chat, right: str) -> None:
        standing = self.state.member(chat, self.id)
        is_able = standing.status == "creator" or (standing.is_admin and right in standing.rights)
        if not is_able:
            raise NotPossibleError(f"{self.user.full_name} may not: {right} in {chat.title}")
