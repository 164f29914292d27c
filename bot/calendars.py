"""What an office's content says of its time, copied into the values that the clock counts with."""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from knowledge import working
from knowledge.articles import Office
from knowledge.official_holidays import OfficialHolidays
from storage.tickets.alerts import OfficeTime, Patience
from storage.tickets.clock import Week, WorkingTime


def of_all(
    offices: Mapping[str, Office], zone: ZoneInfo, holidays: OfficialHolidays
) -> dict[str, OfficeTime]:
    """The time of each office by its id; "" is that of an office that is not known any more."""
    unknown = _time(working.Working(), zone, holidays)
    return {"": unknown} | {
        name: of_office(office, zone, holidays) for name, office in offices.items()
    }


def of_office(office: Office, zone: ZoneInfo, holidays: OfficialHolidays) -> OfficeTime:
    """The time of an office, without what its supervisors have entered from the group."""
    return _time(office.working, zone, holidays)


def _time(stated: working.Working, zone: ZoneInfo, holidays: OfficialHolidays) -> OfficeTime:
    weeks = tuple(Week(week.since, week.days) for week in stated.weeks or working.ASSUMED)
    return OfficeTime(
        WorkingTime(zone, weeks, holidays), Patience(**stated.patience), stated.is_stated
    )


def fingerprint(time: OfficeTime, now: datetime) -> str:
    """What changes when the week or the holidays of this year and the next do."""
    working_time = time.working
    first = working_time.day_of(now).replace(month=1, day=1)
    days = (first + timedelta(days=n) for n in range(2 * 366))
    holidays = [day.isoformat() for day in days if day in working_time.holidays]
    told = repr((working_time.zone.key, working_time.weeks, holidays))
    return hashlib.blake2b(told.encode(), digest_size=8).hexdigest()
