"""The measure to compare with: a bare python-telegram-bot echo bot as its tutorial writes it.

Long polling, the default transport, one answer for each message, nothing stored.
Run by `tests.bench` as `python -m tests.bench.echo TOKEN API_URL`.
"""

from __future__ import annotations

import sys

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters


async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say the same again."""
    del context
    message = update.effective_message
    if message is not None and message.text:
        await message.reply_text(message.text)


def main() -> None:
    """Poll until killed."""
    token, api_url = sys.argv[1:3]
    application = Application.builder().token(token).base_url(f"{api_url}/bot").build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling(bootstrap_retries=20)


if __name__ == "__main__":
    main()
