"""What `doctor` asks Telegram: the token, the group, the bot's rights in it, the webhook."""

from datetime import UTC, datetime
from typing import Any

from telegram.error import InvalidToken, TelegramError

from bot import dialect
from bot.findings import Finding, good, hint, wrong
from bot.settings import PREFIX, Settings
from bot.transport import AiohttpRequest, Api
from handlers.i18n.translator import N_

_ADMINISTRATOR = N_(
    "make the bot an administrator of the group with the right to manage topics: in the group, "
    "Administrators, the bot, “Manage topics”"
)


async def of_telegram(options: Settings) -> list[Finding]:
    """Token, staff group, rights and webhook, as the Bot API server tells them."""
    if options.token is None:
        return []
    proxy = options.proxy.get_secret_value() if options.proxy else None
    async with AiohttpRequest(proxy=proxy) as request:
        base_url = f"{options.api_url}/bot{options.token.get_secret_value()}"
        api = dialect.api(options.messenger, request, base_url)
        return await look(api, options, options.staff_chat_id)


async def look(api: Api, options: Settings, chat_id: int | None) -> list[Finding]:
    """The same over a line that is open already, for the group as it is numbered now."""
    try:
        me = await api.call("getMe")
    except InvalidToken:
        return [
            wrong(
                N_("{server} does not accept the token"),
                N_("copy {token} anew from @BotFather; see {url}"),
                server=options.api_url,
                token=f"{PREFIX}TOKEN",
                url=f"{PREFIX}API_URL",
            )
        ]
    except TelegramError as error:
        return [
            wrong(
                N_("{server} does not answer ({error})"),
                N_("see the network, {url} and {proxy}"),
                server=options.api_url,
                error=str(error),
                url=f"{PREFIX}API_URL",
                proxy=f"{PREFIX}PROXY",
            )
        ]
    messenger = options.messenger
    found = [good(N_("token: {name}"), name=f"@{me.get('username')}")]
    if messenger.has_inline_mode:
        found += _of_inline(me)
    if chat_id is not None:
        # Where bots see everything in a group, nothing has to be put right for it.
        known = me if messenger.has_privacy_mode else me | {"can_read_all_group_messages": True}
        found += await of_group(api, known, chat_id)
    return found + await _of_webhook(api, options)


def _of_inline(me: dict[str, Any]) -> list[Finding]:
    """Whether articles can be offered in any chat; only BotFather can turn it on."""
    if me.get("supports_inline_queries"):
        return []
    return [
        hint(
            N_("inline mode is off: @bot ... in other chats offers nothing"),
            N_("write /setinline to @BotFather, and a placeholder such as: {example}"),
            example="نرخ بیکاری",
        )
    ]


async def of_group(api: Api, me: dict[str, Any], chat_id: int) -> list[Finding]:
    """Whether the staff group is there, and the bot has the rights it needs in it."""
    name = f"{PREFIX}STAFF_CHAT_ID={chat_id}"
    try:
        chat = await api.call("getChat", {"chat_id": chat_id})
        member = await api.call("getChatMember", {"chat_id": chat_id, "user_id": me["id"]})
    except TelegramError as error:
        return [
            wrong(
                N_("staff group: {name}: {error}"),
                N_("add the bot to the group, and see that the number is right"),
                name=name,
                error=str(error),
            )
        ]
    if chat.get("type") not in ("group", "supergroup"):
        kind = str(chat.get("type"))
        what = N_("staff group: {name} is a {kind}")
        return [wrong(what, N_("write a group's number"), name=name, kind=kind)]
    status = str(member.get("status"))
    if status in ("left", "kicked"):
        return [wrong(N_("staff group: the bot is not in it"), N_("add the bot to the group"))]
    rights = [*_of_privacy(me, status), *_of_rights(chat, member)]
    kind = N_("staff group: with topics, the bot is {status}")
    flat = N_("staff group: without topics, the bot is {status}")
    return [good(kind if chat.get("is_forum") else flat, status=status), *rights]


def _of_privacy(me: dict[str, Any], status: str) -> list[Finding]:
    """Bot API, privacy mode: who is no administrator sees replies to itself and commands only."""
    if me.get("can_read_all_group_messages") or status in ("administrator", "creator"):
        return []
    return [
        hint(
            N_("staff group: the bot sees only replies to itself (privacy mode)"),
            N_(
                "make the bot an administrator of the group; or turn its privacy mode off at "
                "@BotFather, then remove it from the group and add it again"
            ),
        )
    ]


def _of_rights(chat: dict[str, Any], member: dict[str, Any]) -> list[Finding]:
    """In a group with topics the bot makes them, and pins the cards in them."""
    if not chat.get("is_forum") or member.get("status") == "creator":
        return []
    found = []
    if not member.get("can_manage_topics"):
        found.append(
            wrong(N_("staff group: it has topics, but the bot may not make any"), _ADMINISTRATOR)
        )
    elif not member.get("can_pin_messages"):
        found.append(
            hint(
                N_("staff group: the bot may not pin the cards in their topics"),
                N_("give the bot the right “Pin messages”"),
            )
        )
    return found


async def _of_webhook(api: Api, options: Settings) -> list[Finding]:
    try:
        info = await api.call("getWebhookInfo")
    except TelegramError as error:
        return [hint(N_("webhook: not told ({error})"), error=str(error))]
    url, waiting = info.get("url") or "", info.get("pending_update_count", 0)
    found = []
    if url != (options.webhook_target or ""):
        is_set = N_("a webhook is set, which does not fit the settings")
        is_none = N_("no webhook is set, which does not fit the settings")
        found.append(hint(is_set if url else is_none, N_("amaryar run sets it right")))
    if url and info.get("last_error_message"):
        found.append(
            wrong(
                N_("webhook: {error} ({at})"),
                N_("see that {url} leads to {listen}"),
                error=str(info["last_error_message"]),
                at=datetime.fromtimestamp(info.get("last_error_date", 0), UTC),
                url=f"{PREFIX}WEBHOOK_URL",
                listen=f"{PREFIX}LISTEN",
            )
        )
    return [*found, good(N_("updates waiting at Telegram: {count}"), count=waiting)]
