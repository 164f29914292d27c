"""A closure or an extra working day in words: which days, which hours, why."""

from __future__ import annotations

import html
from datetime import date
from typing import TYPE_CHECKING

from handlers.i18n.translator import N_, Html

if TYPE_CHECKING:
    from handlers.context import Services
    from handlers.i18n.translator import Translator
    from storage.tickets.calendar import CalendarChange
    from storage.tickets.clock import Exceptional, Hours


def days(what: Exceptional, t: Translator) -> str:
    """One day, or from one to another, with the hours where they are given."""
    text = t.date(what.first)
    if what.last != what.first:
        text = t.text(N_("{first} to {last}"), first=text, last=t.date(what.last))
    if what.hours:
        text = t.text(N_("{days}, {hours}"), days=text, hours=hours(what.hours, t))
    return text


def hours(spans: Hours, t: Translator) -> str:
    """Hours of a day: "07:30–12:00, 13:00–14:00"."""
    between = "، " if t.rtl else ", "
    return between.join(t.digits(f"{_clock(start)}–{_clock(end)}") for start, end in spans)


def said(what: Exceptional, reason: str, t: Translator) -> str:
    """The change in one sentence, as HTML."""
    msgid = N_("works also on {days}") if what.is_working else N_("closed on {days}")
    text: str = t.html(msgid, days=days(what, t))
    return f"{text} – {html.escape(reason)}" if reason else text


def for_person(change: CalendarChange, t: Translator) -> str:
    """Why the date of a case has changed, for its person: HTML."""
    what = change.exceptional
    if change.withdrawn_at is not None:
        msgid = N_("🗓 A change of the office’s calendar was taken back ({days}).")
    elif what.is_working:
        msgid = N_("🗓 The office works also on {days}.")
    else:
        msgid = N_("🗓 The office is closed on {days}.")
    lines = [t.html(msgid, days=days(what, t))]
    if change.reason and change.withdrawn_at is None:
        lines.append(t.html(N_("Reason: {reason}"), reason=change.reason))
    lines.append(t.html(N_("The new date:")))
    return "\n".join(lines)


def summary(change: CalendarChange, services: Services) -> str:
    """The change as the group reads it once all is counted: HTML."""
    t = services.staff
    msgid = (
        N_("🗓 <b>Taken back</b>: {change} ({office})")
        if change.withdrawn_at is not None
        else N_("🗓 <b>Calendar changed</b>: {change} ({office})")
    )
    words = said(change.exceptional, change.reason, t)
    return t.html(msgid, change=Html(words), office=office_name(change.office, services))


def office_name(office_id: str | None, services: Services) -> str:
    """The province of an office, or "all offices"."""
    t = services.staff
    if office_id is None and services.only_office is None:
        return t.text(N_("all offices"))
    office = services.knowledge.offices.get(office_id or services.only_office or "")
    return office.province_in(t.language) if office else str(office_id)


def holiday(day: date, services: Services) -> str | None:
    """The official holiday of a day in the words of the staff; None when it is none."""
    names = services.holidays
    t = services.staff
    name = names.name(day, t.language) if names is not None else None
    if names is None or name is None:
        return None
    if names.is_estimated(day):
        return t.text(N_("{holiday} (estimated, may move by a day)"), holiday=name)
    return name


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
