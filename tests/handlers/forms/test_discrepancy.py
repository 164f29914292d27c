"""The form of a wrong figure in the yearbook."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from handlers.forms import discrepancy
from handlers.forms.engine import Finished, advance, start
from handlers.forms.events import Picked, Skipped, Submitted, Typed
from handlers.forms.outcome import Ask
from handlers.i18n.translator import Translators
from knowledge import chapters, loader

TODAY = date(2026, 11, 20)
QOM = {"_office": "qom"}


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
def test_the_chapters_are_those_of_the_catalogue(language: str) -> None:
    """In its order, by its names, in each language; and a way out for who does not know."""
    t = Translators.load(ZoneInfo("Asia/Tehran")).for_(language)
    known = {one.key: one.name_in(language) for one in chapters.of(loader.load().articles.values())}
    *offered, other = discrepancy.CHAPTERS
    assert other.value == "other"
    assert tuple(one.value for one in offered) == chapters.ORDER
    assert {one.value: t.text(one.label) for one in offered} == {
        key: known[key] for key in chapters.ORDER
    }


def test_the_place_the_figure_and_the_reason_are_asked() -> None:
    """BR-06: year, chapter, table, row, value, reason; the right value and a name may be left."""
    outcome = start(discrepancy.FORM, QOM, today=TODAY)
    for event in (
        Typed("۱۴۰۳"),
        Picked("population"),
        Typed("۳-۱۲"),
        Typed("ردیف ۴"),
        Typed("۱۲۳۴"),
        Skipped(),
        Typed("جمع ستون‌ها با کل نمی‌خواند"),
        Skipped(),
        Skipped(),
        Submitted(),
    ):
        outcome = advance(discrepancy.FORM, outcome.state, event, today=TODAY)
    assert isinstance(outcome.show, Finished)
    assert dict(outcome.show.answers) == {
        "year": [1403, 1403],
        "chapter": "population",
        "table": "۳-۱۲",
        "row": "ردیف ۴",
        "printed": "۱۲۳۴",
        "reason": "جمع ستون‌ها با کل نمی‌خواند",
    }


def test_a_figure_is_printed_in_one_book() -> None:
    """Several years are sent back with what to do; a chapter that was pressed is kept."""
    outcome = start(discrepancy.FORM, QOM, today=TODAY)
    outcome = advance(discrepancy.FORM, outcome.state, Typed("۱۴۰۰ تا ۱۴۰۲"), today=TODAY)
    assert isinstance(outcome.show, Ask)
    assert outcome.show.problem is not None
    assert outcome.show.problem.msgid == discrepancy.ONE_YEAR


def test_a_table_fills_in_where_it_stands() -> None:
    """Chapter and table are known; the year is asked first, the row next."""
    known = {**QOM, "chapter": "labour", "table": "نرخ بیکاری"}
    outcome = start(discrepancy.FORM, known, today=TODAY)
    assert outcome.state.step == "year"
    outcome = advance(discrepancy.FORM, outcome.state, Typed("1402"), today=TODAY)
    assert outcome.state.step == "row"
