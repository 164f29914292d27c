"""How the value of one option is read: a string from the environment -> value, or what is wrong.

Pure; `settings.py` names the options and says which reader reads which.
"""

import base64
import re
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo

from pydantic_core import PydanticCustomError

_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}
_PROXIES = ("http", "socks4", "socks5", "socks5h")
_MAX_PORT = 65535
_KEY_BYTES = 32


def wrong(message: str) -> PydanticCustomError:
    """The error that pydantic collects; the message tells what to write instead."""
    # The message is a value of pydantic's template, or its braces would be taken for slots.
    return PydanticCustomError("option", "{message}", {"message": message})


def token(value: str) -> str:
    """A bot token: the bot's number, a colon, a key (@BotFather)."""
    if not _TOKEN.fullmatch(value.strip()):
        raise wrong("is not a bot token; copy it from @BotFather, it looks like 123456:ABC-def")
    return value.strip()


def chat(value: object) -> int:
    """The number of a chat."""
    try:
        number = int(str(value).strip())
    except ValueError:
        number = 0
    if number == 0:
        raise wrong("must be the number of the staff group, such as -1001234567890")
    return number


def names(value: object) -> object:
    """Names with commas between them."""
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    return value


def database(value: str) -> str:
    """Address of a database, with the driver this program uses."""
    scheme, colon, rest = value.partition("://")
    driver = _DRIVERS.get(scheme.lower())
    if not colon or driver is None:
        raise wrong(
            "must begin with sqlite:/// (a file) or with postgresql:// "
            "(such as postgresql://user:password@host/amaryar)"
        )
    return f"{driver}://{rest}"


def web_address(value: str) -> str:
    """An address that begins with http:// or https:// and names a host."""
    parts = _split(value)
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
        raise wrong("must be a web address that begins with https:// or http://")
    return value.rstrip("/")


def secret(value: str) -> str:
    """The webhook's secret (Bot API, setWebhook: 1-256 characters A-Z a-z 0-9 _ -)."""
    if not _SECRET.fullmatch(value):
        raise wrong("must be 1 to 256 Latin letters, digits, _ or - (a rule of Telegram)")
    return value


def data_key(value: str) -> str:
    """Keys of Fernet: 32 bytes each, as base64, with commas between them."""
    keys = [part.strip() for part in value.split(",") if part.strip()]
    try:
        lengths = {len(base64.urlsafe_b64decode(key)) for key in keys}
    except ValueError:
        lengths = set()
    if lengths != {_KEY_BYTES}:
        raise wrong("is not a key; `amaryar db new-key` makes one (several: with commas)")
    return ",".join(keys)


def proxy(value: str) -> str:
    """A proxy with host and port."""
    parts = _split(value)
    if parts is None or parts.scheme not in _PROXIES or not parts.hostname or not parts.port:
        raise wrong("must look like socks5://user:password@host:1080 or http://host:3128")
    return value


def door(value: str) -> str:
    """host:port at which to listen."""
    host, _, port = value.rpartition(":")
    if not host or not port.isdecimal() or int(port) > _MAX_PORT:
        raise wrong("must be host:port, such as 127.0.0.1:8080 or 0.0.0.0:8080")
    return value


def address(value: str) -> tuple[str, int]:
    """Host and port of what `door` has read."""
    host, _, port = value.rpartition(":")
    return host.strip("[]"), int(port)


def time_zone(value: str) -> str:
    """The name of a time zone in the IANA list."""
    try:
        ZoneInfo(value)
    except (ValueError, OSError, KeyError):  # by zoneinfo: bad form, a folder's name, unknown
        raise wrong("is not a time zone; write one such as Asia/Tehran") from None
    return value


def small(value: object) -> object:
    """Lower case, for options that are one of a few words."""
    return value.strip().lower() if isinstance(value, str) else value


def large(value: object) -> object:
    """Upper case, for the log level."""
    return value.strip().upper() if isinstance(value, str) else value


def _split(value: str) -> SplitResult | None:
    try:
        parts = urlsplit(value)
        _ = parts.port  # reading the port finds a wrong one
    except ValueError:
        return None
    return parts
