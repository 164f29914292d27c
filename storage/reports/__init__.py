"""Numbers about the work of a period: rows are read, folded into cases, and counted.

`reading` and `asked` know the database, `cases` and `figures` only values. What a number looks
like is told in `handlers/reports`.
"""
