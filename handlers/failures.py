"""When something breaks: the person and the staff are told, with a number and no details.

The error report to the group carries an id, a type and a mark only: no text of people, no phone, no
national ID. The log line of the same id has the place; equal errors have equal marks.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from telegram.ext import CallbackContext

from handlers.context import current
from handlers.i18n.translator import N_
from handlers.outgoing import Outgoing
from storage import people

if TYPE_CHECKING:
    from typing import Any

    from handlers.context import Services
    from storage.database import Transaction


async def on_error(update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
    """Leave the error on the update's work: its transaction is rolled back for it."""
    current.get().error = context.error


async def apologise(
    tx: Transaction,
    person_id: int | None,
    services: Services,
    *,
    now: datetime,
    error_id: str,
    error_type: str,
    error_mark: str,
) -> None:
    """Tell the person, if there is one, that it failed on our side, and the group which error."""
    out = Outgoing(tx, services, now)
    if person_id is not None:
        person = await people.get(tx, person_id)
        t = services.translator(person.language if person else None)
        await out.text(
            person_id,
            t.html(
                N_(
                    "I am sorry, something went wrong on our side. Your last message was not "
                    "processed; nothing else was lost. Please send it again in a moment.\n"
                    "Error number: {number}"
                ),
                number=error_id,
            ),
        )
    await out.text(
        services.staff_chat_id,
        services.staff.html(
            N_("⚠️ An update could not be processed. Error {number}: {kind}, mark {mark}"),
            number=error_id,
            kind=error_type,
            mark=error_mark,
        ),
        key="error-report",
    )
