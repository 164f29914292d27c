"""Working time, targets and patience of an office, read from its office.toml."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from knowledge import loader
from knowledge.working import MATTERS, WEEKDAYS, Working
from storage.tickets.states import Kind
from tests.knowledge.folder import problems_of

STATED = """
[[working_time]]
since = 2026-09-23
saturday = ["07:00-12:00", "12:30-13:30"]
wednesday = ["۰۷:۰۰-۱۳:۳۰"]
thursday = ["08:00-12:00"]

[[working_time]]
since = 2026-03-21
saturday = ["06:00-13:00"]

[[targets]]
resolution = "20 working days"

[[targets]]
kind = "request"
first_response = "4 working hours"
resolution = "10 working days"
shown = true

[[targets]]
kind = "request"
service = "yearbook"
resolution = "1 working day"

[patience]
unclaimed = 2
warn = 4
expire = 6
"""


def working(content: Path, text: str) -> Working:
    """What is read of a Qom that says this."""
    _add(content, text)
    return loader.load(content).offices["qom"].working


def _add(content: Path, text: str) -> None:
    file = content / "offices" / "qom" / "office.toml"
    file.write_text(file.read_text("utf-8") + text, "utf-8")


def test_what_an_office_states_is_read(content: Path) -> None:
    """Weeks in their order, hours in any digits, days left out closed."""
    found = working(content, STATED)
    assert found.is_stated
    assert [week.since for week in found.weeks] == [date(2026, 3, 21), date(2026, 9, 23)]
    days = dict(zip(WEEKDAYS, found.weeks[1].days, strict=True))
    assert days["saturday"] == ((420, 720), (750, 810))
    assert days["wednesday"] == ((420, 810),)
    assert days["friday"] == ()
    assert dict(found.patience) == {"unclaimed": 2, "warn": 4, "expire": 6}


def test_the_target_that_fits_best(content: Path) -> None:
    """Service and kind before kind, kind before what holds for all."""
    found = working(content, STATED)
    yearbook, other = found.target("request", "yearbook"), found.target("request", None)
    complaint = found.target("complaint", "yearbook")
    assert yearbook is not None
    assert (yearbook.resolution, yearbook.is_shown) == ((1, "days"), False)
    assert other is not None
    assert (other.first_response, other.resolution) == ((4, "hours"), (10, "days"))
    assert other.is_shown
    assert complaint is not None
    assert complaint.resolution == (20, "days")
    assert Working().target("request", None) is None


def test_nothing_stated_is_nothing_promised(content: Path) -> None:
    """An office that says nothing has no hours, no target and no patience of its own."""
    assert loader.load(content).offices["qom"].working == Working()


def test_the_packaged_offices_promise_nothing() -> None:
    """BR-24: the two statements give no time, so their content must not invent one."""
    for office in loader.load().offices.values():
        assert office.working.targets == ()


def test_matters_are_the_kinds_of_tickets() -> None:
    """Both halves of the house call them the same."""
    assert sorted(MATTERS) == sorted(Kind)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('[[working_time]]\nsaturday = ["07:00-12:00"]', "since"),
        ('[[working_time]]\nsince = 2026-03-21\nsaturday = ["7 to 12"]', "07:30-14:00"),
        ('[[working_time]]\nsince = 2026-03-21\nsaturday = ["14:00-07:30"]', "07:30-14:00"),
        ('[[working_time]]\nsince = 2026-03-21\nsaturday = ["07:75-14:00"]', "07:30-14:00"),
        (
            '[[working_time]]\nsince = 2026-03-21\nsaturday = ["07:00-12:00", "11:00-14:00"]',
            "in order",
        ),
        (
            "[[working_time]]\nsince = 2026-03-21\n\n[[working_time]]\nsince = 2026-03-21",
            "same day",
        ),
        ('[[working_time]]\nsince = 2026-03-21\nsunnyday = ["07:00-12:00"]', "unknown key"),
        ("[working_time]\nsince = 2026-03-21", "[[working_time]]"),
        ('[[targets]]\nkind = "riddle"\nresolution = "2 working days"', "unknown"),
        ('[[targets]]\nservice = "nothing"\nresolution = "2 working days"', "unknown"),
        ('[[targets]]\nresolution = "2 weeks"', "10 working days"),
        ('[[targets]]\nresolution = "0 working days"', "10 working days"),
        ('[[targets]]\nkind = "request"', "missing"),
        (
            "\n".join(f'[[targets]]\nresolution = "{n} working days"' for n in (2, 3)),
            "two targets",
        ),
        ("[patience]\nunclaimed = -1", "number of working days"),
        ("[patience]\nunclaimed = true", "number of working days"),
        ("[patience]\nwarn = 9\nexpire = 5", "unwarned"),
        ("[patience]\nanger = 5", "unknown key"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(content: Path, text: str, problem: str) -> None:
    """A clerk reads what to mend."""
    _add(content, "\n" + text + "\n")
    found = problems_of(content)
    assert any(problem in str(one) for one in found), found
