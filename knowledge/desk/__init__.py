"""What the staff desk takes from the content: other bodies, legal grounds.

The files are `content/desk/*.toml`; `files` reads them, `values` says what they hold.
"""
