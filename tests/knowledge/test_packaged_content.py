"""The content that travels with the program: right, complete, and found by its own words."""

from __future__ import annotations

import re

import pytest

from knowledge import loader
from knowledge.loader import KnowledgeBase
from knowledge.search import Index

FACTS = {
    "qom": [f"QOM-{number:02}" for number in range(1, 27)]
    + [f"QOM-N{number}" for number in range(1, 5)],
    "semnan": [f"SEM-{number:02}" for number in range(1, 22)]
    + [f"SEM-N{number}" for number in range(1, 4)],
}
MOST_CHOSEN = 0.03
PERSIAN = re.compile("[\u0600-\u06ff]")
ONLY_PERSIAN = re.compile("[پچژگکی۰-۹\u200c]")


def test_nothing_is_wrong_with_it() -> None:
    """`amaryar kb check` is clean."""
    assert [str(problem) for problem in loader.problems()] == []


def test_there_are_54_facts() -> None:
    """The two statements hold 54 facts."""
    assert sum(len(facts) for facts in FACTS.values()) == 54


@pytest.mark.parametrize("office", FACTS)
def test_every_fact_is_stated_by_its_office(packaged: KnowledgeBase, office: str) -> None:
    """Each fact of a statement is in an article of that office, which names where it stands."""
    stated = {
        fact: article
        for article in packaged.articles.values()
        if article.office == office
        for fact in article.facts
    }
    assert sorted(set(FACTS[office]) - set(stated)) == []
    for article in stated.values():
        assert packaged.service(office, article.service) is not None
        assert article.section


@pytest.mark.parametrize("office", FACTS)
def test_no_fact_leaks_into_another_office(packaged: KnowledgeBase, office: str) -> None:
    """BR-21: what an office may see states no fact of another office's statement."""
    seen = {fact for article in packaged.in_office(office) for fact in article.facts}
    assert seen <= set(FACTS[office])


def test_absences_are_marked(packaged: KnowledgeBase) -> None:
    """BR-17: a fact that says "not stated" stands in an article of that kind, or of a rule."""
    for article in packaged.articles.values():
        if any("-N" in fact for fact in article.facts):
            assert article.kind in {"absence", "rule"}, article.id


def test_sources_are_in_the_language_of_the_article(packaged: KnowledgeBase) -> None:
    """An English answer shows no Persian publication, nor any other language another's."""
    for article in packaged.articles.values():
        if article.office is None:
            assert set(article.sources) == set(article.texts), article.id
            assert not PERSIAN.search(article.sources["en"]), article.id


def test_arabic_is_complete_and_arabic(packaged: KnowledgeBase) -> None:
    """Each article speaks it; what it says has no Persian letters or digits in it."""
    for article in packaged.articles.values():
        assert "ar" in article.texts, article.id
        said = article.texts["ar"]
        for text in (said.title, said.body, article.source_in("ar") or ""):
            assert not ONLY_PERSIAN.search(text), (article.id, text)


def test_contact_values_are_not_invented(packaged: KnowledgeBase) -> None:
    """What only the office can say is empty until the office fills it in."""
    for office in packaged.offices.values():
        assert office.missing, office.id


def test_every_article_is_found_by_its_own_words(
    packaged: KnowledgeBase, packaged_index: Index
) -> None:
    """Its title and wordings (every fifth is tried) answer with it; few only offer it."""
    asked = chosen = 0
    lost = []
    for article in packaged.articles.values():
        offices = [article.office] if article.office else list(packaged.offices)
        for office in offices:
            for language, text in article.texts.items():
                for wording in (text.title, *text.questions[::5]):
                    asked += 1
                    found = packaged_index.find(wording, office=office, language=language)
                    ids = [match.article.id for match in found.matches]
                    if found.outcome == "answer" and ids == [article.id]:
                        continue
                    chosen += 1
                    if found.outcome != "choose" or article.id not in ids:
                        lost.append((article.id, office, wording, ids))
    assert lost == []
    assert chosen <= MOST_CHOSEN * asked
