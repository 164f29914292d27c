"""Reading `choices.toml`: which questions are asked back, and with which choices."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge import text
from knowledge.articles import Article
from knowledge.errors import Problem
from knowledge.tables import Source, Table

NAME = "choices.toml"
MANY = range(2, 6)
"""How many choices are offered: more than one, and no more than are read at a glance."""
DIMENSIONS = ("period", "level", "place", "breakdown")
_LISTS = ("other_questions", "around")
_RULE_KEYS = (
    "indicators",
    "names",
    "leads_to",
    "even_if_sure",
    "decided_by",
    "unless",
    "question",
    "general",
    "choices",
)
_CHOICE_KEYS = ("label", "article", "words")


@dataclass(frozen=True)
class Choice:
    """One of the choices: what its button says, where it leads, the words that stand for it."""

    label: Mapping[str, str]
    article: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Rule:
    """When a question is asked back, and how.

    It names nothing but `indicators` (of `words.toml`) or one of the phrases `names`, and the
    search led to one of the articles `leads_to`. Where the search is sure of its answer, it is
    asked back only `even_if_sure`. A dimension of `decided_by` or a phrase of `unless` decides it.
    `general` is the article for who does not choose.
    """

    id: str
    indicators: tuple[str, ...]
    names: tuple[str, ...]
    leads_to: tuple[str, ...]
    even_if_sure: bool
    decided_by: tuple[str, ...]
    unless: tuple[str, ...]
    question: Mapping[str, str]
    general: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Choices:
    """The whole file.

    A phrase of `other_questions` shows that something else is asked; words of `around` may stand
    around a choice that is typed.
    """

    other_questions: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()

    def rule(self, rule_id: str | None) -> Rule | None:
        """The rule of that id."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)


def read(
    file: Path,
    known: Mapping[str, Article],
    indicators: Collection[str],
    problems: list[Problem],
) -> Choices:
    """The rules; none where the file is not there. Problems go to the list."""
    if not file.exists():
        return Choices()
    try:
        content = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        problems.append(Problem(file.name, 1, f"cannot be read: {error}"))
        return Choices()
    source = Source(file.name, content, 1, problems)
    data = source.parse()
    if data is None:
        return Choices()
    table = Table(data, source)
    rules = tuple(_rules(table, known, indicators))
    return Choices(table.texts("other_questions"), table.texts("around"), rules)


def _rules(
    table: Table, known: Mapping[str, Article], indicators: Collection[str]
) -> Iterator[Rule]:
    for name, value in table.data.items():
        if name in _LISTS:
            continue
        start = table.source.line_of(name) - 1
        part = Table(value if isinstance(value, Mapping) else {}, table.source, start, f"{name}.")
        part.only(_RULE_KEYS)
        rule = _rule(name, part, indicators)
        _check(part, rule, known)
        yield rule


def _rule(name: str, part: Table, indicators: Collection[str]) -> Rule:
    return Rule(
        id=name,
        indicators=part.texts("indicators", allowed=indicators),
        names=part.texts("names"),
        leads_to=part.texts("leads_to"),
        even_if_sure=part.flag("even_if_sure", default=False),
        decided_by=part.texts("decided_by", allowed=DIMENSIONS),
        unless=part.texts("unless"),
        question=part.translations("question"),
        general=part.text("general", required=True) or "",
        choices=tuple(_choices(part)),
    )


def _choices(rule: Table) -> Iterator[Choice]:
    data = rule.data.get("choices")
    if not isinstance(data, list) or not all(isinstance(item, Mapping) for item in data):
        rule.wrong("choices", "must be a list of tables")
        return
    if len(data) not in MANY:
        rule.wrong("choices", f"must be {MANY.start} to {MANY.stop - 1}")
    for item in data:
        start = rule.source.line_of("choices", rule.start) - 1
        part = Table(item, rule.source, start, f"{rule.name}choices.")
        part.only(_CHOICE_KEYS)
        yield Choice(
            part.translations("label"),
            part.text("article", required=True) or "",
            part.texts("words"),
        )


def _check(part: Table, rule: Rule, known: Mapping[str, Article]) -> None:
    if not rule.indicators and not rule.names:
        part.wrong("indicators", "is missing: neither an indicator nor a name begins it")
    if rule.even_if_sure and not rule.leads_to:
        part.wrong("leads_to", "is missing: of which answers is it asked back even if sure?")
    chosen = [choice.article for choice in rule.choices]
    for key, ids in (("leads_to", rule.leads_to), ("general", [rule.general]), ("choices", chosen)):
        _check_articles(part, key, ids, known)
    if len(set(chosen)) < len(chosen):
        part.wrong("choices", "two choices lead to the same article")
    _check_words(part, rule)


def _check_articles(
    part: Table, key: str, ids: Iterable[str], known: Mapping[str, Article]
) -> None:
    for one in filter(None, ids):
        if one not in known:
            part.wrong(key, f"unknown article: {one}")
        elif known[one].office is not None:
            part.wrong(key, f"{one} belongs to one office")


def _check_words(part: Table, rule: Rule) -> None:
    """Labels in the languages of the question; a word stands for one choice."""
    for language in rule.question:
        if not all(choice.label.get(language) for choice in rule.choices):
            part.wrong("choices", f"a label is missing in the language of the question: {language}")
    owner: dict[str, str] = {}
    for choice in rule.choices:
        for word in choice.words:
            if owner.setdefault(text.normalise(word), choice.article) != choice.article:
                part.wrong("choices", f"two choices have the word {word}")
