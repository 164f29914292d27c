"""What `amaryar doctor` looks at on this machine: settings, content, calendar, translations.

Each check stands for itself and gives findings with their remedy. The database is looked at by
`checkup_database.py`, Telegram by `checkup_telegram.py`.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from bot import services, settings
from bot.findings import Finding, good, hint, wrong
from bot.settings import PREFIX, Settings, SettingsError
from handlers.i18n import calendars, catalogs
from handlers.i18n.translator import N_
from knowledge import loader
from knowledge.errors import ContentError
from knowledge.loader import KnowledgeBase
from knowledge.official_holidays import OfficialHolidays

#: Iran has some 25 a year, by law; a list with fewer is not filled in.
FEWEST_HOLIDAYS = 22
_PROBLEM = N_("{name} {problem}")
_ASK_OFFICE = N_("ask the office and fill in {file} of the content")


def of_settings() -> Iterator[Finding]:
    """Every option that is missing, wrong or unknown."""
    try:
        settings.load(for_telegram=True)
    except SettingsError as error:
        for one in error.problems:
            yield wrong(_PROBLEM, N_("see .env.example"), name=one.name, problem=one.message)
    else:
        yield good(N_("settings"))
    for one in settings.unknown(settings.given()):
        yield hint(_PROBLEM, name=one.name, problem=one.message)


def of_content(options: Settings, base: KnowledgeBase | None = None) -> Iterator[Finding]:
    """Problems of the articles, and what the offices have not filled in.

    `base` is the content if it was read before; by default it is read now, as it stands on disk.
    """
    try:
        base = base or loader.load(options.knowledge_dir)
    except ContentError as error:
        yield wrong(
            N_("content: {count} problems, the first: {first}"),
            N_("amaryar kb check lists them"),
            count=len(error.problems),
            first=str(error.problems[0]),
        )
        return
    try:
        served = services.offices_of(options, base)
    except SettingsError as error:
        one = error.problems[0]
        yield wrong(_PROBLEM, N_("correct {name}"), name=one.name, problem=one.message)
        return
    yield good(
        N_("content: {count} articles for {offices}"),
        count=len(base.articles),
        offices=", ".join(served),
    )
    for name in served:
        office = base.offices[name]
        missing = [*office.missing, *(() if office.working.is_stated else ("working_time",))]
        if missing:
            yield hint(
                N_("{office} has not given: {missing}"),
                _ASK_OFFICE,
                office=name,
                missing=", ".join(missing),
                file=f"offices/{name}/office.toml",
            )


def of_calendar(today: date, holidays: OfficialHolidays) -> Iterator[Finding]:
    """Whether the official holidays of this and the next Jalali year are known."""
    this_year = calendars.to_jalali(today)[0]
    for year in (this_year, this_year + 1):
        first, end = (calendars.from_jalali(one, 1, 1) for one in (year, year + 1))
        days = [first + timedelta(days=n) for n in range((end - first).days)]
        known = [day for day in days if day in holidays]
        estimated = sum(map(holidays.is_estimated, known))
        values = {"year": year, "count": len(known), "estimated": estimated}
        what = N_("calendar {year}: {count} official holidays")
        if len(known) < FEWEST_HOLIDAYS:
            yield wrong(what, N_("upgrade the package `holidays`"), **values)
        elif estimated:
            yield hint(
                N_("calendar {year}: {count} official holidays, {estimated} of them estimated"),
                N_("correct a day that moves with /closure in the staff group"),
                **values,
            )
        else:
            yield good(what, **values)


def of_clock(options: Settings, now: datetime) -> Iterator[Finding]:
    """The time zone, with the time it makes: a wrong clock is seen at once."""
    shown = now.astimezone(options.zone).strftime("%H:%M")
    what = N_("time zone: {zone}; it is {time} there")
    remedy = N_("correct {name}, or the clock of the machine, if this is not your time")
    if options.timezone == Settings.model_fields["timezone"].default:
        yield good(what, zone=options.timezone, time=shown)
    else:
        name = f"{PREFIX}TIMEZONE"
        yield hint(what, remedy, zone=options.timezone, time=shown, name=name)


def of_catalogs() -> Iterator[Finding]:
    """Sentences without a translation."""
    problems = Counter((p.language, p.kind) for p in catalogs.problems())
    for (language, kind), count in sorted(problems.items()):
        yield wrong(
            N_("catalog {language}: {count} {kind}"),
            N_("amaryar i18n check lists them"),
            language=language,
            count=count,
            kind=kind,
        )
    if not problems:
        yield good(N_("catalogs: all sentences in all languages"))
