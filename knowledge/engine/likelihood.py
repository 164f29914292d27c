"""How much oftener the wordings of a document hold the words of a question than all wordings do.

One unit may hold a word by chance; a word that stands in ten of its wordings is what a document
is about, and «یعنی چه» tells a definition from a table. These are the log odds of naive Bayes, word
by word and neighbour by neighbour, with a prior worth `_PRIOR` wordings.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from knowledge.engine.hits import Places
from knowledge.engine.postings import Floats
from knowledge.engine.query import Query
from knowledge.engine.units import Corpus

_PRIOR = 10.0
_SURE = 0.5
"""A hit of less belief is a guess, and counts for nothing here."""


def likely(
    corpus: Corpus,
    query: Query,
    held: Floats,
    followed: Floats,
    *,
    main: NDArray[np.bool_],
    borders: Places,
) -> tuple[Floats, Floats]:
    """The log odds of each document, summed over terms, and over neighbouring terms.

    Their unit is the most one word can bring in a collection of this size.

    `held` has the belief in each term for each unit, `followed` 1 where the next term follows,
    `main` marks the units that count, a document begins at each of `borders`.
    """
    numbers = [_likeliest(corpus, term.stems) for term in query.terms]
    shares = np.array([corpus.asking[number] / corpus.asked for number in numbers], np.float32)
    wordings: Floats = np.add.reduceat(main.astype(np.float32), borders, dtype=np.float32)
    holding = np.add.reduceat((held >= _SURE) & main[:, None], borders, dtype=np.float32)
    scale = float(np.log(corpus.asked + 1))
    words = _odds(holding, wordings, shares) / scale
    if not followed.shape[1]:
        return words, np.zeros_like(words)
    together = np.array([_share(corpus, a, b) for a, b in pairwise(numbers)], np.float32)
    following = np.add.reduceat(followed * main[:, None], borders, dtype=np.float32)
    return words, _odds(following, wordings, together) / scale


def _likeliest(corpus: Corpus, stems: Mapping[str, float]) -> int:
    """The number of the likeliest stem that is known; 0, the number of none, without one."""
    known = [
        (belief, number)
        for stem, belief in stems.items()
        if (number := corpus.number.get(stem)) is not None
    ]
    return max(known)[1] if known else 0


def _share(corpus: Corpus, first: int, second: int) -> float:
    """The share of all titles and wordings in which these two are neighbours."""
    key = corpus.pair(first, second)
    at = int(np.searchsorted(corpus.pairs, key))
    if first and second and at < len(corpus.pairs) and corpus.pairs[at] == key:
        return float(corpus.pairs_asking[at]) / corpus.asked
    return 0.0


def _odds(holding: Floats, wordings: Floats, shares: Floats) -> Floats:
    """The sum of log odds over the columns that some wording holds at all."""
    known = shares > 0
    prior = _PRIOR * shares[known]
    odds = np.log((holding[:, known] + prior) / (wordings[:, None] + _PRIOR) / shares[known])
    found: Floats = (odds.sum(axis=1)).astype(np.float32)
    return found
