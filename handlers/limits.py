"""What of a question cannot be had, put into words: why, and what is there instead.

The values come from `knowledge.limits`; nothing is decided here. A number of months is always
said to be approximate (D-11), and what a source does not say is left to the office (BR-17).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from handlers import labels
from handlers.i18n import dates
from handlers.i18n.translator import N_, NN_
from knowledge.limits.values import Reason

if TYPE_CHECKING:
    from handlers.i18n.translator import Translator
    from handlers.sheets import Setting
    from knowledge.articles import Article
    from knowledge.dimensions.reader import Corrections
    from knowledge.dimensions.values import Period
    from knowledge.limits.values import Limit

Words = Callable[["Limit", "Setting"], str]

_PLAIN: Final[dict[Reason, str]] = {
    Reason.MICRODATA: N_(
        "Answers of single persons, households or establishments are confidential (article 7 of "
        "the law of the Statistical Centre of Iran) and are not handed out here. What there is "
        "are totals and tables; orders of special tables are decided by the Statistical Centre."
    ),
    Reason.SAMPLE: N_(
        "No figure is produced for {level}: it comes from a sample survey, whose sample is large "
        "enough only for {best} as a whole. What there is is the figure for {best}."
    ),
    Reason.ACCOUNTS: N_("This is computed only for {best} as a whole, not for {level}."),
    Reason.LEVEL: N_(
        "As far as I know this is published for {best}. Whether there is a figure for {level}, "
        "please ask the office."
    ),
    Reason.COUNTRY: N_(
        "This is about the province. Figures of the whole country are published by the "
        "Statistical Centre of Iran: amar.org.ir"
    ),
    Reason.UNFINISHED: N_("There is no result for {period} yet: it has not ended."),
    Reason.FUTURE: N_("There is no result for {period}: it has not begun."),
    Reason.TOO_EARLY: N_("There is nothing from before {newest}: that is when it began."),
    Reason.NO_ROUND: N_(
        "I know of figures for these years: {years}. Whether there are any for {period}, "
        "please ask the office."
    ),
}
_FREQUENCY: Final[dict[str, str]] = {
    "quarterly": N_("This comes out every quarter; there are no figures of single months."),
    "yearly": N_("This comes out once a year; there are no figures of months or quarters."),
    "crop_year": N_("This comes out once a crop year; there are none of months or quarters."),
}


def told(limits: Iterable[Limit], setting: Setting) -> list[str]:
    """A paragraph for each limit, as HTML."""
    return [f"❗️ {_WORDS.get(limit.reason, _plain)(limit, setting)}" for limit in limits]


def of(
    article: Article, question: str, setting: Setting, corrections: Corrections = ()
) -> tuple[Limit, ...]:
    """What of a question somebody asked the article cannot give, on the day of the setting."""
    services = setting.services
    today = dates.local_date(setting.now, services.zone)
    asked = services.understanding.read(question, today, corrections)
    office = setting.office.id if setting.office else None
    return services.understanding.limits(article, asked, today, office)


def _plain(limit: Limit, setting: Setting) -> str:
    t = setting.t
    return t.html(
        _PLAIN[limit.reason],
        level=_level(t, limit.level),
        best=_level(t, limit.have_level),
        period=_period(t, limit.period),
        newest=_period(t, limit.have),
        years=_years(t, limit.years),
    )


def _yearbook(limit: Limit, setting: Setting) -> str:
    """BR-04. That the data of the year before are collected is a fact of Qom only (BR-21)."""
    t = setting.t
    has_yearbook = setting.office is not None and setting.office.yearbook
    sentence = (
        N_(
            "The yearbook cannot hold {period} yet: each year the data of the year before are "
            "collected, so its newest data can be of {newest}."
        )
        if has_yearbook
        else N_(
            "A yearbook cannot hold {period} yet. Where the office publishes one, its newest data "
            "are of {newest} at the latest."
        )
    )
    return t.html(sentence, period=_period(t, limit.period), newest=_period(t, limit.have))


def _not_out(limit: Limit, setting: Setting) -> str:
    t = setting.t
    values = {"period": _period(t, limit.period), "newest": _period(t, limit.have)}
    if not limit.lag:
        return t.html(
            N_(
                "The result of {period} comes after it has ended. The newest there is should be "
                "that of {newest}."
            ),
            **values,
        )
    one, several = NN_(
        "The result of {period} should not be out yet: earlier ones came about {n} month after "
        "the end of their period (approximate). The newest should be that of {newest}.",
        "The result of {period} should not be out yet: earlier ones came about {n} months after "
        "the end of their period (approximate). The newest should be that of {newest}.",
    )
    return t.plural_html(one, several, limit.lag, **values)


def _no_census(limit: Limit, setting: Setting) -> str:
    t = setting.t
    before = [year for year in limit.years if limit.period and year < limit.period.first]
    after = [year for year in limit.years if limit.period and year > limit.period.last]
    if before and after:
        sentence = N_(
            "No census was taken in {period}; the nearest ones are those of {before} and {after}."
        )
    elif before:
        sentence = N_(
            "For {period} there is no census result known to me; the last one is that of {before}."
        )
    else:
        sentence = N_("There was no census before that of {after}.")
    text = t.html(
        sentence,
        period=_period(t, limit.period),
        before=_years(t, before),
        after=_years(t, after),
    )
    if not limit.has_estimates:
        return text
    estimates = t.html(N_("For the years after a census estimates are published, not counts."))
    return f"{text} {estimates}"


def _frequency(limit: Limit, setting: Setting) -> str:
    return setting.t.html(_FREQUENCY.get(limit.periodicity or "", _FREQUENCY["yearly"]))


def _break(limit: Limit, setting: Setting) -> str:
    change = limit.change.get(setting.language) or limit.change["fa"]
    return setting.t.html(N_("The definition changed within these years. {change}"), change=change)


_WORDS: Final[dict[Reason, Words]] = {
    Reason.YEARBOOK: _yearbook,
    Reason.NOT_OUT: _not_out,
    Reason.NO_CENSUS: _no_census,
    Reason.FREQUENCY: _frequency,
    Reason.BREAK: _break,
}


def _level(t: Translator, level: str | None) -> str:
    return t.text(labels.LEVELS[level]) if level else ""


def _period(t: Translator, period: Period | None) -> str:
    if period is None:
        return ""
    return dates.show_period(
        period.first, period.last, t.language, season=period.season, month=period.month
    )


def _years(t: Translator, years: Iterable[int]) -> str:
    return t.text(N_(", ")).join(t.digits(year) for year in years)
