"""Reading `limits.toml`: which articles explain which limit."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from knowledge.errors import Problem
from knowledge.limits.values import Reason
from knowledge.tables import Source, Table

NAME = "limits.toml"
REASONS = tuple(reason.value for reason in Reason)

Explained = Mapping[str, tuple[str, ...]]


def read(file: Path, known: Collection[str], problems: list[Problem]) -> Explained:
    """Ids of articles by the reason they explain; none where the file is not there."""
    if not file.exists():
        return {}
    try:
        content = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        problems.append(Problem(file.name, 1, f"cannot be read: {error}"))
        return {}
    source = Source(file.name, content, 1, problems)
    data = source.parse()
    if data is None:
        return {}
    table = Table(data, source)
    table.only(("explained_by",))
    value = data.get("explained_by", {})
    if not isinstance(value, Mapping):
        table.wrong("explained_by", "must be a table")
        return {}
    part = Table(value, source, source.line_of("explained_by") - 1, "explained_by.")
    part.only(REASONS)
    explained = {reason: part.texts(reason) for reason in value}
    for reason, articles in explained.items():
        for article in articles:
            if article not in known:
                part.wrong(reason, f"unknown article: {article}")
    return explained
