"""Everything stored about one person as a page of HTML that opens anywhere, without a network."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from handlers.i18n import bidi
from handlers.i18n.translator import N_

if TYPE_CHECKING:
    from handlers.i18n.translator import Translator

TITLES = {
    "person": N_("Who you are here"),
    "cases": N_("My cases and their state"),
    "messages": N_("What was written in your cases"),
    "acts": N_("What you did"),
    "questions": N_("What you asked"),
    "unfinished form": N_("An unfinished form"),
    "kept messages": N_("Messages that wait for you to say where they belong"),
    "awaited": N_("Publications of which you want to be told"),
    "no notices": N_("That you want no notices of the office"),
}
STYLE = (
    "body{font:16px/1.7 Vazirmatn,Tahoma,sans-serif;max-width:48rem;margin:2rem auto;"
    "padding:0 1rem}"
    "table{border-collapse:collapse;width:100%;margin:0 0 1.5rem}"
    "td{border:1px solid #ccc;padding:.2rem .6rem;vertical-align:top;overflow-wrap:anywhere}"
    "td:first-child{width:30%;color:#555;direction:ltr;text-align:start}"
)


def write(found: Mapping[str, Sequence[Mapping[str, Any]]], t: Translator) -> str:
    """The page; what people typed stands in it as text, whatever it looks like."""
    direction = "rtl" if t.rtl else "ltr"
    title = html.escape(t.text(N_("Everything stored about you, as a page to read.")))
    head = (
        f'<!doctype html><html lang="{t.language}" dir="{direction}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{title}</title>'
        f"<style>{STYLE}</style></head><body><h1>{title}</h1>"
    )
    parts = [head]
    for name, rows in found.items():
        parts.append(f"<h2>{html.escape(t.text(TITLES[name]))}</h2>")
        parts.extend(_table(row) for row in rows)
        if not rows:
            parts.append("<p>—</p>")
    return "\n".join([*parts, "</body></html>"])


def _table(row: Mapping[str, Any]) -> str:
    lines = "".join(
        f"<tr><td>{html.escape(str(name))}</td><td dir=auto>{_cell(value)}</td></tr>"
        for name, value in row.items()
    )
    return f"<table>{lines}</table>"


def _cell(value: Any) -> str:
    if isinstance(value, Mapping):
        return _table(value) if value else "—"
    if isinstance(value, list):
        return "<br>".join(map(_cell, value)) or "—"
    return html.escape(bidi.clean(str(value))).replace("\n", "<br>")
