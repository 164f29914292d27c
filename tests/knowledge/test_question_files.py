"""The questions the search is measured with, and the reader of their files."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import pytest

from knowledge import question_files, text
from knowledge.errors import ContentError
from knowledge.loader import KnowledgeBase
from knowledge.question_files import FOREIGN_KINDS, KINDS, Question

SMALL = """
split = "dev"
[[asked]]
articles = ["a", "b"]
office = "here"
formal = ["First?", "Second?"]
typo = ["F1rst?"]

[[foreign]]
split = "test"
office = "none"
far = ["Weather?"]
"""

WRONG = """
split = "train"
[[asked]]
office = "here"
formel = ["First?"]
formal = ["Second?", ""]
[[foreign]]
near = ["Third?"]
"""


@pytest.fixture(scope="module")
def ours() -> tuple[Question, ...]:
    """The questions that travel with the program."""
    return question_files.read()


def test_a_file_is_read_question_by_question(tmp_path: Path) -> None:
    """Kind, office, right articles, split and line of each."""
    path = tmp_path / "q.toml"
    path.write_text(SMALL, encoding="utf-8")
    first, _, third, foreign = question_files.read(path)
    right = frozenset({"a", "b"})
    assert first == Question("First?", "formal", right, "here", "dev", "q.toml", 6)
    assert (third.kind, third.line) == ("typo", 7)
    assert foreign == Question("Weather?", "far", frozenset(), None, "test", "q.toml", 12)
    assert foreign.is_foreign
    assert question_files.read(tmp_path) == question_files.read(path)


def test_a_file_without_split_only_measures(tmp_path: Path) -> None:
    """Nothing is learned from what is not called "dev"."""
    path = tmp_path / "q.toml"
    path.write_text('[[foreign]]\noffice = "none"\nfar = ["Hi"]\n', encoding="utf-8")
    assert [question.split for question in question_files.read(path)] == ["test"]


def test_all_problems_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    """With their lines."""
    (tmp_path / "q.toml").write_text(WRONG, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        question_files.read(tmp_path)
    told = [(problem.line, problem.message.split(" (")[0]) for problem in caught.value.problems]
    assert told == [
        (2, "split: unknown: train"),
        (3, "asked.articles: is missing"),
        (5, "asked.formel: unknown key"),
        (6, "asked.formal: holds an empty text"),
        (7, "foreign.office: is missing"),
    ]


def test_what_is_no_list_of_questions_is_told(tmp_path: Path) -> None:
    """A missing file, no TOML, no questions."""
    for content in (None, "[[asked", "", "asked = 3\n"):
        path = tmp_path / "q.toml"
        if content is not None:
            path.write_text(content, encoding="utf-8")
        with pytest.raises(ContentError):
            question_files.read(path)


def test_unknown_articles_and_offices_are_told(packaged: KnowledgeBase) -> None:
    """A misspelt id would count as a miss for ever."""
    question = Question("?", "formal", frozenset({"nothing"}), "nowhere", "dev", "q.toml", 3)
    told = [str(problem) for problem in question_files.check([question], packaged)]
    assert told == [
        "q.toml:3: there is no article nothing",
        "q.toml:3: there is no office nowhere",
    ]


def test_ours_ask_only_for_what_there_is(
    ours: tuple[Question, ...], packaged: KnowledgeBase
) -> None:
    """Every id and every office exists."""
    assert question_files.check(ours, packaged) == []


def test_ours_are_many_of_every_kind(ours: tuple[Question, ...]) -> None:
    """At least 600 in scope and 200 out of it; each kind measurable in both halves."""
    inside = [question for question in ours if not question.is_foreign]
    assert len(inside) >= 600
    assert len(ours) - len(inside) >= 200
    counts = Counter((question.split, question.kind) for question in ours)
    kinds = (*KINDS, *FOREIGN_KINDS)
    assert [k for k in kinds for split in ("dev", "test") if counts[split, k] < 30] == []
    assert 0.4 < sum(question.split == "test" for question in inside) / len(inside) < 0.6
    assert sum(question.split == "test" for question in ours if question.is_foreign) >= 200


def test_ours_are_no_wordings_of_the_content(
    ours: tuple[Question, ...], packaged: KnowledgeBase
) -> None:
    """What is measured is finding, not remembering; and no question is asked twice."""
    known = {
        text.normalise(wording)
        for article in packaged.articles.values()
        for texts in article.texts.values()
        for wording in (texts.title, *texts.questions)
    }
    asked = Counter(text.normalise(question.text) for question in ours)
    assert [question.text for question in ours if text.normalise(question.text) in known] == []
    assert [words for words, times in asked.items() if times > 1] == []


def test_an_article_is_on_one_side_in_both_offices(ours: tuple[Question, ...]) -> None:
    """Learning from the questions of one office would leak into those of the other."""
    sides: dict[str, set[str]] = defaultdict(set)
    for question in ours:
        for id_ in question.articles:
            sides[id_.replace("semnan-", "qom-")].add(question.split)
    assert [subject for subject, splits in sides.items() if len(splits) > 1] == []


def test_ours_ask_for_every_article_but_tables(
    ours: tuple[Question, ...], packaged: KnowledgeBase
) -> None:
    """Three or more questions for each."""
    asked = Counter(id_ for question in ours for id_ in question.articles)
    articles = [article for article in packaged.articles.values() if article.kind != "table"]
    assert [article.id for article in articles if asked[article.id] < 3] == []
