"""Asking a list of questions and counting what comes back."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from knowledge.loader import KnowledgeBase
from knowledge.search import Index

HERE = Path(__file__).parent


@dataclass
class Tally:
    """What came back for the questions of one file."""

    asked: int = 0
    first: int = 0
    among_three: int = 0
    answered: int = 0
    wrong: list[str] = field(default_factory=list)
    foreign: int = 0
    foreign_answered: list[str] = field(default_factory=list)
    foreign_offered: int = 0
    rightly: Counter[str] = field(default_factory=Counter)
    of_kind: Counter[str] = field(default_factory=Counter)

    @property
    def answered_rightly(self) -> dict[str, float]:
        """By kind of question the share answered at once and with a right article."""
        return {kind: self.rightly[kind] / asked for kind, asked in self.of_kind.items()}

    def __str__(self) -> str:
        return (
            f"asked {self.asked}: recall@1 {self.first / self.asked:.3f}, "
            f"recall@3 {self.among_three / self.asked:.3f}, "
            f"answered {self.answered / self.asked:.3f}, wrong {len(self.wrong)}; "
            f"foreign {self.foreign}: answered {len(self.foreign_answered)}, "
            f"offered something {self.foreign_offered}"
        )


def measure(name: str, knowledge: KnowledgeBase, index: Index) -> Tally:
    """Ask every question of `questions_<name>.toml`."""
    lists = tomllib.loads((HERE / f"questions_{name}.toml").read_text(encoding="utf-8"))
    tally = Tally()
    for question, office, kind, keys in lists["asked"]:
        right = right_articles(knowledge, keys)
        near = [match.article.id for match in index.suggest(question, office=office, limit=3)]
        found = index.find(question, office=office, language="fa")
        tally.asked += 1
        tally.of_kind[kind] += 1
        tally.first += near[:1] != [] and near[0] in right
        tally.among_three += bool(right & set(near))
        if found.outcome == "answer":
            tally.answered += 1
            if found.matches[0].article.id in right:
                tally.rightly[kind] += 1
            else:
                tally.wrong.append(question)
    for question in lists["foreign"]:
        found = index.find(question, office="qom", language="fa")
        tally.foreign += 1
        tally.foreign_offered += found.outcome == "choose"
        if found.outcome == "answer":
            tally.foreign_answered.append(question)
    return tally


def right_articles(knowledge: KnowledgeBase, keys: str) -> set[str]:
    """The articles that answer: named by id, or by a fact they state."""
    right: set[str] = set()
    for key in keys.split():
        stating = {article.id for article in knowledge.articles.values() if key in article.facts}
        right |= {key} if key in knowledge.articles else stating
    assert right, keys
    return right
