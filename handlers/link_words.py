"""What a case has to do with others, in a line each: for staff, and for its person.

A person reads of their own cases only, and never that somebody else brought the same matter.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import TYPE_CHECKING

from handlers.i18n.translator import N_, Html
from storage.tickets.links import LinkKind

if TYPE_CHECKING:
    from handlers.i18n.translator import Translator
    from storage.tickets.links import Linked
    from storage.tickets.tables import Ticket

#: By the kind of the link: what the one that points reads, and what the other one reads.
FOR_STAFF: dict[LinkKind, tuple[str, str]] = {
    LinkKind.MERGED: (N_("🔀 Goes on in {reference}"), N_("🔀 With it goes {reference}")),
    LinkKind.DUPLICATE: (
        N_("🔁 The same matter as {reference}"),
        N_("🔁 The same matter of somebody else: {reference}"),
    ),
    LinkKind.FOLLOWS: (N_("⏮ Follows {reference}"), N_("⏭ Followed by {reference}")),
    LinkKind.RELATED: (N_("🔗 See also {reference}"), N_("🔗 See also {reference}")),
}
#: What only goes on, or follows, is the person's own.
FOR_PERSON = (LinkKind.MERGED, LinkKind.FOLLOWS)


def for_staff(linked: Sequence[Linked], t: Translator) -> list[str]:
    """All links of a case: HTML lines."""
    return [_line(one, t) for one in linked]


def for_person(ticket: Ticket, linked: Sequence[Linked], t: Translator) -> list[str]:
    """The links of a case to others of its person: HTML lines."""
    return [
        _line(one, t)
        for one in linked
        if one.kind in FOR_PERSON and one.ticket.person_id == ticket.person_id
    ]


def _line(one: Linked, t: Translator) -> str:
    code = Html(f"<code>{html.escape(one.ticket.reference)}</code>")
    return t.html(FOR_STAFF[one.kind][one.points], reference=code)
