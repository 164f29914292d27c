"""Languages, scripts, calendars: how a value or a sentence looks to the person who reads it.

Start at ``translator`` (sentences with values put in), ``numbers`` (digits), ``dates`` (Jalali and
Gregorian, both ways), ``bidi`` (direction), ``catalogs`` (the .po files in ``locales``).
Nothing here knows Telegram or the database; the zone and the day are always parameters.
"""
