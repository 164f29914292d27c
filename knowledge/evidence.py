"""From a read question to the engine's query, and from a look at articles to an outcome."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import numpy as np

from knowledge import gates, intent, weights
from knowledge.calibration import Calibration
from knowledge.engine import features
from knowledge.engine.features import Look
from knowledge.engine.postings import Floats
from knowledge.engine.query import Query, Sought
from knowledge.engine.units import Corpus
from knowledge.terms import Reading, Term

RANKING = (*features.NAMES, *gates.FEATURES)
CONFIDENCE = (
    "bias",
    "evidence",  # how much of the question's evidence the best unit holds
    "anywhere",  # how much of it the whole article holds
    "fit",  # evidence, times how much of the unit the question holds
    "margin",  # lead over the next article, in ranking score
    "says_much",  # the question's evidence, of the rarest word's: «ساعت چنده» says little
    "unknown",  # the share of its evidence that nobody here ever wrote
    "ours",  # a word shows that it is meant for us
    "lacks",  # a word that is somebody else's business does not stand there
    "missed",  # the evidence of the most telling word that the whole article lacks
    "telling",  # the evidence of the most telling word, of the rarest word's
    "told",
    "order",
    "alike",
    "strong",
    "title",
    "crowd",
    "wordings",
    "likely",
    "pairs",
    "letters",
    "others",  # how much the words of the question speak for others (`intent`)
    "statistics",  # the article is about statistics, not about the service
    "others_statistics",  # the same of an article about statistics, with words of its own
    "foreign",  # a word that is somebody else's business stands in the question
    *gates.FEATURES,
)
_SEEN = (
    "told",
    "order",
    "alike",
    "strong",
    "title",
    "crowd",
    "wordings",
    "likely",
    "pairs",
    "letters",
)
_SURE = 0.8
_NOTHING = 0.15
"""Less evidence than this share of the rarest word's asks for nothing: greetings, «چنده؟»."""
_LITTLE = 0.36
_WIDEST = 3.0
"""A lead beyond this says no more."""


@dataclass(frozen=True)
class Asked:
    """What of a question alone speaks for or against answering it."""

    says_much: float
    unknown: float
    is_ours: bool
    telling: float
    says_nothing: bool
    others: float
    others_statistics: float
    is_foreign: bool

    @property
    def is_thin(self) -> bool:
        """It says too little to be answered at once: «ساعت چنده»."""
        return self.says_much < _LITTLE and not self.is_ours


def is_ours(reading: Reading, ours: Collection[str]) -> bool:
    """Whether a word of the question shows that it is meant for us («سالنامه»)."""
    return any(
        belief >= _SURE and stem in ours
        for term in reading.terms
        for stem, belief in term.stems.items()
    )


def query(reading: Reading, corpus: Corpus, ours: Collection[str]) -> Query:
    """The question as the engine compares it.

    What nobody here ever wrote weighs less beside a word of ours: it is a way of speaking.
    """
    strange = weights.STRANGE if is_ours(reading, ours) else 1.0
    terms = []
    for term in reading.terms:
        factor = weights.ranking(term.factor)
        rarity = _rarity(term, corpus)
        mass = factor * (corpus.unknown * weights.UNSEEN if rarity is None else rarity)
        evidence = _evidence(term, rarity, corpus, strange)
        is_foreign = term.factor == weights.FOREIGN
        terms.append(Sought(term.words, term.stems, factor, mass, evidence, is_foreign))
    read = " ".join(
        max(term.words, key=_believed(term.words), default=term.word) for term in reading.terms
    )
    return Query(tuple(terms), read)


def _believed(words: Mapping[str, float]) -> Callable[[str], float]:
    return lambda word: words[word]


def _rarity(term: Term, corpus: Corpus) -> float | None:
    """The rarity of the likeliest stem that is known."""
    known = [
        (belief, rarity)
        for stem, belief in term.stems.items()
        if (rarity := corpus.rarity(stem)) is not None
    ]
    return max(known)[1] if known else None


def _evidence(term: Term, rarity: float | None, corpus: Corpus, strange: float) -> float:
    if term.factor == weights.FOREIGN:
        return term.factor * corpus.unknown
    if rarity is None:
        unused = weights.UNUSED if term.factor <= weights.COMMON else strange
        return min(term.factor, weights.UNKNOWN) * corpus.unknown * unused
    return min(rarity, term.factor * corpus.unknown)


def asked(
    reading: Reading,
    wanted: Query,
    corpus: Corpus,
    ours: Collection[str],
    settings: Calibration,
) -> Asked:
    """What the question alone says, with the words that are known to speak for others."""
    words = intent.words(reading)
    unknown = sum(
        sought.evidence
        for sought in wanted.terms
        if all(corpus.rarity(stem) is None for stem in sought.stems)
    )
    total = sum(sought.evidence for sought in wanted.terms)
    return Asked(
        says_much=min(total / corpus.unknown, 2.0) if corpus.unknown else 0.0,
        unknown=unknown / total if total else 1.0,
        is_ours=is_ours(reading, ours),
        telling=max((term.evidence for term in wanted.terms), default=0.0)
        / (corpus.unknown or 1.0),
        says_nothing=total < _NOTHING * corpus.unknown,
        others=intent.score(words, settings.others),
        others_statistics=intent.score(words, settings.others_statistics),
        is_foreign=any(sought.is_foreign for sought in wanted.terms),
    )


def confidence(
    seen: Look, gated: Floats, ranked: Floats, question: Asked, statistics: Floats
) -> Floats:
    """The features of `CONFIDENCE`, one row a candidate; `statistics` marks articles about them."""
    named = dict(zip(features.NAMES, seen.features.T, strict=True))
    ones = np.ones(len(ranked), np.float32)
    columns = {
        "bias": ones,
        "evidence": seen.evidence,
        "anywhere": seen.evidence_anywhere,
        "fit": seen.evidence * named["told"],
        "margin": np.clip(ranked - _best_other(ranked), -_WIDEST, _WIDEST),
        "says_much": question.says_much * ones,
        "unknown": question.unknown * ones,
        "ours": float(question.is_ours) * ones,
        "lacks": seen.lacks,
        "missed": seen.missed,
        "telling": question.telling * ones,
        "others": question.others * ones,
        "statistics": statistics,
        "others_statistics": question.others_statistics * statistics,
        "foreign": float(question.is_foreign) * ones,
        **{name: named[name] for name in _SEEN},
        **dict(zip(gates.FEATURES, gated.T, strict=True)),
    }
    return np.stack([columns[name] for name in CONFIDENCE], axis=1).astype(np.float32)


def _best_other(ranked: Floats) -> Floats:
    """For each candidate the score of the best of the others; a lone one leads by the widest."""
    if len(ranked) == 1:
        return ranked - _WIDEST
    first, second = np.sort(ranked)[::-1][:2]
    found: Floats = np.where(ranked == first, second, first)
    return found
