"""Telegram in a box: try and test the bot without a token, a phone or a network.

`world.py` is where to begin: `World` holds chats, people and the bot, and knows nothing of HTTP.
People act through `people.py`, the bot calls `methods/`; `api.py` serves both over loopback HTTP,
`direct.py` hands python-telegram-bot the same world without a socket, and `page.py` shows it.
"""
