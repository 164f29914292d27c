"""A statement is not taken for one of another office."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from knowledge import loader
from knowledge.loader import KnowledgeBase
from knowledge.statements import identity
from knowledge.statements.sections import Statement


@pytest.fixture
def small(content: Path) -> KnowledgeBase:
    """Offices of Qom and Semnan, all provinces."""
    return loader.load(content)


@pytest.mark.parametrize(
    ("organisation", "other"),
    [
        ("سازمان مدیریت و برنامهریزی استان قم", None),
        ("سازمان مدیریت استان سمنان", "سمنان"),
        ("دفتر نقشه", None),
        (None, None),
    ],
)
def test_another_province_is_noticed(
    small: KnowledgeBase, organisation: str | None, other: str | None
) -> None:
    """However its name is written; where no province is named, nothing is wrong."""
    statement = Statement(organisation=organisation)
    assert identity.other_province(statement, small.offices["qom"], small.provinces) == other


def test_a_province_within_the_name_of_another_is_told_apart(small: KnowledgeBase) -> None:
    """Kerman is not Kermanshah."""
    kerman = replace(small.offices["qom"], id="kerman", province={"fa": "کرمان"})
    statement = Statement(organisation="سازمان مدیریت استان کرمانشاه")
    assert identity.other_province(statement, kerman, small.provinces) == "کرمانشاه"


def test_the_service_is_the_only_one_or_the_one_named(small: KnowledgeBase) -> None:
    """Compared without spaces; None where several could be meant."""
    qom = small.offices["qom"]
    (only,) = qom.services
    assert identity.service(Statement(), qom) == only
    other = replace(only, id="census", statement_title={"fa": "سرشماری"})
    both = replace(qom, services=(only, other))
    assert identity.service(Statement(service="تامین آمار(سالنامه)"), both) == only
    assert identity.service(Statement(), both) is None
