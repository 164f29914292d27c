"""What the messengers that speak the Bot API can do; AMARYAR_PLATFORM chooses one.

The program is written for Telegram. Bale (docs.bale.ai) has the same calls, fewer of them, and
other formatting; `dialect.py` translates what leaves for it. A capability is named here once, and
everybody else asks for the capability, never for the name of a messenger.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Platform:
    """One messenger. The defaults are Telegram's."""

    name: str
    api_url: str
    #: Text is HTML where a call says so; else all text is Markdown, as Bale writes it.
    has_html: bool = True
    has_topics: bool = True
    has_reactions: bool = True
    #: The menu of commands, names and descriptions set by the bot.
    has_profile: bool = True
    has_inline_mode: bool = True
    #: Groups in which bots see only what is meant for them (BotFather, /setprivacy).
    has_privacy_mode: bool = True
    #: `force_reply`, which opens the reply field of a person.
    has_forced_reply: bool = True
    #: The field that names the message replied to.
    reply_field: str = "reply_parameters"
    #: The webhook shows its secret in a header; else it is part of the address.
    has_secret_header: bool = True
    #: Links into chats begin with it; of those of Telegram only links to people and bots fit.
    links: str = "https://t.me/"


TELEGRAM = Platform("telegram", "https://api.telegram.org")
BALE = Platform(
    "bale",
    "https://tapi.bale.ai",
    has_html=False,
    has_topics=False,
    has_reactions=False,
    has_profile=False,
    has_inline_mode=False,
    has_privacy_mode=False,
    has_forced_reply=False,
    reply_field="reply_to_message_id",
    has_secret_header=False,
    links="https://ble.ir/",
)
PLATFORMS = {one.name: one for one in (TELEGRAM, BALE)}
