"""The cost of a case in words: what is told as it is named, accepted, paid, confirmed.

Off unless the office switches it on (`costs` in its `office.toml`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlers import cards, file_limits
from handlers.i18n import numbers
from handlers.i18n.translator import N_
from handlers.outgoing import Trace
from storage.tickets import costs
from storage.tickets.states import Action

if TYPE_CHECKING:
    from handlers.context import Services
    from handlers.outgoing import Outgoing
    from storage.tickets.lifecycle import Change
    from storage.tickets.tables import Ticket

NAMED = N_(
    "💳 The office has named a cost for your case {reference}: <b>{amount} rials</b>.\n"
    "Nothing is done for it, and nothing is owed, before you accept. Meanwhile the time of the "
    "office stands still."
)
HOW_TO_PAY = N_(
    "You have accepted the cost of case {reference}: {amount} rials. Please pay as the office has "
    "told you, and send a photo of the receipt in reply to this message. Never send the number "
    "or the password of your bank card."
)
DECLINED = N_("You have declined the cost of case {reference}; the office has been told.")
RECEIPT = N_("The receipt for case {reference} has arrived; the office checks it and tells you.")
CONFIRMED = N_("✅ The payment for your case {reference} is confirmed; it is being prepared.")
ANOTHER = N_("Please send a photo of the right receipt for case {reference} in reply to this.")
#: What the group is told, because somebody has to act.
TOLD_STAFF: dict[Action, str] = {
    Action.ACCEPT_COST: N_("{reference}: the person accepts the cost of {amount} rials."),
    Action.DECLINE_COST: N_("{reference}: the person declines the cost of {amount} rials."),
    Action.PAY: N_("💳 {reference}: a receipt for {amount} rials has come. Please check it."),
}
#: A line of money: digits and what stands between them, perhaps with the word for rials.
_MONEY = re.compile(r"([0-9][0-9.,٬، ]*)(?:\s*(?:ریال|ريال|rials?|﷼))?", re.IGNORECASE)


def are_on(ticket: Ticket, services: Services) -> bool:
    """Whether the office of a case has switched costs on."""
    office = services.knowledge.offices.get(ticket.office)
    return office is not None and office.costs


def read(said: str | None) -> int | None:
    """The amount that the first line of a text names, in whole rials; None if it names none."""
    first = numbers.to_latin((said or "").strip().partition("\n")[0]).strip()
    found = _MONEY.fullmatch(first)
    amount = int(re.sub(r"\D", "", found[1])) if found else 0
    return amount if 0 < amount <= costs.MOST else None


async def told(out: Outgoing, change: Change) -> bool:
    """Tell the person what staff have done about a cost; False where it was something else."""
    ticket, act = change.ticket, Action(change.event.action)
    t = out.services.translator(ticket.language)
    code = cards.code(ticket.reference)
    keyboard = None
    if act is Action.QUOTE:
        text = t.html(NAMED, reference=code, amount=t.number(change.event.data["amount"]))
        keyboard = cards.cost_keyboard(ticket, t)
    elif act is Action.CONFIRM_PAYMENT:
        text = t.html(CONFIRMED, reference=code)
    elif act is Action.REJECT_PAYMENT:
        text = file_limits.with_receipts(t.html(ANOTHER, reference=code), t)
    else:
        return False
    await out.text(ticket.person_id, text, keyboard=keyboard, trace=Trace(None, ticket.id))
    return True


async def tell_staff(out: Outgoing, change: Change) -> None:
    """Tell the group what the person has done about a cost, under the card."""
    ticket, staff = change.ticket, out.services.staff
    amount = await costs.amount(out.tx, ticket.id)
    text = staff.html(
        TOLD_STAFF[Action(change.event.action)],
        reference=cards.code(ticket.reference),
        amount=staff.number(amount or 0),
    )
    await out.text(
        out.services.staff_chat_id,
        text,
        reply_slot=cards.slot(ticket.id),
        trace=Trace(None, ticket.id),
        key=f"cost:{ticket.id}",
    )
