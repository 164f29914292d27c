"""What a person adds to a case: under its card, with a word that it arrived."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from handlers import cards, due_words, file_limits, hours, keyboards, labels, notices
from handlers.buttons import Verb
from handlers.i18n.translator import N_
from handlers.outgoing import Trace
from handlers.visitor import costs
from storage import drafts, held
from storage.tickets import lifecycle, links, states
from storage.tickets.states import Status

if TYPE_CHECKING:
    from handlers.context import OfficeContext
    from storage.tickets.lifecycle import Change, Content
    from storage.tickets.tables import Ticket


#: What documents are sent as (QOM-14); a voice, a place or a contact is an answer in other form.
_DOCUMENTS = frozenset({"photo", "document", "audio", "video", "animation"})
_FILE = ("file_id", "file_unique_id", "file_name", "mime_type", "file_size")
_NO_FILE: dict[str, None] = dict.fromkeys((*_FILE, "media_group_id"))


async def add_to(
    context: OfficeContext, ticket: Ticket, content: Content, *, may_be_question: bool = False
) -> None:
    """Put what the person wrote under the card of their case, and say so.

    What is for a case that goes on in another one goes there.
    """
    ticket = await links.heir(context.tx, ticket)
    if (refused := file_limits.refused(content, context.t)) is not None:
        await _tell(context, content, refused)
        if not content.text:
            return
        content = without_file(content)
    if costs.is_receipt(ticket, content):
        await costs.paid(context, ticket, content)
        return
    if is_document(content) and not file_limits.takes_files(ticket, context.services):
        await _refuse(context, ticket, content)
        if not content.text:
            return
        content = without_file(content)
    change = await lifecycle.add_from_person(
        context.tx, ticket.id, person_id=context.person.id, content=content, now=context.now
    )
    if not await notices.person_wrote(context.out, change):
        return  # told once that all is kept; the next word of it comes from the office
    rows: list[keyboards.Row] = []
    if may_be_question and content.text and content.media is None:
        label = context.t.text(N_("This was a new question"))
        kept = await held.hold(context.tx, context.person.id, content, context.now)
        rows.append([keyboards.button(label, Verb.HELD, kept.id, "new")])
    await context.out.text(
        context.person.id,
        "\n\n".join([_added(context, change.ticket), *await _time_words(context, change)]),
        keyboard=keyboards.inline(rows) if rows else None,
        trace=Trace(None, ticket.id),
        key=album_key(content),
        delay=album_delay(content),
    )


def _added(context: OfficeContext, ticket: Ticket) -> str:
    t, code = context.t, cards.code(ticket.reference)
    if ticket.status in states.OPEN_STATUSES:
        return t.html(N_("Added to your case {reference}; the office has it."), reference=code)
    return t.html(
        N_(
            "Your case {reference} is “{status}”; I have brought this to the office as an "
            "addition. You can reopen the case from “My cases”."
        ),
        reference=code,
        status=labels.status(ticket.status, t),
    )


async def _time_words(context: OfficeContext, change: Change) -> list[str]:
    """The new date where the answer started the clock again; when a closed office is back."""
    lines = []
    if change.before is Status.WAITING_PERSON:
        lines += due_words.for_person(change.ticket, context.t)
    if await drafts.load(context.tx, context.person.id) is not None:
        return lines  # in the middle of a form
    when = await hours.notice(context.out, change.ticket)
    return [*lines, when] if when else lines


async def _refuse(context: OfficeContext, ticket: Ticket, content: Content) -> None:
    text = context.t.html(
        N_(
            "This office does not take documents here, and the file was not kept. "
            "Please send it by office automation, fax or official e-mail and write the "
            "number {reference} on the letter."
        ),
        reference=cards.code(ticket.reference),
    )
    await _tell(context, content, text, key=album_key(content))


async def _tell(
    context: OfficeContext, content: Content, text: str, *, key: str | None = None
) -> None:
    await context.out.text(
        context.person.id,
        text,
        reply_to=content.message_id,
        key=key,
        delay=album_delay(content) if key else 0.0,
    )


def without_file(content: Content) -> Content:
    """The words of a message alone."""
    return replace(content, media=None, **_NO_FILE)


def is_document(content: Content) -> bool:
    """Whether a message is a document in the sense of the statements."""
    return content.media in _DOCUMENTS


def album_key(content: Content) -> str | None:
    """One notice for a whole album, whose parts come as separate updates."""
    return f"notice:{content.media_group_id}" if content.media_group_id else None


def album_delay(content: Content) -> float:
    """Seconds to wait for further parts of the album."""
    return 1.0 if content.media_group_id else 0.0
