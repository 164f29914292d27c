"""Faults of all kinds, and what the program does; `make faults` is the long form."""
