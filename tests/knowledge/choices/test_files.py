"""`choices.toml` is read, or every problem told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge import articles, loader
from knowledge.loader import KnowledgeBase
from tests.knowledge.folder import problems_of

RULES = """other_questions = ["چیست"]

[rates]
indicators = ["inflation"]
leads_to = ["def-inflation"]
decided_by = ["period"]
unless = ["دهک"]
general = "def-inflation"
question = { fa = "کدام نرخ؟", en = "Which rate?" }

[[rates.choices]]
label = { fa = "تورم", en = "Inflation" }
article = "def-inflation"
words = ["تورم عمومی"]

[[rates.choices]]
label = { fa = "بیکاری", en = "Unemployment" }
article = "def-unemployment"
words = ["بیکاری"]
"""


def _write(content: Path, text: str) -> None:
    (content / "choices.toml").write_text(text, encoding="utf-8")


def test_the_rules_are_read(content: Path) -> None:
    """Rules and choices in their order; without the file nothing is asked back."""
    assert loader.load(content).choices.rules == ()
    _write(content, RULES)
    choices = loader.load(content).choices
    (rule,) = choices.rules
    assert choices.other_questions == ("چیست",)
    assert (rule.id, rule.indicators, rule.decided_by) == ("rates", ("inflation",), ("period",))
    assert [choice.article for choice in rule.choices] == ["def-inflation", "def-unemployment"]
    assert rule.question["en"] == "Which rate?"
    assert not rule.even_if_sure
    assert choices.rule("rates") == rule
    assert choices.rule(None) is None


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('["inflation"]', '["prices"]', "choices.toml:4: rates.indicators: unknown: prices"),
        ('leads_to = ["def-inflation"]', "even_if_sure = true", "rates.leads_to: is missing"),
        ('leads_to = ["def-inflation"]', 'leads_to = ["x"]', "leads_to: unknown article: x"),
        ('general = "def-inflation"', 'general = "qom-cost"', "general: qom-cost belongs to one"),
        ('general = "def-inflation"', "", "rates.general: is missing"),
        ('decided_by = ["period"]', 'decided_by = ["mood"]', "rates.decided_by: unknown: mood"),
        ('article = "def-unemployment"', 'article = "y"', "rates.choices: unknown article: y"),
        (
            'article = "def-unemployment"',
            'article = "def-inflation"',
            "rates.choices: two choices lead to the same article",
        ),
        ('words = ["بیکاری"]', 'words = ["تورم عمومی"]', "two choices have the word تورم عمومی"),
        ('en = "Which rate?"', 'ar = "أي معدل؟"', "rates.question: missing language: en"),
        ('en = "Which rate?" }', 'en = "W", ar = "أ" }', "a label is missing in the language"),
        ('indicators = ["inflation"]', "", "neither an indicator nor a name begins it"),
        ("unless", "but", "rates.but: unknown key"),
        ("[[rates.choices]]", "[[rates.chances]]", "rates.chances: unknown key"),
        ("[rates]", "[rates", "not valid TOML"),
    ],
)
def test_a_problem_is_told(content: Path, old: str, new: str, problem: str) -> None:
    """A clerk who edits the file sees what is wrong with it."""
    assert old in RULES
    _write(content, RULES.replace(old, new, 1))
    told = problems_of(content)
    assert any(problem in line for line in told), told


def test_one_choice_is_none(content: Path) -> None:
    """There must be something to choose from, and not too much."""
    first = RULES.index("[[rates.choices]]", RULES.index("[[rates.choices]]") + 1)
    _write(content, RULES[:first])
    assert any("rates.choices: must be 2 to 5" in line for line in problems_of(content))


def test_the_packaged_rules_speak_every_language(packaged: KnowledgeBase) -> None:
    """Questions and labels in Persian, English and Arabic, short enough for a button."""
    rules = packaged.choices.rules
    assert {"inflation", "population", "household"} <= {rule.id for rule in rules}
    for rule in rules:
        assert set(rule.question) == set(articles.LANGUAGES), rule.id
        for choice in rule.choices:
            assert set(choice.label) == set(articles.LANGUAGES), rule.id
            assert max(map(len, choice.label.values())) <= 60, rule.id
