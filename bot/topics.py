"""Topics of tickets in the group: made before their first message, opened when somebody closed one.

Only calls of the Bot API; what they mean for the database is written down by `marking.py`.
"""

from telegram.error import BadRequest, TelegramError

from bot import logs
from bot.fates import Fate
from bot.transport import Api
from bot.verdicts import Kind, TopicNews, Verdict
from storage import outbox

log = logs.get(__name__)

#: Words of a 400 to createForumTopic -> what they mean. The first that fits counts.
_REFUSALS = (
    ("not a forum", TopicNews.FLAT),
    ("not enough rights", TopicNews.BARRED),
    ("chat_admin_required", TopicNews.BARRED),
)
#: Looks of an emoji, of no account when icons are compared (U+FE0F).
_LOOKS = "\N{VARIATION SELECTOR-16}"


class Topics:
    """Makes topics; the icons Telegram offers are asked for once."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._icons: dict[str, str] | None = None

    async def make(self, claimed: outbox.Claimed) -> Fate:
        """Make the topic a message needs first; its fate is to be sent again, into it.

        Raises TelegramError for what concerns every call (flood, line, a moved group).
        """
        topic = claimed.topic
        assert topic is not None  # noqa: S101 - the caller has looked
        wish = {"chat_id": claimed.chat_id, "name": topic.title, "icon_color": topic.color}
        icon = await self._icon(topic.icon)
        if icon is not None:
            wish["icon_custom_emoji_id"] = icon
        try:
            made = await self._api.call("createForumTopic", wish)
        except BadRequest as refusal:
            words = str(refusal).casefold()
            known = (news for part, news in _REFUSALS if part in words)
            news = next(known, TopicNews.REFUSED)
            return Fate(claimed, Verdict(Kind.TOPIC, f"no topic: {words[:80]}", news=news))
        verdict = Verdict(Kind.TOPIC, "topic made", news=TopicNews.MADE)
        return Fate(claimed, verdict, (int(made["message_thread_id"]),))

    async def reopen(self, claimed: outbox.Claimed) -> bool:
        """Open a topic that somebody closed; whether it worked."""
        wish = {"chat_id": claimed.chat_id, "message_thread_id": claimed.thread_id}
        try:
            await self._api.call("reopenForumTopic", wish)
        except TelegramError as error:
            log.info("topic stays closed", error=type(error).__name__)
            return False
        return True

    async def _icon(self, emoji: str) -> str | None:
        """The number of the custom emoji that shows an emoji; any other is refused by Telegram."""
        if self._icons is None:
            try:
                stickers = await self._api.call("getForumTopicIconStickers")
            except TelegramError as error:
                log.info("no icons for topics", error=type(error).__name__)
                return None
            self._icons = {
                str(one.get("emoji", "")).replace(_LOOKS, ""): str(one["custom_emoji_id"])
                for one in stickers
                if one.get("custom_emoji_id")
            }
        return self._icons.get(emoji.replace(_LOOKS, ""))
