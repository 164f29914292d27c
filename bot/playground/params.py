"""Parameters of one call, read leniently as the Bot API does: JSON body, form or query alike."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.playground.errors import bad_request
from bot.playground.records import Value


@dataclass(frozen=True)
class Upload:
    """A file that came with a call."""

    name: str
    data: bytes
    mime_type: str = "application/octet-stream"


class Params:
    """Typed look at a call's parameters; missing ones read as None, wrong ones raise 400."""

    def __init__(
        self, values: Mapping[str, Any], uploads: Mapping[str, Upload] | None = None
    ) -> None:
        self.values = {name: value for name, value in values.items() if value is not None}
        self.uploads = dict(uploads or {})

    def __contains__(self, name: str) -> bool:
        return name in self.values or name in self.uploads

    def text(self, name: str, default: str = "") -> str:
        """A string; numbers are shown as text."""
        value = self.values.get(name, default)
        return value if isinstance(value, str) else json.dumps(value)

    def number(self, name: str, default: int | None = None) -> int | None:
        """An integer, or `default` when absent or empty."""
        value = self.values.get(name, "")
        if value == "" or isinstance(value, bool):
            return default
        try:
            return int(value)
        except (TypeError, ValueError):
            raise bad_request(f"parameter {name} must be an integer") from None

    def real(self, name: str, default: float = 0.0) -> float:
        """A floating point number."""
        try:
            return float(self.values.get(name, default))
        except (TypeError, ValueError):
            raise bad_request(f"parameter {name} must be a number") from None

    def flag(self, name: str) -> bool:
        """A boolean: true, yes, 1 in any case."""
        return str(self.values.get(name, "")).lower() in {"true", "yes", "1"}

    def data(self, name: str) -> Value:
        """A structure: given as such, or as JSON text; None when absent."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name} JSON object") from None

    def mapping(self, name: str) -> dict[str, Any] | None:
        """A JSON object."""
        value = self.data(name)
        if value is not None and not isinstance(value, dict):
            raise bad_request(f"can't parse {name}: expected an Object")
        return value

    def items(self, name: str) -> list[Any] | None:
        """A JSON array."""
        value = self.data(name)
        if value is not None and not isinstance(value, list):
            raise bad_request(f"can't parse {name}: expected an Array")
        return value

    def attached(self, reference: str) -> Upload | None:
        """The upload `attach://name` stands for."""
        return self.uploads.get(reference.removeprefix("attach://"))
