"""What a handler may use: the shared services and the work of the one update at hand.

Nothing here is global but the context variable that carries the current update's work;
`bot/updates.py` sets it, and every handler reads it through `OfficeContext`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from telegram.ext import CallbackContext, ExtBot

from handlers.outgoing import Outgoing

if TYPE_CHECKING:
    from handlers.i18n.translator import Translator, Translators
    from knowledge.articles import Office
    from knowledge.loader import KnowledgeBase
    from knowledge.official_holidays import OfficialHolidays
    from knowledge.search import Index
    from knowledge.understanding import Understanding
    from storage.database import Transaction
    from storage.people import Person
    from storage.staff import Rank
    from storage.tickets.alerts import OfficeTime

Nothing = dict[Any, Any]


@dataclass(frozen=True)
class Services:
    """Everything the handlers share, filled once by `bot/wiring.py`."""

    knowledge: KnowledgeBase
    index: Index
    understanding: Understanding
    translators: Translators
    staff_chat_id: int
    #: Ids of the offices this bot serves, in the order of the content.
    offices: tuple[str, ...]
    default_language: str
    zone: ZoneInfo
    bot_username: str
    #: Aware UTC time.
    clock: Callable[[], datetime]
    #: `random(n)` gives n unguessable bytes.
    random: Callable[[int], bytes]
    #: Whether a user is a member of the staff group now.
    is_member: Callable[[int], Awaitable[bool]]
    bot_id: int = 0
    #: The time of each office of the content by its id; "" is that of an office not known.
    times: Mapping[str, OfficeTime] = field(default_factory=dict)
    #: The official holidays; None where nobody needs them.
    holidays: OfficialHolidays | None = None
    #: How long a staff reply can be undone; 0 sends it at once.
    undo_seconds: int = 0
    #: What Telegram says of a user in the staff group; None when it did not say.
    rank: Callable[[int], Rank | None] = lambda user_id: None  # noqa: ARG005
    #: Held while a question is looked up; whoever runs the program measures it.
    searching: Callable[[], AbstractContextManager[None]] = nullcontext

    def translator(self, language: str | None) -> Translator:
        """The translator of a language, of the default one when it is not known."""
        return self.translators.for_(language or self.default_language)

    def time(self, office_id: str) -> OfficeTime:
        """The time of an office as its content states it, closures of the group not in it."""
        return self.times.get(office_id) or self.times[""]

    @property
    def staff(self) -> Translator:
        """The translator of the staff group."""
        return self.translators.for_(self.default_language)

    def office(self, office_id: str | None) -> Office | None:
        """The office of that id when this bot serves it."""
        if office_id is None or office_id not in self.offices:
            return None
        return self.knowledge.offices.get(office_id)

    @property
    def only_office(self) -> str | None:
        """The one office, when there is just one and nobody has to be asked."""
        return self.offices[0] if len(self.offices) == 1 else None


@dataclass(frozen=True)
class CallbackAnswer:
    """What a pressed button shows: a toast, or a box that must be closed."""

    text: str | None = None
    show_alert: bool = False


@dataclass(frozen=True)
class InlineAnswer:
    """What is offered while somebody types after the bot's name (Bot API, answerInlineQuery).

    `results` are InlineQueryResult objects, 50 at most; `button` leads into the private chat: its
    words and the parameter of /start. Telegram keeps the answer for `seconds`, for this person.
    """

    results: tuple[dict[str, Any], ...] = ()
    button: tuple[str, str] | None = None
    next_offset: str = ""
    seconds: int = 0


Answer = CallbackAnswer | InlineAnswer


@dataclass
class Work:
    """The work of one update: its transaction, its time, what is told after the commit."""

    tx: Transaction
    now: datetime
    answer: Answer | None = None
    error: BaseException | None = None
    #: Short words for the log line of this update, such as `ask:answer`.
    outcome: str | None = None
    notes: dict[str, Any] = field(default_factory=dict)
    #: The topic in which somebody acts, as (group, topic); None outside of topics.
    here: tuple[int, int] | None = None


#: The work of the update being processed in this task.
current: ContextVar[Work] = ContextVar("current_work")


class OfficeContext(CallbackContext[ExtBot[None], Nothing, Nothing, Services]):
    """PTB's context with the services, the transaction and the person of this update."""

    _person: Person | None = None

    @property
    def services(self) -> Services:
        """The shared services (PTB's `bot_data`, filled by the wiring)."""
        return self.bot_data

    @property
    def work(self) -> Work:
        """The work of this update."""
        return current.get()

    @property
    def tx(self) -> Transaction:
        """The one transaction of this update."""
        return current.get().tx

    @property
    def now(self) -> datetime:
        """The time at which this update is processed (UTC)."""
        return current.get().now

    @property
    def has_person(self) -> bool:
        """Whether this update is of a person in the private chat."""
        return self._person is not None

    @property
    def person(self) -> Person:
        """The person of a private chat; set by `visitor.welcome.meet` before all else."""
        if self._person is None:
            message = "no person in this update"
            raise LookupError(message)
        return self._person

    @person.setter
    def person(self, person: Person) -> None:
        self._person = person

    @property
    def t(self) -> Translator:
        """The translator of the person's language; of the staff's when there is no person."""
        if self._person is None:
            return self.services.staff
        return self.services.translator(self._person.language)

    @property
    def office(self) -> Office | None:
        """The office the person has chosen, or the only one."""
        chosen = self._person.office if self._person else None
        return self.services.office(chosen or self.services.only_office)

    @property
    def out(self) -> Outgoing:
        """The way out: everything said goes through it into the outbox."""
        return Outgoing(self.tx, self.services, self.now, self.work.here)

    def answer(self, text: str | None = None, *, alert: bool = False) -> None:
        """Say what the pressed button shows; it is sent after the commit."""
        self.work.answer = CallbackAnswer(text, alert)

    def offer(self, answer: InlineAnswer) -> None:
        """Say what is offered for an inline query; it is sent after the commit."""
        self.work.answer = answer
