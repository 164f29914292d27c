"""What is said about a report or an export in the chat, and the buttons under it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from handlers import keyboards
from handlers.buttons import Verb
from handlers.i18n.translator import N_, NN_, Html
from handlers.reports import wording
from storage.reports.figures import Spread

if TYPE_CHECKING:
    from handlers.i18n.translator import Translator
    from handlers.reports.periods import Period
    from storage.reports.announced import Announced
    from storage.reports.figures import Figures

OPENED = NN_("{n} case was opened", "{n} cases were opened")
ENDED = NN_("{n} case ended", "{n} cases ended")
OPEN = NN_("{n} case was open at the end", "{n} cases were open at the end")
ASKED = NN_("{n} question was asked", "{n} questions were asked")
ANNOUNCED = NN_("{n} notice was announced", "{n} notices were announced")
CASES = NN_("{n} case", "{n} cases")


def progress(what: str, title: str, t: Translator) -> Html:
    """How far a work is; `what` is a msgid."""
    return t.html(N_("⏳ <b>{title}</b>: {what}"), title=title, what=t.text(what))


def failed(t: Translator) -> Html:
    """A work that could not be done, whatever it was."""
    return t.html(
        N_("❌ This could not be made. The reason is in the log; please try again later.")
    )


def caption(title: str, t: Translator) -> Html:
    """What stands under a file."""
    return t.html(N_("Report: {title}"), title=title)


def summary(figures: Figures, title: str, t: Translator) -> str:
    """The report in a few lines."""
    everything, asked = figures.all, figures.questions
    lines: list[str] = [
        t.html(N_("📈 <b>Report: {title}</b>"), title=title),
        "",
        f"• {t.plural_html(*OPENED, everything.opened)}",
        f"• {t.plural_html(*ENDED, everything.ended.total())}",
        f"• {t.plural_html(*OPEN, figures.still_open)}",
        *_time(
            N_("• First answer: half within {median}, nine of ten within {slow} working hours"),
            everything.response,
            t,
        ),
        *_time(
            N_("• End: half within {median}, nine of ten within {slow} working hours"),
            everything.resolution,
            t,
        ),
    ]
    if everything.kept.share is not None:
        lines.append(
            t.html(
                N_("• Deadlines kept: {share}% ({kept} of {due})"),
                share=t.number(round(everything.kept.share * 100)),
                kept=everything.kept.kept,
                due=everything.kept.due,
            )
        )
    lines.append(f"• {t.plural_html(*ASKED, asked.total)}")
    if asked.total:
        lines.append(
            t.html(
                N_("  answered {answered}, choice {offered}, nothing found {missing}"),
                answered=t.number(asked.answered),
                offered=t.number(asked.offered),
                missing=t.number(asked.not_found),
            )
        )
    return "\n".join(lines)


def announced(told: Announced, t: Translator) -> str:
    """What was announced in the period, and what became of it; nothing where nothing was."""
    if not told.notices:
        return ""
    counts = t.html(
        N_("  delivered {delivered}, blocked {blocked}, failed {failed}"),
        delivered=t.number(told.delivered),
        blocked=t.number(told.blocked),
        failed=t.number(told.failed),
    )
    return f"\n• {t.plural_html(*ANNOUNCED, told.notices)}\n{counts}"


def _time(msgid: str, spread: Spread | None, t: Translator) -> list[str]:
    if spread is None:
        return []
    median, slow = wording.hours(spread.median, t), wording.hours(spread.slow, t)
    return [t.html(msgid, median=median, slow=slow)]


def around(period: Period, today: date, t: Translator) -> keyboards.Markup:
    """Under a report: the periods beside it, and its cases."""
    before = t.text(N_("◀️ The one before"))
    row = [keyboards.button(before, Verb.REPORT, "make", period.previous.code)]
    if period.next.first <= today:
        after = t.text(N_("The one after ▶️"))
        row.append(keyboards.button(after, Verb.REPORT, "make", period.next.code))
    cases = t.text(N_("📄 Its cases as a list"))
    return keyboards.inline([row, [keyboards.button(cases, Verb.REPORT, "cases", period.code)]])


def exported(count: int, title: str, t: Translator, *, with_identities: bool) -> str:
    """An export is ready, or there was nothing to write."""
    if not count:
        return t.html(N_("There is no case in this period: {title}."), title=title)
    what = t.plural_html(*CASES, count)
    lines: list[str] = [t.html(N_("📄 <b>{title}</b>: {what}"), title=title, what=what)]
    if with_identities:
        lines.append(
            t.html(
                N_(
                    "⚠️ The file says who the people are. Keep it as the law asks, and delete it "
                    "when it is needed no more. That you asked for it is in the log."
                )
            )
        )
    else:
        lines.append(t.html(N_("Names, telephone numbers and IDs are masked.")))
    return "\n".join(lines)


def under_export(period: Period, t: Translator) -> keyboards.Markup:
    """Under a masked export: the same with identities, for a supervisor alone."""
    label = t.text(N_("🪪 With identities, to me alone"))
    return keyboards.inline([[keyboards.button(label, Verb.REPORT, "who", period.code)]])
