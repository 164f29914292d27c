"""The life of a ticket.

`states.py` is the whole life on one screen, `lifecycle.py` the acts of people and staff,
`change.py` what every act has in common, `tables.py` the rows, `queries.py` the reading.
"""
