"""Updates read as the events of a form: what was typed, sent, shared or pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import Message

from handlers import buttons, contents
from handlers.forms import events, spoken

if TYPE_CHECKING:
    from handlers.context import OfficeContext
    from handlers.forms.form import Form, State


def of_message(
    message: Message, form: Form, state: State, context: OfficeContext
) -> events.Event | None:
    """A message as what it means in the form."""
    if message.contact is not None:
        return events.SharedPhone(message.contact.phone_number)
    content = contents.of(message)
    if content is not None and content.media not in {None, "location", "contact"}:
        return events.Sent(
            events.Attachment(
                kind=str(content.media),
                file_id=str(content.file_id),
                file_unique_id=str(content.file_unique_id),
                file_name=content.file_name,
                mime_type=content.mime_type,
                file_size=content.file_size,
                media_group_id=content.media_group_id,
                chat_id=content.chat_id,
                message_id=content.message_id,
                caption=content.text,
            )
        )
    if not message.text:
        return None
    said = spoken.read(message.text, form, state, context.t, context.services.translators)
    return said or events.Typed(message.text)


def of_press(press: buttons.Press) -> events.Event | None:
    """A pressed button of a form as what it means; None when it means nothing."""
    operation, value = press.arg(1), press.arg(2)
    if operation == "pick":
        return events.Picked(value)
    if operation == "edit":
        return events.Edit(value)
    simple: dict[str, events.Event] = {
        "done": events.Done(),
        "skip": events.Skipped(),
        "back": events.Back(),
        "cancel": events.Cancelled(),
        "submit": events.Submitted(),
        "lead": events.Led(),
    }
    return simple.get(operation)
