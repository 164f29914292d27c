"""The emulated Telegram alone, for a bot in another process: `python -m bot.playground`."""

from __future__ import annotations

import argparse
import asyncio
import contextlib

from bot.playground import demo, serve
from bot.playground.world import TOKEN


def main(arguments: list[str] | None = None) -> None:
    """Serve an emulator with the demo office and its page, until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m bot.playground", description=__doc__)
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument("--token", default=TOKEN, help="the bot's token; any is fine")
    options = parser.parse_args(arguments)
    world = demo.office(port=options.port, token=options.token)
    print(f"Bot API: {world.base_url}/bot{world.token}/  staff group: {world.staff_chat_id}")  # noqa: T201
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve.serve(options.port, world))


if __name__ == "__main__":
    main()
