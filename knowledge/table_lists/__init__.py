"""An office's own list of tables: from a CSV or XLSX file to `offices/<id>/tables.toml` to answers.

`cells` (a file becomes rows of text), `columns` (which column is what), `rows` (a row becomes an
entry, or an error), `updates` (a new list compared with the one there is), `entries` (the file
`tables.toml`), `answers` (its tables as articles).
"""
