"""The running program: settings, wiring, loops and doors.

It may import everything else; nothing else imports it. Start reading at `wiring.py`; the life of
one update is `updates.py`, the life of one outgoing message is `delivery.py`.
"""
