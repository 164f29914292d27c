"""What is said back to small talk: short, polite, and never pretending to be a human being.

What counts as small talk is content (`knowledge/content/small_talk.toml`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers import keyboards, labels
from handlers.buttons import Verb
from handlers.i18n.translator import N_
from handlers.visitor import handover, menu
from knowledge.small_talk import Heard, Kind

if TYPE_CHECKING:
    from handlers.context import OfficeContext

_SORRY = N_(
    "I am sorry that you are annoyed. Tell me what went wrong and I will try to help; "
    "an expert can look at it, too."
)
REPLIES: dict[Kind, str] = {
    Kind.GREETING: N_("Hello! Write your question, or choose from the menu."),
    Kind.WELLBEING: N_("Thank you for asking; all is well here. What would you like to know?"),
    Kind.THANKS: N_("You are welcome. Write whenever you have a question."),
    Kind.FAREWELL: N_("Goodbye! Write whenever you have a question."),
    Kind.AGREED: N_("All right. When you have a question, just write it."),
    Kind.WHO: N_(
        "I am Amaryar, the answering program of the provincial statistics offices. I answer from "
        "the texts of the offices and name the source; what I do not know, the experts answer."
    ),
    Kind.ROBOT: N_(
        "Yes, I am a program, not a human being. I answer from the texts of the offices; if you "
        "would rather talk to an expert, press the button."
    ),
    Kind.INSULT: _SORRY,
    Kind.ABUSE: _SORRY,
}


def hear(context: OfficeContext, words: str) -> Heard:
    """Tell small talk from a question."""
    return context.services.knowledge.small_talk.hear(words)


async def answer(context: OfficeContext, kind: Kind, words: str) -> None:
    """Answer small talk of a kind; who wishes for a human being is handed over."""
    if kind is Kind.HUMAN:
        await handover.to_human(context, words)
        return
    context.work.outcome = f"courtesy:{kind}"
    text = context.t.html(REPLIES[kind])
    await context.out.text(context.person.id, text, keyboard=_keyboard(context, kind))


def _keyboard(context: OfficeContext, kind: Kind) -> keyboards.Markup | None:
    t = context.t
    human = [keyboards.button(t.text(handover.TO_EXPERT), Verb.HUMAN)]
    if kind is Kind.ROBOT:
        return keyboards.inline([human])
    if kind in {Kind.INSULT, Kind.ABUSE}:
        label = t.text(labels.MENU[labels.Act.COMPLAINT])
        return keyboards.inline(
            [human, [keyboards.button(label, Verb.FORM, labels.Act.COMPLAINT.value)]]
        )
    if kind in {Kind.THANKS, Kind.FAREWELL}:
        return None
    return menu.keyboard(t, context.services, context.office)
