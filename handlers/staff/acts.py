"""What words of staff do to a case: the acts behind a reply, a prompt, a ready reply.

An operation is the name of an act, such as `answer`; more is told behind dots, as in
`refuse.barred.14`: the ground of a refusal and its article.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handlers import costs as words
from handlers import endings
from storage.tickets import costs, lifecycle, queries
from storage.tickets.states import Action

if TYPE_CHECKING:
    from handlers.outgoing import Outgoing
    from storage.tickets.lifecycle import Actor, Change, Content

ACTIONS: dict[str, Action] = {
    "answer": Action.ANSWER,
    "ask": Action.ASK_BACK,
    "full": Action.CLOSE_FULL,
    "part": Action.CLOSE_PARTLY,
    "nothold": Action.CLOSE_NOT_HELD,
    "refuse": Action.REFUSE,
    "uphold": Action.UPHOLD,
    "grant": Action.GRANT,
    "cost": Action.QUOTE,
    "nopay": Action.REJECT_PAYMENT,
}
#: Acts that are for supervisors only.
SUPERVISED = frozenset({"uphold", "grant"})
DEEDS = {
    Action.ASK_BACK: lifecycle.ask_back,
    Action.UPHOLD: lifecycle.uphold,
    Action.GRANT: lifecycle.grant,
    Action.REJECT_PAYMENT: costs.reject,
}


def action(operation: str) -> Action:
    """The act of an operation; anything else answers."""
    return ACTIONS.get(operation.partition(".")[0], Action.ANSWER)


async def perform(
    out: Outgoing, operation: str, ticket_id: int, by: Actor, content: Content | None
) -> Change:
    """Carry an operation out with these words. Raises as the acts of `lifecycle`."""
    act = action(operation)
    if act is Action.REFUSE:
        ground = await _ground(out, operation, ticket_id)
        return await lifecycle.refuse(
            out.tx, ticket_id, by=by, content=content, ground=ground, now=out.now
        )
    if act in lifecycle.CLOSINGS:
        return await lifecycle.close(
            out.tx, ticket_id, by=by, outcome=act, content=content, now=out.now
        )
    if content is None:
        raise ValueError("an answer without words")
    if act is Action.QUOTE and (amount := words.read(content.text)) is not None:
        return await costs.quote(
            out.tx, ticket_id, by=by, amount=amount, content=content, now=out.now
        )
    return await DEEDS.get(act, lifecycle.answer)(
        out.tx, ticket_id, by=by, content=content, now=out.now
    )


async def _ground(out: Outgoing, operation: str, ticket_id: int) -> dict[str, Any] | None:
    """The ground that a refusal names, in the language of the case."""
    _, name, article = (*operation.split("."), "", "")[:3]
    ground = out.services.knowledge.desk.ground(name)
    ticket = await queries.get(out.tx, ticket_id)
    if ground is None or ticket is None:
        return None
    t = out.services.translator(ticket.language)
    return endings.ground_data(ground, int(article) if article else None, t)
