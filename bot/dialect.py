"""Calls of Telegram's Bot API in the dialect of another messenger (`platforms.py`).

What a messenger does not have is left undone where nobody misses it, and said otherwise where
somebody does: a reaction becomes a short reply.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from telegram import InputFile
from telegram.error import BadRequest
from telegram.request import BaseRequest

from bot import markdown
from bot.platforms import TELEGRAM, Platform
from bot.transport import Api

Params = dict[str, Any]

_ADDRESS = re.compile(r"https://t\.me/[\w/?=&%.+-]*")
#: Parameters that only Telegram has.
_TELEGRAM_ONLY = frozenset(
    {
        "parse_mode",
        "link_preview_options",
        "message_thread_id",
        "reply_parameters",
        "allowed_updates",
        "secret_token",
        "drop_pending_updates",
    }
)
_WORDS = ("text", "caption")
#: Not a text for people, though it has the same name.
_TOASTS = "answerCallbackQuery"


def api(platform: Platform, request: BaseRequest, base_url: str) -> Api:
    """The way to the Bot API of a messenger."""
    if platform is TELEGRAM:
        return Api(request, base_url)
    return Dialect(request, base_url, platform)


@dataclass(frozen=True)
class Dialect(Api):
    """`Api` for a messenger that has its own ways."""

    platform: Platform = TELEGRAM

    async def call(
        self,
        method: str,
        params: Params | None = None,
        *,
        files: Sequence[InputFile] = (),
        read_within: float | None = None,
    ) -> Any:
        """Call a method in the words of the messenger; see `Api.call`."""
        given = dict(params or {})
        if method == "setMessageReaction" and not self.platform.has_reactions:
            emoji = next((one.get("emoji") for one in given.get("reaction", [])), None)
            if emoji is None:
                return True
            method, given = "sendMessage", _in_reply(given, str(emoji))
        elif self._is_missing(method):
            return self._instead(method)
        told = translated(self.platform, method, given)
        return await super().call(method, told, files=files, read_within=read_within)

    def _is_missing(self, method: str) -> bool:
        platform = self.platform
        return (
            ("ForumTopic" in method and not platform.has_topics)
            or (method.startswith(("getMy", "setMy")) and not platform.has_profile)
            or (method == "answerInlineQuery" and not platform.has_inline_mode)
        )

    @staticmethod
    def _instead(method: str) -> Any:
        if method == "createForumTopic":
            raise BadRequest("the chat is not a forum")
        return [] if method.startswith("get") else True


def translated(platform: Platform, method: str, params: Params) -> Params:
    """The parameters of a call as another messenger takes them."""
    told = {name: value for name, value in params.items() if name not in _TELEGRAM_ONLY}
    reply = params.get("reply_parameters")
    if reply:
        told[platform.reply_field] = reply["message_id"]
    if method != _TOASTS:
        told |= _worded(platform, params)
    if isinstance(params.get("media"), list):
        told["media"] = [translated(platform, method, part) for part in params["media"]]
    if isinstance(params.get("reply_markup"), dict):
        told["reply_markup"] = _keyboard(platform, params["reply_markup"])
    return told


def address(platform: Platform, url: str) -> str | None:
    """Where a link leads on this messenger; None when Telegram's has no counterpart there."""
    if not url.startswith(TELEGRAM.links):
        return url
    way = urlsplit(url).path.strip("/")
    if "/" in way or not way:
        return None
    return platform.links + url.removeprefix(TELEGRAM.links)


def _worded(platform: Platform, params: Params) -> Params:
    told: Params = {}
    for name in _WORDS:
        words = params.get(name)
        if not isinstance(words, str) or platform.has_html:
            continue
        if params.get("parse_mode") == "HTML":
            words = markdown.from_html(words, lambda url: address(platform, url))
        else:
            words = markdown.escaped(words)
        told[name] = _ADDRESS.sub(lambda found: address(platform, found[0]) or found[0], words)
    return told


def _keyboard(platform: Platform, markup: Params) -> Params | None:
    """The keyboard without what leads nowhere here; None for one that is none here."""
    if markup.get("force_reply") and not platform.has_forced_reply:
        return None
    if "inline_keyboard" not in markup:
        return markup
    rows = [[_button(platform, one) for one in row] for row in markup["inline_keyboard"]]
    kept = [[one for one in row if one is not None] for row in rows]
    return {**markup, "inline_keyboard": [row for row in kept if row]}


def _button(platform: Platform, button: Params) -> Params | None:
    if "url" not in button:
        return button
    url = address(platform, button["url"])
    return None if url is None else {**button, "url": url}


def _in_reply(reaction: Params, emoji: str) -> Params:
    return {
        "chat_id": reaction["chat_id"],
        "text": emoji,
        "reply_parameters": {"message_id": reaction["message_id"]},
    }
