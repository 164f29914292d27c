"""The sheets of a report: the same numbers as the charts, and those for which there is no chart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from handlers import labels
from handlers.i18n.translator import N_
from handlers.reports import periods, wording
from handlers.reports.sheet import Column, Form, Sheet, Value
from storage.tickets.verdicts import RATINGS

if TYPE_CHECKING:
    from handlers.i18n.translator import Translator
    from handlers.reports.periods import Period
    from storage.reports.figures import Asked, Figures, Group, Part, Spread
    from storage.tickets.states import Status

WIDE, WIDER = 34, 70


def of_report(
    figures: Figures, period: Period, title: str, names: wording.Names, t: Translator
) -> list[Sheet]:
    """All sheets of a report; those without rows are left out."""

    def groups(name: str, found: Sequence[Group[Any]], label: Callable[[Any], str]) -> Sheet:
        return _groups(t.text(name), figures, found, label, t)

    sheets = [
        _summary(figures, title, t),
        _course(figures, period, t),
        groups(N_("By kind"), figures.by_kind, lambda kind: t.text(labels.KINDS[kind])),
        groups(N_("By service"), figures.by_service, lambda key: names.service(*key)),
        groups(N_("By office"), figures.by_office, names.office),
        _outcomes(figures, t),
        _satisfaction(figures, t),
        _gaps(figures, t),
    ]
    return [one for one in sheets if one.rows]


def _summary(figures: Figures, title: str, t: Translator) -> Sheet:
    cases, questions = t.text(N_("cases")), t.text(N_("questions"))
    asked, everything = figures.questions, figures.all
    rows: list[tuple[str, Value, str]] = [
        (N_("Cases opened"), everything.opened, cases),
        (N_("Cases ended"), everything.ended.total(), cases),
        (N_("Open at the end of the period"), figures.still_open, cases),
        (N_("Opened again after their end"), figures.reopened, cases),
        *_times(N_("First answer: half took at most"), everything.response, "median", t),
        *_times(N_("First answer: nine of ten took at most"), everything.response, "slow", t),
        *_times(N_("End: half took at most"), everything.resolution, "median", t),
        *_times(N_("End: nine of ten took at most"), everything.resolution, "slow", t),
        (N_("Deadlines that were due"), everything.kept.due, cases),
        (N_("Deadlines kept"), everything.kept.kept, cases),
        (N_("Questions asked"), asked.total, questions),
        (N_("Answered at once"), asked.answered, questions),
        (N_("A choice was offered"), asked.offered, questions),
        (N_("One of the choices was taken"), asked.picked, questions),
        (N_("Nothing was found"), asked.not_found, questions),
        (N_("“This did not answer me”"), asked.unhelpful, questions),
        (N_("Handed to experts"), asked.handed_over, questions),
    ]
    columns = [
        Column(title, width=WIDE),
        Column(t.text(N_("Number")), Form.NUMBER),
        Column(t.text(N_("Unit"))),
    ]
    shown = [(t.text(label), value, unit) for label, value, unit in rows]
    return Sheet(t.text(N_("Summary")), columns, shown)


def _times(
    label: str, spread: Spread | None, which: str, t: Translator
) -> list[tuple[str, Value, str]]:
    if spread is None:
        return []
    return [(label, round(getattr(spread, which), 1), t.text(N_("working hours")))]


def _course(figures: Figures, period: Period, t: Translator) -> Sheet:
    count = Form.COUNT
    columns = [
        Column(t.text(N_("Part"))),
        Column(t.text(N_("First day")), Form.DAY),
        Column(t.text(N_("Last day")), Form.DAY),
        Column(t.text(N_("Cases opened")), count),
        Column(t.text(N_("Cases ended")), count),
        Column(t.text(N_("Questions asked")), count),
        Column(t.text(N_("Answered at once")), count),
        Column(t.text(N_("A choice was offered")), count),
        Column(t.text(N_("One of the choices was taken")), count),
        Column(t.text(N_("Nothing was found")), count),
        Column(t.text(N_("“This did not answer me”")), count),
        Column(t.text(N_("Handed to experts")), count),
    ]
    rows = [
        _part(part, periods.short(part, t), done, asked)
        for part, done, asked in zip(period.parts(), figures.parts, figures.asked, strict=True)
    ]
    return Sheet(t.text(N_("Course")), columns, rows)


def _part(period: Period, name: str, done: Part, asked: Asked) -> list[Value]:
    cases: list[Value] = [name, period.first, period.last, done.opened, done.ended]
    found: list[Value] = [asked.total, asked.answered, asked.offered, asked.picked]
    return [*cases, *found, asked.not_found, asked.unhelpful, asked.handed_over]


def _groups(
    name: str,
    figures: Figures,
    found: Sequence[Group[Any]],
    label: Callable[[Any], str],
    t: Translator,
) -> Sheet:
    """A row for each group: how many, how they ended, how long it took, what was kept."""
    outcomes = wording.in_order(figures.all.ended)
    columns = [
        Column(name, width=WIDE),
        Column(t.text(N_("Cases opened")), Form.COUNT),
        Column(t.text(N_("Cases ended")), Form.COUNT),
        *(Column(wording.outcome(one, t), Form.COUNT) for one in outcomes),
        Column(t.text(N_("First answer, median (working hours)")), Form.HOURS),
        Column(t.text(N_("First answer, 90% (working hours)")), Form.HOURS),
        Column(t.text(N_("End, median (working hours)")), Form.HOURS),
        Column(t.text(N_("End, 90% (working hours)")), Form.HOURS),
        Column(t.text(N_("Deadlines that were due")), Form.COUNT),
        Column(t.text(N_("Deadlines kept")), Form.COUNT),
        Column(t.text(N_("Share kept")), Form.SHARE),
    ]
    return Sheet(name, columns, [_row(label(one.key), one, outcomes) for one in found])


def _row(label: str, group: Group[Any], outcomes: Sequence[Status]) -> list[Value]:
    row: list[Value] = [label, group.opened, group.ended.total()]
    row += [group.ended[one] for one in outcomes]
    for spread in (group.response, group.resolution):
        row += [spread.median, spread.slow] if spread else [None, None]
    return [*row, group.kept.due, group.kept.kept, group.kept.share]


def _outcomes(figures: Figures, t: Translator) -> Sheet:
    ended = figures.all.ended
    columns = [
        Column(t.text(N_("Outcome")), width=WIDE),
        Column(t.text(N_("Cases ended")), Form.COUNT),
        Column(t.text(N_("Share")), Form.SHARE),
    ]
    rows: list[list[Value]] = [
        [wording.outcome(one, t), ended[one], ended[one] / ended.total()]
        for one in wording.in_order(ended)
    ]
    return Sheet(t.text(N_("Outcomes")), columns, rows)


STARS, MEAN = N_("{rating} of {best} stars"), N_("Mean: {mean} stars")


def _satisfaction(figures: Figures, t: Translator) -> Sheet:
    columns = [
        Column(t.text(N_("What people said of the outcome")), width=WIDE),
        Column(t.text(N_("Cases")), Form.COUNT),
    ]
    said = figures.verdicts
    rows: list[list[Value]] = [
        [wording.verdict(one, t), said[one]] for one in wording.VERDICTS if said[one]
    ]
    stars = figures.ratings
    rows += [
        [t.text(STARS, rating=one, best=RATINGS[-1]), stars[one]]
        for one in reversed(RATINGS)
        if stars[one]
    ]
    if figures.rating is not None:
        rows.append([t.text(MEAN, mean=t.number(round(figures.rating, 1))), stars.total()])
    return Sheet(t.text(N_("Satisfaction")), columns, rows)


def _gaps(figures: Figures, t: Translator) -> Sheet:
    columns = [
        Column(t.text(N_("Question without an answer")), width=WIDER),
        Column(t.text(N_("Times")), Form.COUNT),
    ]
    rows: list[list[Value]] = [[one.text, one.times] for one in figures.gaps]
    return Sheet(t.text(N_("Unanswered")), columns, rows)
