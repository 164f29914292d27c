"""The answers of a form as lines to read: for the review, the receipt and the cards."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from handlers import forms
from handlers.i18n.translator import N_

if TYPE_CHECKING:
    from handlers.forms.field import Field
    from handlers.i18n.translator import Translator


def lines(kind: str, fields: Mapping[str, Any], t: Translator, *, mask: bool) -> list[str]:
    """One HTML line for each answer, in the order of the form; what was left out is not shown.

    With `mask`, private answers (national ID, phone) are shown only in part. A question has no
    form: its words stand alone.
    """
    form = forms.FORMS.get(str(kind))
    if form is None:
        return [html.escape(str(fields.get("text", "")), quote=False)]
    return [
        line(field, fields[field.name], t, mask=mask)
        for field in form.fields
        if fields.get(field.name) not in (None, [], "")
    ]


def line(field: Field, value: Any, t: Translator, *, mask: bool = False) -> str:
    """One answer: its label and its value; a value of several lines begins a line of its own."""
    shown = field.show_masked(value, t) if mask and field.is_private else field.show(value, t)
    text = html.escape(shown, quote=False)
    between = "\n" if "\n" in text else " "
    label = html.escape(t.text(field.label), quote=False)
    return t.html(N_("<b>{label}:</b>"), label=label) + between + text
