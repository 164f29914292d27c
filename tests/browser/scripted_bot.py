"""A bot of twenty lines for the page's tests: greets, echoes, has buttons, returns files."""

import asyncio

from telegram import (
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
    Update,
)
from telegram.ext import ExtBot

from bot.playground.world import World

GREETING = (
    "سلام! من <b>آماریار</b> هستم 👋\n"
    "پرسش خود را بنویسید یا <a href='https://amar.org.ir'>سایت</a> را ببینید."
)
KEYS = ReplyKeyboardMarkup(
    [["🔎 پرسش", "📄 درخواست آمار"], [KeyboardButton("📱 شمارهٔ من", request_contact=True)]],
    resize_keyboard=True,
    is_persistent=True,
)


class ScriptedBot:
    """Polls the served world and answers."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._bot = ExtBot(
            world.token,
            base_url=f"{world.base_url}/bot",
            base_file_url=f"{world.base_url}/file/bot",
        )

    async def start(self) -> None:
        """Show commands and descriptions, then poll."""
        await self._bot.initialize()
        await self._bot.set_my_commands(
            [BotCommand("start", "شروع"), BotCommand("help", "راهنما")], language_code="fa"
        )
        await self._bot.set_my_commands([BotCommand("start", "Start")])
        await self._bot.set_my_description("پاسخ‌گوی پرسش‌های آماری شما", language_code="fa")
        await self._bot.set_my_description("Answers questions about statistics")
        self._task = asyncio.create_task(self._poll())

    async def stop(self) -> None:
        """Stop polling."""
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        await self._bot.shutdown()

    async def _poll(self) -> None:
        offset = 0
        while True:
            for update in await self._bot.get_updates(offset=offset, timeout=2):
                offset = update.update_id + 1
                await self._answer(update)

    async def _answer(self, update: Update) -> None:
        if update.callback_query:
            query = update.callback_query
            await query.answer(f"گزینهٔ {query.data}", show_alert=query.data == "alert")
            if query.data == "change":
                await query.edit_message_text("<b>عوض شد</b>", parse_mode="HTML")
        elif update.message:
            await self._reply(update.message)

    async def _reply(self, message: Message) -> None:
        if message.text and message.text.startswith("/start"):
            await message.reply_html(GREETING, reply_markup=KEYS)
        elif message.document or message.photo:
            await message.reply_text("رسید ✅", do_quote=True)
        elif message.contact:
            await message.reply_text(f"شماره: {message.contact.phone_number}")
        elif message.chat.type != "private":
            await message.set_reaction("👍")
        elif message.text:
            await self._echo(message)

    async def _echo(self, message: Message) -> None:
        buttons = InlineKeyboardMarkup(
            [
                [
                    InlineKeyboardButton("تغییر", callback_data="change"),
                    InlineKeyboardButton("هشدار", callback_data="alert"),
                ],
                [
                    InlineKeyboardButton(
                        "ادامه در ربات", url=f"https://t.me/{self._bot.username}?start=deep"
                    )
                ],
            ]
        )
        await message.reply_html(f"گفتید: {message.text_html}", reply_markup=buttons)
        await self._bot.send_message(
            self.world.staff_chat_id,
            f"🗂 <b>پرسش تازه</b>\n{message.text_html}",
            parse_mode="HTML",
            reply_markup=InlineKeyboardMarkup(
                [[InlineKeyboardButton("برمی‌دارم", callback_data="take")]]
            ),
        )
