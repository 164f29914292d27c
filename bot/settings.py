"""Every option of the program: the only reader of the environment and of `.env`.

The settings are read once, at the start; everybody else gets values, never the environment.
All problems are reported together: the name, what is wrong, how to put it right.
"""

import difflib
import os
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from dotenv import dotenv_values
from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    SecretStr,
    ValidationError,
    model_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot import platforms, readers, settings_problems
from bot.platforms import Platform
from bot.settings_problems import ENV_FILE, Problem, SettingsError

__all__ = ["PREFIX", "Problem", "Settings", "SettingsError", "given", "load", "unknown"]

PREFIX = "AMARYAR_"


def _secret(reader: Any) -> Any:
    return BeforeValidator(lambda value: reader(value) if isinstance(value, str) else value)


class Settings(BaseSettings):
    """The options of the program, checked and frozen; outside they carry the prefix AMARYAR_."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=ENV_FILE,
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    token: Annotated[SecretStr | None, _secret(readers.token)] = Field(
        default=None, description="The bot's token, from @BotFather. Needed by `run`."
    )
    staff_chat_id: Annotated[
        int | None, BeforeValidator(lambda value: None if value is None else readers.chat(value))
    ] = Field(
        default=None, description="Number of the staff group: -1001234567890. Needed by `run`."
    )
    platform: Annotated[Literal["telegram", "bale"], BeforeValidator(readers.small)] = Field(
        default="telegram", description="The messenger: telegram or bale."
    )
    offices: Annotated[tuple[str, ...], NoDecode, BeforeValidator(readers.names)] = Field(
        default=(),
        description="Ids of the offices served, comma-separated. Empty: all of the content.",
    )
    data_dir: Path = Field(default=Path("data"), description="Folder of the SQLite file.")
    database_url: Annotated[str, AfterValidator(readers.database)] = Field(
        default="",
        repr=False,  # may hold a password
        description="Address of the database. Empty: the file amaryar.db in the data folder.",
    )
    data_key: Annotated[SecretStr | None, _secret(readers.data_key)] = Field(
        default=None, description="Key that seals personal data at rest; several: the first seals."
    )
    api_url: Annotated[str, AfterValidator(readers.web_address)] = Field(
        default=platforms.TELEGRAM.api_url,
        description="Address of the Bot API server. Empty: the messenger's own.",
    )
    proxy: Annotated[SecretStr | None, _secret(readers.proxy)] = Field(
        default=None,
        description="Proxy on the way to the Bot API: http://, socks5:// or socks4://.",
    )
    webhook_url: Annotated[str, AfterValidator(readers.web_address)] | None = Field(
        default=None, description="Public address Telegram posts updates to. Empty: long polling."
    )
    webhook_secret: Annotated[SecretStr | None, _secret(readers.secret)] = Field(
        default=None, description="What Telegram shows with each update; goes with WEBHOOK_URL."
    )
    listen: Annotated[str, AfterValidator(readers.door)] = Field(
        default="127.0.0.1:8080",
        description="host:port of the web door: webhook, /healthz, /readyz, /metrics.",
    )
    monitor_listen: Annotated[str, AfterValidator(readers.door)] | None = Field(
        default=None,
        description="host:port of a door of its own for /healthz, /readyz, /metrics. Empty: none.",
    )
    knowledge_dir: Path | None = Field(
        default=None, description="Folder of articles that replaces the packaged content."
    )
    group_pace: int = Field(
        default=20,
        ge=0,
        le=1000,
        description="Messages a minute in the staff group, all replicas together. 0: no bound.",
    )
    undo_seconds: int = Field(
        default=20,
        ge=0,
        le=120,
        description="Seconds in which a staff reply can be undone. 0: it leaves at once.",
    )
    language: Annotated[Literal["fa", "en", "ar"], BeforeValidator(readers.small)] = Field(
        default="fa", description="Language of the staff group, and of people until they choose."
    )
    timezone: Annotated[str, AfterValidator(readers.time_zone)] = Field(
        default="Asia/Tehran", description="Time zone in which dates are shown."
    )
    log_level: Annotated[
        Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(readers.large)
    ] = Field(default="INFO", description="DEBUG, INFO, WARNING or ERROR.")
    log_format: Annotated[Literal["text", "json"], BeforeValidator(readers.small)] = Field(
        default="text", description="text or json."
    )

    @model_validator(mode="before")
    @classmethod
    def _what_follows_from_others(cls, values: dict[str, Any]) -> dict[str, Any]:
        if not values.get("database_url"):
            folder = values.get("data_dir") or cls.model_fields["data_dir"].default
            values = {**values, "database_url": f"sqlite:///{Path(folder) / 'amaryar.db'}"}
        messenger = platforms.PLATFORMS.get(str(readers.small(values.get("platform"))))
        if not values.get("api_url") and messenger is not None:
            values = {**values, "api_url": messenger.api_url}
        return values

    @property
    def messenger(self) -> Platform:
        """What the messenger can do."""
        return platforms.PLATFORMS[self.platform]

    @property
    def webhook_target(self) -> str | None:
        """The address told to the messenger; with the secret in it where there is no header."""
        if self.webhook_url is None or self.messenger.has_secret_header:
            return self.webhook_url
        secret = self.webhook_secret.get_secret_value() if self.webhook_secret else ""
        return f"{self.webhook_url.rstrip('/')}/{secret}"

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which people are shown dates."""
        return ZoneInfo(self.timezone)

    @property
    def is_webhook(self) -> bool:
        """Whether updates are posted to us; else we ask for them."""
        return self.webhook_url is not None

    @property
    def is_sqlite(self) -> bool:
        """Whether the office is remembered in one file."""
        return self.database_url.startswith("sqlite")

    @property
    def sqlite_file(self) -> Path | None:
        """The file of the SQLite database; None for another database, or one in memory."""
        path = self.database_url.partition(":///")[2].partition("?")[0]
        return Path(path) if self.is_sqlite and path not in ("", ":memory:") else None

    @property
    def address(self) -> tuple[str, int]:
        """Host and port of the web door."""
        return readers.address(self.listen)

    @property
    def monitor_address(self) -> tuple[str, int]:
        """Host and port of the door for those who watch; the web door where there is none."""
        return readers.address(self.monitor_listen or self.listen)

    @cached_property
    def secrets(self) -> tuple[str, ...]:
        """Every value that must never be shown or logged."""
        held = (self.token, self.webhook_secret, self.proxy)
        password = urlsplit(self.database_url).password
        keys = self.data_key.get_secret_value().split(",") if self.data_key else []
        plain = [s.get_secret_value() for s in held if s]
        return (*plain, *keys, *([password] if password else []))


def load(*, for_telegram: bool = False) -> Settings:
    """Read the settings; `for_telegram` when the command cannot do without token and group.

    Raises:
        SettingsError: with every problem found.
    """
    problems: list[Problem] = []
    settings: Settings | None = None
    try:
        settings = Settings()
    except ValidationError as error:
        problems += [_problem(found["loc"], found["msg"]) for found in error.errors()]
    problems += settings_problems.together(given(), for_telegram=for_telegram)
    if settings is None or problems:
        raise SettingsError(problems)
    return settings


def given() -> dict[str, str]:
    """What stands in the environment and in `.env` for this program: full name -> value."""
    values = {**dotenv_values(ENV_FILE), **os.environ}
    return {
        name.upper(): value
        for name, value in values.items()
        if name.upper().startswith(PREFIX) and value
    }


def unknown(names: Iterable[str]) -> list[Problem]:
    """Names with our prefix that are no option, with the option that was probably meant.

    No error: a cluster sets names such as AMARYAR_SERVICE_HOST by itself.
    """
    known = [PREFIX + field.upper() for field in Settings.model_fields]
    problems = []
    for name in sorted(set(names) - set(known)):
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.8)
        hint = f"; did you mean {near[0]}?" if near else ""
        problems.append(Problem(name, f"is not an option of this program{hint}"))
    return problems


def _problem(place: tuple[int | str, ...], message: str) -> Problem:
    name = PREFIX + str(place[0]).upper() if place else PREFIX + "*"
    return Problem(name, message.replace("Input should be", "must be", 1))
