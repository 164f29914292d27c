"""Postings: features, the rows that hold them, and how much each says."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge.engine.postings import Builder, Postings

DOCUMENTS = [["a", "b"], ["a", "a", "c"], [], ["c"]]


@pytest.fixture(name="postings")
def of_four_documents() -> Postings:
    """Four small documents, one of them empty."""
    builder = Builder(1.2, 0.75)
    for document in DOCUMENTS:
        builder.add(document)
    return builder.close()


def test_every_feature_names_its_rows(postings: Postings) -> None:
    """In rising order, each once however often it stands there."""
    for feature, rows in (("a", [0, 1]), ("b", [0]), ("c", [1, 3])):
        scores = np.zeros(postings.size, np.float32)
        postings.add(scores, feature, 1.0)
        assert np.flatnonzero(scores).tolist() == rows
        assert postings.holding(feature) == len(rows)


def test_a_rare_feature_says_more_than_a_common_one(postings: Postings) -> None:
    """Inverse document frequency: b stands in one document, a in two."""
    assert postings.idf[postings.ids["b"]] > postings.idf[postings.ids["a"]] > 0
    assert postings.unknown > postings.idf[postings.ids["b"]]


def test_a_feature_says_more_of_a_short_document(postings: Postings) -> None:
    """BM25's length: c is all of document 3 and a third of document 1."""
    scores = np.zeros(postings.size, np.float32)
    postings.add(scores, "c", 1.0)
    assert scores[3] > scores[1]


def test_an_unknown_feature_adds_nothing(postings: Postings) -> None:
    """No error, no score."""
    scores = np.zeros(postings.size, np.float32)
    postings.add(scores, "z", 1.0)
    assert postings.holding("z") == 0
    assert not scores.any()


def test_no_documents_are_no_trouble() -> None:
    """An empty index is one in which nothing is found."""
    postings = Builder(1.2, 0.75).close()
    assert (postings.size, postings.holding("a")) == (0, 0)
