"""`amaryar kb export`: what staff taught in the group, written out as content files."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.shared import Stop, prepare_database, read_settings, told

if TYPE_CHECKING:
    from bot.settings import Settings
    from knowledge.desk.ready import ReadyReply
    from knowledge.learned import Answer, Wording
    from knowledge.learned_files import Export

_Out = Annotated[
    Path | None,
    typer.Option(help="Content folder to write into; default: AMARYAR_KNOWLEDGE_DIR."),
]
_DryRun = Annotated[bool, typer.Option("--dry-run", help="Tell, and write nothing.")]


def export(out: _Out = None, dry_run: _DryRun = False) -> None:
    """Write learned answers, wordings and ready replies into a content folder.

    An article that is not in English yet becomes a draft; finish it and move it out of `drafts`.
    """
    from knowledge import learned_files, loader, writing
    from knowledge.desk import files as desk_files
    from knowledge.desk import ready

    settings = read_settings()
    place = out or settings.knowledge_dir
    if place is None:
        raise Stop(
            "Into which content folder? Name it with --out (in a work tree: "
            "--out knowledge/content), or set AMARYAR_KNOWLEDGE_DIR."
        )
    with told():
        prepare_database(settings)
        base = loader.load(place)
        answers, wordings, changed = asyncio.run(_read(settings))
    made = learned_files.export(base, place, answers, wordings)
    replies = ready.laid_over(base.desk.replies, changed)
    if replies != list(base.desk.replies):
        made.files[Path(desk_files.FOLDER, desk_files.REPLIES)] = ready.as_toml(replies)
    try:
        for path, text in sorted(made.files.items()):
            writing.write(place / path, text, overwrite=True, dry_run=dry_run)
            print(f"{'would write' if dry_run else 'wrote'} {place / path}")
    except OSError as error:
        raise Stop(f"The files cannot be written: {error}") from None
    _tell(made)


async def _read(
    settings: "Settings",
) -> "tuple[list[Answer], list[Wording], list[tuple[str, ReadyReply | None]]]":
    from bot import keys, learning
    from handlers.ready import of_row
    from storage import ready_replies
    from storage.database import Database

    database = Database(settings.database_url, vault=keys.vault(settings))
    try:
        async with database.transaction() as tx:
            changed = [of_row(row) for row in await ready_replies.every(tx)]
            return (*await learning.read(tx), changed)
    finally:
        await database.close()


def _tell(made: "Export") -> None:
    """What is left to be done by hand."""
    if not made.files:
        print("nothing to write: the content says all of it")
    if made.drafts:
        print("\nDrafts, for English is missing; translate, then move them out of drafts/:")
        for path in made.drafts:
            print(f"  {path}")
    if made.unplaced:
        print("\nWordings whose article is not there, or that another article has:")
        for one in made.unplaced:
            print(f"  {one.article_id}: {one.words}")
