"""Files in a case: which are taken is told before they are uploaded; what is refused, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.forms import files
from handlers.i18n.translator import N_, Html
from storage.tickets.states import Kind

if TYPE_CHECKING:
    from handlers.context import Services
    from handlers.i18n.translator import Translator
    from storage.tickets.content import Content
    from storage.tickets.tables import Ticket

LIMITS = N_("Files: at most {max} megabytes each; {kinds}. No programs.")
RECEIPTS = N_("The receipt: a photo or a document of at most {max} megabytes.")
WORDS_ADDED = N_("What you wrote beside it is kept.")


def takes_files(ticket: Ticket, services: Services) -> bool:
    """Whether the office takes documents in the chat for this case (QOM-14, BR-02)."""
    office = services.knowledge.offices.get(ticket.office)
    return ticket.kind != Kind.REQUEST or office is None or office.accepts_documents_in_chat


def told(ticket: Ticket, services: Services, t: Translator) -> list[str]:
    """Lines of HTML that say what may be sent; none where the office takes no documents."""
    if not takes_files(ticket, services):
        return []
    kinds = files.Kinds(files.KINDS).text(t)
    return [t.html(LIMITS, max=files.LARGEST // files.MEGABYTE, kinds=kinds)]


def with_receipts(text: Html, t: Translator) -> Html:
    """The words that ask for a receipt, and below them what it may be."""
    return Html(text + "\n" + t.html(RECEIPTS, max=files.LARGEST // files.MEGABYTE))


def refused(content: Content, t: Translator) -> str | None:
    """Why the file of a message is not taken, as HTML; None where it is."""
    problem = files.refusal(content.file_name, content.file_size)
    if problem is None:
        return None
    words = [t.html(WORDS_ADDED)] if content.text else []
    return "\n".join(["⚠️ " + problem.html(t), *words])
