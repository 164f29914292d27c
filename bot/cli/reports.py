"""`amaryar report`: charts and workbook of a period, written into a folder."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.shared import Stop, prepare_database, read_settings, told

if TYPE_CHECKING:
    from bot.settings import Settings
    from handlers.context import Services
    from handlers.outgoing import Outgoing
    from handlers.reports.periods import Period
    from handlers.reports.reporting import Report
    from storage.database import Database

_Words = Annotated[
    list[str] | None,
    typer.Argument(
        help="week, month, season, year, 'last month', 'Mehr 1405', 1405/07; default: month."
    ),
]
_Out = Annotated[Path, typer.Option(help="Folder for the files; it is made when missing.")]
_Language = Annotated[str | None, typer.Option(help="fa, en or ar; default: AMARYAR_LANGUAGE.")]


def report(period: _Words = None, out: _Out = Path("reports"), language: _Language = None) -> None:
    """Write the charts (PNG) and the workbook (XLSX) of a period."""
    import secrets

    from bot import logs
    from bot import services as parts
    from handlers.i18n import dates
    from handlers.i18n.translator import LANGUAGES
    from handlers.reports import periods

    logs.set_up("ERROR")
    settings = read_settings()
    shown = language or settings.language
    if shown not in LANGUAGES:
        raise Stop(f"There is no language {shown}; there are {', '.join(LANGUAGES)}.")
    words = " ".join(period or [])
    with told():
        services = parts.make(settings, clock=parts.utc_now, random=secrets.token_bytes)
        found = periods.read(words, dates.local_date(services.clock(), services.zone))
        if found is None:
            raise Stop(f"I do not understand the period: {words}. For example: month, 'Mehr 1405'.")
        prepare_database(settings)
        made = asyncio.run(_read(settings, services, found, shown))
    _write(made, shown, out)


async def _read(
    settings: "Settings", services: "Services", period: "Period", language: str
) -> "Report":
    from bot import keys
    from handlers.reports import reporting
    from storage.database import Database

    database = Database(settings.database_url, vault=keys.vault(settings))
    try:
        return await reporting.read(Reading(database, services), period, language)
    finally:
        await database.close()


def _write(made: "Report", language: str, folder: Path) -> None:
    """Make the files and name them."""
    from handlers.reports import making

    drawn = made.charts
    names = [f"{made.period.code}-{chart.name}.png" for chart in drawn]
    files = dict(zip(names, making.pictures(drawn, language), strict=True))
    files[made.file_name] = making.workbook(made.sheets, made.t.rtl, made.t.zone)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            (folder / name).write_bytes(data)
            print(folder / name)
    except OSError as error:
        raise Stop(f"The files cannot be written: {error}") from None


class Reading:
    """A bench for reading only: nobody waits, nothing is said (`handlers.bench.Bench`)."""

    def __init__(self, database: "Database", services: "Services") -> None:
        self._database = database
        self.services = services

    @property
    def now(self) -> datetime:
        """The time (UTC)."""
        return self.services.clock()

    @asynccontextmanager
    async def step(self, cursor: int | None = None) -> AsyncIterator["Outgoing"]:
        """A transaction of its own."""
        from handlers.outgoing import Outgoing

        del cursor
        async with self._database.transaction() as tx:
            yield Outgoing(tx, self.services, self.now)

    def last(self) -> Any:
        """As any other step: there is no job to end."""
        return self.step()

    async def craft(self, function: Callable[..., Any], *values: Any) -> Any:
        """Nobody else is disturbed here."""
        return function(*values)
