"""The key that personal data is sealed with: from the settings, or from a file beside SQLite's.

`AMARYAR_DATA_KEY` holds Fernet keys with commas between them: the first seals, all open. Where it
is empty, an SQLite database gets a key of its own in `<database>.key`, readable by its owner alone.
PostgreSQL by webhook does not begin without a key (`settings_problems`).
"""

import contextlib
import os
from pathlib import Path

from cryptography.fernet import Fernet

from bot.settings import PREFIX, Problem, Settings, SettingsError
from storage import resealing
from storage.database import Database
from storage.sealing import Vault

SUFFIX = ".key"
LOST = (
    "does not open the personal data that is stored. Put back the key it was sealed with "
    "(for SQLite the file {file}); without it these data are lost"
)


def file_of(settings: Settings) -> Path | None:
    """The file of the key; None where the database is no file."""
    database = settings.sqlite_file
    return None if database is None else database.with_name(database.name + SUFFIX)


def vault(settings: Settings) -> Vault | None:
    """The vault of the settings; None where there is no key. Makes the file of a key once.

    Raises:
        SettingsError: the file of the key holds something else.
        OSError: it cannot be read or made.
    """
    if settings.data_key is not None:
        return Vault(split(settings.data_key.get_secret_value()))
    path = file_of(settings)
    if path is None:
        return None
    try:
        return Vault(split(_kept(path)))
    except ValueError:
        problem = Problem(f"{PREFIX}DATA_KEY", f"is empty, and {path} holds no key")
        raise SettingsError([problem]) from None


def split(keys: str) -> list[str]:
    """Keys with commas or lines between them."""
    return [key.strip() for key in keys.replace("\n", ",").split(",") if key.strip()]


def new() -> str:
    """A fresh key."""
    return Fernet.generate_key().decode()


def _kept(path: Path) -> str:
    """The keys in a file, which is made with a fresh one if it is not there."""
    with contextlib.suppress(FileExistsError):
        write(path, new(), is_new=True)
    return path.read_text("ascii")


def write(path: Path, keys: str, *, is_new: bool = False) -> None:
    """Write keys into a file that only its owner reads; whole or not at all.

    Raises:
        FileExistsError: `is_new`, and there is one.
    """
    place = path if is_new else path.with_name(path.name + ".new")
    flags = os.O_WRONLY | os.O_CREAT | (os.O_EXCL if is_new else os.O_TRUNC)
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(place, flags, 0o600), "w", encoding="ascii") as file:
        file.write(keys + "\n")
        file.flush()
        os.fsync(file.fileno())
    if not is_new:
        place.replace(path)


async def check(settings: Settings) -> None:
    """See that what is stored opens with the keys at hand. Raises SettingsError."""
    found = vault(settings)
    database = Database(settings.database_url, pool_size=1, vault=found)
    try:
        fits = await resealing.fits(database, found)
    finally:
        await database.close()
    if not fits:
        words = LOST.format(file=file_of(settings) or "…")
        raise SettingsError([Problem(f"{PREFIX}DATA_KEY", words)])


async def seal_all(settings: Settings, keys: Vault, *, is_anew: bool) -> dict[str, int]:
    """Seal what lies open, and with `is_anew` all, by the first key; rows changed by table."""
    database = Database(settings.database_url, pool_size=1, vault=keys)
    try:
        return await resealing.reseal(database, keys, is_anew=is_anew)
    finally:
        await database.close()
