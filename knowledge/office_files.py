"""Reading `offices/<id>/office.toml` (one office) and `services.toml` (titles of sections)."""

from __future__ import annotations

import re
from pathlib import Path

from knowledge import articles, working_files
from knowledge.articles import Office, Service
from knowledge.errors import Problem
from knowledge.tables import Source, Table

OFFICE_KEYS = (
    "id",
    "code",
    "name",
    "province",
    "aliases",
    "unit",
    "accepts_documents_in_chat",
    "yearbook",
    "microdata",
    "reopen_days",
    "costs",
    "services",
    "contacts",
    *working_files.KEYS,
)
SERVICE_KEYS = ("id", "title", "statement_title", "free")
_LONGEST = 3650
_CODE = re.compile(r"[A-Z]{1,3}")
_SERVICE_START = re.compile(r"\s*\[\[\s*services\s*\]\]")


def read_office(file: Path, *, path: str, problems: list[Problem]) -> Office | None:
    """Read one office file; None where it is missing or not TOML. Problems go to the list."""
    table = _open(file, path, problems)
    if table is None:
        return None
    table.only(OFFICE_KEYS)
    services = _services(table)
    office = Office(
        id=table.text("id", required=True) or file.parent.name,
        code=table.text("code", required=True) or "",
        name=table.translations("name"),
        province=table.translations("province"),
        unit=table.translations("unit"),
        aliases=table.texts("aliases"),
        services=services,
        contacts=_contacts(table),
        accepts_documents_in_chat=table.flag("accepts_documents_in_chat"),
        yearbook=table.flag("yearbook"),
        microdata=table.flag("microdata", default=False),
        reopen_days=_reopen_days(table),
        costs=table.flag("costs", default=False),
        working=working_files.read(table, [service.id for service in services]),
    )
    if office.id != file.parent.name:
        table.wrong("id", f"must be the name of the folder: {file.parent.name}")
    if office.code and not _CODE.fullmatch(office.code):
        table.wrong("code", "must be one to three capital Latin letters")
    return office


def _reopen_days(table: Table) -> int:
    given = table.whole("reopen_days", 0, _LONGEST)
    return articles.REOPEN_DAYS if given is None else given


def read_sections(file: Path, *, path: str, problems: list[Problem]) -> dict[str, dict[str, str]]:
    """The titles of the statement's sections by section and language."""
    table = _open(file, path, problems)
    if table is None:
        return {}
    table.only(("sections",))
    data = table.data.get("sections")
    if not isinstance(data, dict):
        table.wrong("sections", "is missing")
        return {}
    start = table.source.line_of("sections") - 1
    sections = Table(data, table.source, start, "sections.")
    sections.only(articles.SECTIONS)
    return {section: sections.translations(section) for section in articles.SECTIONS}


def _open(file: Path, path: str, problems: list[Problem]) -> Table | None:
    try:
        content = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        problems.append(Problem(path, 1, "this file is missing"))
        return None
    except (OSError, UnicodeDecodeError) as error:
        problems.append(Problem(path, 1, f"cannot be read: {error}"))
        return None
    source = Source(path, content, 1, problems)
    data = source.parse()
    return None if data is None else Table(data, source)


def _services(table: Table) -> tuple[Service, ...]:
    data = table.data.get("services")
    if not isinstance(data, list) or not data:
        table.wrong("services", "an office has at least one [[services]]")
        return ()
    starts = [n for n, line in enumerate(table.source.lines) if _SERVICE_START.match(line)]
    starts += [0] * len(data)
    services = [_service(item, table, start) for item, start in zip(data, starts, strict=False)]
    ids = [service.id for service in services]
    for service_id in sorted({item for item in ids if ids.count(item) > 1}):
        table.wrong("services", f"two services with the id {service_id}")
    return tuple(services)


def _service(item: object, table: Table, start: int) -> Service:
    data = item if isinstance(item, dict) else {}
    part = Table(data, table.source, start, "services.")
    part.only(SERVICE_KEYS)
    return Service(
        id=part.text("id", required=True) or "",
        title=part.translations("title"),
        statement_title=part.translations("statement_title"),
        free=part.flag("free"),
    )


def _contacts(table: Table) -> dict[str, str | None]:
    data = table.data.get("contacts")
    if not isinstance(data, dict):
        table.wrong("contacts", "is missing (a value not given yet is an empty text)")
        return dict.fromkeys(articles.CONTACT_KEYS)
    part = Table(data, table.source, table.source.line_of("contacts") - 1, "contacts.")
    part.only(articles.CONTACT_KEYS)
    for key in articles.CONTACT_KEYS:
        if key not in data:
            part.wrong(key, "is missing (not given yet is an empty text)")
    return {key: part.text(key) for key in articles.CONTACT_KEYS}
