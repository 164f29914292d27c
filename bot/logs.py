"""Log lines: text for people or JSON for machines; no token and no personal data in them.

Everything logs through structlog; what libraries log joins it. Two rules are kept here: a known
secret is cut out of every finished line, whoever wrote it, and people appear as a short mark
(`chat_mark`) that cannot be turned back into their number without the token.
"""

import hashlib
import logging
import re
import sys
from collections.abc import Iterable
from typing import Literal, TextIO

import structlog
from structlog.typing import Processor

#: Anything shaped like a bot token: libraries put the address of a call into their words.
_TOKEN = re.compile(r"(?<!\d)\d{3,}:[A-Za-z0-9_-]{20,}")
_HIDDEN = "[hidden]"
#: A secret shorter than this would cut holes into ordinary words.
_SHORTEST_SECRET = 4
#: Libraries that tell too much about each call; their warnings are kept.
_LOUD = (
    *("aiohttp", "httpx", "httpcore", "telegram", "uvicorn", "asyncio"),
    *("sqlalchemy", "alembic", "aiosqlite", "psycopg"),
)


class _Formatter(structlog.stdlib.ProcessorFormatter):
    """Ends every line; the last thing that happens to it is the removal of secrets."""

    def __init__(self, secrets: Iterable[str], processors: list[Processor]) -> None:
        super().__init__(processors=processors, foreign_pre_chain=_shared())
        long_first = sorted((s for s in secrets if len(s) >= _SHORTEST_SECRET), key=len)[::-1]
        self._secrets = tuple(long_first)

    def format(self, record: logging.LogRecord) -> str:
        """The finished line without any secret in it, its traceback included."""
        line = super().format(record)
        for secret in self._secrets:
            line = line.replace(secret, _HIDDEN)
        return _TOKEN.sub(_HIDDEN, line)


def set_up(
    level: str = "INFO",
    form: Literal["text", "json"] = "text",
    *,
    secrets: Iterable[str] = (),
    stream: TextIO | None = None,
) -> None:
    """Send all log lines to `stream` (default: standard error), without the given secrets."""
    end: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if form == "json"
        else structlog.dev.ConsoleRenderer(
            colors=False, exception_formatter=structlog.dev.plain_traceback
        )
    )
    tail: list[Processor] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta, end]
    if form == "json":
        tail.insert(1, structlog.processors.format_exc_info)
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(_Formatter(secrets, tail))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in _LOUD:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelName(level)))
    structlog.configure(
        processors=[*_shared(), structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )


def get(name: str) -> structlog.stdlib.BoundLogger:
    """The logger of a module; events are short words, facts are keyword arguments."""
    logger: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(name)
    return logger


def failure(
    logger: structlog.stdlib.BoundLogger, event: str, error: BaseException, **facts: object
) -> None:
    """Log an error by its kind, place and mark; its words and traceback at DEBUG only.

    The words of an error may hold what a person wrote.
    """
    name = type(error).__name__
    logger.error(event, error=name, place=place_of(error), mark=error_mark(error), **facts)
    logger.debug("the error in full", of=event, exc_info=error)


def chat_mark(chat_id: int, salt: str) -> str:
    """Eight letters that stand for a chat in the log, the same for one bot at all times."""
    key = hashlib.blake2b(salt.encode(), digest_size=16).digest()
    return hashlib.blake2b(str(chat_id).encode(), key=key, digest_size=4).hexdigest()


def error_mark(error: BaseException) -> str:
    """Eight letters that stand for an error's kind and place: equal errors have equal marks."""
    told = f"{type(error).__name__} {place_of(error)}"
    return hashlib.blake2b(told.encode(), digest_size=4).hexdigest()


def place_of(error: BaseException) -> str:
    """Where an error arose: `file:line function` of its last lines of this program."""
    lines = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        if "site-packages" not in code.co_filename:
            name = "/".join(code.co_filename.replace("\\", "/").split("/")[-2:])
            lines.append(f"{name}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return " < ".join(lines[:-4:-1])


def _shared() -> list[Processor]:
    return [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
