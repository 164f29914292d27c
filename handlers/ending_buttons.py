"""What takes the place of a card's buttons while staff say how a case ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from handlers import card_buttons, keyboards
from handlers.buttons import Verb
from handlers.i18n.translator import N_

if TYPE_CHECKING:
    from handlers.i18n.translator import Translator
    from knowledge.desk.values import Body, Ground
    from storage.tickets.tables import Ticket

OWN_WORDS = N_("✍️ In my own words")
NO_BODY = N_("📭 Close without naming a body")
GROUND_ALONE = N_("⛔️ Refuse with the ground alone")
OTHER_NUMBER = N_("🔢 By its number")
SAME = N_("🔁 The same as {reference}: close this one")
ONLY_LINK = N_("🔗 Only link to {reference}")
#: Characters of a subject on a button.
SUBJECT = 40


def _rows(
    buttons: Sequence[tuple[str, tuple[str | int, ...]]], ticket: Ticket, t: Translator
) -> keyboards.Markup:
    """One button a row, each a label with its operation and what follows; the way back last."""
    rows = [
        [keyboards.button(label, Verb.STAFF, words[0], ticket.id, *words[1:])]
        for label, words in buttons
    ]
    back = keyboards.button(t.text(card_buttons.BACK), Verb.STAFF, "back", ticket.id)
    return keyboards.inline([*rows, [back]])


def to_refer(ticket: Ticket, bodies: Sequence[Body], t: Translator) -> keyboards.Markup:
    """The bodies that may have what the office does not."""
    named = [(f"🏛 {one.name_in(t.language)}", ("held", one.id)) for one in bodies]
    others = [(t.text(OWN_WORDS), ("heldown",)), (t.text(NO_BODY), ("held", "-"))]
    return _rows([*named, *others], ticket, t)


def to_refuse(ticket: Ticket, grounds: Sequence[Ground], t: Translator) -> keyboards.Markup:
    """The legal grounds of a refusal."""
    named = [(one.label_in(t.language), ("ground", one.id)) for one in grounds]
    return _rows([*named, (t.text(OWN_WORDS), ("refusal",))], ticket, t)


def to_cite(ticket: Ticket, ground: Ground, t: Translator) -> keyboards.Markup:
    """The articles of a ground, of which one is cited."""
    cited = [
        (t.text(N_("Article {number}"), number=one), ("ground", ground.id, one))
        for one in ground.articles
    ]
    return _rows(cited, ticket, t)


def to_refuse_with(
    ticket: Ticket, ground: Ground, article: int | None, t: Translator
) -> keyboards.Markup:
    """Nothing has to be added to a ground."""
    words: tuple[str | int, ...] = ("refuse-now", ground.id, article or "-")
    return _rows([(t.text(GROUND_ALONE), words)], ticket, t)


def to_join(ticket: Ticket, others: Sequence[Ticket], t: Translator) -> keyboards.Markup:
    """The person's other cases, one of which may be the same matter."""
    named = [(f"{one.reference} · {one.subject[:SUBJECT]}", ("pick", one.id)) for one in others]
    return _rows([*named, (t.text(OTHER_NUMBER), ("dupnumber",))], ticket, t)


def how_to_join(
    ticket: Ticket, other: Ticket, t: Translator, *, is_card: bool = True
) -> keyboards.Markup:
    """The same matter, or only linked; under a card there is a way back to its buttons."""
    choices = ((SAME, "same"), (ONLY_LINK, "link"))
    if is_card:
        buttons = [
            (t.text(msgid, reference=other.reference), (op, other.id)) for msgid, op in choices
        ]
        return _rows(buttons, ticket, t)
    return keyboards.inline(
        [
            keyboards.button(
                t.text(msgid, reference=other.reference), Verb.STAFF, op, ticket.id, other.id, "m"
            )
        ]
        for msgid, op in choices
    )
