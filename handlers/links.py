"""Addresses that lead to the bot: deep links into the private chat, and the way to share one.

Bot API, Deep Linking: the parameter of `start` has at most 64 letters, digits, `_` and `-`.
"""

from __future__ import annotations

from urllib.parse import quote

LIMIT = 64
#: What a parameter begins with (article, own case), or is (choose an office, ask a question).
ARTICLE, TICKET, OFFICE, ASK = "a", "t", "office", "ask"


def to_article(bot_username: str, article_id: str) -> str:
    """The link that opens an article; the chat with the bot where the id is too long for one."""
    return to(bot_username, f"{ARTICLE}_{article_id}")


def to_ticket(bot_username: str, reference: str) -> str:
    """The link that opens one's own case."""
    return to(bot_username, f"{TICKET}_{reference}")


def to_topic(chat_id: int, thread_id: int) -> str:
    """The link that opens a topic of a supergroup, for its members.

    Telegram, Deep Links: private message links `t.me/c/<channel>/<message>`; the number of a
    supergroup is -100 followed by that of the channel.
    """
    return f"https://t.me/c/{str(chat_id).removeprefix('-100')}/{thread_id}"


def to(bot_username: str, payload: str = "") -> str:
    """The link to the chat with the bot that hands it `payload`."""
    address = f"https://t.me/{bot_username}"
    return f"{address}?start={payload}" if 0 < len(payload) <= LIMIT else address


def share(address: str, words: str) -> str:
    """The link that lets a person choose a chat and sends `address` there with some words."""
    return f"https://t.me/share/url?url={quote(address, safe='')}&text={quote(words, safe='')}"
