"""The staff group: buttons of the cards (`desk`), replies (`replies`), lists (`overview`).

`members` is the list of the staff; `roster` says who acts, and who supervises. Nothing here knows
the private chat; what the person hears of an act is decided in `handlers/notices.py`.
"""
