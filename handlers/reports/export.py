"""The cases of a period as a sheet. Who a person is stands in it only when a supervisor asks.

A case filed without a name has none in either form: its person was promised that.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from handlers import forms, labels
from handlers.forms import summary
from handlers.i18n import dates
from handlers.i18n.translator import N_
from handlers.reports import wording
from handlers.reports.sheet import Column, Form, Sheet, Value
from knowledge import anonymity

if TYPE_CHECKING:
    from handlers.i18n.translator import Translator
    from storage.reports.cases import Case, TicketRow

HOUR = timedelta(hours=1)
_TAG = re.compile(r"<[^>]*>")
WITHOUT_NAME = N_("without a name")


def sheet(
    cases: Sequence[Case], names: wording.Names, t: Translator, *, with_identities: bool
) -> Sheet:
    """One row for each case, in the order of opening."""
    ordered = sorted(cases, key=lambda case: (case.row.opened_at, case.row.id))
    rows = [_row(one, names, t, with_identities=with_identities) for one in ordered]
    return Sheet(t.text(N_("Cases")), columns(t), rows)


def columns(t: Translator) -> list[Column]:
    """The headings, in the order of `_row`."""
    wide = 34
    return [
        Column(t.text(N_("Number of the case")), width=18),
        Column(t.text(N_("Kind"))),
        Column(t.text(N_("Office"))),
        Column(t.text(N_("Service")), width=24),
        Column(t.text(N_("State")), width=20),
        Column(t.text(N_("Outcome")), width=20),
        Column(t.text(N_("What the person said")), width=20),
        Column(t.text(N_("Opened on (Jalali)"))),
        Column(t.text(N_("Opened on")), Form.MOMENT, 18),
        Column(t.text(N_("First answer on")), Form.MOMENT, 18),
        Column(t.text(N_("Ended on")), Form.MOMENT, 18),
        Column(t.text(N_("Deadline")), Form.MOMENT, 18),
        Column(t.text(N_("First answer after (working hours)")), Form.HOURS),
        Column(t.text(N_("End after (working hours)")), Form.HOURS),
        Column(t.text(N_("Deadline kept"))),
        Column(t.text(N_("Opened again")), Form.COUNT),
        Column(t.text(N_("Held by")), width=20),
        Column(t.text(N_("Language"))),
        Column(t.text(N_("Name")), width=22),
        Column(t.text(N_("Subject")), width=wide),
        Column(t.text(N_("Details")), width=2 * wide),
        Column(t.text(N_("Stars")), Form.COUNT),
    ]


def _row(case: Case, names: wording.Names, t: Translator, *, with_identities: bool) -> list[Value]:
    row, ending = case.row, case.ending
    opened = row.opened_at.astimezone(t.zone).date()
    return [
        row.reference,
        t.text(labels.KINDS[row.kind]),
        names.office(row.office),
        names.service(row.office, row.service) if row.service else None,
        labels.staff_status(row.status, t),
        wording.outcome(ending.status, t) if ending else None,
        wording.verdict(row.verdict or "", t),
        "{}/{:02}/{:02}".format(*dates.jalali(opened)),
        row.opened_at,
        case.responded_at,
        ending.at if ending else None,
        row.due_at,
        _hours(case.response),
        _hours(case.resolution),
        None if case.kept is None else t.text(N_("yes") if case.kept else N_("no")),
        case.times_reopened,
        row.holder_name,
        labels.LANGUAGE_NAMES.get(row.language, row.language),
        _name(row, t, with_identities=with_identities),
        _shown(row, row.subject, with_identities=with_identities),
        _details(row, t, with_identities=with_identities),
        row.rating,
    ]


def _hours(time: timedelta | None) -> float | None:
    return None if time is None else round(time / HOUR, 2)


def _name(row: TicketRow, t: Translator, *, with_identities: bool) -> str | None:
    name = str(row.fields.get("name") or "")
    if row.is_anonymous:
        return t.text(WITHOUT_NAME)
    return (name if with_identities else masked(name)) or None


def masked(name: str) -> str:
    """The first letter of each part of a name: «م… ر…»."""
    return " ".join(f"{part[0]}…" for part in name.split())


def _shown(row: TicketRow, text: str, *, with_identities: bool) -> str:
    """What a person wrote, without what tells who they are."""
    return text if with_identities else anonymity.hide(text, [str(row.fields.get("name") or "")])


def _details(row: TicketRow, t: Translator, *, with_identities: bool) -> str:
    """The answers of the form, a line each; the name has a column of its own."""
    private = row.is_anonymous or not with_identities
    fields = {name: value for name, value in row.fields.items() if name != "name"}
    if row.kind in forms.FORMS:
        lines = summary.lines(row.kind, fields, t, mask=private)
    else:
        lines = [html.escape(str(fields.get("text", "")), quote=False)]
    text = html.unescape(_TAG.sub("", "\n".join(lines)))
    return _shown(row, text, with_identities=not private)
