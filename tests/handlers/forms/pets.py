"""A small form that has one of everything, and a walk through it."""

from datetime import date
from typing import Any

from handlers.forms import engine
from handlers.forms.engine import Ask, Outcome
from handlers.forms.events import (
    Attachment,
    Done,
    Event,
    Picked,
    Sent,
    Skipped,
    Typed,
)
from handlers.forms.field import Words
from handlers.forms.fields import Choice, Consent, Date, Files, Info, Option, Text
from handlers.forms.form import Form

TODAY = date(2026, 11, 20)
PHOTO = Sent(Attachment("photo", "f", "u"))
FORM = Form(
    "pet",
    1,
    "Pet",
    (
        Text(name="name", label="Name", prompt="Name?"),
        Choice(
            name="kind",
            label="Kind",
            prompt="Kind?",
            options=(Option("cat", "Cat"), Option("dog", "Dog")),
        ),
        Text(name="bark", label="Bark", prompt="Bark?", when=lambda a: a.get("kind") == "dog"),
        Text(name="volume", label="Volume", prompt="?", when=lambda a: "bark" in a),
        Text(name="note", label="Note", prompt="Note?", optional=True),
        Date(name="until", label="Until", prompt="Until?", optional=True, is_future=True),
        Files(name="files", label="Files", prompt="Files?", optional=True),
        Info(name="info", label="Info", prompt="Info.", refuse_file=Words("no")),
        Consent(name="consent", label="Consent", prompt="Yes?"),
    ),
)
CAT = (Typed("Mimi"), Picked("cat"), Skipped(), Skipped(), Skipped(), Done(), Picked("yes"))


def go(*events: Event, form: Form = FORM, prefill: dict[str, Any] | None = None) -> Outcome:
    """Begin a form and do these things one after another."""
    outcome = engine.start(form, prefill, today=TODAY)
    for event in events:
        outcome = engine.advance(form, outcome.state, event, today=TODAY)
    return outcome


def ask(outcome: Outcome) -> Ask:
    """The question that is shown."""
    assert isinstance(outcome.show, Ask)
    return outcome.show
