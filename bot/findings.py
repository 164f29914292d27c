"""What a check finds: how much it matters, what it is, what to do. In English, or any language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from handlers.i18n.translator import Translator


class Level(StrEnum):
    """How much a finding matters."""

    GOOD = "ok"
    HINT = "hint"
    WRONG = "WRONG"


@dataclass(frozen=True)
class Finding:
    """What was found; the remedy when there is something to do. Both are msgids with values."""

    level: Level
    says: str
    does: str = ""
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def what(self) -> str:
        """What was found, in English."""
        return self.says.format_map(self.values)

    @property
    def remedy(self) -> str:
        """What to do, in English; empty when nothing is to be done."""
        return self.does.format_map(self.values)

    def shown(self, t: Translator) -> tuple[str, str]:
        """Finding and remedy in a language."""
        remedy = t.text(self.does, **self.values) if self.does else ""
        return t.text(self.says, **self.values), remedy


def good(says: str, /, **values: object) -> Finding:
    """All is well."""
    return Finding(Level.GOOD, says, values=values)


def hint(says: str, does: str = "", /, **values: object) -> Finding:
    """It works, but somebody should look at it."""
    return Finding(Level.HINT, says, does, values)


def wrong(says: str, does: str, /, **values: object) -> Finding:
    """It must be put right."""
    return Finding(Level.WRONG, says, does, values)
