"""The one place where settings, database, knowledge, Telegram and handlers meet.

`build(settings)` gives a `Running`: parts that know each other and do nothing yet.
"""

import secrets
import socket
from dataclasses import dataclass, replace
from typing import cast

from telegram.ext import ApplicationBuilder, ContextTypes
from telegram.request import BaseRequest

from bot import dialect, duties, keys, services
from bot.broadcasting import Broadcasting
from bot.delivery import Delivery
from bot.desk import Desk
from bot.errands import Errands
from bot.learning import Learning
from bot.metrics import Metrics
from bot.pending import Pending
from bot.polling import Polling
from bot.presence import Presence
from bot.running import App, NoConnectionError, Running, StartError
from bot.schedule import DUTIES, Schedule
from bot.settings import PREFIX, Problem, Settings, SettingsError
from bot.telling import Telling
from bot.transport import AiohttpRequest, Api
from bot.updates import SLOTS, Intake
from bot.watch import Watch
from bot.workshop import Workshop
from handlers import routes
from handlers.context import OfficeContext, Services
from storage.database import Database

__all__ = ["NoConnectionError", "Running", "StartError", "build"]

#: Connections of the database: one for each update in hand, and the loops.
POOL = SLOTS + 6


@dataclass(frozen=True)
class _Base:
    """What all loops stand on."""

    database: Database
    api: Api
    clock: services.Clock
    random: services.Random
    #: Names this process in leases and claims. SQLite means one process, which may come back
    #: after a crash and then takes up what it had left.
    holder: str
    #: The marks of chats in its lines are made with the token, because nobody else knows it.
    telling: Telling


def build(
    settings: Settings,
    *,
    content: services.Content | None = None,
    request: BaseRequest | None = None,
    clock: services.Clock | None = None,
    random: services.Random | None = None,
) -> Running:
    """Make all parts and let them know each other; nothing is connected yet.

    Args:
        settings: with token and staff group.
        content: what was read with these settings before; by default it is read now.
        request: the way to Telegram, for tests; by default aiohttp.
        clock: aware UTC time.
        random: `random(n)` gives n unguessable bytes.

    Raises:
        SettingsError: token or group is missing, or an office is not in the content.
        knowledge.errors.ContentError: the content cannot be used.
    """
    token, staff_chat_id = _needed(settings)
    application = _application(settings, token, request)
    base = _Base(
        database=Database(settings.database_url, pool_size=POOL, vault=keys.vault(settings)),
        api=dialect.api(settings.messenger, application.bot.request, application.bot.base_url),
        clock=clock or services.utc_now,
        random=random or secrets.token_bytes,
        holder="local" if settings.is_sqlite else f"{socket.gethostname()}-{secrets.token_hex(4)}",
        telling=Telling(Metrics(), token),
    )
    desk = Desk(database=base.database, api=base.api, chat_id=staff_chat_id, clock=base.clock)
    application.bot_data = replace(
        services.make(settings, clock=base.clock, random=base.random, content=content),
        staff_chat_id=staff_chat_id,
        is_member=desk.is_member,
        rank=desk.rank,
        searching=base.telling.metrics.searching,
    )
    return _running(settings, application, base, desk)


def _needed(settings: Settings) -> tuple[str, int]:
    missing = [
        Problem(PREFIX + name.upper(), "is not set")
        for name in ("token", "staff_chat_id")
        if getattr(settings, name) is None
    ]
    if settings.token is None or settings.staff_chat_id is None:
        raise SettingsError(missing)
    return settings.token.get_secret_value(), settings.staff_chat_id


def _application(settings: Settings, token: str, request: BaseRequest | None) -> App:
    proxy = settings.proxy.get_secret_value() if settings.proxy else None
    context_types = ContextTypes(
        context=OfficeContext,
        # PTB calls it to make bot_data; the real services are put in by `build`.
        bot_data=cast("type[Services]", lambda: None),
    )
    builder = (
        ApplicationBuilder()
        .token(token)
        .base_url(f"{settings.api_url}/bot")
        .base_file_url(f"{settings.api_url}/file/bot")
        .request(request or AiohttpRequest(proxy=proxy))
        .get_updates_request(request or AiohttpRequest(proxy=proxy, connections=2))
        .context_types(context_types)
        .updater(None)
        .job_queue(None)
    )
    application = cast("App", builder.build())
    routes.register(application)
    return application


def _running(settings: Settings, application: App, base: _Base, desk: Desk) -> Running:
    errands = _errands(settings, application, base)
    delivery = _delivery(settings, application, base, desk, errands)
    intake = Intake(
        database=base.database,
        application=application,
        api=base.api,
        desk=desk,
        clock=base.clock,
        random=base.random,
        wake=delivery.wake,
        telling=base.telling,
    )
    return Running(
        settings=settings,
        application=application,
        database=base.database,
        api=base.api,
        desk=desk,
        intake=intake,
        delivery=delivery,
        errands=errands,
        schedule=_schedule(application, base, delivery),
        pending=_pending(application, base, delivery),
        broadcasting=_broadcasting(application, base, delivery),
        workshop=_workshop(application, base, delivery),
        learning=_learning(application, base),
        polling=_polling(settings, application, base, intake),
        presence=Presence(
            database=base.database, clock=base.clock, holder=base.holder, wake=delivery.wake
        ),
        watch=Watch(base.database, settings.database_url, base.telling.metrics, base.clock),
    )


def _errands(settings: Settings, application: App, base: _Base) -> Errands:
    return Errands(
        settings=settings,
        database=base.database,
        api=base.api,
        services=lambda: application.bot_data,
        clock=base.clock,
        me=lambda: application.bot.bot.to_dict(),  # noqa: PLW0108 - not known before the start
    )


def _delivery(
    settings: Settings, application: App, base: _Base, desk: Desk, errands: Errands
) -> Delivery:
    return Delivery(
        database=base.database,
        api=base.api,
        services=lambda: application.bot_data,
        clock=base.clock,
        random=base.random,
        by=base.holder,
        moved=lambda old, new: desk.move(new) if old == desk.chat_id else None,
        telling=base.telling,
        pace=settings.group_pace,
        errands=errands.all,
    )


def _schedule(application: App, base: _Base, delivery: Delivery) -> Schedule:
    return Schedule(
        database=base.database,
        clock=base.clock,
        random=base.random,
        holder=base.holder,
        duties=(*DUTIES, *duties.make(lambda: application.bot_data)),
        wake=delivery.wake,
    )


def _pending(application: App, base: _Base, delivery: Delivery) -> Pending:
    return Pending(
        database=base.database,
        services=lambda: application.bot_data,
        clock=base.clock,
        wake=delivery.wake,
    )


def _broadcasting(application: App, base: _Base, delivery: Delivery) -> Broadcasting:
    return Broadcasting(
        database=base.database,
        services=lambda: application.bot_data,
        clock=base.clock,
        wake=delivery.wake,
    )


def _workshop(application: App, base: _Base, delivery: Delivery) -> Workshop:
    return Workshop(
        database=base.database,
        services=lambda: application.bot_data,
        clock=base.clock,
        by=base.holder,
        wake=delivery.wake,
    )


def _learning(application: App, base: _Base) -> Learning:
    return Learning(database=base.database, holder=application, clock=base.clock, by=base.holder)


def _polling(settings: Settings, application: App, base: _Base, intake: Intake) -> Polling:
    # PTB keeps a transport for long polling apart, so that a question of half a minute takes no
    # connection from the calls; it has no public name for it.
    transport = application.bot._request[0]  # noqa: SLF001
    return Polling(
        api=dialect.api(settings.messenger, transport, base.api.base_url),
        database=base.database,
        intake=intake,
        clock=base.clock,
        random=base.random,
        holder=base.holder,
    )
