"""Whole stories in the words of the users, through the emulated Telegram, on both databases."""
