"""All declared forms: complete, told apart, and within Telegram's limits."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from handlers.forms import FORMS
from handlers.forms.engine import Finished, advance, start
from handlers.forms.events import Event, Picked, Skipped, Submitted, Typed
from handlers.forms.fields import Choice
from handlers.forms.form import Form
from handlers.i18n.catalog_check import slots
from handlers.i18n.translator import Translators

TODAY = date(2026, 11, 20)


def test_there_are_five_forms_and_each_is_a_thing_of_its_own() -> None:
    """BR-10: complaint, opinion and suggestion have their own questions and say what they are."""
    assert set(FORMS) == {"request", "complaint", "opinion", "suggestion", "discrepancy"}
    three = [FORMS[name] for name in ("complaint", "opinion", "suggestion")]
    assert len({tuple(field.name for field in form.fields) for form in three}) == 3
    for form in three:
        assert form.intro is not None
        assert "not</b> replace" in form.intro


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_names_are_unique_and_short_enough_for_a_button(form: Form) -> None:
    """Field and option names travel in callback data of 64 bytes beside verb and revision."""
    names = [field.name for field in form.fields]
    assert len(names) == len(set(names))
    assert "review" not in names
    options = [o.value for field in form.fields if isinstance(field, Choice) for o in field.options]
    assert all(len(name.encode()) <= 20 for name in (*names, *options))


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_slot_of_a_question_is_filled(form: Form) -> None:
    """Prompt and hint of each field can be said in every language."""
    for field in form.fields:
        values = dict(field.values({}, TODAY)) if field.values else {}
        for msgid in (field.prompt, field.hint or ""):
            assert (slots(msgid) or set()) <= set(values), field.name
        for t in Translators.load(ZoneInfo("Asia/Tehran")).all():
            assert t.html(field.prompt, **values)


@pytest.mark.parametrize(
    ("name", "events", "answers"),
    [
        (
            "opinion",
            (Picked("statistics"), Typed("۴"), Typed("خیلی خوب بود"), Skipped()),
            {"topic": "statistics", "rating": "4", "text": "خیلی خوب بود"},
        ),
        (
            "suggestion",
            (Picked("bot"), Typed("جدول‌ها را با نمودار بفرستید"), Skipped(), Skipped(), Skipped()),
            {"area": "bot", "text": "جدول‌ها را با نمودار بفرستید"},
        ),
    ],
)
def test_an_opinion_and_a_suggestion_are_short(
    name: str, events: tuple[Event, ...], answers: dict[str, str]
) -> None:
    """A few questions, no identity needed."""
    form = FORMS[name]
    outcome = start(form, {"_office": "qom"}, today=TODAY)
    for event in (*events, Submitted()):
        outcome = advance(form, outcome.state, event, today=TODAY)
    assert outcome.show == Finished(answers)
