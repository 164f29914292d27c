"""`amaryar retention`: delete what is kept no longer, now; or only count it."""

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.shared import prepare_database, read_settings, told

if TYPE_CHECKING:
    from bot.settings import Settings


def retention(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only count; nothing is deleted.")
    ] = False,
) -> None:
    """Delete what is older than its kind may be; `run` does it every hour by itself."""
    settings = read_settings()
    with told():
        prepare_database(settings)
        counts = asyncio.run(_prune(settings, dry_run=dry_run))
    verb = "would delete" if dry_run else "deleted"
    for kind, count in counts.items():
        print(f"{kind}: {verb} {count}")


async def _prune(settings: "Settings", *, dry_run: bool) -> dict[str, int]:
    from bot import keys, services
    from storage import retention
    from storage.database import Database

    database = Database(settings.database_url, pool_size=1, vault=keys.vault(settings))
    try:
        return await retention.prune_now(database, now=services.utc_now(), dry_run=dry_run)
    finally:
        await database.close()
