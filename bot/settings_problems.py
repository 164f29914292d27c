"""What can be wrong with the settings: a problem, all of them, rules over several options."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

ENV_FILE = ".env"
#: Ports Telegram's own servers post updates to (Bot API, setWebhook).
WEBHOOK_PORTS = (443, 80, 88, 8443)


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with the settings."""

    name: str
    message: str

    def __str__(self) -> str:
        return f"{self.name} {self.message}"


class SettingsError(Exception):
    """The settings cannot be used; `problems` holds all that is wrong with them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        lines = "\n".join(f"  - {problem}" for problem in self.problems)
        return (
            "The settings cannot be used. They are read from the environment and from the file "
            f"{ENV_FILE}; .env.example explains each.\n{lines}"
        )


def together(values: dict[str, str], *, for_telegram: bool) -> list[Problem]:
    """What only shows when options are looked at together."""
    problems = []
    url, has_secret = values.get("AMARYAR_WEBHOOK_URL"), "AMARYAR_WEBHOOK_SECRET" in values
    if for_telegram and "AMARYAR_TOKEN" not in values:
        message = "is not set; make a bot with @BotFather and copy its token here"
        problems.append(Problem("AMARYAR_TOKEN", message))
    if for_telegram and "AMARYAR_STAFF_CHAT_ID" not in values:
        message = "is not set; write the number of the staff group, such as -1001234567890"
        problems.append(Problem("AMARYAR_STAFF_CHAT_ID", message))
    if url and not has_secret:
        message = "is not set; with a webhook, write 20 or more random letters and digits here"
        problems.append(Problem("AMARYAR_WEBHOOK_SECRET", message))
    database = values.get("AMARYAR_DATABASE_URL", "")
    if url and database.startswith("postgres") and "AMARYAR_DATA_KEY" not in values:
        message = "is not set; it seals personal data, `amaryar db new-key` makes one"
        problems.append(Problem("AMARYAR_DATA_KEY", message))
    if has_secret and not url:
        message = "is not set; write the public address, or remove the secret for long polling"
        problems.append(Problem("AMARYAR_WEBHOOK_URL", message))
    is_telegram = values.get("AMARYAR_PLATFORM", "telegram").strip().lower() == "telegram"
    is_theirs = is_telegram and not values.get("AMARYAR_API_URL")
    if url and is_theirs and not _telegram_can_post(url):
        message = "must begin with https:// and use port 443, 80, 88 or 8443 (a rule of Telegram)"
        problems.append(Problem("AMARYAR_WEBHOOK_URL", message))
    return problems


def _telegram_can_post(url: str) -> bool:
    try:
        parts = urlsplit(url)
        port = parts.port or 443
    except ValueError:
        return True  # reported as no web address at all
    return parts.scheme == "https" and port in WEBHOOK_PORTS
