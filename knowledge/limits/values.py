"""A limit: what of a question has no figure, and why. The words for it are the handlers'."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from knowledge.dimensions.values import Period


class Reason(StrEnum):
    """Why something cannot be had."""

    #: answers of single persons or establishments are confidential (article 7, D-8, BR-16)
    MICRODATA = "microdata"
    #: a sample survey has no results below the province (D-5)
    SAMPLE = "sample"
    #: regional accounts are made for the province only
    ACCOUNTS = "accounts"
    #: it is published for other levels; for this one nothing is known
    LEVEL = "level"
    #: a provincial source has no figures of the whole country
    COUNTRY = "country"
    #: an edition of the yearbook has the data of the year before (QOM-16, BR-04)
    YEARBOOK = "yearbook"
    #: results come some months after the period (approximately, D-11)
    NOT_OUT = "not_out"
    #: the period has not ended
    UNFINISHED = "unfinished"
    #: the period has not begun
    FUTURE = "future"
    #: before the first year
    TOO_EARLY = "too_early"
    #: no census was taken in that year
    NO_CENSUS = "no_census"
    #: no round of that year is known
    NO_ROUND = "no_round"
    #: published less often than asked (BR-03)
    FREQUENCY = "frequency"
    #: a definition changed within the years compared (D-6)
    BREAK = "break"


@dataclass(frozen=True)
class Limit:
    """One thing that cannot be had; which of the values are given depends on the reason.

    `level` and `period` are what was asked, `have_level` and `have` what there is at best;
    `years` are the censuses or rounds there are, nearest first in time; `lag` is in months;
    `has_estimates` is of years between censuses; `change` describes a break by language;
    `instead` are ids of articles that help on.
    """

    reason: Reason
    level: str | None = None
    have_level: str | None = None
    period: Period | None = None
    have: Period | None = None
    years: tuple[int, ...] = ()
    periodicity: str | None = None
    lag: int | None = None
    has_estimates: bool = False
    change: Mapping[str, str] = field(default_factory=dict)
    instead: tuple[str, ...] = ()
