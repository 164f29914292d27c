"""`amaryar kb import-statement`: a service level statement becomes draft articles."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.shared import WRONG, Stop, read_settings

if TYPE_CHECKING:
    from knowledge.articles import Office
    from knowledge.statements.drafts import Draft
    from knowledge.statements.sections import Statement

_Service = Annotated[
    str | None, typer.Option(help="The service it is about; default: the one it names.")
]
_Out = Annotated[
    Path | None,
    typer.Option(help="Folder for the drafts; default: AMARYAR_KNOWLEDGE_DIR or 'imported'."),
]
_EachClause = Annotated[
    bool, typer.Option("--each-clause", help="One draft for each clause, not each section.")
]
_Overwrite = Annotated[
    bool, typer.Option("--overwrite", help="Replace drafts that were changed since.")
]
_OtherProvince = Annotated[
    bool, typer.Option("--other-province", help="Go on though it names another province.")
]
_DryRun = Annotated[bool, typer.Option("--dry-run", help="Tell, and write nothing.")]
_Json = Annotated[bool, typer.Option("--json", help="The report as JSON.")]

IMPORTED = Path("imported")
"""Where drafts go while no content folder is named in the settings."""


def import_statement(  # noqa: PLR0917 - each is an option of the command
    file: Annotated[Path, typer.Argument(help="Markdown, plain text, HTML or Word (.docx).")],
    office: Annotated[str, typer.Option(help="The office whose statement it is.")],
    service: _Service = None,
    out: _Out = None,
    each_clause: _EachClause = False,
    overwrite: _Overwrite = False,
    other_province: _OtherProvince = False,
    dry_run: _DryRun = False,
    as_json: _Json = False,
) -> None:
    """Read a service level statement into draft articles, with a report of what was not understood.

    The drafts go to OUT/offices/ID/drafts, which is never read as content.
    """
    from knowledge.statements import drafts, report

    found = read_office(find_content(office, out), office)
    statement = _read(file)
    _check_province(statement, found, go_on=other_province)
    plan = drafts.Plan(
        office=office,
        service=_service(statement, found, service),
        source=file.name,
        today=date.today(),  # noqa: DTZ011 - a suggestion for a person on this machine
        each_clause=each_clause,
    )
    made = drafts.make(statement, plan)
    place = out or read_settings().knowledge_dir or IMPORTED
    written = _write(place, made, overwrite=overwrite, dry_run=dry_run)
    data = report.as_data(statement, made)
    for entry, state in zip(data["drafts"], written, strict=True):
        entry["state"] = state
    data |= {"file": str(file), "office": office, "folder": str(place), "dry_run": dry_run}
    print(json.dumps(data, ensure_ascii=False, indent=2) if as_json else _told(data))
    if not made:
        raise Stop("There was nothing to make a draft of; see the report.", WRONG)


def find_content(office_id: str, out: Path | None = None) -> Path:
    """The content folder that has the office: OUT, or the one in use. Stop where neither has."""
    from knowledge import loader

    own = read_settings().knowledge_dir
    folders = [place for place in (out, own, loader.PACKAGED if own is None else None) if place]
    for folder in folders:
        if (folder / "offices" / office_id / "office.toml").is_file():
            return folder
    places = " or ".join(str(folder) for folder in folders)
    raise Stop(
        f"There is no office {office_id} in {places}. Make it: amaryar kb new-office {office_id}"
    )


def read_office(content: Path, office_id: str) -> "Office":
    """The office as its file says, finished or not."""
    from knowledge import office_files

    file = content / "offices" / office_id / "office.toml"
    problems: list[Any] = []
    office = office_files.read_office(file, path=str(file), problems=problems)
    if office is None:
        raise Stop("\n".join(str(problem) for problem in problems))
    return office


def _read(file: Path) -> "Statement":
    from knowledge.errors import Unreadable
    from knowledge.statements import reading, sections

    try:
        return sections.split(reading.read(file))
    except Unreadable as error:
        raise Stop(f"{file}: {error}") from None


def _check_province(statement: "Statement", office: "Office", *, go_on: bool) -> None:
    from knowledge import loader, word_files
    from knowledge.statements import identity

    provinces = word_files.read_provinces(loader.PACKAGED / "provinces.toml", [])
    other = identity.other_province(statement, office, provinces)
    if other and not go_on:
        raise Stop(
            f"The statement names «{statement.organisation}», which is another province than that "
            f"of the office {office.id}. If that is a mistake of the statement: --other-province",
            WRONG,
        )


def _service(statement: "Statement", office: "Office", given: str | None) -> str | None:
    from knowledge.statements import identity

    ids = [service.id for service in office.services if service.id]
    if given and given not in ids:
        there_are = ", ".join(ids) or "none yet"
        raise Stop(f"The office {office.id} has no service {given}; there are: {there_are}.")
    if given:
        return given
    found = identity.service(statement, office)
    if found is None and len(ids) > 1:
        raise Stop(f"Which service is it about? Say --service with one of: {', '.join(ids)}.")
    return (found.id or None) if found else None


def _write(place: Path, made: Iterable["Draft"], *, overwrite: bool, dry_run: bool) -> list[str]:
    from knowledge import writing

    try:
        return [
            writing.write(place / draft.path, draft.content, overwrite=overwrite, dry_run=dry_run)
            for draft in made
        ]
    except OSError as error:
        raise Stop(f"The drafts cannot be written: {error}") from None


def _told(data: dict[str, Any]) -> str:
    from knowledge.statements import report

    lines = list(report.as_text(data))
    lines.append(f"Drafts in {data['folder']}" + (", not written:" if data["dry_run"] else ":"))
    for entry in data["drafts"]:
        note = " (it was changed since; --overwrite replaces it)" * (entry["state"] == "kept")
        lines.append(f"  {entry['state']:9} {entry['path']}{note}")
    return "\n".join(lines)
