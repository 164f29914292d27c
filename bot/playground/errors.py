"""Refusals of the emulated Bot API, in its own words."""

from __future__ import annotations

from typing import Any


class ApiError(Exception):
    """A call the Bot API refuses: HTTP status, description and response parameters."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def as_json(self) -> dict[str, Any]:
        """The body the Bot API answers with."""
        body: dict[str, Any] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.parameters:
            body["parameters"] = dict(self.parameters)
        return body


class NotPossibleError(Exception):
    """A person tries what the app on their phone would not offer; a test or page did wrong."""


def bad_request(description: str, **parameters: int) -> ApiError:
    """A 400 with Telegram's prefix."""
    return ApiError(400, f"Bad Request: {description}", **parameters)


def forbidden(description: str) -> ApiError:
    """A 403 with Telegram's prefix."""
    return ApiError(403, f"Forbidden: {description}")


def conflict(description: str) -> ApiError:
    """A 409 with Telegram's prefix."""
    return ApiError(409, f"Conflict: {description}")
