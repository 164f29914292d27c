"""What the search has learned, as a small file that people can read: weights and thresholds.

`amaryar kb calibrate` writes it, `knowledge.learning` learns it, the search reads it once.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from knowledge.errors import ContentError, Problem

PACKAGED = Path(__file__).parent / "calibration.toml"
Words = tuple[Mapping[str, float], Mapping[str, float]]
_THRESHOLDS = ("answer", "choose", "near")
RANKING: Mapping[str, float] = MappingProxyType(
    {
        "found": 3.3,
        "strong": 0.7,
        "covered": 0.6,
        "told": 1.2,
        "order": 1.5,
        "crowd": 0.6,
        "wordings": 0.7,
        "anywhere": 0.9,
        "title": 0.2,
        "sentence": 0.6,
        "sentence_order": 0.8,
        "alike": 0.6,
        "letters": 1.5,
        "likely": 1.3,
        "pairs": 0.5,
        "other_indicator": -2.5,
        "no_indicator": -0.5,
        "other_work": -1.5,
        "other_body": -1.5,
        "own": 0.0,
    }
)
"""Where learning the ranking begins: found on public questions, where no article has wordings."""
CONFIDENCE: Mapping[str, float] = MappingProxyType(
    {
        "bias": -7.0,
        "evidence": 2.0,
        "anywhere": 2.0,
        "fit": 2.0,
        "margin": 1.5,
        "says_much": 1.0,
        "ours": 1.0,
        "lacks": -4.0,
        "telling": 1.0,
        "told": 1.0,
        "order": 1.0,
        "alike": 1.0,
        "strong": 1.0,
        "other_indicator": -4.0,
        "no_indicator": -1.5,
        "other_work": -3.0,
        "other_body": -4.0,
        "others": -0.5,
        "others_statistics": -1.0,
        "foreign": -1.0,
    }
)
"""Where learning the confidence begins; what questions too seldom show stays as it is here."""
_HEAD = """\
# What the search has learned from the questions in evaluation/ (the "dev" half), written by
# `amaryar kb calibrate`. [ranking]: how much each feature counts when articles are compared.
# [confidence]: log odds that the article on top is the right answer. [outcome]: from which
# probability an article is given as the answer or offered, and how far below the best one a choice
# may be. [others]: words that speak for a question meant for others (above zero) or for us (below);
# [others_statistics]: the same beside what people ask of statistics.
"""


@dataclass(frozen=True)
class Calibration:
    """Weights of the ranking and of the confidence by feature, and the thresholds.

    `answer` and `choose` are probabilities, `near` is a difference of ranking scores.
    """

    ranking: Mapping[str, float]
    confidence: Mapping[str, float]
    others: Mapping[str, float]
    others_statistics: Mapping[str, float]
    answer: float
    choose: float
    near: float
    most_choices: int = 4

    @classmethod
    def beginning(cls) -> Calibration:
        """What is known before anything is learned."""
        return cls(RANKING, CONFIDENCE, {}, {}, answer=0.7, choose=0.2, near=1.0)

    def hearing(self, words: Words) -> Calibration:
        """The same with other words that speak for others: of all questions, of statistics."""
        return replace(self, others=words[0], others_statistics=words[1])

    def stricter(self, answer: float) -> Calibration:
        """The same with another threshold for answers."""
        return replace(self, answer=answer)


def read(path: Path = PACKAGED) -> Calibration:
    """Read a calibration. Raises ContentError where it cannot be used."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        outcome = {key: float(data["outcome"][key]) for key in _THRESHOLDS}
        ranking = {str(key): float(value) for key, value in data["ranking"].items()}
        confidence = {str(key): float(value) for key, value in data["confidence"].items()}
        others, of_statistics = (
            {str(key): float(value) for key, value in data[name].items()}
            for name in ("others", "others_statistics")
        )
    except (OSError, UnicodeDecodeError, ValueError, KeyError, TypeError, AttributeError) as error:
        message = f"cannot be used: {error!r}; write it anew: amaryar kb calibrate"
        raise ContentError([Problem(path.name, 1, message)]) from error
    return Calibration(
        ranking,
        confidence,
        others,
        of_statistics,
        answer=outcome["answer"],
        choose=outcome["choose"],
        near=outcome["near"],
    )


def written(calibration: Calibration) -> str:
    """The calibration as the text of its file."""
    parts = [_HEAD]
    thresholds = {key: getattr(calibration, key) for key in _THRESHOLDS}
    for name, values in (
        ("outcome", thresholds),
        ("ranking", calibration.ranking),
        ("confidence", calibration.confidence),
        ("others", calibration.others),
        ("others_statistics", calibration.others_statistics),
    ):
        rows = [f"{_key(key)} = {value:.3f}" for key, value in values.items()]
        parts.append("\n".join([f"[{name}]", *rows]) + "\n")
    return "\n".join(parts)


def _key(name: str) -> str:
    """A name as a key of TOML: bare where it can be."""
    is_bare = name.isascii() and name.replace("_", "").isalnum()
    return name if is_bare else json.dumps(name, ensure_ascii=False)
