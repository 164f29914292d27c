"""`amaryar run` (the real thing) and `amaryar playground` (the same on an emulated Telegram)."""

import asyncio
import gc
import signal
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.shared import Stop, prepare_database, read_settings, told

if TYPE_CHECKING:
    from bot.playground.world import World
    from bot.running import Running
    from bot.settings import Settings

#: The playground's port when none is asked for and it is free.
PORT = 8081
#: Longest pause between two tries to reach Telegram at the start.
LONGEST_PAUSE = 30.0


def run() -> None:
    """Run the bot: long polling, or webhook when AMARYAR_WEBHOOK_URL is set."""
    from bot import logs
    from bot import settings as options

    settings = read_settings(for_telegram=True)
    logs.set_up(settings.log_level, settings.log_format, secrets=settings.secrets)
    log = logs.get("bot.run")
    for problem in options.unknown(options.given()):
        log.warning("unknown setting", name=problem.name, says=problem.message)
    prepare_database(settings)
    with told():
        asyncio.run(_run(settings))


async def _run(settings: "Settings") -> None:
    from bot import loops, wiring
    from bot.delivery import TokenRefusedError

    stop = stop_at_signals()
    # The content stays to the end. Looking for garbage in it would make the start longer, and hold
    # up answers later.
    gc.disable()
    running = wiring.build(settings)
    gc.freeze()
    gc.enable()
    try:
        if await _connect(running, stop):
            await loops.run(running, stop)
    except TokenRefusedError:
        raise Stop("Telegram does not accept the token any more. See AMARYAR_TOKEN.") from None
    except wiring.StartError as error:
        raise Stop(str(error)) from None
    except OSError as error:
        raise Stop(f"AMARYAR_LISTEN={settings.listen} cannot be used: {error.strerror}") from None
    finally:
        await running.stop()


async def _connect(running: "Running", stop: asyncio.Event) -> bool:
    """Start, and wait for Telegram as long as it takes; False when stopped meanwhile."""
    from bot import logs
    from bot.patience import patiently
    from bot.running import NoConnectionError

    pause = 1.0
    while not stop.is_set():
        try:
            await patiently(running.start)
        except NoConnectionError as error:
            logs.get("bot.run").warning("no connection", says=str(error), again=pause)
        else:
            return True
        try:
            async with asyncio.timeout(pause):
                await stop.wait()
        except TimeoutError:
            pause = min(pause * 2, LONGEST_PAUSE)
    return False


def stop_at_signals() -> asyncio.Event:
    """An event that SIGTERM and SIGINT set; a second one ends the program at once."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def tell(number: int) -> None:
        if stop.is_set():
            sys.exit(128 + number)
        stop.set()

    for name in (signal.SIGTERM, signal.SIGINT):
        try:
            loop.add_signal_handler(name, tell, int(name))
        except NotImplementedError:  # Windows
            signal.signal(name, lambda number, _: loop.call_soon_threadsafe(tell, number))
    return stop


def playground(
    port: Annotated[
        int | None,
        typer.Option(help="Port of the page; 0 takes any free one.", show_default="8081"),
    ] = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Do not open it.")] = False,
    folder: Annotated[
        Path | None, typer.Option(help="Keep the database here; by default it is forgotten.")
    ] = None,
    forum: Annotated[bool, typer.Option("--forum", help="A staff group with topics.")] = False,
) -> None:
    """Try the bot in the browser, on an emulated Telegram; no token and no network needed."""
    from bot import logs
    from bot.playground import demo

    settings = read_settings()
    logs.set_up("WARNING", settings.log_format)
    with told(), tempfile.TemporaryDirectory(prefix="amaryar-") as temporary:
        world = demo.office(port=PORT if port is None else port, is_forum=forum)
        playing = _play(settings, world, folder or Path(temporary), port, is_shown=not no_browser)
        asyncio.run(playing)


async def _play(
    options: "Settings", world: "World", folder: Path, port: int | None, *, is_shown: bool
) -> None:
    from bot import loops, wiring

    stop = stop_at_signals()
    _number_on(world)
    serving = await _serve(world, port)
    settings = _settings_of(options, world, folder)
    try:
        await asyncio.to_thread(prepare_database, settings)  # which runs a loop of its own
        async with wiring.build(settings) as running:
            loop = asyncio.create_task(loops.run(running, stop, has_door=False))
            _announce(world.base_url, is_shown=is_shown)
            await asyncio.wait({loop, serving}, return_when=asyncio.FIRST_COMPLETED)
            stop.set()
            await loop
    finally:
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)


async def _serve(world: "World", port: int | None) -> "asyncio.Task[None]":
    """Start the emulated Telegram; with no port asked for, any free one will do."""
    from bot.playground import serve

    for number in [PORT, 0] if port is None else [port]:
        up = asyncio.Event()
        serving = asyncio.create_task(serve.serve(number, world, started=up))
        waiting = asyncio.create_task(up.wait())
        await asyncio.wait({serving, waiting}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if up.is_set():
            return serving
        error = serving.exception()
        if number == 0 or port is not None:
            raise Stop(f"Port {number} cannot be used: {error}. Try --port 0.")
    raise AssertionError("unreachable")  # pragma: no cover


def _settings_of(options: "Settings", world: "World", folder: Path) -> "Settings":
    """The operator's own content, languages and offices, on the emulated Telegram."""
    from pydantic import SecretStr

    return options.model_copy(
        update={
            "token": SecretStr(world.token),
            "staff_chat_id": world.staff_chat_id,
            "api_url": world.base_url,
            "proxy": None,
            "webhook_url": None,
            "webhook_secret": None,
            "database_url": f"sqlite+aiosqlite:///{folder / 'amaryar.db'}",
        }
    )


def _number_on(world: "World") -> None:
    """A kept folder remembers updates and messages by their numbers; a new world takes others."""
    from datetime import UTC, datetime

    seconds = int((datetime.now(UTC) - datetime(2026, 1, 1, tzinfo=UTC)).total_seconds())
    world.updates._next_id += seconds  # noqa: SLF001 - worlds have no beginning but this
    world.state._shared_message_id = seconds  # noqa: SLF001
    for chat in world.state.chats.values():
        chat.last_message_id = seconds


def _announce(address: str, *, is_shown: bool) -> None:
    print(f"Amaryar's playground: {address}\nCtrl+C ends it.", flush=True)
    if is_shown:
        import webbrowser

        webbrowser.open(address)
