"""Numbers about our own work, as people see them: periods, charts, workbooks, their words.

`reporting` makes a whole report or export and is what the rest of the program calls. Where the
numbers come from: `storage/reports`. Nothing here waits for Telegram or reads the database itself.
"""
