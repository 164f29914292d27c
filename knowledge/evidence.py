"""From a read question to a score for every article, 0 to 1, and from scores to an outcome."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz

from knowledge import terms as term_lists
from knowledge import weights
from knowledge.articles import Outcome
from knowledge.terms import Reading, Term
from knowledge.units import Floats, Rows, Units


@dataclass(frozen=True)
class Calibration:
    """The numbers behind the evidence and the outcome, set on questions kept for it.

    An answer needs the first score (at least `least`; `least_strange` where no word shows that the
    question is meant for us) and its lead over the second together:
    score + `lead_counts` x lead (up to `most_lead`) >= `answer`, and a lead of at least `gap`.
    """

    best_unit: float = 0.55
    any_wording: float = 0.2
    whole_article: float = 0.15
    title: float = 0.1
    unit_share: float = 0.35
    body: float = 0.5
    foreign_hit: float = 0.4
    likeness: float = 0.08
    reranked: int = 12
    other_indicator: float = 0.4
    no_indicator: float = 0.85
    other_body: float = 0.6
    own: float = 0.06
    least_mass: float = 1.0
    answer_mass: float = 0.36
    answer: float = 0.68
    least: float = 0.45
    least_strange: float = 0.57
    least_elsewhere: float = 0.7
    lead_counts: float = 1.5
    most_lead: float = 0.15
    gap: float = 0.02
    choose: float = 0.38
    near: float = 0.2
    most_choices: int = 4


STANDARD = Calibration()
_SURE = 0.8


def is_ours(reading: Reading, units: Units) -> bool:
    """Whether a word of the question shows that it is meant for us («سالنامه»)."""
    return any(
        belief >= _SURE and stem in units.ours
        for term in reading.terms
        for stem, belief in term.stems.items()
    )


def masses(reading: Reading, units: Units) -> list[float]:
    """The weight of each term: its class times the rarity of its likeliest known stem.

    What nobody here ever wrote weighs less beside a word of ours: it is a way of speaking.
    """
    strange = weights.STRANGE if is_ours(reading, units) else 1.0
    return [_mass(term, units, strange) for term in reading.terms]


def _mass(term: Term, units: Units, strange: float) -> float:
    known = [(belief, stem) for stem, belief in term.stems.items() if stem in units.weight]
    if term.factor == weights.FOREIGN:
        return term.factor * units.unknown
    if not known:
        unused = weights.UNUSED if term.factor <= weights.COMMON else strange
        return min(term.factor, weights.UNKNOWN) * units.unknown * unused
    return min(units.weight[max(known)[1]], term.factor * units.unknown)


def scores(reading: Reading, units: Units, settings: Calibration = STANDARD) -> Floats:
    """The evidence for each article; zeros where the question asks nothing."""
    mass = masses(reading, units)
    total = sum(mass) or 1.0
    if total < settings.least_mass and reading.typed not in units.exact:
        return np.zeros(len(units.articles), np.float32)
    by_unit = np.zeros(len(units.texts), np.float32)
    by_title = np.zeros(len(units.articles), np.float32)
    by_asked = np.zeros(len(units.articles), np.float32)
    by_body = np.zeros(len(units.articles), np.float32)
    for term, weight in zip(reading.terms, mass, strict=True):
        if not weight:
            continue
        share = weight
        if term.factor == weights.FOREIGN:
            share *= settings.foreign_hit
        asked = units.asked.covered(term.stems)
        by_title += share * units.titles.covered(term.stems)
        by_unit += share * units.units.covered(term.stems)
        by_asked += share * asked
        by_body += share * np.maximum(asked, settings.body * units.bodies.covered(term.stems))
    fit = by_unit / total * (1 - settings.unit_share + settings.unit_share * _told(reading, units))
    best, which = units.best_units(fit)
    found = settings.best_unit * best + settings.any_wording * by_asked / total
    found += settings.whole_article * by_body / total + settings.title * by_title / total
    return _reranked(found, which, reading, units, settings)


def says_little(reading: Reading, units: Units, settings: Calibration = STANDARD) -> bool:
    """Whether the question says too little to be answered at once: «ساعت چنده».

    Too little is less than `answer_mass` of the weight of the rarest word.
    """
    mass = sum(masses(reading, units)) / units.unknown
    return reading.typed not in units.exact and mass < settings.answer_mass


def _told(reading: Reading, units: Units) -> Floats:
    """For each unit the share of its own weight that the question holds."""
    told = np.zeros(len(units.texts), np.float32)
    for stem, belief in term_lists.merge(reading.terms).items():
        rows = units.units.rows.get(stem)
        if rows is not None:
            told[rows] += belief * units.weight[stem]
    share: Floats = np.minimum(told / units.mass, 1.0)
    return share


def _reranked(
    found: Floats, which: Rows, reading: Reading, units: Units, settings: Calibration
) -> Floats:
    """The first few again, by how alike whole wordings are; the very same wording is certain."""
    out = found * (1 - settings.likeness)
    for number in np.argsort(-found)[: settings.reranked]:
        if not found[number]:
            continue
        wording = units.texts[which[number]]
        out[number] += settings.likeness * fuzz.token_sort_ratio(reading.normalised, wording) / 100
    out[list(units.exact.get(reading.typed, ()))] = 1.0
    return out


def outcome(
    ranked: Sequence[float], settings: Calibration = STANDARD, *, is_ours: bool = True
) -> tuple[Outcome, int]:
    """What to do with scores, best first: (outcome, how many of them to show).

    `is_ours` says that the question itself shows whom it is meant for.
    """
    if not ranked or ranked[0] < settings.choose:
        return "not_found", 0
    first = ranked[0]
    lead = first - ranked[1] if len(ranked) > 1 else first
    counted = first + settings.lead_counts * min(lead, settings.most_lead)
    is_clear = lead >= settings.gap or first >= 1.0 > first - lead
    least = settings.least if is_ours else settings.least_strange
    if first >= least and counted >= settings.answer and is_clear:
        return "answer", 1
    floor = max(settings.choose, first - settings.near)
    near = sum(score >= floor for score in ranked[: settings.most_choices])
    return "choose", near
