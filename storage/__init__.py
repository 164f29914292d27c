"""What the office remembers: tables, and the rules that guard them.

No Telegram, no web, no sentences for people. Begin with `database.py` (one transaction per use),
`tickets/states.py` (the life of a ticket on one screen) and `outbox.py` (messages that must leave).
Every use case takes the open `Transaction` first; time and chance are parameters.
"""
