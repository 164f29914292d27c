"""Tests of the emulated Telegram, with the real python-telegram-bot on the other end."""
