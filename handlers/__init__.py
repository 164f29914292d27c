"""What people see and press. Speaks Telegram; never SQL, never the environment.

``routes`` is the index of everything the bot reacts to. ``i18n`` holds languages, digits and
dates, ``forms`` the questionnaires, ``visitor`` the private chat, ``staff`` the staff group.
"""
