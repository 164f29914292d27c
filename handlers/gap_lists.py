"""The review of questions without an answer, as the staff group reads it: the list, one matter."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handlers import keyboards
from handlers.buttons import Verb
from handlers.i18n.translator import N_, NN_
from knowledge import anonymity, learned
from storage import gap_reading

if TYPE_CHECKING:
    from handlers.context import Services
    from handlers.outgoing import Outgoing
    from knowledge.articles import Article
    from storage.gap_reading import Phrase
    from storage.gaps import Gap

#: Matters on a page; ways of asking shown of one, which are also those that become wordings.
PAGE = 8
SHOWN = 8
SUGGESTED = 3
#: Letters of a matter in the list, and of a title on a button.
LINE, TITLE = 90, 40
TIMES = NN_("{n} time", "{n} times")
PEOPLE = NN_("{n} person", "{n} people")
TOLD = NN_("📨 {n} person who asked is told.", "📨 {n} people who asked are told.")


@dataclass(frozen=True)
class View:
    """A message: its HTML and its buttons."""

    text: str
    keyboard: keyboards.Markup


async def overview(out: Outgoing, page: int = 0) -> View | None:
    """The open matters, the most asked first; None when there is none at all."""
    services, t = out.services, out.services.staff
    count = await gap_reading.count_open(out.tx, services.offices)
    if not count:
        return None
    page = min(page, (count - 1) // PAGE)
    found = await gap_reading.listed(out.tx, services.offices, limit=PAGE, offset=page * PAGE)
    head = t.html(N_("❔ <b>Questions without an answer</b>: {count}"), count=t.number(count))
    lines = [_line(place, one, services) for place, one in enumerate(found, page * PAGE + 1)]
    tail = t.html(N_("<i>Press a number to give it an answer, or to set it aside.</i>"))
    numbers = [
        keyboards.button(t.digits(place), Verb.GAP, "show", one.id)
        for place, one in enumerate(found, page * PAGE + 1)
    ]
    turning = []
    if page:
        label = t.text(N_("◀️ Previous page"))
        turning.append(keyboards.button(label, Verb.GAP, "list", page - 1))
    if (page + 1) * PAGE < count:
        turning.append(keyboards.button(t.text(N_("Next page ▶️")), Verb.GAP, "list", page + 1))
    return View(
        "\n\n".join([head, "\n".join(lines), tail]),
        keyboards.inline([*keyboards.grid(numbers, 4), turning]),
    )


def _line(place: int, gap: Gap, services: Services) -> str:
    t = services.staff
    parts = [t.plural(*TIMES, gap.times)]
    if len(services.offices) > 1:
        parts.append(office_name(gap.office, services))
    phrase = html.escape(_clipped(gap.phrase, LINE), quote=False)
    return f"{t.digits(place)}. {phrase}\n    {html.escape(' · '.join(parts))}"


def office_name(office: str | None, services: Services) -> str:
    """The province of an office, or all of them."""
    t = services.staff
    known = services.knowledge.offices.get(office or "")
    return known.province_in(t.language) if known else t.text(N_("all offices"))


async def matter(out: Outgoing, gap: Gap, suggested: Sequence[Article]) -> View:
    """One matter: how it was asked, how often, and what can be done about it."""
    t = out.services.staff
    counts = await gap_reading.counts(out.tx, gap.id)
    others = [one for one in await wordings(out, gap) if one.text != gap.phrase]
    lines: list[str] = [
        f"❔ <b>{html.escape(gap.phrase, quote=False)}</b>",
        "",
        t.html(
            N_("{office} · asked {times} by {people}, last on {date}"),
            office=office_name(gap.office, out.services),
            times=t.plural(*TIMES, gap.times),
            people=t.plural(*PEOPLE, counts.people),
            date=t.date(gap.last_at.astimezone(t.zone).date()),
        ),
        t.html(
            N_("nothing found: {missing} · did not help: {unhelpful} · to experts: {handed}"),
            missing=t.number(counts.not_found),
            unhelpful=t.number(counts.unhelpful),
            handed=t.number(counts.handed_over),
        ),
    ]
    if others:
        lines += ["", t.html(N_("Also asked as:"))]
        lines += [f"• {html.escape(one.text, quote=False)}" for one in others]
    if suggested:
        lines += ["", t.html(N_("If an article answers it, press it: then it will be found."))]
    return View("\n".join(lines), _acts(gap, suggested, out.services))


def _acts(gap: Gap, suggested: Sequence[Article], services: Services) -> keyboards.Markup:
    t = services.staff
    rows = [
        [
            keyboards.button(
                f"➕ {_clipped(one.text(t.language).title, TITLE)}",
                Verb.GAP,
                "word",
                gap.id,
                one.id,
            )
        ]
        for one in suggested
    ]
    acts = (
        ("find", N_("🔎 Another article…")),
        ("write", N_("✍️ Write an answer…")),
        ("hide", N_("🙈 Set aside")),
    )
    row = [keyboards.button(t.text(label), Verb.GAP, op, gap.id) for op, label in acts]
    back = keyboards.button(t.text(N_("◀️ The list")), Verb.GAP, "list", 0)
    return keyboards.inline([*rows, row[:2], [row[2], back]])


def decided(gap: Gap, said: str, services: Services) -> View:
    """What was decided about a matter, with the way back."""
    t = services.staff
    row = [
        keyboards.button(t.text(N_("↩️ Take back")), Verb.GAP, "undo", gap.id),
        keyboards.button(t.text(N_("◀️ The list")), Verb.GAP, "list", 0),
    ]
    text = f"❔ <b>{html.escape(gap.phrase, quote=False)}</b>\n\n{said}"
    return View(text, keyboards.inline([row]))


async def wordings(out: Outgoing, gap: Gap) -> list[Phrase]:
    """The ways in which a matter was asked that can be shown and learned: nobody's own data."""
    found = await gap_reading.phrases(out.tx, gap.id, 3 * SHOWN)
    fit = [
        one
        for one in found
        if anonymity.hide(one.text) == one.text and learned.fault(one.text, one.text) is None
    ]
    return fit[:SHOWN]


def _clipped(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"
