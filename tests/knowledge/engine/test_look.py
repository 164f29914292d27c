"""The closer look: what a candidate shares with the question."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest

from knowledge import stemming, text
from knowledge.engine import candidates, documents, features
from knowledge.engine.documents import Document, Kind, Wording
from knowledge.engine.features import Look
from knowledge.engine.query import Query, Sought
from knowledge.engine.units import Corpus, CorpusBuilder, grams

CUTTER = documents.Cutter()
DOCUMENTS = [
    Document(
        (Wording("نرخ بیکاری", is_title=True), Wording("چند درصد مردم بیکارند؟")),
        "بیکاران تقسیم بر جمعیت فعال.\nاز آمارگیری نیروی کار.",
    ),
    Document((Wording("نرخ تورم", is_title=True), Wording("گرانی چقدر بود؟")), "شاخص قیمت."),
    Document((Wording("جمعیت استان", is_title=True),), "از سرشماری."),
    Document((), "متن بلندی دربارهٔ باران و برف.\nباران بهاری می‌بارد."),
]


@pytest.fixture(name="corpus", scope="module")
def of_four_documents() -> Corpus:
    """Three articles, and a text without a wording of its own."""
    builder = CorpusBuilder()
    for document in DOCUMENTS:
        builder.add(CUTTER.units(document))
    return builder.close({})


def query(corpus: Corpus, question: str, **foreign: bool) -> Query:
    """The words of a question, each as rare as it is."""
    terms = []
    for word in text.tokens(question):
        stem = stemming.stem(word)
        rarity = corpus.rarity(stem)
        mass = corpus.unknown if rarity is None else rarity
        terms.append(Sought({word: 1.0}, {stem: 1.0}, 1.0, mass, mass, foreign.get(word, False)))
    return Query(tuple(terms), text.normalise(question))


def look(corpus: Corpus, question: str, **foreign: bool) -> tuple[list[int], Look]:
    """The rows found, best first by the candidates' score, and what was seen."""
    wanted = query(corpus, question, **foreign)
    found = candidates.find(corpus, wanted, None, 10)
    return found.rows.tolist(), features.look(corpus, wanted, found)


def named(seen: Look, row: int) -> Mapping[str, float]:
    """The features of one candidate by name."""
    return dict(zip(features.NAMES, seen.features[row].tolist(), strict=True))


def test_the_question_itself_is_all_there(corpus: Corpus) -> None:
    """Covered, told and in order; the others share a part."""
    rows, seen = look(corpus, "نرخ بیکاری")
    assert rows[0] == 0
    best = named(seen, 0)
    for name in ("covered", "told", "order", "alike", "found", "wordings"):
        assert best[name] == pytest.approx(1.0), name
    assert seen.evidence[0] == pytest.approx(1.0)
    second = named(seen, rows.index(1))
    assert 0 < second["covered"] < 0.5


def test_other_order_is_seen(corpus: Corpus) -> None:
    """The same words the other way round are covered, not in order."""
    _, seen = look(corpus, "بیکاری نرخ")
    assert named(seen, 0)["covered"] == pytest.approx(1.0)
    assert named(seen, 0)["order"] == 0.0


def test_what_only_the_body_holds_is_found_anywhere(corpus: Corpus) -> None:
    """«سرشماری» stands in no wording: anywhere, but not in the wordings."""
    rows, seen = look(corpus, "سرشماری")
    place = rows.index(2)
    assert named(seen, place)["wordings"] == 0.0
    assert named(seen, place)["anywhere"] == pytest.approx(1.0)
    assert named(seen, place)["sentence"] == pytest.approx(1.0)
    assert (seen.evidence[place], seen.evidence_anywhere[place]) == (0.0, pytest.approx(1.0))


def test_a_text_without_wordings_is_found_by_its_sentences(corpus: Corpus) -> None:
    """Its best sentence stands for the wording it has not."""
    rows, seen = look(corpus, "باران بهاری")
    assert rows[0] == 3
    assert named(seen, 0)["covered"] == pytest.approx(1.0)
    assert named(seen, 0)["order"] == 1.0


def test_a_foreign_term_must_stand_in_the_title(corpus: Corpus) -> None:
    """What lacks it there is marked, however much else it holds."""
    rows, seen = look(corpus, "جمعیت گرانی", گرانی=True)
    lacks = dict(zip(rows, seen.lacks.tolist(), strict=True))
    assert lacks[2] == 1.0
    assert lacks[1] == 1.0
    rows, seen = look(corpus, "جمعیت تورم", تورم=True)
    assert dict(zip(rows, seen.lacks.tolist(), strict=True))[1] == 0.0


def test_the_most_telling_missing_term_is_measured(corpus: Corpus) -> None:
    """An unknown word is missed with all of its weight, a held one not at all."""
    _, seen = look(corpus, "جمعیت دایناسور")
    assert seen.missed[0] == pytest.approx(1.0)
    _, seen = look(corpus, "جمعیت استان")
    assert seen.missed[0] == 0.0


def test_a_word_of_many_wordings_is_what_an_article_is_about() -> None:
    """Two of three wordings of the first hold «باران», one of three of the second."""
    builder = CorpusBuilder()
    for words in (("باران آمد", "باران بند آمد", "برف"), ("باران", "آفتاب", "باد")):
        wordings = tuple(Wording(text, is_title=not at) for at, text in enumerate(words))
        builder.add(CUTTER.units(Document(wordings)))
    corpus = builder.close({})
    rows, seen = look(corpus, "باران")
    likely = dict(zip(rows, (named(seen, at)["likely"] for at in range(2)), strict=True))
    assert likely[0] > likely[1]
    rows, seen = look(corpus, "بند آمد")
    assert named(seen, rows.index(0))["pairs"] > 0


def test_what_is_not_allowed_is_not_found(corpus: Corpus) -> None:
    """And what is always wanted comes along where it is allowed."""
    allowed = np.array([0, 1, 1, 1], np.float32)
    found = candidates.find(corpus, query(corpus, "نرخ بیکاری"), allowed, 10, always=(0, 2))
    assert 0 not in found.rows
    assert 2 in found.rows


def test_units_are_titles_wordings_and_sentences() -> None:
    """In this order, each wording once in its one spelling; a body beside them is one unit."""
    document = Document(
        (Wording("نرخ بيكاري", is_title=True), Wording("نرخ بیکاری"), Wording("بیکارا")), "یک. دو."
    )
    kinds = [unit.kind for unit in CUTTER.units(document)]
    assert kinds == [Kind.TITLE, Kind.WORDING, Kind.SENTENCE]
    alone = CUTTER.units(Document((), "یک. دو."))
    assert [unit.kind for unit in alone] == [Kind.SENTENCE, Kind.SENTENCE]


def test_letter_groups_know_where_a_word_begins_and_ends() -> None:
    """«قم» has two of three letters."""
    assert grams(["قم"]) == ["_قم", "قم_"]
