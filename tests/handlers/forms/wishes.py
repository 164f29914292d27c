"""A walk through the data request, for two offices."""

from datetime import date
from typing import Any

from handlers.forms import engine
from handlers.forms.data_request import FORM
from handlers.forms.engine import Ask, Outcome
from handlers.forms.events import (
    Attachment,
    Done,
    Event,
    Picked,
    Sent,
    SharedPhone,
    Skipped,
    Typed,
)

TODAY = date(2026, 11, 20)  # 29 Aban 1405
QOM = {"_office": "qom", "_documents_in_chat": False, "_yearbook": True}
SEMNAN = {"_office": "semnan", "_documents_in_chat": True, "_yearbook": False}
LETTER = Sent(Attachment("document", "f", "u", "letter.pdf"))
WISH = (Typed("تعداد دانش‌آموزان"), Typed("۱۳۹۵ تا ۱۴۰۳"), Picked("province"), Skipped())
HOW = (Picked("excel"), Done(), Skipped(), Skipped())
CITIZEN = (Picked("citizen"), Typed("زهرا احمدی"), Typed("۰۰۱۳۵۴۲۴۱۹"), SharedPhone("989121234567"))


def go(*events: Event, office: dict[str, Any] = QOM, **prefill: Any) -> Outcome:
    """Begin a request and do these things."""
    outcome = engine.start(FORM, {**office, **prefill}, today=TODAY)
    for event in events:
        outcome = engine.advance(FORM, outcome.state, event, today=TODAY)
    return outcome


def ask(outcome: Outcome) -> Ask:
    """The question that is shown."""
    assert isinstance(outcome.show, Ask), outcome.show
    return outcome.show


def step(outcome: Outcome) -> str:
    """The name of the question that is shown."""
    return ask(outcome).field.name
