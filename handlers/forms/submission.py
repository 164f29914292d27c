"""A finished form becomes a ticket: its answers, its files, its receipt and its card."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from handlers import labels, notices, timing
from handlers.forms import shared
from handlers.i18n import dates
from handlers.i18n.translator import N_
from handlers.visitor import menu
from storage.tickets import lifecycle
from storage.tickets.lifecycle import Content
from storage.tickets.states import Kind

if TYPE_CHECKING:
    from handlers.context import OfficeContext
    from handlers.forms.form import Form
    from storage.drafts import Draft

#: The answer that names the case in lists, in the order in which they are looked for.
SUBJECTS = ("subject", "text", "figure_reason", "table")


async def submit(
    context: OfficeContext, form: Form, draft: Draft, answers: Mapping[str, Any]
) -> None:
    """Open the ticket of a finished form and tell both sides.

    The office is that of the beginning of the form, also when the person has chosen another
    one meanwhile.
    """
    office = context.services.office(draft.office) or context.office
    if office is None:
        await context.out.text(
            context.person.id,
            context.t.html(N_("This office is no longer served here. Please choose another.")),
            keyboard=menu.offices(context.services, context.t, None),
        )
        return
    kind = Kind(form.name)
    fields = {name: value for name, value in answers.items() if name != "files"}
    change = await lifecycle.open_ticket(
        context.tx,
        kind=kind,
        office=office.id,
        office_code=office.code,
        person_id=context.person.id,
        is_anonymous=shared.is_anonymous(fields),
        language=context.t.language,
        subject=_subject(fields, context, kind),
        fields=fields,
        files=[_content(file) for file in answers.get("files") or ()],
        jalali_year=dates.jalali_year(context.now, context.services.zone),
        now=context.now,
        random=context.services.random,
        service=timing.service_of(office),
        promise=timing.promise_for(office, kind),
    )
    context.work.outcome = f"ticket:{kind}"
    await notices.opened(context.out, change)


def _subject(fields: Mapping[str, Any], context: OfficeContext, kind: Kind) -> str:
    for name in SUBJECTS:
        if isinstance(fields.get(name), str):
            return str(fields[name])[:200]
    return context.t.text(labels.KINDS[kind])


def _content(file: Mapping[str, Any]) -> Content:
    return Content(
        text=file.get("caption"),
        media=file.get("kind"),
        file_id=file.get("file_id"),
        file_unique_id=file.get("file_unique_id"),
        file_name=file.get("file_name"),
        mime_type=file.get("mime_type"),
        file_size=file.get("file_size"),
        media_group_id=file.get("media_group_id"),
        chat_id=file.get("chat_id"),
        message_id=file.get("message_id"),
    )
