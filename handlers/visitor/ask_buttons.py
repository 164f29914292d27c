"""The buttons under an answer, under "did you mean", and under an honest no."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from handlers import keyboards, labels, links
from handlers.buttons import Verb
from handlers.forms import discrepancy, offers
from handlers.i18n.translator import N_
from knowledge.articles import STATISTICS, in_language

if TYPE_CHECKING:
    from handlers.context import OfficeContext
    from handlers.i18n.translator import Translator
    from handlers.sheets import Sheet
    from knowledge.articles import Article, Finding
    from knowledge.limits.values import Limit

#: Related articles offered under an answer.
RELATED = 3
LETTER = N_("✉️ The letter to write")


def under_article(
    context: OfficeContext,
    found: Article,
    question_id: int | None,
    sheet: Sheet,
    limited: Sequence[Limit] = (),
) -> keyboards.Markup:
    """Buttons that fit an answer: its pages, acts, related articles, "this did not answer me".

    Where something of the question cannot be had, what is there instead comes first.
    """
    t = context.t
    return keyboards.inline(
        [
            _pages(t, found, question_id, sheet),
            _around(context, found, question_id, sheet),
            _guide(context, found),
            *_acts(context, found, question_id),
            *_related(context, found, limited),
            _verdict(context, found, question_id),
        ]
    )


def _guide(context: OfficeContext, found: Article) -> keyboards.Row:
    """What an executive body does itself: the stages of the work, and the letter to write."""
    t, row = context.t, []
    if found.stages is not None:
        row.append(keyboards.button(t.text(N_("🪜 Stage by stage")), Verb.GUIDE, found.id, 1))
    if found.letter is not None:
        row.append(keyboards.button(t.text(LETTER), Verb.GUIDE, found.id, "letter"))
    return row


def _related(
    context: OfficeContext, found: Article, limited: Sequence[Limit]
) -> list[keyboards.Row]:
    base, office = context.services.knowledge, context.person.office
    instead = [base.articles[one] for limit in limited for one in limit.instead]
    others = [one for one in instead if one.is_for(office)] + base.related(found, office)
    shown = list({other.id: other for other in others}.values())[:RELATED]
    language = context.t.language
    return [
        [keyboards.button(f"🔗 {other.text(language).title}", Verb.ARTICLE, other.id, None)]
        for other in shown
    ]


def _pages(
    t: Translator, found: Article, question_id: int | None, sheet: Sheet
) -> list[keyboards.Button]:
    """⟨1/3⟩ with a button to either side, where the details have several pages."""
    if sheet.page is None or sheet.pages == 1:
        return []

    def to(page: int, label: str) -> keyboards.Button:
        return keyboards.button(label, Verb.DETAILS, found.id, question_id, page)

    place = t.text(N_("⟨{page}/{pages}⟩"), page=sheet.page + 1, pages=sheet.pages)
    row = [to(sheet.page, place)]
    if sheet.page:
        row.insert(0, to(sheet.page - 1, t.text(N_("◀️ Back"))))
    if sheet.page < sheet.pages - 1:
        row.append(to(sheet.page + 1, t.text(N_("Next ▶️"))))
    return row


def _around(
    context: OfficeContext, found: Article, question_id: int | None, sheet: Sheet
) -> list[keyboards.Button]:
    """The details or the short answer again, and the link to pass on."""
    t, row = context.t, []
    if sheet.page is not None:
        label = t.text(N_("🔼 In short"))
        row.append(keyboards.button(label, Verb.DETAILS, found.id, question_id, None))
    elif sheet.has_more:
        label = t.text(N_("ℹ️ Details"))
        row.append(keyboards.button(label, Verb.DETAILS, found.id, question_id, 0))
    title = found.text(t.language).title
    address = links.to_article(context.services.bot_username, found.id)
    row.append(keyboards.link(t.text(N_("📤 Share")), links.share(address, title)))
    return row


def _acts(context: OfficeContext, found: Article, question_id: int | None) -> list[keyboards.Row]:
    """What can be done about it: ask for the figures, complain, say an opinion."""
    t = context.t
    acts = {
        "complaint": N_("⚠️ Complain"),
        "opinion": N_("💬 Give an opinion"),
        "suggestion": N_("💡 Suggest"),
    }
    return [
        [_request_button(context, found, question_id)] if "request" in found.actions else [],
        [_wish_button(context, found)] if found.kind in offers.PUBLISHED else [],
        [
            keyboards.button(t.text(label), Verb.FORM, act)
            for act, label in acts.items()
            if act in found.actions
        ],
        _discrepancy(context, found),
    ]


def _discrepancy(context: OfficeContext, found: Article) -> keyboards.Row:
    """Report a figure of a table; for the office whose yearbook it is, or may be (BR-06, BR-21)."""
    office = context.services.office(found.office) or context.office
    is_about_it = found.kind == "table" or discrepancy.NAME in found.actions
    if office is None or not office.yearbook or not is_about_it:
        return []
    label = context.t.text(N_("🔎 Report a wrong figure"))
    article = found.id if found.kind == "table" else None
    return [keyboards.button(label, Verb.FORM, discrepancy.NAME, article)]


def _verdict(context: OfficeContext, found: Article, question_id: int | None) -> keyboards.Row:
    if question_id is None:
        return []
    label = context.t.text(N_("👎 This did not answer me"))
    row = [keyboards.button(label, Verb.NOT_HELPED, question_id)]
    if "human" in found.actions:
        row.append(_hand_over_button(context, question_id))
    return row


def _wish_button(context: OfficeContext, found: Article) -> keyboards.Button:
    label = context.t.text(N_("🔔 Tell me when it is published"))
    return keyboards.button(label, Verb.WISH, "on", found.id)


def _request_button(
    context: OfficeContext, found: Article, question_id: int | None
) -> keyboards.Button:
    """Request this statistic, with its title filled in; under a term of service just request."""
    if found.kind in STATISTICS:
        label = context.t.text(N_("📊 Request this statistic"))
        return keyboards.button(label, Verb.REQUEST, found.id, question_id)
    label = context.t.text(labels.MENU[labels.Act.REQUEST])
    return keyboards.button(label, Verb.FORM, labels.Act.REQUEST.value)


def choices(context: OfficeContext, found: Finding, question_id: int) -> keyboards.Markup:
    """Did you mean: one button for each article, and a way out; of a single one yes or no.

    Where it is asked back, the choices say what decides, and there is a general answer, too.
    """
    t, rule = context.t, context.services.understanding.rules.get(found.choice)
    if rule is None and len(found.matches) == 1:
        yes = keyboards.button(
            t.text(N_("✅ Yes")), Verb.ARTICLE, found.matches[0].article.id, question_id
        )
        no = keyboards.button(t.text(N_("✖️ No, something else")), Verb.NOT_HELPED, question_id)
        return keyboards.inline([[yes], [no]])
    offered = {match.article.id: match.article.text(t.language).title for match in found.matches}
    if rule is not None:
        offered = {one.article: in_language(one.label, t.language) for one in rule.choices}
        offered.setdefault(rule.general, t.text(N_("Whichever: the general answer")))
    rows = [
        [keyboards.button(label, Verb.ARTICLE, article, question_id)]
        for article, label in offered.items()
    ]
    label = t.text(N_("None of these"))
    rows.append([keyboards.button(label, Verb.NOT_HELPED, question_id)])
    return keyboards.inline(rows)


def ways_on(context: OfficeContext, question_id: int) -> keyboards.Markup:
    """What can be done when there is no answer: an expert, a request, the subjects."""
    t = context.t
    return keyboards.inline(
        [
            [_hand_over_button(context, question_id)],
            [
                keyboards.button(
                    t.text(N_("📊 Begin a data request")), Verb.REQUEST, None, question_id
                )
            ],
            [keyboards.button(t.text(N_("📚 Show the subjects")), Verb.BROWSE, None, 0)],
        ]
    )


def _hand_over_button(context: OfficeContext, question_id: int) -> keyboards.Button:
    label = context.t.text(N_("🙋 Hand it to an expert"))
    return keyboards.button(label, Verb.HAND_OVER, question_id)
