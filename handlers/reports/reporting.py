"""A whole report, a whole export: read, count, draw, write, send. Long work (`handlers/bench`)."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from handlers import bench as benches
from handlers import timing, uploads
from handlers.i18n import dates
from handlers.i18n.translator import N_
from handlers.reports import charts, export, making, messages, periods, tables, wording
from handlers.reports.periods import Period
from handlers.reports.shapes import Chart
from handlers.reports.sheet import Sheet
from handlers.uploads import PNG, XLSX, File
from storage import desk_log, gap_reading
from storage.reports import announced, asked, cases, figures, reading
from storage.reports.cases import Case
from storage.reports.working import Meter

if TYPE_CHECKING:
    from handlers.bench import Bench
    from handlers.i18n.translator import Translator
    from storage.jobs import Job
    from storage.reports.cases import TicketRow
    from storage.reports.figures import Asked, Figures

NOTHING: Mapping[str, Any] = MappingProxyType({})
#: Questions without an answer in the workbook; the chart shows fewer.
GAPS = 50
#: Cases in one file of an export; more fit into Excel, but not through a slow line, and not into
#: the patience of those who are answered meanwhile.
ROWS = 20_000


@dataclass(frozen=True)
class Report:
    """Everything a report shows: for the chat, and for the command line."""

    figures: Figures
    period: Period
    title: str
    names: wording.Names
    t: Translator

    @property
    def charts(self) -> list[Chart]:
        """What is drawn."""
        return charts.of_report(self.figures, self.period, self.title, self.names, self.t)

    @property
    def sheets(self) -> list[Sheet]:
        """What the workbook holds."""
        return tables.of_report(self.figures, self.period, self.title, self.names, self.t)

    @property
    def file_name(self) -> str:
        """The name of the workbook."""
        return f"amaryar-report-{self.period.code}.xlsx"


async def report(job: Job, bench: Bench) -> None:
    """Make the report that was asked for: charts as an album, a workbook, a few words."""
    period = _period(job)
    t = bench.services.translator(job.language)
    title = periods.title_now(period, _today(bench), t)
    await benches.tell(bench, job, messages.progress(N_("counting the cases…"), title, t))
    made = await read(bench, period, job.language)
    await benches.tell(bench, job, messages.progress(N_("drawing the charts…"), title, t))
    drawn = made.charts
    pictures = await bench.craft(making.pictures, drawn, job.language) if drawn else []
    await benches.tell(bench, job, messages.progress(N_("writing the workbook…"), title, t))
    book = await bench.craft(making.workbook, made.sheets, t.rtl, t.zone)
    async with bench.step() as out:
        told = await announced.count(out.tx, *period.bounds(bench.services.zone))
    async with bench.last() as out:
        await out.edit(
            job.chat_id,
            messages.summary(made.figures, title, t) + messages.announced(told, t),
            target_slot=job.slot,
            keyboard=messages.around(period, _today(bench), t),
        )
        if pictures:
            files = [
                File(f"{chart.name}.png", PNG, data)
                for chart, data in zip(drawn, pictures, strict=True)
            ]
            await uploads.pictures(out, job.chat_id, files, messages.caption(title, t))
        file = File(made.file_name, XLSX, book)
        await uploads.document(out, job.chat_id, file, messages.caption(title, t))


async def read(bench: Bench, period: Period, language: str) -> Report:
    """Read and count a period."""
    services = bench.services
    t = services.translator(language)
    start, end = period.bounds(services.zone)
    found = await _cases(bench, start, end)
    bounds = [part.bounds(services.zone) for part in period.parts()]
    questions: list[Asked] = []
    for since, until in bounds:
        async with bench.step() as out:
            questions.append(await asked.count(out.tx, since, until))
    async with bench.step() as out:
        still_open = await reading.open_at(out.tx, min(end, bench.now))
        missing = await gap_reading.most_asked(out.tx, start, end, GAPS)
    counted = await asyncio.to_thread(
        figures.count,
        found,
        bounds,
        still_open=still_open,
        asked=questions,
        gaps=[figures.Gap(*one) for one in missing],
    )
    title = periods.title_now(period, _today(bench), t)
    return Report(counted, period, title, wording.names(services, language), t)


async def _cases(
    bench: Bench, start: datetime, end: datetime, *, keeps_words: bool = False
) -> list[Case]:
    """The cases of a period, with the words of people only where they are needed.

    Counted in a thread, so that nobody has to wait meanwhile.
    """
    services, now = bench.services, bench.now
    meters: dict[str, Meter] = {}
    found: list[Case] = []
    place: reading.Place | None = reading.Place()
    while place is not None:
        async with bench.step() as out:
            page = await reading.page(out.tx, start, end, place)
            for office in {row.office for row in page.rows} - meters.keys():
                time = await timing.of_office(out.tx, services, office)
                meters[office] = Meter(time.working)
        rows = page.rows if keeps_words else [_without_words(row) for row in page.rows]
        found += await asyncio.to_thread(_folded, rows, meters, now)
        place = page.next
    return found


def _without_words(row: TicketRow) -> TicketRow:
    return replace(row, subject="", fields=NOTHING)


def _folded(rows: Sequence[TicketRow], meters: dict[str, Meter], now: datetime) -> list[Case]:
    return [cases.fold(row, meters[row.office], now) for row in rows]


async def export_cases(job: Job, bench: Bench) -> None:
    """Write the cases of a period into a workbook; it is kept in the log who asked for what."""
    period = _period(job)
    with_identities = bool(job.params.get("identities"))
    services, t = bench.services, bench.services.translator(job.language)
    title = periods.title_now(period, _today(bench), t)
    await benches.tell(bench, job, messages.progress(N_("counting the cases…"), title, t))
    found = await _cases(bench, *period.bounds(services.zone), keeps_words=True)
    await benches.tell(bench, job, messages.progress(N_("writing the workbook…"), title, t))
    names = wording.names(services, job.language)
    books = []
    for first in range(0, len(found), ROWS):
        part = found[first : first + ROWS]
        sheet = await asyncio.to_thread(
            export.sheet, part, names, t, with_identities=with_identities
        )
        books.append(await bench.craft(making.workbook, [sheet], t.rtl, t.zone))
    async with bench.last() as out:
        await desk_log.note(
            out.tx,
            "export",
            actor_id=job.asked_by,
            actor_name=job.asked_name,
            now=out.now,
            data={"period": period.code, "identities": with_identities, "cases": len(found)},
        )
        text = messages.exported(len(found), title, t, with_identities=with_identities)
        keyboard = messages.under_export(period, t) if books and not with_identities else None
        await out.edit(job.chat_id, text, target_slot=job.slot, keyboard=keyboard)
        for number, book in enumerate(books, 1):
            name = f"amaryar-cases-{period.code}{f'-{number}' if len(books) > 1 else ''}.xlsx"
            file = File(name, XLSX, book)
            await uploads.document(out, job.chat_id, file, messages.caption(title, t))


def _period(job: Job) -> Period:
    period = periods.from_code(str(job.params["period"]))
    if period is None:
        raise ValueError("a job of no period")
    return period


def _today(bench: Bench) -> date:
    return dates.local_date(bench.now, bench.services.zone)
