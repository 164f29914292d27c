"""Which charts a report has, and what each says: labels and values, not yet drawn.

A chart with nothing to show is left out. How one is drawn: `drawing`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from handlers import labels
from handlers.i18n.translator import N_, NN_
from handlers.reports import periods, wording
from handlers.reports.palette import Colour
from handlers.reports.shapes import Chart, Form, Series
from storage.tickets import verdicts

if TYPE_CHECKING:
    from handlers.i18n.translator import Translator
    from handlers.reports.periods import Period
    from storage.reports.figures import Figures, Group, Spread

#: Rows that a chart of bars has room for; the others are added up in one row more.
ROWS = 8
#: Letters of a question under a chart of questions.
WORDS = 70


def of_report(
    figures: Figures, period: Period, title: str, names: wording.Names, t: Translator
) -> list[Chart]:
    """The charts of a report, the most general first; `title` is what its period is called."""
    made = (
        _course(figures, period, title, t),
        _outcomes(figures, title, t),
        _services(figures, title, names, t),
        _times(figures, title, "response", t),
        _times(figures, title, "resolution", t),
        _deadlines(figures, title, t),
        _verdicts(figures, title, t),
        _questions(figures, period, title, t),
        _gaps(figures, title, t),
    )
    return [one for one in made if not one.is_empty]


def _course(figures: Figures, period: Period, title: str, t: Translator) -> Chart:
    return Chart(
        name="course",
        form=Form.COLUMNS,
        title=t.text(N_("Cases opened and ended")),
        subtitle=title,
        labels=_along(period, t),
        series=(
            Series(t.text(N_("opened")), _each(figures.parts, "opened"), Colour.BLUE),
            Series(t.text(N_("ended")), _each(figures.parts, "ended"), Colour.ORANGE),
        ),
        note=t.plural(*STILL_OPEN, figures.still_open),
    )


STILL_OPEN = NN_("{n} case was open at the end", "{n} cases were open at the end")


def _along(period: Period, t: Translator) -> tuple[str, ...]:
    return tuple(periods.short(part, t) for part in period.parts())


def _each(parts: Iterable[Any], name: str) -> tuple[float, ...]:
    return tuple(getattr(one, name) for one in parts)


def _outcomes(figures: Figures, title: str, t: Translator) -> Chart:
    groups = [one for one in figures.by_kind if one.ended]
    return Chart(
        name="outcomes",
        form=Form.BARS,
        title=t.text(N_("How cases ended, by kind")),
        subtitle=title,
        labels=tuple(t.text(labels.KINDS[one.key]) for one in groups),
        series=tuple(
            Series(
                wording.outcome(status, t),
                tuple(one.ended[status] for one in groups),
                wording.OUTCOME_COLOURS.get(status, Colour.DARK),
            )
            for status in wording.in_order(figures.all.ended)
        ),
    )


def _services(figures: Figures, title: str, names: wording.Names, t: Translator) -> Chart:
    """By service where there are several, else by office; with one of both there is no chart."""
    rows = [(names.service(*one.key), one.opened) for one in figures.by_service]
    shown = rows if len(rows) > 1 else []
    if len(shown) > ROWS:
        rest = sum(count for _, count in shown[ROWS:])
        shown = [*shown[:ROWS], (t.text(N_("others")), rest)]
    return Chart(
        name="services",
        form=Form.BARS,
        title=t.text(N_("Cases opened, by service")),
        subtitle=title,
        labels=tuple(label for label, _ in shown),
        series=(Series("", tuple(count for _, count in shown), Colour.BLUE),),
        is_wordy=True,
    )


_TIMES: Mapping[str, tuple[str, str]] = {
    "response": (N_("Working hours until the first answer"), N_("cases opened in the period")),
    "resolution": (N_("Working hours until the end"), N_("cases ended in the period")),
}


def _times(figures: Figures, title: str, which: str, t: Translator) -> Chart:
    """The middle case and nine of ten, for all kinds together and for each."""
    rows: list[tuple[str, Spread]] = []
    groups: Sequence[Group[Any]] = (figures.all, *figures.by_kind)
    for one in groups:
        spread: Spread | None = getattr(one, which)
        if spread is not None:
            name = N_("all kinds") if one.key is None else labels.KINDS[one.key]
            rows.append((t.text(name), spread))
    rows = rows[1:] if len(rows) == 2 else rows  # noqa: PLR2004 - all kinds are one kind
    head, of_what = _TIMES[which]
    return Chart(
        name=which,
        form=Form.SPREADS,
        title=t.text(head),
        subtitle=t.text(N_("{period} – {what}"), period=title, what=t.text(of_what)),
        labels=tuple(
            t.text(N_("{what} ({count})"), what=label, count=spread.count) for label, spread in rows
        ),
        series=(
            Series(
                t.text(N_("half of the cases took at most")),
                tuple(spread.median for _, spread in rows),
                Colour.BLUE,
            ),
            Series(
                t.text(N_("nine of ten took at most")),
                tuple(spread.slow for _, spread in rows),
                Colour.ORANGE,
            ),
        ),
        note=t.text(N_("Time spent waiting for the person is not counted."))
        if which == "resolution"
        else "",
    )


def _deadlines(figures: Figures, title: str, t: Translator) -> Chart:
    groups = [one for one in figures.by_kind if one.kept.due]
    share = figures.all.kept.share
    return Chart(
        name="deadlines",
        form=Form.BARS,
        title=t.text(N_("Deadlines kept")),
        subtitle=title,
        labels=tuple(t.text(labels.KINDS[one.key]) for one in groups),
        series=(
            Series(t.text(N_("in time")), tuple(one.kept.kept for one in groups), Colour.BLUE),
            Series(
                t.text(N_("late")),
                tuple(one.kept.due - one.kept.kept for one in groups),
                Colour.VERMILION,
            ),
        ),
        note="" if share is None else wording.kept(share, t),
    )


def _verdicts(figures: Figures, title: str, t: Translator) -> Chart:
    counts = figures.verdicts
    shown = [one for one in wording.VERDICTS if counts[one]]
    return Chart(
        name="satisfaction",
        form=Form.BARS,
        title=t.text(N_("What people said of the outcome")),
        subtitle=title,
        labels=tuple(wording.verdict(one, t) for one in shown),
        series=(Series("", tuple(counts[one] for one in shown), Colour.GREEN),),
        note=" · ".join([t.plural(*SAID, counts.total()), *rating(figures, t)]),
    )


def rating(figures: Figures, t: Translator) -> list[str]:
    """How content people were, in a few words; nothing where nobody gave a rating."""
    mean = figures.rating
    if mean is None:
        return []
    return [
        t.text(
            N_("rating {mean} of {best}"), mean=t.number(round(mean, 1)), best=verdicts.RATINGS[-1]
        )
    ]


SAID = NN_("{n} person has said something", "{n} people have said something")


def _questions(figures: Figures, period: Period, title: str, t: Translator) -> Chart:
    asked, total = figures.asked, figures.questions
    rows: Mapping[str, tuple[str, Colour]] = {
        "answered": (N_("answered at once"), Colour.BLUE),
        "offered": (N_("a choice was offered"), Colour.SKY),
        "not_found": (N_("nothing was found"), Colour.VERMILION),
    }
    return Chart(
        name="questions",
        form=Form.STACKED,
        title=t.text(N_("Questions asked")),
        subtitle=title,
        labels=_along(period, t),
        series=tuple(
            Series(t.text(label), _each(asked, name), colour)
            for name, (label, colour) in rows.items()
        ),
        note=t.text(
            N_("handed to experts: {handed} · “did not answer me”: {unhelpful}"),
            handed=t.number(total.handed_over),
            unhelpful=t.number(total.unhelpful),
        ),
    )


def _gaps(figures: Figures, title: str, t: Translator) -> Chart:
    shown = figures.gaps[:ROWS]
    return Chart(
        name="gaps",
        form=Form.BARS,
        title=t.text(N_("Most asked without an answer")),
        subtitle=title,
        labels=tuple(wording.clipped(one.text, WORDS) for one in shown),
        series=(Series("", tuple(one.times for one in shown), Colour.VERMILION),),
        is_wordy=True,
    )
