"""How a question was understood: as plain values for JSON, and as lines for people."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from knowledge.explanation import Explanation


def as_json(found: Explanation) -> dict[str, Any]:
    """The normalised question, corrections, terms with weights, features and outcome."""
    return {
        "normalised": found.normalised,
        "corrections": [list(pair) for pair in found.corrections],
        "place": found.office or found.other_province,
        "terms": [dataclasses.asdict(term) for term in found.terms],
        "articles": [
            {
                "article": one.match.article.id,
                "probability": one.match.score,
                "score": one.ranked,
                "ranking": dict(one.ranking),
                "confidence": dict(one.confidence),
            }
            for one in found.seen
        ],
        "outcome": found.finding.outcome,
    }


def lines(found: Mapping[str, Any] | None) -> Iterator[str]:
    """The same in lines; none without an explanation."""
    if found is None:
        return
    yield f"  read as:   {found['normalised']}"
    yield from (f"  corrected: {typed} -> {read}" for typed, read in found["corrections"])
    if found["place"]:
        yield f"  place:     {found['place']}"
    for term in found["terms"]:
        stems = ", ".join(f"{stem} {belief:.2f}" for stem, belief in term["stems"].items())
        yield f"  {term['weight']:6.2f}  {term['word']}: {stems}"
    for one in found["articles"]:
        yield f"  {one['article']}: probability {one['probability']:.3f}, score {one['score']:.2f}"
        yield f"      ranked by    {_features(one['ranking'])}"
        yield f"      confident by {_features(one['confidence'])}"
    yield f"  outcome:   {found['outcome']}"


def _features(values: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {value:.2f}" for name, value in values.items() if value)
