"""Whose statement it is, and of which service: taken from its words, compared with the office."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.articles import Office, Service
from knowledge.statements.lines import fold
from knowledge.statements.sections import Statement
from knowledge.word_files import Province


def other_province(
    statement: Statement, office: Office, provinces: Iterable[Province]
) -> str | None:
    """The province that the statement names instead of the office's own; None where all is well.

    An answer of one office given in the name of another is the worst that can happen (BR-21).
    """
    named = fold(statement.organisation or "")
    own = office.province.get("fa", "")
    names = [own, *(province.name["fa"] for province in provinces if province.id != office.id)]
    found = [name for name in names if _is_named(name, named)]
    best = max(found, key=len, default=own)  # «کرمان» is in «کرمانشاه», too
    return None if fold(best) == fold(own) else best


def service(statement: Statement, office: Office) -> Service | None:
    """The service of the office that the statement is about: its only one, or the one it names."""
    if len(office.services) == 1:
        return office.services[0]
    named = fold(statement.service or "")
    titled = [one for one in office.services if named and fold(title(one)) == named]
    return titled[0] if titled else None


def title(one: Service) -> str:
    """The title of a service in its statement; "" where it is not filled in yet."""
    return one.statement_title.get("fa", "")


def _is_named(province: str, organisation: str) -> bool:
    bare = fold(province).removeprefix(fold("استان"))
    return bool(bare) and fold("استان") + bare in organisation
