"""The buttons under a card in the staff group: what may be done with the ticket now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from handlers import answer_cards, keyboards
from handlers.buttons import Verb
from handlers.i18n.translator import N_
from storage.tickets import states
from storage.tickets.states import Action, Party, Status

if TYPE_CHECKING:
    from handlers.i18n.translator import Translator
    from storage.staff import StaffMember
    from storage.tickets.tables import Ticket

CLOSE, REOPEN = N_("✅ Close…"), N_("🔓 Reopen")
BACK = N_("◀️ Back")
READY = N_("💬 Ready reply…")
#: Buttons of a card in their order: the action that makes them possible, operation, label.
BUTTONS: tuple[tuple[Action, str, str], ...] = (
    (Action.TAKE, "take", N_("✋ Take")),
    (Action.RELEASE, "release", N_("↩️ Release")),
    (Action.HAND_OVER, "hand", N_("👥 Hand over…")),
    (Action.ASK_BACK, "ask", N_("❓ Ask back")),
    (Action.PREPARE, "prepare", N_("🛠 Being prepared")),
    (Action.CONFIRM_PAYMENT, "paid", N_("💳 Payment confirmed")),
    (Action.REJECT_PAYMENT, "nopay", N_("🧾 Receipt not right…")),
    (Action.QUOTE, "cost", N_("💳 Name a cost…")),
    (Action.CLOSE_FULL, "close", CLOSE),
    (Action.REFUSE, "refuse", N_("⛔️ Refuse…")),
    (Action.UPHOLD, "uphold", N_("⚖️ The outcome stands…")),
    (Action.GRANT, "grant", N_("🔓 Accept the objection…")),
    (Action.REOPEN, "reopen", REOPEN),
    (Action.ANSWER, "ready", READY),
    (Action.NOTE, "note", N_("📝 Note")),
    (Action.REVEAL, "who", N_("🪪 Identity")),
    (Action.LINK, "history", N_("📜 Linked cases")),
)
CLOSE_BUTTONS: tuple[tuple[str, str], ...] = (
    ("full", N_("✅ Answered in full")),
    ("part", N_("🌓 Answered in part")),
    ("nothold", N_("📭 We do not hold it")),
    ("dup", N_("🔁 Duplicate, or linked…")),
    ("withdrawn", N_("🗑 The person withdrew it")),
    ("back", BACK),
)


def of_card(
    ticket: Ticket, t: Translator, *, is_linked: bool = False, costs: bool = False
) -> keyboards.Markup:
    """The buttons staff may press in the present state; `costs`: the office may name one."""
    possible = set(states.actions(Status(ticket.status), Party.STAFF))
    possible.discard(Action.RELEASE if ticket.holder_id is None else Action.TAKE)
    if ticket.is_anonymous:
        possible.discard(Action.REVEAL)  # the person was promised that staff see no name
    if not costs:
        possible.discard(Action.QUOTE)
    if not is_linked:
        possible.discard(Action.LINK)
    row = [
        keyboards.button(t.text(label), Verb.STAFF, op, ticket.id)
        for action, op, label in BUTTONS
        if action in possible
    ]
    if answer_cards.is_offered(ticket):
        row.append(keyboards.button(t.text(answer_cards.MAKE), Verb.LEARN, "make", ticket.id))
    return keyboards.inline(keyboards.grid(row, 2))


def to_close(ticket: Ticket, t: Translator) -> keyboards.Markup:
    """The outcomes a ticket can be closed with."""
    row = [
        keyboards.button(t.text(label), Verb.STAFF, op, ticket.id) for op, label in CLOSE_BUTTONS
    ]
    return keyboards.inline(keyboards.grid(row, 1))


def to_hand_over(
    ticket: Ticket, colleagues: Sequence[StaffMember], t: Translator
) -> keyboards.Markup:
    """The colleagues a ticket can be given to."""
    row = [
        keyboards.button(f"👤 {one.name}", Verb.STAFF, "give", ticket.id, one.user_id)
        for one in colleagues
        if one.user_id != ticket.holder_id
    ]
    row.append(keyboards.button(t.text(BACK), Verb.STAFF, "back", ticket.id))
    return keyboards.inline(keyboards.grid(row, 2))
