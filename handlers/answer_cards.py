"""An answer that staff write, as the group sees it: preview, live, taken back; and its buttons."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from handlers import gap_lists, keyboards
from handlers.buttons import Verb
from handlers.gap_lists import View
from handlers.i18n.translator import N_
from knowledge import anonymity
from storage.learned_answers import AnswerState, LearnedAnswer
from storage.tickets.states import Kind, Status

if TYPE_CHECKING:
    from handlers.context import Services
    from handlers.i18n.translator import Translator
    from storage.tickets.tables import Ticket

MAKE = N_("📚 Make it an answer")
#: A ticket that may become an answer: answered, and of a kind that others may ask for, too.
_KINDS = frozenset({Kind.REQUEST, Kind.QUESTION})
_ENDED = frozenset({Status.ANSWERED_FULL, Status.ANSWERED_PARTLY, Status.CLOSED})
#: Languages that can be added, with the button for each.
TRANSLATIONS = {"en": "🌐 English", "ar": "🌐 العربية"}
#: Letters of a text shown in the group; Telegram takes 4096 in a message.
SHOWN = 1500
ALL = "all"


def is_offered(ticket: Ticket) -> bool:
    """Whether a ticket may be made an answer."""
    return Kind(ticket.kind) in _KINDS and Status(ticket.status) in _ENDED


def is_clean(texts: dict[str, Any]) -> bool:
    """Whether nothing is left in it where somebody's own data was taken out."""
    return all(
        anonymity.HIDDEN not in told["title"] + told["body"] + "".join(told["questions"])
        for told in texts.values()
    )


def view(answer: LearnedAnswer, services: Services, *, askers: int = 0) -> View:
    """The answer in its present state."""
    t = services.staff
    head = {
        AnswerState.DRAFT: N_("📝 <b>Preview. Nobody sees it yet.</b>"),
        AnswerState.LIVE: N_("✅ <b>This answer is live.</b>"),
        AnswerState.WITHDRAWN: N_("↩️ <b>This answer was taken back.</b>"),
        AnswerState.DROPPED: N_("🗑 <b>This draft was dropped.</b>"),
    }[answer.state]
    lines: list[str] = [
        t.html(head),
        t.html(
            N_("For: {office} · written by {name}"),
            office=gap_lists.office_name(answer.office, services),
            name=answer.written_name or "",
        ),
    ]
    if answer.approved_name and answer.approved_by != answer.written_by:
        lines.append(t.html(N_("Approved by: {name}"), name=answer.approved_name))
    for language, told in answer.texts.items():
        lines += ["", *_text(language, told, answer)]
    lines += ["", *_asked(answer, t), *_remarks(answer, t, askers)]
    return View("\n".join(lines), _keyboard(answer, services))


def _text(language: str, told: dict[str, Any], answer: LearnedAnswer) -> list[str]:
    body = told["body"] if len(told["body"]) <= SHOWN else f"{told['body'][:SHOWN]}…"
    mark = f"[{language}] " if len(answer.texts) > 1 else ""
    title = html.escape(told["title"], quote=False)
    return [f"{mark}<b>{title}</b>", html.escape(body, quote=False)]


def _asked(answer: LearnedAnswer, t: Translator) -> list[str]:
    words = [one for told in answer.texts.values() for one in told["questions"]]
    shown = words[: gap_lists.SHOWN]
    return [
        t.html(N_("Found by words such as:")),
        *(f"• {html.escape(one, quote=False)}" for one in shown),
    ]


def _remarks(answer: LearnedAnswer, t: Translator, askers: int) -> list[str]:
    remarks: list[str] = []
    if answer.state is AnswerState.LIVE and askers:
        remarks.append(t.plural_html(*gap_lists.TOLD, askers))
    if answer.state is not AnswerState.DRAFT:
        return ["", *remarks] if remarks else []
    if not is_clean(answer.texts):
        remarks.append(
            t.html(
                N_("⚠️ {mark} stands where somebody’s own data was taken out. Please reword it."),
                mark=anonymity.HIDDEN,
            )
        )
    if answer.needs_another:
        remarks.append(
            t.html(N_("👥 Somebody else than {name} must approve it."), name=answer.written_name)
        )
    return ["", *remarks] if remarks else []


def _keyboard(answer: LearnedAnswer, services: Services) -> keyboards.Markup:
    t = services.staff

    def button(label: str, op: str, *more: str) -> keyboards.Button:
        return keyboards.button(label, Verb.LEARN, op, answer.id, *more)

    if answer.state is AnswerState.LIVE:
        return keyboards.inline([[button(t.text(N_("↩️ Take back")), "back")]])
    if answer.state is not AnswerState.DRAFT:
        return keyboards.NONE
    go = N_("✅ Approve and publish") if answer.needs_another else N_("✅ Publish")
    languages = [button(label, "say", code) for code, label in TRANSLATIONS.items()]
    rows = [
        [button(t.text(go), "go")],
        [button(t.text(N_("✏️ Other words…")), "edit"), *languages],
    ]
    if len(services.offices) > 1:
        rows.append(_offices(answer, services))
    rows.append([button(t.text(N_("🗑 Drop it")), "drop")])
    return keyboards.inline(rows)


def _offices(answer: LearnedAnswer, services: Services) -> list[keyboards.Button]:
    """For which office it holds; the present one has a mark."""
    buttons = []
    for office in (*services.offices, None):
        mark = "🔘" if office == answer.office else "⚪️"
        label = f"{mark} {gap_lists.office_name(office, services)}"
        buttons.append(keyboards.button(label, Verb.LEARN, "where", answer.id, office or ALL))
    return buttons
