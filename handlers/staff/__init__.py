"""The staff group: buttons of the cards (`desk`), replies (`replies`), lists (`overview`).

`members` is the list of the staff; `roster` says who acts, and who supervises; `hands` is what
people do to the group itself. Nothing here knows the private chat; what the person hears of an act
is decided in `handlers/notices.py`.
"""
