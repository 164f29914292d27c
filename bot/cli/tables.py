"""`amaryar kb import-tables`: an office's own list of tables becomes its `tables.toml`."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.shared import WRONG, Stop, read_settings
from bot.cli.statements import IMPORTED, find_content, read_office

if TYPE_CHECKING:
    from knowledge.articles import Office
    from knowledge.table_lists.entries import TableList
    from knowledge.table_lists.rows import Manner, Reading
    from knowledge.table_lists.updates import Update

_Service = Annotated[
    str | None, typer.Option(help="The service the tables belong to; default: the only one.")
]
_Out = Annotated[
    Path | None,
    typer.Option(help="Folder for the result; default: AMARYAR_KNOWLEDGE_DIR or 'imported'."),
]
_Sheet = Annotated[
    str | None, typer.Option(help="Sheet of the workbook; default: the one that looks like a list.")
]
_Verified = Annotated[
    bool, typer.Option("--verified", help="The office has confirmed that it publishes all these.")
]
_SkipWrong = Annotated[
    bool, typer.Option("--skip-wrong", help="Bring in the right rows though others are wrong.")
]
_DryRun = Annotated[bool, typer.Option("--dry-run", help="Tell, and write nothing.")]


@dataclass(frozen=True)
class _Files:
    """Where the list is live, and where a new one waits until somebody moves it there."""

    live: Path
    draft: Path

    @classmethod
    def of(cls, content: Path, place: Path, office: str) -> "_Files":
        from knowledge.article_files import DRAFTS
        from knowledge.table_lists import entries

        inner = Path("offices") / office
        return cls(content / inner / entries.NAME, place / inner / DRAFTS / entries.NAME)


_STEP = 1000
_MOST_TOLD = 50


def import_tables(  # noqa: PLR0917 - each is an option of the command
    file: Annotated[Path, typer.Argument(help="CSV, or Excel (.xlsx).")],
    office: Annotated[str, typer.Option(help="The office whose list it is.")],
    service: _Service = None,
    out: _Out = None,
    sheet: _Sheet = None,
    verified: _Verified = False,
    skip_wrong: _SkipWrong = False,
    dry_run: _DryRun = False,
) -> None:
    """Read a list with the columns title, chapter, unit, years, level, link or file.

    The result is OUT/offices/ID/drafts/tables.toml; it goes live when it is moved one folder up.
    A list that was brought in before is compared: unchanged tables stay as they are.
    """
    from knowledge.table_lists import updates

    content = find_content(office, out)
    place = out or read_settings().knowledge_dir or IMPORTED
    files = _Files.of(content, place, office)
    given = _service(read_office(content, office), service)
    reading = _read(file, sheet, _manner(office, verified=verified))
    for error in reading.errors:
        typer.echo(str(error), err=True)
    if reading.errors and not skip_wrong:
        raise Stop(
            f"{len(reading.errors)} errors in {file}; nothing was written. "
            "Mend the rows, or bring in the right ones with --skip-wrong.",
            WRONG,
        )
    old = _old(files)
    update = updates.compare(old, reading.entries, verified=verified)
    text = updates.render(update.entries, service or old.service or given)
    state = _write(files, text, dry_run=dry_run)
    print("\n".join([*_told(update, reading), state]))
    if reading.errors:
        raise Stop(f"{len(reading.errors)} errors; their rows were left out.", WRONG)


def _manner(office: str, *, verified: bool) -> "Manner":
    from knowledge import loader
    from knowledge.statements.lines import fold
    from knowledge.table_lists import answers
    from knowledge.table_lists.rows import Manner

    own = read_settings().knowledge_dir
    files = [folder / answers.LINES for folder in (own, loader.PACKAGED) if folder]
    wording = answers.read_wording(next(file for file in files if file.is_file()), [])
    levels = {
        fold(spelling): key
        for key, names in wording.levels.items()
        for spelling in (key, *names.values(), *wording.spellings[key])
    }
    status = "verified" if verified else "unverified"
    return Manner(office, levels, status, date.today())  # noqa: DTZ011 - of this machine


def _read(file: Path, sheet: str | None, manner: "Manner") -> "Reading":
    from knowledge.errors import Unreadable
    from knowledge.table_lists import cells, columns, rows

    def progress(read: int) -> None:
        if read % _STEP == 0:
            typer.echo(f"{read:,} rows read", err=True)

    try:
        reading = rows.read(cells.read(file, columns.judge, sheet=sheet), manner, progress)
    except Unreadable as error:
        raise Stop(f"{file}: {error}") from None
    if not reading.entries and not reading.errors:
        raise Stop(f"{file}: there is no table below the names of the columns", WRONG)
    return reading


def _old(files: _Files) -> "TableList":
    """The list there is: the live one, else the one waiting among the drafts."""
    from knowledge.errors import Problem
    from knowledge.table_lists import entries

    for file in (files.live, files.draft):
        if file.is_file():
            problems: list[Problem] = []
            old = entries.read(file, str(file), problems)
            if problems:
                lines = "\n".join(str(problem) for problem in problems)
                raise Stop(f"The list there is must be mended first:\n{lines}")
            return old
    return entries.TableList(None, ())


def _service(office: "Office", given: str | None) -> str | None:
    """The service named, or the only one there is."""
    ids = [service.id for service in office.services if service.id]
    if given and given not in ids:
        there_are = ", ".join(ids) or "none yet"
        raise Stop(f"The office {office.id} has no service {given}; there are: {there_are}.")
    return given or (ids[0] if len(ids) == 1 else None)


def _write(files: _Files, text: str, *, dry_run: bool) -> str:
    from knowledge import writing

    if files.live.is_file() and files.live.read_text(encoding="utf-8") == text:
        return f"{files.live} says the same already"
    file = files.draft
    try:
        state = writing.write(file, text, overwrite=True, dry_run=dry_run)
    except OSError as error:
        raise Stop(f"The list cannot be written: {error}") from None
    if dry_run:
        return f"{file}: {state}, not written"
    return f"{file}: {state}. To go live: move it to {files.live}, then amaryar kb check"


def _told(update: "Update", reading: "Reading") -> list[str]:
    names = {
        "new": [f"{one.title['fa']} ({one.chapter})" for one in update.new],
        "changed": [
            f"{one.after.title['fa']} ({one.after.chapter}): {', '.join(one.keys)}"
            for one in update.changed
        ],
        "no longer in the list": [f"{one.title['fa']} ({one.chapter})" for one in update.gone],
    }
    lines = [
        f"{reading.read} rows, {len(update.entries)} tables; {len(update.unchanged)} unchanged"
    ]
    for title, listed in names.items():
        if listed:
            lines.append(f"{title}: {len(listed)}")
            lines.extend(f"  {name}" for name in listed[:_MOST_TOLD])
            rest = len(listed) - _MOST_TOLD
            lines.extend([f"  and {rest} more"] if rest > 0 else [])
    if reading.unknown_columns:
        lines.append(f"columns not used: {', '.join(reading.unknown_columns)}")
    return lines
