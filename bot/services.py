"""What the handlers use, as far as it needs neither Telegram nor a database.

`wiring.py` completes it for the running program; `kb ask` works with it as it is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from bot import calendars
from bot.settings import PREFIX, Problem, Settings, SettingsError
from handlers.context import Services
from handlers.i18n.translator import Translators
from knowledge import loader
from knowledge.loader import KnowledgeBase
from knowledge.official_holidays import OfficialHolidays
from knowledge.search import Index
from knowledge.understanding import Understanding

Clock = Callable[[], datetime]
Random = Callable[[int], bytes]


def utc_now() -> datetime:
    """The clock of this machine."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Content:
    """What is read from files before anybody asks; nothing in it changes while the program runs."""

    knowledge: KnowledgeBase
    index: Index
    understanding: Understanding
    translators: Translators
    #: The offices served here.
    offices: tuple[str, ...]


def read(settings: Settings) -> Content:
    """Read the content and the catalogs, and make the content ready to be asked.

    Raises:
        SettingsError: an office is not in the content.
        knowledge.errors.ContentError: the content cannot be used.
    """
    knowledge = loader.load(settings.knowledge_dir)
    offices = offices_of(settings, knowledge)
    index = Index(knowledge, offices=offices)
    return Content(
        knowledge=knowledge,
        index=index,
        understanding=Understanding(knowledge, index),
        translators=Translators.load(settings.zone, default=settings.language),
        offices=offices,
    )


def make(
    settings: Settings, *, clock: Clock, random: Random, content: Content | None = None
) -> Services:
    """What the handlers use, over content read with the same settings; by default it is read now.

    Raises: as `read`.
    """
    content = content or read(settings)
    holidays = OfficialHolidays()
    return Services(
        knowledge=content.knowledge,
        index=content.index,
        understanding=content.understanding,
        translators=content.translators,
        staff_chat_id=0,
        offices=content.offices,
        default_language=settings.language,
        zone=settings.zone,
        bot_username="",
        clock=clock,
        random=random,
        is_member=_nobody,
        times=calendars.of_all(content.knowledge.offices, settings.zone, holidays),
        holidays=holidays,
        undo_seconds=settings.undo_seconds,
    )


def offices_of(settings: Settings, knowledge: KnowledgeBase) -> tuple[str, ...]:
    """The offices served, in the order of the content. Raises SettingsError."""
    known = tuple(knowledge.offices)
    strangers = [name for name in settings.offices if name not in known]
    if strangers:
        message = f"names {', '.join(strangers)}; the content has {', '.join(known)}"
        raise SettingsError([Problem(f"{PREFIX}OFFICES", message)])
    return tuple(name for name in known if not settings.offices or name in settings.offices)


async def _nobody(user_id: int) -> bool:
    del user_id
    return False
