"""A message that belongs nowhere yet: kept, and the person says where it goes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from telegram import Update

from handlers import buttons, file_limits, keyboards
from handlers.buttons import Verb
from handlers.i18n.translator import N_
from handlers.visitor import additions, ask, handover, welcome
from storage import held
from storage.tickets import queries

if TYPE_CHECKING:
    from handlers.context import OfficeContext
    from storage.held import HeldMessage
    from storage.tickets.lifecycle import Content
    from storage.tickets.tables import Ticket

#: Open cases offered for a message; those that wait for the person are always among them.
OFFERED = 6


#: Why a message is no question that can be answered, and what to do, by what it carries.
_PICTURE = N_(
    "I cannot look into pictures and files; I answer what is written. Write your question, or "
    "have this handed to an expert."
)
_SOUND = N_(
    "I cannot listen to recordings; I answer what is written. Write your question, or have this "
    "handed to an expert."
)
EXPLAINED: dict[str, str] = {
    "voice": _SOUND,
    "audio": _SOUND,
    "video_note": _SOUND,
    "sticker": N_(
        "I do not understand stickers; I answer what is written. Write your question, or have "
        "this handed to an expert."
    ),
    "location": N_(
        "I cannot read a place on the map. Write your question with the name of the county or the "
        "city, or have this handed to an expert."
    ),
    "contact": N_(
        "Your question does not need a telephone number. Write it here, or have this handed to "
        "an expert."
    ),
}


async def hold(context: OfficeContext, content: Content, waiting: list[Ticket]) -> None:
    """Keep the message and ask where it belongs; the cases that wait for it come first.

    A document for an office that takes none in the chat is not kept (BR-02), nor a file that is too
    large; their words are.
    """
    cases = await _offered(context, waiting)
    refusal = file_limits.refused(content, context.t)
    if refusal is None and additions.is_document(content) and _takes_none(context) and not cases:
        refusal = context.t.html(handover.REFUSED)
    if refusal is not None:
        if content.text is None:
            await _refuse(context, content, refusal)
            return
        album = content.media_group_id  # its other parts must find that the words are kept
        content = replace(additions.without_file(content), media_group_id=album)
    first = await held.hold(context.tx, context.person.id, content, context.now)
    await context.out.text(
        context.person.id,
        refusal or _explained(context, content),
        keyboard=_targets(context, first, cases, is_refused=refusal is not None),
        reply_to=content.message_id,
        key=additions.album_key(content),
        delay=additions.album_delay(content),
    )


def _takes_none(context: OfficeContext) -> bool:
    return context.office is not None and not context.office.accepts_documents_in_chat


async def _refuse(context: OfficeContext, content: Content, refusal: str) -> None:
    """Say why the file was not kept; once for an album, whose words may be kept already."""
    album = content.media_group_id
    if album is not None and await held.has_album(context.tx, context.person.id, album):
        return
    await context.out.text(
        context.person.id,
        refusal,
        reply_to=content.message_id,
        key=additions.album_key(content),
        delay=additions.album_delay(content),
    )


def _explained(context: OfficeContext, content: Content) -> str:
    t = context.t
    if content.media is None:
        return t.html(N_("Which case is this message for?"))
    return t.html(EXPLAINED.get(content.media, _PICTURE))


def _targets(
    context: OfficeContext, first: HeldMessage, cases: list[Ticket], *, is_refused: bool
) -> keyboards.Markup:
    """A button for each case, for an expert, for the words beside a file, and to forget it."""
    t = context.t
    rows: list[keyboards.Row] = [
        [
            keyboards.button(
                t.text(
                    N_("To case {reference} – {subject}"),
                    reference=one.reference,
                    subject=one.subject[:30],
                ),
                Verb.HELD,
                first.id,
                one.id,
            )
        ]
        for one in cases
    ]
    kept = first.content
    has_words = bool(kept.get("text")) and kept.get("media") not in {"location", "contact"}
    others: list[tuple[str, str]] = []
    if has_words and (kept.get("media") or is_refused):
        others.append((N_("🔎 Answer what I wrote"), "words"))
    if kept.get("media") or is_refused:
        others.append((N_("🙋 Hand it to an expert as a question"), "hand"))
    else:
        others.append((N_("This is a new question"), "words"))
    others.append((N_("Forget it"), "drop"))
    rows += [[keyboards.button(t.text(label), Verb.HELD, first.id, to)] for label, to in others]
    return keyboards.inline(rows)


async def _offered(context: OfficeContext, waiting: list[Ticket]) -> list[Ticket]:
    newest = await queries.of_person(context.tx, context.person.id, only_open=True, limit=OFFERED)
    others = [one for one in newest if one.id not in {ticket.id for ticket in waiting}]
    return [*waiting, *others][: max(OFFERED, len(waiting))]


async def held_chosen(update: Update, context: OfficeContext, press: buttons.Press) -> None:
    """The person said where a kept message belongs."""
    t = context.t
    number, target = press.number(0), press.arg(1)
    if target in {"hand", "new"} and context.office is None:
        context.answer(t.text(N_("Please choose the office first, then press again.")))
        await welcome.ask_office(context)
        return
    parts = await held.take(context.tx, context.person.id, number) if number is not None else []
    if not parts:
        context.answer(t.text(N_("This message has already been dealt with.")))
        return
    context.answer()
    query = update.callback_query
    if query is not None and query.message is not None:
        await context.out.edit_keyboard(
            context.person.id, keyboards.NONE, message_id=query.message.message_id
        )
    if target == "drop":
        await context.out.text(context.person.id, t.html(N_("All right, it is forgotten.")))
    elif target == "words" or (target == "new" and parts[0].media is None):
        await ask.asked(update, context, " ".join(part.text for part in parts if part.text))
    elif target in {"hand", "new"}:
        await handover.hand_over_files(context, parts)
    else:
        await _to_ticket(context, press.number(1), parts)


async def _to_ticket(context: OfficeContext, ticket_id: int | None, parts: list[Content]) -> None:
    ticket = await queries.get(context.tx, ticket_id) if ticket_id is not None else None
    if ticket is None or ticket.person_id != context.person.id:
        context.answer(context.t.text(N_("You have no such case.")), alert=True)
        for part in parts:
            await held.hold(context.tx, context.person.id, part, context.now)
        return
    for part in parts:
        await additions.add_to(context, ticket, part)
