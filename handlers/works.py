"""Long work by the name under which it is asked for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING

from handlers import offering
from handlers.reports import reporting

if TYPE_CHECKING:
    from handlers.bench import Bench
    from storage.jobs import Job

Work = Callable[["Job", "Bench"], Awaitable[None]]

WORKS: Mapping[str, Work] = {
    "report": reporting.report,
    "export": reporting.export_cases,
    offering.KIND: offering.offer,
}
