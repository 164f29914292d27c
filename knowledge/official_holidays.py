"""The official holidays of Iran, from the `holidays` library, with which of them are estimated.

Religious ones follow the sighting of the moon: until a year's list is out the library estimates
them, and they may move by a day. An office then corrects its calendar from the group.
"""

from __future__ import annotations

from datetime import date

import holidays

_LANGUAGES = {"fa": "fa_IR", "en": "en_US"}
_ESTIMATED = (" (تخمینی)", " (estimated)")
#: Beyond these years the library has no lunar dates.
_FIRST_YEAR, _LAST_YEAR = 1925, 2076


class OfficialHolidays:
    """Days on which all offices of the country are closed, Fridays not among them."""

    def __init__(self) -> None:
        self._names = {
            language: holidays.country_holidays("IR", language=code)
            for language, code in _LANGUAGES.items()
        }

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self._raw(day, "fa") is not None

    def name(self, day: date, language: str) -> str | None:
        """The name of a holiday in Persian or English; None for another day."""
        found = self._raw(day, language)
        if found is None:
            return None
        for mark in _ESTIMATED:
            found = found.replace(mark, "")
        return found

    def is_estimated(self, day: date) -> bool:
        """Whether a holiday may still move by a day."""
        return any(mark in (self._raw(day, "fa") or "") for mark in _ESTIMATED)

    def _raw(self, day: date, language: str) -> str | None:
        if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
            return None
        # a list that nobody has asked yet is empty, and false
        names = self._names[language if language in self._names else "fa"]
        found: str | None = names.get(day)
        return found
