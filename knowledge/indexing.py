"""The articles of a knowledge base become what the search is asked over: built once, at start."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from knowledge import reading, text, vocabulary, weights
from knowledge.articles import MAIN_LANGUAGE, Article
from knowledge.engine import documents, units
from knowledge.engine.documents import Document, Wording, WordsOf
from knowledge.engine.units import Corpus
from knowledge.gates import Gate, gate
from knowledge.loader import KnowledgeBase
from knowledge.phrases import Phrases
from knowledge.places import Places


@dataclass(frozen=True)
class Indexed:
    """Articles in the order of the corpus' documents, and the reader of questions about them."""

    articles: tuple[Article, ...]
    corpus: Corpus
    reader: reading.Reader
    phrases: Phrases
    ours: frozenset[str]
    gates: tuple[Gate, ...]


def build(knowledge: KnowledgeBase, offices: Collection[str] | None) -> Indexed:
    """Index the articles of the served offices (None: all) and those of every office."""
    served = {
        office.id: office
        for office in knowledge.offices.values()
        if offices is None or office.id in offices
    }
    articles = tuple(
        article
        for article in knowledge.articles.values()
        if article.office is None or article.office in served
    )
    classes = weights.classes(knowledge.words)
    phrases = Phrases(knowledge.words)
    words_of = _reading_once()
    learned = vocabulary.learn(_contents(articles, words_of), classes, phrases.words)
    places = Places(served, knowledge.provinces, knowledge.words.places)
    reader = reading.Reader(learned, phrases, places)
    builder, cutter = units.CorpusBuilder(), documents.Cutter(words_of)
    gates = []
    for article in articles:
        found = list(cutter.units(document(article, reader, learned.english)))
        builder.add(found)
        gates.append(gate(phrases, found, article.kind))
    del words_of, cutter  # what was read is needed no longer, and closing needs the room
    corpus = builder.close(_factors(classes))
    return Indexed(articles, corpus, reader, phrases, classes.ours, tuple(gates))


def _reading_once() -> WordsOf:
    """Reads each text only once: it is needed for the vocabulary and then for the index."""
    known: dict[str, tuple[text.Word, ...]] = {}

    def words_of(content: str) -> tuple[text.Word, ...]:
        found = known.get(content)
        if found is None:
            found = known[content] = text.read(content)
        return found

    return words_of


def document(article: Article, reader: reading.Reader, english: Collection[str]) -> Document:
    """An article as the engine indexes it: titles and wordings of every language, and bodies."""

    def persian_of(word: str) -> str | None:
        return None if word in english else reader.finglish(word)

    wordings = [
        Wording(wording, number == 0, persian_of if language == MAIN_LANGUAGE else None)
        for language, texts in article.texts.items()
        for number, wording in enumerate((texts.title, *texts.questions))
        if wording
    ]
    return Document(tuple(wordings), "\n".join(texts.body for texts in article.texts.values()))


def _factors(classes: weights.Classes) -> Mapping[str, float]:
    """What is left of the rarity of a stem of a class, in an article's own text."""
    return {stem: weights.ranking(factor) for stem, factor in classes.stems.items()}


def _contents(
    articles: Iterable[Article], words_of: WordsOf
) -> Iterator[tuple[Sequence[text.Word], bool]]:
    """The words of every text of the articles, and whether it is English; of equal texts once."""
    seen: set[str] = set()
    for article in articles:
        for language, texts in article.texts.items():
            for content in (texts.title, *texts.questions, *documents.sentences(texts.body)):
                if content not in seen:
                    seen.add(content)
                    yield words_of(content), language == "en"
