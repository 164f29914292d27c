"""The large catalogue of the benchmark: as large as asked, no two articles alike."""

from __future__ import annotations

from knowledge.search import Index
from tests.bench import catalogue


def test_no_two_articles_are_alike_and_their_questions_have_ten_words() -> None:
    """Else the benchmark would measure something easier than a catalogue."""
    base = catalogue.knowledge(700)
    assert len(base.articles) == 700
    assert len({article.text("fa").title for article in base.articles.values()}) == 700
    questions = catalogue.questions(base, 60)
    assert len(questions) == 60
    assert all(9 <= len(question.split()) <= 11 for question in questions)


def test_a_large_catalogue_is_still_told_apart() -> None:
    """The title of one of many that differ in a county or a year finds that one."""
    base = catalogue.knowledge(700)
    index = Index(base)
    for article in list(base.articles.values())[::70]:
        found = index.suggest(article.text("fa").title, office=None, limit=1)
        assert found[0].article.id == article.id
