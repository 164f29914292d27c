"""A ticket as a message: the card of the staff group, and what its person reads.

The group never sees a whole national ID (it stays in the chat for ever); the person sees
what was recorded, word for word.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import TYPE_CHECKING

from handlers import due_words, keyboards, labels, lengths, link_words, links
from handlers.buttons import Verb
from handlers.forms import summary
from handlers.i18n.translator import N_, NN_, Html
from storage.tickets import states, verdicts
from storage.tickets.states import Action, Kind, Party, Status
from storage.tickets.tables import Direction

if TYPE_CHECKING:
    from handlers.context import Services
    from handlers.i18n.translator import Translator
    from knowledge.articles import Office
    from storage.tickets.links import Linked
    from storage.tickets.tables import Ticket, TicketEvent, TicketMessage

#: Room for the fields of a card, in UTF-16 units; the rest belongs to its frame.
FIELDS_ROOM = 3000
FILES_BELOW = NN_("📎 {n} file below", "📎 {n} files below")
RATED = N_("⭐️ {rating} of {best} stars")
NOTES_BELOW = NN_("📝 {n} internal note", "📝 {n} internal notes")


def slot(ticket_id: int) -> str:
    """The name under which the outbox remembers the card's message."""
    return f"card:{ticket_id}"


def code(reference: str) -> Html:
    """A reference as Telegram copies it when it is touched."""
    return Html(f"<code>{html.escape(reference)}</code>")


def person_name(ticket: Ticket, t: Translator) -> str:
    """The name staff see; an anonymous ticket has none."""
    if ticket.is_anonymous:
        return t.text(N_("without a name"))
    return str(ticket.fields.get("name") or t.text(N_("no name given")))


def verdict(value: str, t: Translator) -> str:
    """The person's verdict in words; empty when there is none."""
    return t.text(labels.VERDICTS[value]) if value in labels.VERDICTS else ""


def rating_lines(ticket: Ticket, t: Translator) -> list[str]:
    """How content the person is, and their sentence: HTML lines."""
    if ticket.rating is None:
        return []
    line = t.html(RATED, rating=ticket.rating, best=verdicts.RATINGS[-1])
    said = html.escape(ticket.rating_text or "", quote=False)
    return [f"{line} – {said}" if said else line]


def _counts(messages: Sequence[TicketMessage], t: Translator) -> list[str]:
    """How many files the person has sent, and how many notes the staff keeps."""
    files = sum(1 for one in messages if one.media and one.direction == Direction.FROM_PERSON)
    notes = sum(1 for one in messages if one.direction == Direction.NOTE)
    both = ((FILES_BELOW, files), (NOTES_BELOW, notes))
    return [t.plural_html(*words, count) for words, count in both if count]


def card(
    ticket: Ticket,
    services: Services,
    *,
    messages: Sequence[TicketMessage] = (),
    linked: Sequence[Linked] = (),
    is_away: bool = False,
) -> str:
    """The card in the staff group: HTML. `messages` are counted; `is_away`: the bot is blocked."""
    t = services.staff
    office = services.knowledge.offices.get(ticket.office)
    holder, status = ticket.holder_name, labels.staff_status(ticket.status, t)
    lines = [
        f"<b>{labels.kind(ticket.kind, t)}</b> · {code(ticket.reference)}",
        f"🏛 {html.escape(office.name_in(t.language))}" if office else "",
        t.html(N_("State: <b>{status}</b>"), status=status),
        t.html(N_("Held by: <b>{name}</b>"), name=holder) if holder else "",
        _expert(ticket, office, t),
        t.html(N_("From: {name}"), name=person_name(ticket, t)),
        t.html(N_("🚫 The person has blocked the bot")) if is_away else "",
        t.html(N_("Language: {name}"), name=labels.LANGUAGE_NAMES[ticket.language])
        if ticket.language != t.language
        else "",
        t.html(N_("Registered: {date}"), date=t.datetime(ticket.opened_at)),
        *due_words.for_staff(ticket, t),
        *link_words.for_staff(linked, t),
    ]
    body, _ = lengths.divide(_fields(ticket, t), FIELDS_ROOM)
    tail = [
        *_counts(messages, t),
        t.html(N_("<i>Reply to this card to write to the person.</i>"))
        if ticket.status in states.OPEN_STATUSES
        else verdict(ticket.outcome or "", t),
        *rating_lines(ticket, t),
    ]
    blocks = ["\n".join(filter(None, lines)), body, "\n".join(filter(None, tail))]
    return "\n\n".join(filter(None, blocks))


def _expert(ticket: Ticket, office: Office | None, t: Translator) -> str:
    """Whose queue it is: a figure of the yearbook is checked by its expert (BR-06)."""
    if ticket.kind != Kind.DISCREPANCY:
        return ""
    name = office.contacts.get("yearbook_expert") if office else None
    if name:
        return t.html(N_("For the yearbook expert: {name}"), name=name)
    return t.html(N_("For the yearbook expert"))


def overflow(ticket: Ticket, services: Services) -> str:
    """What the card has no room for: HTML, empty for nearly every ticket."""
    return lengths.divide(_fields(ticket, services.staff), FIELDS_ROOM)[1]


def _fields(ticket: Ticket, t: Translator) -> str:
    return "\n".join(summary.lines(ticket.kind, ticket.fields, t, mask=True))


def receipt(ticket: Ticket, services: Services) -> str:
    """What the person gets at once: number, date, what was recorded, what happens next."""
    t = services.translator(ticket.language)
    office = services.knowledge.offices.get(ticket.office)
    name = office.name_in(ticket.language) if office else ""
    head = [
        t.html(N_("✅ <b>Registered</b>")),
        t.html(N_("Tracking number: {reference}"), reference=code(ticket.reference)),
        t.html(N_("Kind: {kind}"), kind=labels.kind(ticket.kind, t)),
        t.html(N_("Office: {office}"), office=name),
        t.html(N_("Date: {date}"), date=t.datetime(ticket.opened_at)),
    ]
    fields = summary.lines(ticket.kind, ticket.fields, t, mask=False)
    body = lengths.clip_html("\n".join(fields), FIELDS_ROOM - 800)
    following = _what_follows(ticket, services, office)
    return "\n\n".join(filter(None, ["\n".join(head), body, "\n".join(following)]))


def _what_follows(ticket: Ticket, services: Services, office: Office | None) -> list[str]:
    t = services.translator(ticket.language)
    link = links.to_ticket(services.bot_username, ticket.reference)
    lines: list[str] = [
        *due_words.what_follows(ticket, t),
        t.html(N_("Follow it at any time: {link}"), link=link),
    ]
    if ticket.kind != Kind.QUESTION:
        lines.append(
            t.html(
                N_(
                    "This registration in the bot does not replace the official online "
                    "services system of the office’s website."
                )
            )
        )
    if ticket.kind == Kind.REQUEST and office and not office.accepts_documents_in_chat:
        lines.append(
            t.html(
                N_(
                    "If documents are needed, send them by office automation, fax or official "
                    "e-mail and write the number {reference} on the letter."
                ),
                reference=code(ticket.reference),
            )
        )
    return lines


def receipt_keyboard(ticket: Ticket, t: Translator) -> keyboards.Markup:
    """Under the receipt: see the case."""
    return keyboards.inline(
        [[keyboards.button(t.text(N_("🔎 See the case")), Verb.TICKET, "show", ticket.id)]]
    )


def outcome_keyboard(ticket: Ticket, t: Translator) -> keyboards.Markup:
    """The person's verdict in one press, in the first person."""
    return keyboards.inline(
        [keyboards.button(t.text(label), Verb.TICKET, "verdict", ticket.id, value)]
        for value, label in labels.VERDICTS.items()
    )


def cost_keyboard(ticket: Ticket, t: Translator) -> keyboards.Markup:
    """The person accepts a cost or declines it."""
    choices = (("cost-yes", N_("✅ I accept the cost")), ("cost-no", N_("✖️ I decline")))
    return keyboards.inline(
        [keyboards.button(t.text(label), Verb.TICKET, op, ticket.id)] for op, label in choices
    )


def view(
    ticket: Ticket, events: list[TicketEvent], t: Translator, *, linked: Sequence[Linked] = ()
) -> str:
    """The case as its person sees it: state, what was recorded, what happened."""
    head = [
        f"<b>{labels.kind(ticket.kind, t)}</b> · {code(ticket.reference)}",
        t.html(N_("State: <b>{status}</b>"), status=labels.status(ticket.status, t)),
        t.html(N_("Registered: {date}"), date=t.datetime(ticket.opened_at)),
        *due_words.for_person(ticket, t),
        *link_words.for_person(ticket, linked, t),
    ]
    fields = summary.lines(ticket.kind, ticket.fields, t, mask=False)
    past = [
        f"• {t.datetime(event.at)} – {t.text(labels.ACTIONS[Action(event.action)])}"
        for event in events[-12:]
        if event.action not in labels.INTERNAL
    ]
    blocks = [
        "\n".join(head),
        lengths.clip_html("\n".join(fields), FIELDS_ROOM - 1000),
        t.html(N_("<b>What happened</b>")) + "\n" + html.escape("\n".join(past), quote=False),
        t.html(N_("<i>To add something, reply to this message.</i>"))
        if ticket.status in states.OPEN_STATUSES
        else "",
    ]
    return "\n\n".join(filter(None, blocks))


def view_keyboard(ticket: Ticket, t: Translator) -> keyboards.Markup:
    """What the person may do with the case in its present state."""
    possible = set(states.actions(Status(ticket.status), Party.PERSON))
    rows: list[keyboards.Row] = []
    if Action.PERSON_WRITES in possible:
        label = t.text(N_("✍️ Add something"))
        rows.append([keyboards.button(label, Verb.TICKET, "add", ticket.id)])
    if Action.CONFIRM in possible:
        rows.extend(outcome_keyboard(ticket, t)["inline_keyboard"])
    if verdicts.may_rate(ticket):
        rows.append([keyboards.button(t.text(N_("⭐️ Rate")), Verb.TICKET, "rating", ticket.id)])
    if Action.ACCEPT_COST in possible:
        rows.extend(cost_keyboard(ticket, t)["inline_keyboard"])
    if Action.WITHDRAW in possible:
        label = t.text(N_("🗑 Withdraw"))
        rows.append([keyboards.button(label, Verb.TICKET, "withdraw", ticket.id)])
    if Action.REOPEN in possible and Action.CONFIRM not in possible:
        label = t.text(N_("🔓 Reopen"))
        rows.append([keyboards.button(label, Verb.TICKET, "reopen", ticket.id)])
    rows.append([keyboards.button(t.text(N_("🗂 All my cases")), Verb.TICKET, "list", 0)])
    return keyboards.inline(rows)
