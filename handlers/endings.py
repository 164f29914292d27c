"""How a case ended, as its person reads it: what was decided, why, and what can be done now.

A refusal says its legal ground and the way to object; what the office does not hold is with a body
that is named; a duplicate leads to the person's own other case, and to nobody else's.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from handlers import cards, keyboards, labels, ratings
from handlers.buttons import Verb
from handlers.i18n.translator import N_
from knowledge.articles import in_language
from storage.tickets import queries, verdicts
from storage.tickets.states import Action, Verdict

if TYPE_CHECKING:
    from handlers.context import Services
    from handlers.i18n.translator import Translator
    from handlers.outgoing import Outgoing
    from knowledge.desk.values import Body, Ground
    from storage.tickets.lifecycle import Change
    from storage.tickets.tables import Ticket

#: What the person is told first; the other paragraphs say more of it.
TOLD: dict[Action, str] = {
    Action.CLOSE_FULL: N_("The office has closed your case {reference}: answered in full."),
    Action.CLOSE_PARTLY: N_("The office has closed your case {reference}: answered in part."),
    Action.CLOSE_NOT_HELD: N_(
        "The office has closed your case {reference}: it does not hold these data."
    ),
    Action.REFUSE: N_("The office has refused your case {reference}."),
    Action.UPHOLD: N_(
        "A supervisor has looked at your objection in case {reference}: the outcome stands. "
        "With this the review here has ended."
    ),
    Action.WITHDRAW: N_(
        "Your case {reference} was closed, because you told the office that you do not need it any "
        "more. If that is not so, press “Reopen”."
    ),
}
#: These ask the person how it ended for them; of the others they can open the case again.
ASKS_OUTCOME = frozenset(
    {Action.CLOSE_FULL, Action.CLOSE_PARTLY, Action.CLOSE_NOT_HELD, Action.REFUSE}
)
MERGED = N_(
    "Your case {reference} is the same matter as your case {other} and goes on there; all you "
    "wrote is kept with it."
)
DUPLICATE = N_(
    "Your case {reference} was closed, because the office is already dealing with this matter. "
    "If yours is another one, press “Reopen” and say what is different."
)
REOPEN = N_("🔓 Reopen")


@dataclass(frozen=True)
class Told:
    """What a person is told: HTML, and the buttons under it."""

    text: str
    keyboard: keyboards.Markup


async def told(out: Outgoing, change: Change) -> Told | None:
    """What the person of a case that staff have just ended reads; None for other acts."""
    ticket, action = change.ticket, Action(change.event.action)
    t = out.services.translator(ticket.language)
    if action is Action.CLOSE_DUPLICATE:
        return await _duplicate(out, change, t)
    if action not in TOLD:
        return None
    blocks: list[str] = [t.html(TOLD[action], reference=cards.code(ticket.reference))]
    if action is Action.CLOSE_NOT_HELD:
        blocks += _referral(change.event.data, out.services, t)
    elif action is Action.REFUSE:
        blocks += _reasons(ticket, change.event.data, out.services, t)
    if action is Action.UPHOLD:
        return _upheld(ticket, blocks, out.services, t)
    if action not in ASKS_OUTCOME:
        return Told("\n\n".join(blocks), _reopen(ticket, t))
    blocks.append(t.html(N_("Please tell us how it ended for you:")))
    return Told("\n\n".join(blocks), cards.outcome_keyboard(ticket, t))


def _upheld(ticket: Ticket, blocks: list[str], services: Services, t: Translator) -> Told:
    """The ways that remain after a review, and how content the person is all the same."""
    blocks = [*blocks, *_routes(ticket, services, t)]
    if not verdicts.may_rate(ticket):
        return Told("\n\n".join(blocks), keyboards.NONE)
    blocks.append(ratings.question(ticket, services))
    return Told("\n\n".join(blocks), ratings.stars(ticket, t))


async def _duplicate(out: Outgoing, change: Change, t: Translator) -> Told:
    ticket = change.ticket
    code = cards.code(ticket.reference)
    other = await queries.get(out.tx, int(change.event.data["of"]))
    if other is None or not change.event.data["is_merged"]:
        return Told(t.html(DUPLICATE, reference=code), _reopen(ticket, t))
    state = t.html(N_("Its state: <b>{status}</b>"), status=labels.status(other.status, t))
    text = t.html(MERGED, reference=code, other=cards.code(other.reference))
    return Told(f"{text}\n{state}", cards.receipt_keyboard(other, t))


def _reopen(ticket: Ticket, t: Translator) -> keyboards.Markup:
    button = keyboards.button(t.text(REOPEN), Verb.TICKET, "reopen", ticket.id)
    return keyboards.inline([[button]])


def _referral(data: dict[str, Any], services: Services, t: Translator) -> list[str]:
    body = services.knowledge.desk.body(str(data.get("body", "")))
    if body is None:
        return []
    lines: list[str] = [
        t.html(N_("It is with: <b>{name}</b>"), name=body.name_in(t.language)),
        t.html(N_("What is held there: {what}"), what=body.holds_in(t.language)),
        html.escape(body.where_in(t.language), quote=False),
        *contacts_of(body),
        t.html(N_("Please make a new request there; this office does not pass yours on.")),
    ]
    return ["\n".join(filter(None, lines))]


def contacts_of(body: Body) -> list[str]:
    """How a body is reached, where that is verified: HTML lines."""
    signs = {"website": "🌐", "phone": "☎️", "address": "📍"}
    return [
        f"{signs[key]} {html.escape(value, quote=False)}"
        for key, value in body.contacts.items()
        if value
    ]


def ground_data(ground: Ground, article: int | None, t: Translator) -> dict[str, Any]:
    """What is kept of a ground with the refusal: also its very words, which may change later."""
    said = ground.says_in(t.language).replace("{article}", t.digits(article or ""))
    return {"id": ground.id, "article": article, "said": said}


def _reasons(ticket: Ticket, data: dict[str, Any], services: Services, t: Translator) -> list[str]:
    ground = data.get("ground") or {}
    blocks = [f"⚖️ {html.escape(str(ground['said']), quote=False)}"] if ground else []
    object_ = labels.VERDICTS[Verdict.OBJECT]
    blocks.append(
        t.html(
            N_(
                "If you do not agree, press “{button}” below: a supervisor of the office looks at "
                "it again."
            ),
            button=t.text(object_),
        )
    )
    return [*blocks, *_routes(ticket, services, t)]


def _routes(ticket: Ticket, services: Services, t: Translator) -> list[str]:
    """Where else one can object: HTML."""
    blocks: list[str] = []
    objection = services.knowledge.desk.objection
    if objection:
        blocks.append(html.escape(in_language(objection, t.language), quote=False))
    office = services.knowledge.offices.get(ticket.office)
    form = office.contacts.get("complaint_form_url") if office else None
    if form:
        blocks.append(t.html(N_("Complaint form of the office: {address}"), address=form))
    return blocks
