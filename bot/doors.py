"""The web doors of a running program: one for Telegram, and one for those who watch, if asked."""

import asyncio
from functools import partial

from starlette.routing import Route

from bot import logs, web
from bot.running import Running

log = logs.get(__name__)


def open_all(running: Running, stop: asyncio.Event) -> list[web.Door]:
    """Open what the settings ask for.

    With AMARYAR_MONITOR_LISTEN the webhook has its door to itself, and without a webhook there is
    only the other one.

    Raises:
        OSError: the webhook's address cannot be used.
    """
    settings = running.settings
    watched = web.watching(partial(running.watch.troubles, stop), running.watch.page)
    routes = _webhook(running)
    if settings.monitor_listen is None:
        routes += watched
    doors = [_open("door", settings.address, routes, running)] if routes else []
    if settings.monitor_listen is not None:
        doors.append(_open("monitor", settings.monitor_address, watched, running))
    return [door for door in doors if door is not None]


def _webhook(running: Running) -> list[Route]:
    settings = running.settings
    if settings.webhook_url is None:
        return []
    secret = settings.webhook_secret
    shown = secret.get_secret_value() if secret else ""
    in_path = not settings.messenger.has_secret_header
    return [web.webhook(running.intake, settings.webhook_url, shown, in_path=in_path)]


def _open(
    what: str, address: tuple[str, int], routes: list[Route], running: Running
) -> web.Door | None:
    door = web.Door(web.make_app(routes), address)
    try:
        port = door.open()
    except OSError as error:
        if what == "door" and running.settings.is_webhook:
            raise
        # The work goes on without it; only nobody can ask whether we are well.
        log.warning("no /healthz", listen=f"{address[0]}:{address[1]}", error=error.strerror)
        return None
    log.info("listening", host=address[0], port=port, door=what)
    return door
