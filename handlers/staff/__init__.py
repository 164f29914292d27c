"""The staff group: buttons of the cards (`desk`), replies (`replies`), lists (`overview`).

`roster` says who acts. Nothing here knows the private chat; what the person hears of an act
is decided in `handlers/notices.py`.
"""
