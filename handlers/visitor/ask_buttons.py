"""The buttons under an answer, under "did you mean", and under an honest no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers import keyboards, labels
from handlers.buttons import Verb
from handlers.forms import offers
from handlers.i18n.translator import N_

if TYPE_CHECKING:
    from handlers.context import OfficeContext
    from knowledge.articles import Article, Finding

#: Related articles offered under an answer.
RELATED = 3


def under_article(
    context: OfficeContext, found: Article, question_id: int | None
) -> keyboards.Markup:
    """Buttons that fit an answer: acts, related articles, "this did not answer me"."""
    t = context.t
    rows: list[keyboards.Row] = []
    if "request" in found.actions:
        rows.append([_request_button(context, found, question_id)])
    acts = {
        "complaint": N_("⚠️ Complain"),
        "opinion": N_("💬 Give an opinion"),
        "suggestion": N_("💡 Suggest"),
    }
    rows.append(
        [
            keyboards.button(t.text(label), Verb.FORM, act)
            for act, label in acts.items()
            if act in found.actions
        ]
    )
    rows.extend(
        [keyboards.button(f"🔗 {other.text(t.language).title}", Verb.ARTICLE, other.id, None)]
        for other in context.services.knowledge.related(found, context.person.office)[:RELATED]
    )
    if question_id is not None:
        last = [
            keyboards.button(t.text(N_("👎 This did not answer me")), Verb.NOT_HELPED, question_id)
        ]
        if "human" in found.actions:
            last.append(_hand_over_button(context, question_id))
        rows.append(last)
    return keyboards.inline(rows)


def _request_button(
    context: OfficeContext, found: Article, question_id: int | None
) -> keyboards.Button:
    """Request this statistic, with its title filled in; under a term of service just request."""
    if found.kind in offers.STATISTICS:
        label = context.t.text(N_("📊 Request this statistic"))
        return keyboards.button(label, Verb.REQUEST, found.id, question_id)
    label = context.t.text(labels.MENU[labels.Act.REQUEST])
    return keyboards.button(label, Verb.FORM, labels.Act.REQUEST.value)


def choices(context: OfficeContext, found: Finding, question_id: int) -> keyboards.Markup:
    """Did you mean: one button for each article, and a way out."""
    rows = [
        [
            keyboards.button(
                match.article.text(context.t.language).title,
                Verb.ARTICLE,
                match.article.id,
                question_id,
            )
        ]
        for match in found.matches
    ]
    label = context.t.text(N_("None of these"))
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
